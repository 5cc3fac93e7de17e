//! Output of the EDPS Website Evidence Collector for one page.

use vidne_model::observed::{Blind, Party, Phase, Setter};

use super::reading;

#[test]
fn an_inspection_file_tells_its_cookies_hosts_and_forms() {
    let seen = reading("wec/inspection.json").expect("facts");
    let visit = &seen.visits[0];
    assert_eq!((seen.visits.len(), visit.url.as_str()), (1, "http://localhost:8000/testpage.html"));
    assert_eq!(
        (visit.at.to_string().as_str(), visit.phase),
        ("2024-05-30T12:53:44.473Z", Phase::BeforeConsent)
    );
    assert_eq!((visit.requests.len(), visit.cookies.len(), visit.forms.len()), (17, 6, 1));
    let cookie = |name: &str| visit.cookies.iter().find(|cookie| cookie.name == name).expect("a cookie");
    assert!(!cookie("PREF").was_kept(), "the jar does not hold it");
    assert!(cookie("YSC").was_kept());
    assert_eq!(cookie("YSC").partition.as_deref(), Some("http://localhost"));
    assert_eq!(
        cookie("YSC").setter,
        Setter::Response { url: "https://www.youtube.com/embed/doEqUhFiQS4".to_owned() }
    );
    let script = "https://cdn.jsdelivr.net/npm/js-cookie@3.0.1/dist/js.cookie.min.js";
    assert_eq!(cookie("foo").setter, Setter::Script { url: Some(script.to_owned()) });
    assert_eq!(
        (cookie("foo").party, cookie("YSC").party),
        (Party::First, Party::Third),
        "the collector says otherwise"
    );
    assert_eq!(cookie("VISITOR_INFO1_LIVE").max_age.map(|age| age.as_hours()), Some(180 * 24));
    assert!(visit.blind.contains(&Blind::BlockedCookies));
}

#[test]
fn the_event_log_of_a_run_tells_what_it_holds() {
    let seen = reading("wec/eventdata.json").expect("facts");
    let visit = &seen.visits[0];
    assert_eq!(
        (seen.visits.len(), visit.requests.len(), visit.cookies.len(), visit.stored.len()),
        (1, 4, 5, 3)
    );
    assert!(visit.url.starts_with("file:///"));
    let names: Vec<_> = visit.cookies.iter().map(|cookie| cookie.name.as_str()).collect();
    assert_eq!(
        names,
        ["foo", "foo2", "YSC", "VISITOR_INFO1_LIVE", "CONSENT"],
        "what only removes a cookie sets none"
    );
}

#[test]
fn the_page_session_file_is_refused_for_what_it_lacks() {
    let error = reading("wec/page_session.json").expect_err("no facts");
    assert!(error.to_string().contains("names no inspected address"), "{error}");
}
