//! Inspection files of the EDPS Website Evidence Collector.

use serde_json::json;
use vidne_model::{
    declared::StoreKind,
    observed::{Blind, Outcome, Party, Phase, ResourceKind, Setter},
};
use vidne_read::Format;

use super::{named, only, reading};

fn inspection() -> serde_json::Value {
    json!({
        "uri_ins": "https://www.site.se/", "uri_dest": "https://www.site.se/start", "uri_redirects": [],
        "start_time": "2024-05-30T12:00:00.000Z", "browsing_history": ["https://www.site.se/"],
        "script": { "version": { "npm": "2.1.1" }, "config": {} },
        "browser": { "version": "Chrome/121.0.6167.85", "preset_cookies": {} },
        "cookies": [
            { "name": "held", "value": "secret", "domain": "t.example", "path": "/", "expires": 1_717_070_460.5, "size": 9,
              "priority": "Medium", "httpOnly": true, "partitionKey": "https://site.se",
              "log": { "type": "Cookie.HTTP", "timestamp": "2024-05-30T12:00:00Z", "location": "about:blank",
                       "stack": [{ "fileName": "https://t.example/p" }] } },
            { "name": "phantom", "domain": "t.example", "path": "/", "expires": "2025-05-30T12:00:00Z",
              "log": { "type": "Cookie.HTTP", "stack": [{ "fileName": "https://t.example/p" }] } },
            { "name": "scripted", "domain": "www.site.se", "expires": -1, "size": 5,
              "log": { "type": "Cookie.JS", "stack": [{ "fileName": "https://www.site.se/a.js" }, { "fileName": "https://www.site.se/" }] } },
        ],
        "localStorage": { "https://v.example": { "yt-id": { "value": "secret" } } },
        "beacons": [{ "url": "https://t.example/p?uid=1", "log": { "stack": [{ "fileName": "https://www.site.se/" }] } }],
        "unsafeForms": [{ "id": "q", "action": "http://www.site.se/find", "method": "get" }],
        "hosts": { "requests": { "firstParty": ["www.site.se"], "thirdParty": ["t.example", "fonts.example"] } },
    })
}

#[test]
fn a_cookie_that_the_jar_does_not_hold_is_not_told_as_kept() {
    let seen = reading(Format::InspectionFile, inspection().to_string()).expect("facts");
    let visit = only(&seen);
    assert!(named(visit, "held").was_kept());
    assert_eq!(named(visit, "held").setter, Setter::Response { url: "https://t.example/p".to_owned() });
    assert_eq!(named(visit, "held").max_age.map(|age| age.as_secs()), Some(60));
    assert!(!named(visit, "phantom").was_kept());
    assert!(visit.blind.contains(&Blind::BlockedCookies));
    assert_eq!(
        named(visit, "scripted").setter,
        Setter::Script { url: Some("https://www.site.se/a.js".to_owned()) }
    );
    assert_eq!(named(visit, "scripted").party, Party::First);
    assert!(!format!("{visit:?}").contains("secret"));
    let mut more = inspection();
    more["browsing_history"] = json!(["https://www.site.se/", "https://www.site.se/om"]);
    let seen = reading(Format::InspectionFile, more.to_string()).expect("facts");
    assert!(named(only(&seen), "phantom").was_kept(), "it may have been set after the jar was read");
}

#[test]
fn hosts_forms_and_storage_are_told_as_far_as_they_go() {
    let seen = reading(Format::InspectionFile, inspection().to_string()).expect("facts");
    let visit = only(&seen);
    let requests: Vec<_> =
        visit.requests.iter().map(|request| (request.url.as_str(), request.kind)).collect();
    assert_eq!(
        requests,
        [
            ("https://www.site.se/", ResourceKind::Document),
            ("https://www.site.se/start", ResourceKind::Document),
            ("https://t.example/p?uid=1", ResourceKind::Other),
            ("//fonts.example/", ResourceKind::Other),
        ]
    );
    assert_eq!(visit.requests[3].host.as_str(), "fonts.example");
    assert_eq!((visit.stored[0].store, visit.stored[0].name.as_str()), (StoreKind::LocalStorage, "yt-id"));
    assert_eq!(visit.forms[0].action, "http://www.site.se/find");
    assert_eq!(visit.phase, Phase::BeforeConsent);
    assert_eq!(visit.tool, "Website Evidence Collector 2.1.1 with Chrome/121.0.6167.85");
}

