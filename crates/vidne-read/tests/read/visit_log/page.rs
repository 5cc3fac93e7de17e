//! Forms and texts, as the collector found them.

use serde_json::json;
use vidne_model::observed::{Blind, Readability, Visibility};

use super::{Log, SITE, only};

const NOTICE: &str = "https://www.site.se/kakor";

#[test]
fn forms_of_every_frame_are_told_with_action_and_fields() {
    let form = |action: &str| json!([{ "action": action, "method": "post", "fields": ["namn", "e-post"] }]);
    let seen = Log::opened()
        .frame("main", json!({ "url": SITE, "forms": form("/skicka#x") }))
        .frame("child", json!({ "url": "https://chat.example/", "forms": form("") }))
        .frame("gone", json!(null))
        .ended("completed")
        .read();
    let visit = only(&seen);
    let forms: Vec<_> = visit.forms.iter().map(|form| (form.page.as_str(), form.action.as_str())).collect();
    assert_eq!(
        forms,
        [(SITE, "https://www.site.se/skicka"), ("https://chat.example/", "https://chat.example/")]
    );
    assert_eq!(visit.forms[0].fields, ["namn", "e-post"]);
    assert!(!visit.blind.contains(&Blind::Forms));
}

#[test]
fn a_wanted_page_is_read_as_it_was_drawn() {
    let text = "Vi använder kakor för att webbplatsen ska fungera och för att se hur den används av alla som besöker den.";
    let html = format!(
        "<html lang=\"sv\"><body><main><h1>Kakor</h1><p>{text}</p><div data-vidne-hidden><p>Vi delar uppgifter med Tolvan AB.</p></div></main>\
         <div id=\"CybotCookiebotDialog\" role=\"dialog\"><p>Vi vill använda kakor.</p><p data-vidne-hidden>Visa detaljer om leverantörer.</p></div></body></html>"
    );
    let found = json!({ "url": format!("{NOTICE}/#top"), "html": html, "title": "Kakor" });
    let log = Log::opened().frame("child", found.clone()).frame("main", found).ended("completed");
    let seen = log.read_pages(&[NOTICE]);
    assert_eq!(seen.pages.len(), 1, "the text of an inner frame is not that of the page");
    let page = &seen.pages[0];
    assert_eq!((page.readability.clone(), page.language.as_deref()), (Readability::Readable, Some("sv")));
    assert_eq!((page.url.as_str(), page.at), ("https://www.site.se/kakor/", only(&seen).at));
    let of = |start: &str| {
        page.blocks.iter().find(|block| block.text.starts_with(start)).map(|block| block.visibility)
    };
    assert_eq!(of("Vi använder"), Some(Visibility::Shown));
    assert_eq!(of("Vi delar"), Some(Visibility::Hidden));
    assert_eq!(of("Vi vill"), Some(Visibility::Banner));
    assert_eq!(of("Visa"), Some(Visibility::Banner));
    assert!(log.read().pages.is_empty(), "only wanted pages are read");
}

#[test]
fn what_is_sent_with_a_status_of_failure_is_not_the_page() {
    let found =
        json!({ "url": SITE, "html": "<html lang=\"sv\"><body><p>Sidan finns inte. Vi använder kakor.</p>" });
    let log = Log::begun().document("1", SITE).answer("1", 404, &[]).frame("main", found.clone());
    let seen = log.ended("completed").read_pages(&[SITE]);
    let reason = "the server answered with status 404".to_owned();
    assert_eq!(seen.pages[0].readability, Readability::Unreadable(reason));
    assert!(seen.pages[0].blocks.is_empty(), "{:?}", seen.pages[0]);
    let seen = Log::opened().frame("main", found).ended("completed").read_pages(&[SITE]);
    assert_eq!(seen.pages[0].readability, Readability::Readable);
}

#[test]
fn a_page_that_led_on_answers_for_the_address_that_was_asked_for() {
    let log = Log::opened()
        .frame("main", json!({ "url": "https://www.site.se/sv/", "html": "<p>Hej och välkommen.</p>" }));
    let seen = log.ended("completed").read_pages(&[SITE]);
    assert_eq!(seen.pages[0].url, SITE);
}
