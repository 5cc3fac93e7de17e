//! Observation lines: what they hold, what they refuse, and their schema.

use vidne_model::observed::{
    BlockKind, ConsentAction, ConsentOutcome, Outcome, Party, Phase, Readability, Setter, Settled,
    ThirdPartyCookies, Visibility,
};
use vidne_read::{
    Format,
    lines::{self, PageLine, VisitLine},
    read_example,
};

use super::{named, only, reading};

const VISIT: &str = r#"{"schema":1,"kind":"web.visit","at":"2022-11-07T20:08:00Z","url":"https://www.example.se/#x","outcome":{"refused":403},"phase":"before-consent","vantage":{"country":"SE","network":"home","method":"by hand"},"tool":"eyes","note":"n","requests":[{"url":"https://www.example.se/?q=1","kind":"document","status":200,"remote":"104.16.1.2:443","tls":{"protocol":"TLS 1.3"},"headers":{"Server":"cloudflare","set-cookie":"x=y"},"cookies_sent":["a"],"fields_sent":["mail"],"location":{"country":"US","source":"cf-ray"}}],"cookies":[{"name":"__cf_bm","domain":".example.se","set_by":{"response":"https://www.example.se/"},"max_age":"PT30M","http_only":true},{"name":"_ga","domain":"t.example","set_by":"script","max_age":"P1Y"}],"stored":[{"store":"local-storage","key":"https://v.example/^0https://example.se","name":"id"}],"forms":[{"page":"https://www.example.se/","action":"/find"}],"names":[{"host":"www.example.se","aliases":["x.cdn.example"],"addresses":["192.0.2.1"]}],"blind":["storage"],"screenshot":"sha256:0707070707070707070707070707070707070707070707070707070707070707"}"#;

#[test]
fn every_key_of_a_visit_is_read() {
    let seen = reading(Format::ObservationLines, VISIT).expect("facts");
    let visit = only(&seen);
    assert_eq!((visit.url.as_str(), &visit.outcome), ("https://www.example.se/", &Outcome::Refused(403)));
    assert_eq!(visit.phase, Phase::BeforeConsent);
    let request = &visit.requests[0];
    assert_eq!(request.remote.and_then(|remote| remote.port), Some(443));
    assert_eq!(request.response_headers, [("server".to_owned(), "cloudflare".to_owned())]);
    assert_eq!(request.fields_sent, ["mail", "q"]);
    assert_eq!(named(visit, "__cf_bm").party, Party::First);
    assert_eq!(named(visit, "__cf_bm").max_age.map(|age| age.as_mins()), Some(30));
    assert_eq!(named(visit, "_ga").setter, Setter::Script { url: None });
    assert_eq!(named(visit, "_ga").max_age.map(|age| age.as_hours()), Some(365 * 24));
    assert_eq!(visit.stored[0].host.as_str(), "v.example");
    assert_eq!(visit.blind.len(), 1);
    assert!(visit.screenshot.is_some());
}

