//! Logs as HTTP archives.

use serde_json::{Value, json};
use vidne_export::{ExportError, har};
use vidne_model::observed::{Observed, Request, ResourceKind};
use vidne_read::Format;

use super::{
    about, cookies,
    log::{Log, SITE},
    reading, requests,
};

fn made(log: &[u8]) -> Value {
    serde_json::from_slice(&har(log, &about()).expect("an archive")).expect("JSON")
}

fn entry<'a>(archive: &'a Value, url: &str) -> &'a Value {
    let entries = archive["log"]["entries"].as_array().expect("entries");
    entries.iter().find(|entry| entry["request"]["url"] == url).expect(url)
}

#[test]
fn an_archive_tells_what_the_log_tells() {
    let log = Log::full(b"picture").packed();
    let archive = har(&log, &about()).expect("an archive");
    let (told, exported) = (reading(Format::VisitLog, &log), reading(Format::Har, &archive));
    assert_eq!(exported.damages, []);
    assert_eq!(requests(&told), requests(&exported));
    assert_eq!(requests(&told).len(), 6);
    assert_eq!(cookies(&told), cookies(&exported));
    assert_eq!(cookies(&told).len(), 4, "{:?}", cookies(&told));
    assert_eq!((told.visits.len(), exported.visits.len()), (2, 2), "each phase is a page");
    let both = |seen: &Observed| {
        // HAR names no port and no frame, and a reader takes the first entry of a page without a document for one.
        let all = seen.visits.iter().flat_map(|visit| visit.requests.clone());
        let plain = |request: Request| match request.method.as_str() {
            "POST" => Request { kind: ResourceKind::Other, frame: None, remote: None, ..request },
            _ => Request { frame: None, remote: None, ..request },
        };
        all.map(plain).collect::<Vec<_>>()
    };
    assert_eq!(both(&told), both(&exported), "headers, cookies, fields, kinds and failures are the same");
}

#[test]
fn an_archive_has_the_form_of_har_1_2() {
    let archive = made(&Log::full(b"picture").packed());
    check(&archive);
    let log = &archive["log"];
    assert_eq!(log["creator"], json!({ "name": "vidne", "version": "0.1.0" }));
    assert_eq!(log["browser"], json!({ "name": "Chrome", "version": "156.0.8078.79" }));
    let page = &log["pages"][0];
    assert_eq!((&page["title"], &page["_phase"]), (&json!("Början"), &json!("before-consent")));
    assert_eq!(page["pageTimings"], json!({ "onContentLoad": 1500.0, "onLoad": 2500.0 }));
    assert_eq!(log["pages"][1]["startedDateTime"], "2026-11-21T10:00:04Z");
    assert_eq!(log["pages"][1]["pageTimings"], json!({ "onContentLoad": -1.0, "onLoad": -1.0 }));
}

#[test]
fn entries_stand_in_the_order_of_their_beginning_and_redirects_for_themselves() {
    let archive = made(&Log::full(b"picture").packed());
    let entries = archive["log"]["entries"].as_array().expect("entries");
    let urls: Vec<&str> = entries.iter().filter_map(|entry| entry["request"]["url"].as_str()).collect();
    let wanted = [
        SITE,
        "https://a.example/c.gif?x=1",
        "https://b.example/",
        "https://www.site.se/form",
        "https://gone.example/",
        "wss://live.example/s",
    ];
    assert_eq!(urls, wanted);
    assert_eq!(entries[1]["response"]["redirectURL"], "https://b.example/");
    assert_eq!(entries[1]["response"]["cookies"][0]["expires"], "2026-11-21T10:01:01Z");
    assert_eq!(entries[1]["request"]["queryString"], json!([{ "name": "x", "value": "1" }]));
    assert_eq!((&entries[3]["pageref"], &entries[2]["pageref"]), (&json!("page_2"), &json!("page_1")));
}

#[test]
fn bodies_are_text_where_they_are_and_base64_otherwise() {
    let archive = made(&Log::full(b"picture").packed());
    let content = &entry(&archive, SITE)["response"]["content"];
    assert_eq!((&content["text"], &content["size"]), (&json!("<p>Hallå</p>"), &json!(13)));
    assert_eq!(content["mimeType"], "text/html; charset=utf-8");
    let content = &entry(&archive, "https://b.example/")["response"]["content"];
    assert_eq!((&content["text"], &content["encoding"]), (&json!("/9gA"), &json!("base64")));
    let content = &entry(&archive, "https://a.example/c.gif?x=1")["response"]["content"];
    assert_eq!((&content["text"], &content["size"]), (&Value::Null, &json!(-1)));
}

#[test]
fn what_har_has_no_place_for_has_names_of_its_own() {
    let archive = made(&Log::full(b"picture").packed());
    let own = entry(&archive, SITE);
    assert_eq!(own["response"]["_blockedCookies"][0]["_reasons"], json!(["InvalidDomain"]));
    assert_eq!((&own["_initiator"]["type"], &own["_resourceType"]), (&json!("other"), &json!("document")));
    assert_eq!((&own["serverIPAddress"], &own["connection"]), (&json!("2001:db8::1"), &json!("7")));
    let form = entry(&archive, "https://www.site.se/form");
    assert_eq!(form["request"]["_blockedCookies"][0]["name"], "c");
    assert_eq!(form["request"]["cookies"][0]["domain"], "www.site.se");
    assert_eq!(form["request"]["postData"]["text"], "q=1&r=%C3%A5");
    let gone = entry(&archive, "https://gone.example/");
    assert_eq!(
        (&gone["response"]["status"], &gone["response"]["_error"]),
        (&json!(0), &json!("net::ERR_CONNECTION_REFUSED"))
    );
}