#[test]
fn a_cookie_given_beforehand_leaves_consent_unknown() {
    let mut given = inspection();
    given["browser"]["preset_cookies"] = json!({ "consent": "yes" });
    let seen = reading(Format::InspectionFile, given.to_string()).expect("facts");
    assert_eq!(only(&seen).phase, Phase::Unknown);
    assert!(only(&seen).blind.contains(&Blind::Phase));
}

#[test]
fn the_event_log_tells_cookies_of_the_page_that_was_opened() {
    let log = json!([
        { "type": "Cookie.JS", "timestamp": "2024-05-30T12:00:02Z", "data": [{ "key": "js", "domain": "www.site.se", "path": "/",
            "log": { "type": "Cookie.JS", "stack": [{ "fileName": "https://www.site.se/a.js" }] } },
            { "key": "removed", "domain": "www.site.se", "expires": "1970-01-31T23:00:00.000Z" }] },
        { "type": "Storage.LocalStorage", "timestamp": "2024-05-30T12:00:01Z", "origin": "https://v.example", "data": { "k": {} } },
        { "type": "Browser", "timestamp": "2024-05-30T12:00:00Z", "message": "browsing now to https://www.site.se/" },
    ]);
    let seen = reading(Format::InspectionFile, log.to_string()).expect("facts");
    let visit = only(&seen);
    assert_eq!((visit.url.as_str(), visit.cookies.len(), visit.stored.len()), ("https://www.site.se/", 1, 1));
    assert!(visit.note.is_some());
}

#[test]
fn a_page_session_file_tells_no_fact() {
    let error = reading(Format::InspectionFile, r#"{"hosts":{},"refs_regexp":{}}"#).expect_err("no fact");
    assert!(error.to_string().contains("uri_ins"), "{error}");
    assert!(error.help().contains("inspection.json"));
}

#[test]
fn a_file_that_breaks_off_keeps_what_stands_before() {
    let file = "{\"uri_ins\":\"https://www.site.se/\",\"cookies\":[{\"name\":\"held\",\"domain\":\"t.example\",\
                \"size\":9,\"log\":{\"type\":\"Cookie.HTTP\",\"timestamp\":\"2024-05-30T12:00:01Z\",\
                \"stack\":[{\"fileName\":\"https://t.example/p\"}]}},{\"name\":\"lost\",\"dom";
    let seen = reading(Format::InspectionFile, file).expect("its beginning");
    let visit = only(&seen);
    assert_eq!(visit.cookies.iter().map(|cookie| cookie.name.as_str()).collect::<Vec<_>>(), ["held"]);
    assert_eq!(visit.at.to_string(), "2024-05-30T12:00:01Z");
    assert!(matches!(visit.outcome, Outcome::Failed(_)), "{:?}", visit.outcome);
    assert!(seen.damages[0].reason.ends_with("what stands before is kept"), "{:?}", seen.damages);
    assert!(seen.damages[0].offset.is_some());
    // Nothing tells when it was made.
    assert!(reading(Format::InspectionFile, &file[..60]).is_err());
}

#[test]
fn an_event_log_that_breaks_off_keeps_what_stands_before() {
    let log = "[{\"type\":\"Browser\",\"message\":\"browsing now to https://www.site.se/\",\
               \"timestamp\":\"2024-05-30T12:00:00Z\"},{\"type\":\"Cook";
    let seen = reading(Format::InspectionFile, log).expect("its beginning");
    assert_eq!(only(&seen).url, "https://www.site.se/");
    assert_eq!(seen.damages.len(), 1);
}