#[test]
fn what_is_written_is_read_again_and_keeps_to_the_schema() {
    let line: VisitLine = serde_json::from_str(VISIT).expect("a visit");
    let written = lines::write(&line);
    let (first, second) =
        (reading(Format::ObservationLines, VISIT), reading(Format::ObservationLines, &written));
    assert_eq!(first, second);
    let page: PageLine =
        serde_json::from_str(r#"{"at":"2022-11-07T20:08:00Z","url":"https://a.se/","text":"hej"}"#)
            .expect("a page");
    let schema = jsonschema::validator_for(&lines::schema()).expect("a schema");
    for text in [VISIT, written.as_str(), lines::write_page(&page).as_str()] {
        let value = serde_json::from_str(text).expect("JSON");
        assert!(
            schema.is_valid(&value),
            "{text}: {:?}",
            schema.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
        );
    }
    assert!(!schema.is_valid(&serde_json::json!({ "kind": "web.visit" })));
}

#[test]
fn what_a_browser_observer_tells_of_its_own_doing_is_read() {
    let text = r#"{"schema":1,"kind":"web.visit","at":"2026-11-21T10:00:00Z","url":"https://a.se/","phase":"after-reject","refused":[{"url":"http://10.0.0.1/","reason":"private"}],"consent":{"action":"reject","outcome":{"failed":"no button"},"rule":"r","source":"vidne","clicked":["a"]},"completeness":{"seen":3,"missing":["https://b.se/"],"settled":"flood"},"language":"sv","third_party_cookies":"blocked"}"#;
    let schema = jsonschema::validator_for(&lines::schema()).expect("a schema");
    let line: VisitLine = serde_json::from_str(text).expect("a visit");
    for text in [text, lines::write(&line).as_str()] {
        assert!(schema.is_valid(&serde_json::from_str(text).expect("JSON")), "{text}");
        let seen = reading(Format::ObservationLines, text).expect("facts");
        let visit = only(&seen);
        let consent = visit.consent.as_ref().expect("how the banner was worked");
        assert_eq!(consent.action, ConsentAction::Reject);
        assert_eq!(consent.outcome, ConsentOutcome::Failed("no button".to_owned()));
        let completeness = visit.completeness.as_ref().expect("a comparison");
        assert_eq!((completeness.seen, completeness.settled), (3, Some(Settled::Flood)));
        assert!(!completeness.is_complete());
        assert_eq!((visit.refused[0].reason.as_str(), visit.language.as_deref()), ("private", Some("sv")));
        assert_eq!(visit.third_party_cookies, Some(ThirdPartyCookies::Blocked));
    }
}

#[test]
fn a_broken_line_does_not_lose_the_others() {
    let text = format!(
        "{VISIT}\n\n{{\"schema\":1,\"kind\":\"host.items\"}}\n{{\"schema\":1,\"kind\":\"web.visit\",\"at\":\"2022\",\"url\":\"x\"}}\n{{\"schema\":1,\"kind\":\"web.visit\",\"at\":\"2022-11-07T20:08:00Z\",\"url\":\"x\",\"cookeis\":[]}}\n{{\"schema\":2,\"kind\":\"web.visit\"}}\n{{\"schema\":1,"
    );
    let seen = reading(Format::ObservationLines, text).expect("facts");
    assert_eq!(seen.visits.len(), 1);
    let reasons: Vec<_> = seen.damages.iter().map(|damage| damage.reason.as_str()).collect();
    let starts = [
        "line 3: the kind `host.items` is not understood",
        "line 4: `2022`",
        "line 5: unknown field `cookeis`",
        "line 6: schema 2",
        "line 7: EOF",
    ];
    assert_eq!(reasons.len(), starts.len(), "{reasons:#?}");
    for (reason, start) in reasons.iter().zip(starts) {
        assert!(reason.starts_with(start), "{reason}");
    }
    assert_eq!(seen.damages[0].offset, Some(VISIT.len() as u64 + 2));
}

#[test]
fn a_page_comes_as_html_as_text_or_not_at_all() {
    let text = r##"{"schema":1,"kind":"web.page","at":"2022-11-07T20:08:00Z","url":"https://a.se/1","html":"<p>Hej</p>"}
{"schema":1,"kind":"web.page","at":"2022-11-07T20:08:01Z","url":"https://a.se/2","language":"sv","text":"# Kakor\n\n[hidden] | _ga | Google |"}
{"schema":1,"kind":"web.page","at":"2022-11-07T20:08:02Z","url":"https://a.se/3","unreadable":"a login"}"##;
    let seen = reading(Format::ObservationLines, text).expect("facts");
    assert_eq!(seen.pages.len(), 3);
    assert_eq!(seen.pages[0].blocks[0].text, "Hej");
    assert_eq!(seen.pages[1].language.as_deref(), Some("sv"));
    let cell = &seen.pages[1].blocks[1];
    assert_eq!((cell.kind, cell.visibility, cell.row), (BlockKind::Cell, Visibility::Hidden, Some(0)));
    assert_eq!(seen.pages[2].readability, Readability::Unreadable("a login".to_owned()));
}

#[test]
fn an_example_reads_the_same_keys_in_toml() {
    let text = r#"
now = "2022-11-08T00:00:00Z"
[[observed.visit]]
exhibit = "e1"
at = 2022-11-07T20:08:00Z
url = "https://www.example.se/"
outcome = { failed = "no route" }
cookies = [{ name = "a", set_by = { script = "https://t.example/a.js" } }, { name = "b" }]
requests = [{ url = "https://www.example.se/", headers = { server = "x", via = ["a", "b"] } }]
[[observed.page]]
at = "2022-11-07T20:08:00Z"
url = "https://www.example.se/kakor"
text = "Vi använder kakor."
[[declared.edge]]
id = "x"
"#;
    let seen = read_example(text).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.outcome, Outcome::Failed("no route".to_owned()));
    assert_eq!(named(visit, "b").domain.as_str(), "www.example.se");
    assert_eq!(visit.requests[0].response_headers.len(), 3);
    assert_eq!(seen.pages[0].blocks[0].text, "Vi använder kakor.");
    assert_eq!(read_example(text), Ok(seen.clone()), "the exhibits' names do not change");
    assert_ne!(visit.exhibit, seen.pages[0].exhibit);
    assert_eq!(read_example("now = 1").map(|seen| seen.visits.len()), Ok(0));
}

#[test]
fn a_mistake_in_an_example_names_its_entry() {
    let says = |text: &str| read_example(text).expect_err("a mistake").to_string();
    assert!(says("[[observed.visit]]\nurl = \"x\"").contains("observed.visit 1: missing field `at`"));
    assert!(says("[[observed.visits]]\n").contains("observed.visits 1"));
    assert!(says("[observed.visit]\n").contains("[[observed.visit]]"));
    assert!(says("a = ").contains("at byte"));
}
