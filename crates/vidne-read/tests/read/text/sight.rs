//! Who sees what: closed panels, margins, consent layers.

use vidne_model::observed::Visibility;

use super::{block, html};

fn seen(body: &str) -> Visibility {
    block(&html(body), "texten").visibility
}

#[test]
fn closed_panels_are_hidden() {
    for body in [
        "<p>x</p><div hidden>texten</div>",
        "<p>x</p><div style='color:red; DISPLAY : none !important'>texten</div>",
        "<p>x</p><p style='visibility:hidden'><b>texten</b></p>",
        "<p>x <span style='display:none'>texten</span> y</p>",
        "<details><summary>x</summary><p>texten</p></details>",
        "<details>texten<summary>x</summary></details>",
        "<details><p>texten</p></details>",
        "<div aria-hidden='true'>texten</div>",
        "<button aria-expanded=false aria-controls='a b'>x</button><div id=b>texten</div>",
        "<a role=button aria-expanded=false href=#b>x</a><div id=b>texten</div>",
        "<button role=tab aria-selected=false aria-controls=b>x</button><div role=tabpanel id=b>texten</div>",
        "<div class='accordion-collapse collapse'>texten</div>",
        "<div class='tab-pane fade'>texten</div>",
        "<dialog><p>texten</p></dialog>",
        "<div popover>texten</div>",
        "<footer><div hidden>texten</div></footer>",
        "<p>x</p><noscript><p>texten</p></noscript>",
    ] {
        assert_eq!(seen(body), Visibility::Hidden, "{body}");
    }
}

#[test]
fn open_panels_are_shown() {
    for body in [
        "<details open><summary>x</summary><p>texten</p></details>",
        "<details><summary><b>texten</b></summary></details>",
        "<button aria-expanded=true aria-controls=b>x</button><div id=b>texten</div>",
        "<div class='collapse show'>texten</div>",
        "<div class='hidden md:block'>texten</div>",
        "<dialog open><p>texten</p></dialog>",
        "<body style='visibility:hidden'><p>texten</p>",
        "<div id=app style='display:none'><main><p>texten</p></main></div>",
        "<div aria-hidden=true><main>texten</main></div><div role=dialog>Sök</div>",
        "<article><header><h1>texten</h1></header></article>",
        "<main><section><footer>texten</footer></section></main>",
        "<div style='background:none;display:block'>texten</div>",
        "<div class=hidden-print>texten</div>",
    ] {
        assert_eq!(seen(body), Visibility::Shown, "{body}");
    }
}

#[test]
fn head_foot_and_navigation_are_the_margin() {
    for body in [
        "<header>texten</header>",
        "<footer><div><p>texten</p></div></footer>",
        "<nav>texten</nav>",
        "<main><aside>texten</aside></main>",
        "<div role=contentinfo>texten</div>",
        "<div role=banner>texten</div>",
        "<div id=footer>texten</div>",
    ] {
        assert_eq!(seen(body), Visibility::Margin, "{body}");
    }
}

#[test]
fn consent_layers_are_banners_open_or_closed() {
    for body in [
        "<div id=onetrust-banner-sdk><p>texten</p></div>",
        "<div id=CybotCookiebotDialog style='display:none'>texten</div>",
        "<div class='x cookie-banner'>texten</div>",
        "<section aria-label='cookie-samtycke'>texten</section>",
        "<div id=samtykke-dialog>texten</div>",
        "<div role=dialog>Vi använder kakor. texten</div>",
        "<dialog open><p>Samtykke til texten</p></dialog>",
        "<footer><div class=cookie_notice>texten</div></footer>",
        "<div class=sv-cookie-consent-modal>texten</div>",
    ] {
        assert_eq!(seen(body), Visibility::Banner, "{body}");
    }
}

#[test]
fn the_page_about_cookies_is_no_banner() {
    for body in [
        "<body class=cookie-consent-page><p>texten</p>",
        "<div class=cookie-notice-layout><main><p>texten</p></main></div>",
        "<main class=cookie-consent><p>texten</p></main>",
        "<main><div class=cookie-consent-settings>texten</div></main>",
        "<div class=cookie-notice-wrap><h1>Kakor</h1><p>texten</p></div>",
        "<div class=cookie-table>texten</div>",
        "<div class=disclaimer>texten</div>",
    ] {
        assert_eq!(seen(body), Visibility::Shown, "{body}");
    }
    assert_eq!(seen("<div role=dialog hidden>Sök texten</div>"), Visibility::Hidden);
}

#[test]
fn what_noscript_repeats_is_told_once() {
    let page =
        html("<p>Vi använder kakor.</p><noscript><p>Vi använder kakor.</p><p>Slå på skript.</p></noscript>");
    assert_eq!(super::texts(&page), ["Vi använder kakor.", "Slå på skript."]);
    assert_eq!(block(&page, "Slå").visibility, Visibility::Hidden);
}

#[test]
fn headings_of_a_banner_do_not_stand_above_the_page() {
    let page = html("<h1>Kakor</h1><div id=cookie-banner><h2>Val</h2><p>knapp</p></div><p>texten</p>");
    assert_eq!(block(&page, "texten").headings, ["Kakor"]);
    assert_eq!(block(&page, "knapp").headings, ["Val"]);
}
