//! HAR 1.2: entries, pages, cookies of responses, texts of wanted pages.

use serde_json::{Value, json};
use vidne_model::observed::{Blind, Outcome, Party, Readability, ResourceKind, Setter};
use vidne_read::Format;

use super::{named, only, reading, reading_pages};

fn entry(url: &str, at: &str, status: u16) -> Value {
    json!({
        "pageref": "p1", "startedDateTime": at, "time": 1,
        "request": { "method": "GET", "url": url, "headers": [], "cookies": [], "queryString": [] },
        "response": { "status": status, "headers": [], "cookies": [], "content": { "mimeType": "text/html" }, "redirectURL": "" },
        "serverIPAddress": "192.0.2.1", "cache": {}, "timings": {},
    })
}

fn archive(pages: &Value, entries: &[Value]) -> String {
    json!({ "log": { "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" }, "pages": pages, "entries": entries } })
        .to_string()
}

fn pages() -> Value {
    json!([{ "id": "p1", "startedDateTime": "2024-05-30T12:00:00.000+02:00", "title": "https://www.site.se/" }])
}

#[test]
fn a_redirect_leads_to_the_page_and_the_rest_is_inside() {
    let mut first = entry("http://site.se/", "2024-05-30T12:00:00.000+02:00", 301);
    first["response"]["redirectURL"] = json!("https://www.site.se/");
    let frame = entry("https://video.example/embed", "2024-05-30T10:00:02Z", 200);
    let second = entry("https://www.site.se/", "2024-05-30T10:00:01Z", 200);
    let text = format!("\u{feff}{}", archive(&pages(), &[first, frame, second]));
    let seen = reading(Format::Har, text).expect("facts");
    let visit = only(&seen);
    assert_eq!(
        (visit.url.as_str(), visit.at.to_string().as_str()),
        ("http://site.se/", "2024-05-30T10:00:00Z")
    );
    let requests: Vec<_> =
        visit.requests.iter().map(|request| (request.url.as_str(), request.kind)).collect();
    assert_eq!(
        requests,
        [
            ("http://site.se/", ResourceKind::Document),
            ("https://www.site.se/", ResourceKind::Document),
            ("https://video.example/embed", ResourceKind::Frame),
        ]
    );
    assert_eq!(visit.tool, "HAR of WebInspector 537.36");
    assert!(visit.blind.contains(&Blind::Cookies), "an archive without a trace of a cookie cannot tell");
    assert!(visit.blind.contains(&Blind::CookieSetter) && visit.blind.contains(&Blind::Phase));
}

#[test]
fn cookies_come_from_headers_in_any_case_or_from_the_list() {
    let mut one = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 200);
    one["response"]["headers"] = json!([
        { "name": "Date", "value": "Thu, 30 May 2024 12:00:00 GMT" },
        { "name": "SET-COOKIE", "value": "a=secret; Expires=Thu, 30 May 2024 12:30:00 GMT; HttpOnly\nb=2; domain=other.example" },
    ]);
    let mut two = entry("https://t.example/p.gif", "2024-05-30T12:00:01Z", 200);
    two["response"]["cookies"] = json!([
        { "name": "c", "value": "3", "path": "/", "domain": ".t.example", "expires": "2024-05-30T13:00:01.000Z", "httpOnly": true },
        { "name": "gone", "value": "", "expires": "1970-01-01T00:00:00.000Z" },
    ]);
    two["request"]["cookies"] = json!([{ "name": "sent", "value": "secret" }]);
    let mut cached = entry("https://u.example/c.js", "2024-05-30T12:00:02Z", 200);
    cached["_fromCache"] = json!("disk");
    cached["response"]["headers"] = json!([{ "name": "set-cookie", "value": "old=1" }]);
    let seen = reading(Format::Har, archive(&pages(), &[one, two, cached])).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.cookies.len(), 4, "{:#?}", visit.cookies);
    assert_eq!(named(visit, "a").max_age.map(|age| age.as_mins()), Some(30));
    assert_eq!(named(visit, "a").party, Party::First);
    assert_eq!(named(visit, "b").blocked, ["InvalidDomain"]);
    assert_eq!(named(visit, "c").setter, Setter::Response { url: "https://t.example/p.gif".to_owned() });
    assert_eq!(named(visit, "c").max_age.map(|age| age.as_hours()), Some(1));
    assert_eq!(named(visit, "sent").setter, Setter::Unknown);
    assert!(!visit.blind.contains(&Blind::Cookies));
    assert!(!format!("{visit:?}").contains("secret"));
}

#[test]
fn entries_without_a_page_go_where_time_puts_them_and_each_page_is_a_visit() {
    let pages = json!([
        { "id": "p1", "startedDateTime": "2024-05-30T12:00:00Z", "title": "" },
        { "id": "p2", "startedDateTime": "2024-05-30T12:01:00Z", "title": "" },
    ]);
    let mut second = entry("https://www.site.se/om", "2024-05-30T12:01:00Z", 200);
    second["pageref"] = json!("p2");
    let mut stray = entry("https://t.example/x", "2024-05-30T12:01:05Z", 200);
    stray.as_object_mut().expect("an entry").remove("pageref");
    let first = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 404);
    let seen = reading(Format::Har, archive(&pages, &[first, second, stray])).expect("facts");
    let visits: Vec<_> = seen
        .visits
        .iter()
        .map(|visit| (visit.url.as_str(), visit.requests.len(), visit.outcome.clone()))
        .collect();
    assert_eq!(
        visits,
        [
            ("https://www.site.se/", 1, Outcome::Refused(404)),
            ("https://www.site.se/om", 2, Outcome::Completed)
        ]
    );
}