#[test]
fn a_body_that_is_not_what_its_digest_says_is_left_out_and_told_of() {
    let line = json!({ "vidne": "body", "requestId": "1", "sha256": "0".repeat(64), "base64": "aGVq" });
    let log = Log::begun().request("1", SITE, "Document", &json!({})).answer("1", SITE, 200).with(&line);
    let archive = made(log.text().as_bytes());
    assert_eq!(entry(&archive, SITE)["response"]["content"]["text"], Value::Null);
    let comment = archive["log"]["comment"].as_str().expect("a comment");
    assert!(comment.contains("1 bodies were left out"), "{comment}");
}

#[test]
fn a_log_that_was_cut_gives_what_stands_before_and_says_so() {
    let more = Log::full(b"picture").packed();
    let mut log = Log::begun().request("1", SITE, "Document", &json!({})).packed();
    log.extend(&more[..more.len() - 40]);
    let archive = made(&log);
    check(&archive);
    assert!(entry(&archive, SITE).is_object());
    assert!(archive["log"]["comment"].as_str().expect("a comment").contains("ends early"));
}

#[test]
fn a_page_that_loads_itself_anew_is_a_page_of_its_own() {
    let next = "https://www.site.se/next";
    let log = Log::begun()
        .request("1", SITE, "Document", &json!({}))
        .request("2", next, "Document", &json!({}))
        .request("3", "https://a.example/", "Image", &json!({}));
    let archive = made(log.text().as_bytes());
    let pages = archive["log"]["pages"].as_array().expect("pages");
    let urls: Vec<&str> = pages.iter().filter_map(|page| page["_url"].as_str()).collect();
    assert_eq!(urls, [SITE, next]);
    assert_eq!(entry(&archive, "https://a.example/")["pageref"], "page_1", "its document asked for it");
}

#[test]
fn what_is_no_log_is_refused_with_a_reason() {
    for bytes in [&b""[..], b"{}", b"no", b"\x28\xb5\x2f\xfd", b"\xff\n\xfe"] {
        let error = har(bytes, &about()).expect_err("no log");
        assert!(matches!(error, ExportError::NoLog { .. }), "{error}");
        assert!(!error.help().is_empty());
    }
    let error = har(b"{\"vidne\":\"closed\",\"t\":1}", &about()).expect_err("no time");
    assert_eq!(error, ExportError::NoTime);
}

/// Everything that HAR 1.2 asks of an archive.
pub(crate) fn check(archive: &Value) {
    let log = &archive["log"];
    assert_eq!(log["version"], "1.2");
    for program in [&log["creator"], &log["browser"]].into_iter().filter(|program| !program.is_null()) {
        texts(program, &["name", "version"]);
    }
    let pages = list(&log["pages"]);
    for page in pages {
        texts(page, &["id", "title"]);
        time(&page["startedDateTime"]);
        numbers(&page["pageTimings"], &["onContentLoad", "onLoad"], -1.0);
    }
    for entry in list(&log["entries"]) {
        assert!(pages.iter().any(|page| page["id"] == entry["pageref"]), "{entry}");
        time(&entry["startedDateTime"]);
        assert!(entry["cache"].is_object());
        check_times(entry);
        check_message(&entry["request"], &["method", "url", "httpVersion"]);
        check_message(&entry["response"], &["statusText", "httpVersion", "redirectURL"]);
        pairs(&entry["request"]["queryString"]);
        if !entry["request"]["postData"].is_null() {
            texts(&entry["request"]["postData"], &["mimeType", "text"]);
        }
        let url = entry["request"]["url"].as_str().expect("an address");
        assert!(url.contains("://") && !url.contains(char::is_whitespace), "{url}");
        assert!(entry["response"]["status"].is_u64());
        assert!(entry["response"]["content"]["size"].is_i64());
        texts(&entry["response"]["content"], &["mimeType"]);
        if let Some(address) = entry["serverIPAddress"].as_str() {
            assert!(address.parse::<std::net::IpAddr>().is_ok(), "{address}");
        }
    }
}

fn check_times(entry: &Value) {
    let times = &entry["timings"];
    numbers(times, &["blocked", "dns", "connect", "ssl"], -1.0);
    numbers(times, &["send", "wait", "receive"], 0.0);
    let part = |name: &str| times[name].as_f64().expect(name).max(0.0);
    let sum: f64 = ["blocked", "dns", "connect", "send", "wait", "receive"].into_iter().map(part).sum();
    assert!((entry["time"].as_f64().expect("a time") - sum).abs() < 0.01, "{entry}");
}

fn check_message(message: &Value, names: &[&str]) {
    texts(message, names);
    pairs(&message["headers"]);
    pairs(&message["cookies"]);
    for cookie in list(&message["cookies"]).iter().filter(|cookie| !cookie["expires"].is_null()) {
        time(&cookie["expires"]);
    }
    assert!(message["headersSize"].is_i64() && message["bodySize"].is_i64(), "{message}");
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn pairs(value: &Value) {
    for pair in list(value) {
        texts(pair, &["name", "value"]);
    }
}

fn texts(value: &Value, names: &[&str]) {
    for name in names {
        assert!(value[name].is_string(), "{name} in {value}");
    }
}

fn numbers(value: &Value, names: &[&str], least: f64) {
    for name in names {
        assert!(value[name].as_f64().is_some_and(|it| it >= least), "{name} in {value}");
    }
}

fn time(value: &Value) {
    let text = value.as_str().expect("a time");
    assert!(text.parse::<jiff::Timestamp>().is_ok() && text.ends_with('Z'), "{text}");
}
