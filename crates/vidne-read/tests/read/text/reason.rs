//! Pages that hold no text to read, and why.

use vidne_model::observed::Readability;
use vidne_read::text::PageBody;

use super::{html, read};

fn reason(body: &str) -> String {
    match html(body).readability {
        Readability::Unreadable(reason) => reason,
        Readability::Readable => "readable".to_owned(),
    }
}

#[test]
fn a_challenge_is_not_the_page() {
    for (body, owner) in [
        (
            "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue\
             </noscript><script>window._cf_chl_opt={cvId:'3'}</script></body>",
            "Cloudflare",
        ),
        (
            "<title>Attention Required! | Cloudflare</title><h1 data-translate=block_headline>Sorry, you have been blocked</h1><div class=cf-x>",
            "Cloudflare",
        ),
        (
            "<html><body><iframe src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=1'>Request unsuccessful. Incapsula incident ID: 7</iframe>",
            "Imperva",
        ),
        (
            "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>Reference&#32;&#35;18&#46;7</body>",
            "Akamai",
        ),
        ("<div id=sec-if-cpt-container></div><script src=/_sec/cp_challenge/x.js></script>", "Akamai"),
        ("<script src=https://ct.captcha-delivery.com/c.js></script><p>Please enable JS</p>", "DataDome"),
    ] {
        assert!(reason(body).contains(owner), "{owner}: {}", reason(body));
    }
}

#[test]
fn a_page_behind_a_network_is_the_page() {
    let text = "Vi använder kakor för att webbplatsen ska fungera. ".repeat(3);
    let sign = "<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>";
    assert_eq!(reason(&format!("<title>Kakor</title><p>{text}</p>{sign}")), "readable");
    let long = "Om _cf_chl_opt och andra skript. ".repeat(100);
    assert_eq!(reason(&format!("<p>{long}</p>")), "readable");
}

#[test]
fn an_empty_page_says_why_it_is_empty() {
    for (body, why) in [
        ("<body><div id=root></div><script src=app.js></script>", "a script would fill"),
        (
            "<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script>",
            "a script would fill",
        ),
        (
            "<header>Myndigheten</header><div id=root></div><footer>Kontakt</footer><script src=a.js></script>",
            "a script would fill",
        ),
        ("<p>Loading...</p><script src=a.js></script>", "a script would fill"),
        ("<body></body>", "the page is empty"),
        ("", "the page is empty"),
        ("<img src=scan.png>", "picture"),
        ("<embed src='/files/policy.PDF?v=1'>", "PDF"),
        ("<h1>Integritetspolicy</h1><iframe src=/policy.pdf></iframe>", "PDF"),
        ("<header>x</header>", "nothing between"),
    ] {
        assert!(reason(body).contains(why), "{body}: {}", reason(body));
    }
}

#[test]
fn a_login_form_is_not_the_page() {
    for body in [
        "<form><label>Namn<input name=u></label><label>Lösenord<input type=password></label></form>",
        "<h1>Logga in</h1><p>Logga in med BankID för att fortsätta.</p><button>Starta</button>",
        "<title>Sign in - Portal</title><p>Continue</p>",
    ] {
        assert_eq!(reason(body), "it is a login form", "{body}");
    }
    let text = "Så behandlar vi dina uppgifter när du söker bidrag hos oss. ".repeat(20);
    assert_eq!(reason(&format!("<p>{text}</p><form><input type=password></form>")), "readable");
}

#[test]
fn a_list_of_cookies_that_a_script_had_to_write_is_missing() {
    let text =
        "<h1>Cookies</h1><p>".to_owned() + &"We use cookies to remember your choices. ".repeat(10) + "</p>";
    assert!(reason(&format!("{text}<div id=ot-sdk-cookie-policy></div>")).contains("OneTrust"));
    let script = "<script id=CookieDeclaration src=https://consent.cookiebot.com/x/cd.js></script>";
    assert!(reason(&format!("{text}{script}")).contains("Cookiebot"));
    assert_eq!(reason(&format!("{text}{script}<table><tr><td>_ga</table>")), "readable");
    assert_eq!(reason(&text), "readable");
}

#[test]
fn other_formats_are_named() {
    let of = |bytes: &[u8], kind| match read(PageBody::Bytes { bytes, content_type: kind }).readability {
        Readability::Unreadable(reason) => reason,
        Readability::Readable => "readable".to_owned(),
    };
    assert!(of(b"%PDF-1.7\n...", Some("text/html")).contains("PDF"));
    assert!(of(b"...", Some("application/pdf")).contains("PDF"));
    assert!(of(b"\x89PNG\r\n\x1a\n", None).contains("picture"));
    assert!(of(b"...", Some("image/jpeg")).contains("picture"));
    assert!(of(b"PK\x03\x04", None).contains("office document"));
    assert!(
        of(b"...", Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
            .contains("office")
    );
    assert_eq!(of(b"<p>Vi anv\xe4nder kakor p\xe5 webbplatsen.</p>", None), "readable");
}