#[test]
fn a_wanted_page_is_read_from_its_body() {
    let mut plain = entry("https://www.site.se/kakor", "2024-05-30T12:00:00Z", 200);
    plain["response"]["content"]["text"] = json!("<p>Vi använder kakor.</p>");
    let mut packed = entry("https://www.site.se/privacy", "2024-05-30T12:00:01Z", 200);
    packed["response"]["content"] = json!({ "mimeType": "text/html; charset=iso-8859-1", "encoding": "base64", "text": "PHA+Ru1zc5rkcjwvcD4=" });
    let bare = entry("https://www.site.se/bare", "2024-05-30T12:00:02Z", 200);
    let text = archive(&pages(), &[plain, packed, bare]);
    let wanted = ["https://www.site.se/kakor/", "https://www.site.se/privacy", "https://www.site.se/bare"];
    let seen = reading_pages(Format::Har, &text, &wanted).expect("facts");
    assert_eq!(seen.pages.len(), 3);
    let said = |at: usize| {
        seen.pages[at].blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said(0), "Vi använder kakor.");
    assert_eq!(said(1), "Físsšär");
    assert!(
        matches!(&seen.pages[2].readability, Readability::Unreadable(reason) if reason.contains("without this body"))
    );
    assert!(reading(Format::Har, &text).expect("facts").pages.is_empty(), "nobody asked for a page");
}

#[test]
fn forms_and_walls_are_seen_in_the_body_of_the_page_itself() {
    let mut page = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 200);
    page["response"]["content"]["text"] =
        json!("<h1>Kontakt</h1><form action=\"http://www.site.se/send\"><input name=mail></form>");
    let seen = reading(Format::Har, archive(&pages(), std::slice::from_ref(&page))).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.forms.len(), 1, "{:?}", visit.forms);
    assert_eq!(visit.forms[0].action, "http://www.site.se/send");
    assert!(!visit.blind.contains(&Blind::Forms));
    let bare = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 200);
    let seen = reading(Format::Har, archive(&pages(), &[bare])).expect("facts");
    assert!(only(&seen).blind.contains(&Blind::Forms));
}

#[test]
fn what_recorders_write_loosely_is_understood() {
    let mut one = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 200);
    one["request"]["cookies"] = json!({ "name": "alone", "value": "1" });
    one["response"]["cookies"] = json!([{ "name": "c", "httpOnly": "true", "secure": false }]);
    one["response"]["headers"] = Value::Null;
    one["_fromCache"] = json!(false);
    let text = archive(&Value::Null, &[one]);
    let seen = reading(Format::Har, text).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.requests[0].cookies_sent, ["alone"]);
    assert_eq!((named(visit, "c").http_only, named(visit, "c").secure), (Some(true), Some(false)));
    let inside = entry("data:text/css,a", "2024-05-30T12:00:00Z", 200);
    let error = reading(Format::Har, archive(&pages(), &[inside])).expect_err("nothing");
    assert!(error.to_string().contains("none of its entries went over the network"), "{error}");
}

#[test]
fn what_the_recorder_adds_of_its_own_is_used() {
    let mut script = entry("https://t.example/t.js", "2024-05-30T12:00:01Z", 200);
    script["_resourceType"] = json!("script");
    script["_initiator"] =
        json!({ "type": "script", "stack": { "callFrames": [{ "url": "https://www.site.se/app.js" }] } });
    script["_securityDetails"] = json!({ "protocol": "TLS 1.3", "subjectName": "t.example", "issuer": "CA" });
    let mut lost = entry("https://u.example/", "2024-05-30T12:00:02Z", 0);
    lost["response"]["_error"] = json!("net::ERR_BLOCKED_BY_CLIENT");
    lost["_initiator"] = json!("https://www.site.se/");
    lost["request"]["postData"] = json!({ "mimeType": "application/x-www-form-urlencoded", "params": [{ "name": "mail", "value": "x" }] });
    let page = entry("https://www.site.se/", "2024-05-30T12:00:00Z", 200);
    let seen = reading(Format::Har, archive(&pages(), &[page, script, lost])).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.requests[1].kind, ResourceKind::Script);
    assert_eq!(visit.requests[1].initiator.as_deref(), Some("https://www.site.se/app.js"));
    assert_eq!(visit.requests[1].tls.as_ref().and_then(|tls| tls.issuer.as_deref()), Some("CA"));
    assert_eq!(visit.requests[2].failure.as_deref(), Some("net::ERR_BLOCKED_BY_CLIENT"));
    assert_eq!(
        (visit.requests[2].status, visit.requests[2].fields_sent.as_slice()),
        (None, &["mail".to_owned()][..])
    );
}
