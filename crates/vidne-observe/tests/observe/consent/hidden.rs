//! Banners that hide from scripts, from rules and from the hasty: in closed shadow roots, in boxes that only listen, and late.

use vidne_observe::web::Phase;

use super::{Told, banner, page, server::Server};

#[tokio::test]
async fn a_banner_in_a_closed_shadow_root_is_refused_by_a_real_click() {
    for inside in [
        "<div role=dialog style='position:fixed;bottom:0;left:0;right:0'><p>Vi använder kakor.</p><button id=ja>Godkänn alla</button><button id=nej>Avvisa alla</button></div>",
        "<div style='position:fixed;bottom:0;left:0;right:0'><p>Vi använder kakor.</p><button id=ja>Godkänn alla</button><ui-knapp id=nej></ui-knapp></div>",
    ] {
        let page = page(&format!(
            "<h1>Kommunen</h1><p>En sida.</p><div id=layer></div><script>
             customElements.define('ui-knapp', class extends HTMLElement {{
               connectedCallback() {{ this.attachShadow({{ mode: 'closed' }}).innerHTML = '<button>Endast nödvändiga</button>'; }} }});
             const inre = layer.attachShadow({{ mode: 'closed' }});
             inre.innerHTML = \"{inside}\";
             inre.getElementById('ja').addEventListener('click', () => choose('alla'));
             inre.getElementById('nej').addEventListener('click', (event) => choose(event.isTrusted ? 'nej' : 'falskt'));</script>"
        ));
        let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
        assert_eq!(told.consent(&["outcome", "rule"]), ["done", "words"], "{inside}");
        assert!(told.text().contains("samtycke=nej"), "{:?}", told.clicked());
    }
}

#[tokio::test]
async fn a_box_that_only_listens_is_a_button_and_what_accepts_is_not_pressed() {
    for (yes, no) in [
        ("<div id=ja class=knapp>Godkänn alla</div>", "<div id=nej class=knapp>Avvisa alla</div>"),
        ("<span id=ja class=knapp>OK</span>", "<div id=nej class=knapp><span>Endast nödvändiga</span></div>"),
        ("<ul><li id=ja class=knapp>Tillåt alla</li>", "<li id=nej class=knapp><b>Neka</b></li></ul>"),
    ] {
        let page = banner(&format!(
            "<p>Vi använder kakor. <span>Avvisa alla</span> betyder nej.</p>{yes}{no}<style>.knapp {{ cursor: pointer }}</style>
             <script>ja.addEventListener('click', () => choose('alla')); nej.addEventListener('click', () => choose('nej'))</script>"
        ));
        let page = page.replace("layer.remove()", "document.getElementById('layer').remove()");
        let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
        assert_eq!(told.consent(&["outcome"]), ["done"], "{no}");
        assert!(told.text().contains("samtycke=nej") && !told.text().contains("samtycke=alla"), "{no}");
    }
}

#[tokio::test]
async fn a_box_that_can_be_pressed_and_asks_for_nothing_is_left_alone() {
    let page = page(
        "<h1>Kommunen</h1><p>Om kakor</p><div style='cursor:pointer'>Avvisa</div>
         <nav style='position:fixed;top:0'><span style='cursor:pointer'>Inställningar</span></nav>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["no-rule"]);
    assert!(told.phases().is_empty() && told.clicked().is_empty());
}

#[tokio::test]
async fn a_banner_that_comes_three_seconds_late_is_waited_for() {
    let page = page(
        "<h1>Kommunen</h1><div id=layer hidden style='position:fixed;bottom:0'><p>Vi använder kakor.</p>
         <button onclick=choose('alla')>Godkänn alla</button><button onclick=choose('nej')>Avvisa alla</button></div>
         <script>onload = () => setTimeout(() => layer.hidden = false, 3000)</script>",
    );
    let told = Told::of(Server::new([("/", page)]), Phase::Reject, None).await;
    assert_eq!(told.consent(&["outcome"]), ["done"]);
    assert!(told.text().contains("samtycke=nej"));
}
