//! DevTools logs: requests with every hop, cookies with their setters, events in any order.

use std::fmt::Write;

use serde_json::{Value, json};
use vidne_model::{
    declared::StoreKind,
    observed::{Blind, Outcome, Party, ResourceKind, Setter},
};
use vidne_read::Format;

use super::{named, only, reading};

fn event(method: &str, params: Value) -> Value {
    let mut event = json!({ "method": method });
    event["params"] = params;
    event
}

/// A document in the frame `main`, loaded from its own address.
fn document(id: &str, url: &str, wall: f64) -> Value {
    event(
        "Network.requestWillBeSent",
        json!({
            "requestId": id, "loaderId": id, "frameId": "main", "documentURL": url, "wallTime": wall, "type": "Document",
            "initiator": { "type": "other" },
            "request": { "url": url, "method": "GET", "headers": { "User-Agent": "Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36" } },
        }),
    )
}

fn part(id: &str, url: &str, kind: &str) -> Value {
    event(
        "Network.requestWillBeSent",
        json!({
            "requestId": id, "loaderId": "1", "frameId": "main", "documentURL": "https://www.site.se/", "type": kind,
            "wallTime": 1_700_000_001.5, "initiator": { "type": "parser", "url": "https://www.site.se/" },
            "request": { "url": url, "method": "GET", "headers": {} },
        }),
    )
}

fn answer(id: &str, status: u16) -> Value {
    event(
        "Network.responseReceived",
        json!({
            "requestId": id, "loaderId": "1", "frameId": "main", "type": "Document",
            "response": { "url": "", "status": status, "headers": { "Server": "x" }, "remoteIPAddress": "[2001:db8::1]", "remotePort": 443 },
        }),
    )
}

fn received(id: &str, status: u16, set_cookie: &str) -> Value {
    event(
        "Network.responseReceivedExtraInfo",
        json!({
            "requestId": id, "statusCode": status, "blockedCookies": [],
            "headers": { "set-cookie": set_cookie, "date": "Tue, 14 Nov 2023 22:13:20 GMT" },
        }),
    )
}

fn log(events: &[Value]) -> String {
    serde_json::to_string(events).expect("a log")
}

#[test]
fn who_answered_on_tls_is_known_by_the_connection_and_by_nothing_less() {
    let over = |id: &str, connection: u32, port: u16, peer: Value| {
        let mut answer = answer(id, 200);
        answer["params"]["response"]["connectionId"] = json!(connection);
        answer["params"]["response"]["remotePort"] = json!(port);
        answer["params"]["response"]["securityDetails"] = peer;
        answer
    };
    let told = json!({ "protocol": "TLS 1.3", "subjectName": "x.example", "issuer": "CA" });
    let mut events = vec![document("1", "https://x.example/", 1_700_000_000.25), over("1", 7, 443, told)];
    for (id, url, connection, port) in [
        ("2", "https://x.example/same", 7, 443),
        ("3", "https://x.example/other-connection", 8, 443),
        ("4", "https://x.example/other-port", 7, 8443),
        ("5", "https://x.example/no-connection", 0, 443),
        ("6", "http://x.example/in-the-clear", 7, 443),
    ] {
        events.extend([part(id, url, "Image"), over(id, connection, port, Value::Null)]);
    }
    let seen = reading(Format::DevToolsLog, log(&events)).expect("facts");
    let known: Vec<&str> = only(&seen)
        .requests
        .iter()
        .filter(|request| request.tls.is_some())
        .map(|request| request.url.as_str())
        .collect();
    assert_eq!(known, ["https://x.example/", "https://x.example/same"]);
}

#[test]
fn each_hop_of_a_redirect_keeps_its_own_cookies() {
    let hop = |url: &str, from: Option<(&str, u16)>| {
        let mut hop = part("2", url, "Image");
        if let Some((from, status)) = from {
            hop["params"]["redirectResponse"] = json!({ "url": from, "status": status, "headers": {}, "securityDetails": { "protocol": "TLS 1.3", "subjectName": "x.example" } });
            hop["params"]["redirectHasExtraInfo"] = json!(true);
        }
        hop
    };
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.25),
            answer("1", 200),
            received("2", 302, "one=1; Max-Age=60"),
            hop("https://x.example/1", None),
            hop("https://y.example/2", Some(("https://x.example/1", 302))),
            received("2", 302, "two=2; Domain=y.example"),
            hop("https://z.example/3", Some(("https://y.example/2", 302))),
            answer("2", 200),
            received("2", 200, "three=3"),
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    let requests: Vec<_> =
        visit.requests.iter().map(|request| (request.url.as_str(), request.status)).collect();
    assert_eq!(
        requests,
        [
            ("https://www.site.se/", Some(200)),
            ("https://x.example/1", Some(302)),
            ("https://y.example/2", Some(302)),
            ("https://z.example/3", Some(200)),
        ]
    );
    for (name, url) in
        [("one", "https://x.example/1"), ("two", "https://y.example/2"), ("three", "https://z.example/3")]
    {
        assert_eq!(named(visit, name).setter, Setter::Response { url: url.to_owned() });
        assert_eq!(named(visit, name).party, Party::Third);
    }
    assert_eq!(visit.at.to_string(), "2023-11-14T22:13:20.25Z");
    assert_eq!(named(visit, "one").max_age.map(|age| age.as_secs()), Some(60));
    let tls = visit.requests[1].tls.as_ref().expect("a redirect has its certificate, too");
    assert_eq!(tls.subject.as_deref(), Some("x.example"));
    assert_eq!(
        visit.requests[0].remote.map(|remote| remote.address.to_string()).as_deref(),
        Some("2001:db8::1")
    );
    assert_eq!(visit.requests[0].kind, ResourceKind::Document);
}

#[test]
fn a_hop_inside_the_browser_takes_no_headers_of_the_next() {
    let mut second = document("1", "https://www.site.se/", 1_700_000_000.0);
    second["params"]["redirectResponse"] = json!({ "url": "http://www.site.se/", "status": 307, "headers": { "Non-Authoritative-Reason": "HSTS" } });
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "http://www.site.se/", 1_700_000_000.0),
            second,
            received("1", 200, "s=1; Secure"),
            answer("1", 200),
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!((visit.url.as_str(), visit.requests.len()), ("http://www.site.se/", 2));
    assert_eq!(named(visit, "s").setter, Setter::Response { url: "https://www.site.se/".to_owned() });
}

#[test]
fn a_refused_cookie_is_told_with_the_reason_and_early_hints_are_no_answer() {
    let line = "t=1; domain=tracker.example; SameSite=Lax";
    let mut extra = received("2", 200, &format!("{line}\nkept=1; Partitioned; Secure"));
    extra["params"]["blockedCookies"] =
        json!([{ "blockedReasons": ["ThirdPartyPhaseout"], "cookieLine": line }]);
    extra["params"]["cookiePartitionKey"] =
        json!({ "topLevelSite": "https://site.se", "hasCrossSiteAncestor": true });
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            received("1", 103, "early=1"),
            received("1", 200, "late=1"),
            answer("1", 200),
            part("2", "https://tracker.example/t.js", "Script"),
            extra,
            answer("2", 200),
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!(named(visit, "t").blocked, ["ThirdPartyPhaseout"]);
    assert!(named(visit, "kept").was_kept());
    assert_eq!(named(visit, "kept").partition.as_deref(), Some("https://site.se"));
    assert!(named(visit, "late").was_kept());
    assert_eq!(visit.cookies.len(), 3);
    assert!(!visit.blind.contains(&Blind::BlockedCookies));
}

#[test]
fn a_cookie_that_was_only_sent_has_an_unknown_setter_and_a_removed_one_is_none() {
    let mut sent = part("2", "https://api.site.se/x", "XHR");
    sent["params"]["request"]["headers"] = json!({ "Cookie": "_ga=GA1.2; sid=secret" });
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            received("1", 200, "sid=secret; Domain=site.se\ngone=; expires=Thu, 01 Jan 1970 00:00:00 GMT"),
            answer("1", 200),
            sent,
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.cookies.len(), 2);
    assert_eq!(
        (named(visit, "_ga").setter.clone(), named(visit, "_ga").party),
        (Setter::Unknown, Party::First)
    );
    assert_eq!(visit.requests[1].cookies_sent, ["_ga", "sid"]);
    assert!(!format!("{visit:?}").contains("secret"), "values are never kept");
}

#[test]
fn what_the_browser_held_for_a_request_is_a_cookie() {
    let held = |name: &str, reasons: Value| {
        json!({ "blockedReasons": reasons, "cookie": { "name": name, "value": "v", "domain": ".site.se", "path": "/",
            "expires": 1_700_003_600.0, "httpOnly": false, "secure": true, "session": false, "sameSite": "Lax" } })
    };
    let sent = event(
        "Network.requestWillBeSentExtraInfo",
        json!({ "requestId": "1", "headers": {}, "associatedCookies": [held("sent", json!([])), held("kept-back", json!(["DomainMismatch"]))] }),
    );
    let seen = reading(
        Format::DevToolsLog,
        log(&[sent, document("1", "https://www.site.se/", 1_700_000_000.0), answer("1", 200)]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.requests[0].cookies_sent, ["sent"]);
    assert!(named(visit, "kept-back").was_kept(), "the jar has it, it was only not sent");
    assert_eq!(named(visit, "sent").max_age.map(|age| age.as_secs()), Some(3600));
    assert_eq!(named(visit, "sent").domain.as_str(), "site.se");
}

#[test]
fn several_page_loads_are_several_visits_and_a_script_that_leads_on_is_not() {
    let loaded = || event("Page.loadEventFired", json!({ "timestamp": 1 }));
    let navigated =
        |url: &str| event("Page.frameNavigated", json!({ "frame": { "id": "main", "url": url } }));
    let mut led_on = document("2", "https://www.site.se/se", 1_700_000_001.0);
    led_on["params"]["initiator"]["type"] = json!("script");
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            answer("1", 200),
            navigated("https://www.site.se/"),
            led_on,
            answer("2", 200),
            loaded(),
            document("3", "https://b.example/", 1_700_000_060.0),
            received("3", 403, ""),
            answer("3", 403),
            part("late", "https://www.site.se/beacon", "Ping"),
        ]),
    )
    .expect("facts");
    let visits: Vec<_> = seen
        .visits
        .iter()
        .map(|visit| (visit.url.as_str(), visit.outcome.clone(), visit.requests.len()))
        .collect();
    assert_eq!(
        visits,
        [("https://www.site.se/", Outcome::Completed, 3), ("https://b.example/", Outcome::Refused(403), 1)],
        "the late beacon belongs to the document that asked for it"
    );
}

#[test]
fn documents_of_frames_are_frames_even_where_nobody_told_of_the_frame() {
    let mut inner = document("2", "https://video.example/embed", 1_700_000_001.0);
    inner["params"]["frameId"] = json!("unknown");
    let mut known = document("3", "https://map.example/", 1_700_000_001.0);
    known["params"]["frameId"] = json!("child");
    let attached = event("Page.frameAttached", json!({ "frameId": "child", "parentFrameId": "main" }));
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            answer("1", 200),
            inner,
            known,
            attached,
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    let kinds: Vec<_> = visit.requests.iter().map(|request| request.kind).collect();
    assert_eq!(kinds, [ResourceKind::Document, ResourceKind::Frame, ResourceKind::Frame]);
    assert_eq!(visit.requests[2].frame.as_deref(), Some("https://www.site.se/"));
}

#[test]
fn a_worker_asks_in_a_session_of_its_own() {
    let attached = event(
        "Target.attachedToTarget",
        json!({ "sessionId": "S", "targetInfo": { "targetId": "T", "type": "service_worker", "url": "https://www.site.se/sw.js" } }),
    );
    let mut call = part("9", "https://tracker.example/hit", "Fetch");
    call["sessionId"] = json!("S");
    call["params"]["frameId"] = json!("");
    call["params"]["loaderId"] = json!("");
    let mut twice = document("1", "https://www.site.se/", 1_700_000_000.0);
    twice["sessionId"] = json!("other");
    let text =
        [document("1", "https://www.site.se/", 1_700_000_000.0), twice, attached, answer("1", 200), call]
            .iter()
            .fold(String::new(), |mut text, event| {
                writeln!(text, "{event}").expect("a line");
                text
            });
    let seen = reading(Format::DevToolsLog, text).expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.requests.len(), 2, "what two sessions tell of one request is told once");
    assert_eq!(visit.requests[1].frame.as_deref(), Some("https://www.site.se/sw.js"));
    assert!(!visit.blind.contains(&Blind::Workers));
}

#[test]
fn names_of_fields_are_kept_and_their_values_are_not() {
    let mut call = part("2", "https://dc.example/v2/track?ikey=abc&k", "XHR");
    call["params"]["request"]["method"] = json!("POST");
    call["params"]["request"]["headers"] = json!({ "Content-Type": "application/json" });
    call["params"]["request"]["postData"] = json!(r#"[{"data":{"user":"tolvan"}}]"#);
    let mut beacon = part("3", "https://dc.example/b", "Ping");
    beacon["params"]["request"]["postDataEntries"] = json!([{ "bytes": "eD0xJnk9Mg==" }]);
    let seen = reading(
        Format::DevToolsLog,
        log(&[document("1", "https://www.site.se/", 1_700_000_000.0), answer("1", 200), call, beacon]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!(visit.requests[1].fields_sent, ["data", "data.user", "ikey", "k"]);
    assert_eq!(visit.requests[2].fields_sent, ["x", "y"]);
    assert_eq!(visit.requests[2].kind, ResourceKind::Beacon);
    assert!(!format!("{visit:?}").contains("tolvan"));
}

#[test]
fn wrappers_of_other_recorders_are_opened() {
    let inner = json!({ "message": document("1", "https://www.site.se/", 1_700_000_000.0), "webview": "x" })
        .to_string();
    let text =
        json!([{ "level": "INFO", "message": inner, "timestamp": 1 }, { "message": answer("1", 200) }])
            .to_string();
    let seen = reading(Format::DevToolsLog, text).expect("facts");
    assert_eq!(only(&seen).outcome, Outcome::Completed);
}

#[test]
fn what_pages_store_and_sockets_are_seen() {
    let stored = event(
        "DOMStorage.domStorageItemAdded",
        json!({ "storageId": { "storageKey": "https://v.example/^0https://site.se", "isLocalStorage": true }, "key": "yt-id", "newValue": "secret" }),
    );
    let socket = event(
        "Network.webSocketCreated",
        json!({ "requestId": "w", "url": "wss://chat.example/s?k=1", "initiator": { "type": "script", "stack": {
            "callFrames": [], "parent": { "callFrames": [{ "url": "https://chat.example/a.js" }] } } } }),
    );
    let shaken = event(
        "Network.webSocketHandshakeResponseReceived",
        json!({ "requestId": "w", "response": { "status": 101, "headers": { "Set-Cookie": "ws=1" } } }),
    );
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            answer("1", 200),
            stored,
            socket,
            shaken,
        ]),
    )
    .expect("facts");
    let visit = only(&seen);
    assert_eq!(
        (visit.stored[0].store, visit.stored[0].host.as_str()),
        (StoreKind::LocalStorage, "v.example")
    );
    let request = &visit.requests[1];
    assert_eq!((request.kind, request.status), (ResourceKind::WebSocket, Some(101)));
    assert_eq!(request.initiator.as_deref(), Some("https://chat.example/a.js"));
    assert!(named(visit, "ws").was_kept());
}

#[test]
fn a_look_without_an_answer_is_no_completed_one() {
    let failed = |reason: &str| {
        event("Network.loadingFailed", json!({ "requestId": "1", "errorText": reason, "canceled": false }))
    };
    let outcome = |rest: &[Value]| {
        let mut events = vec![document("1", "https://www.site.se/", 1_700_000_000.0)];
        events.extend_from_slice(rest);
        reading(Format::DevToolsLog, log(&events)).map(|seen| only(&seen).outcome.clone()).expect("facts")
    };
    assert_eq!(outcome(&[failed("net::ERR_CONNECTION_TIMED_OUT")]), Outcome::TimedOut);
    assert_eq!(
        outcome(&[failed("net::ERR_NAME_NOT_RESOLVED")]),
        Outcome::Failed("net::ERR_NAME_NOT_RESOLVED".into())
    );
    assert!(matches!(outcome(&[]), Outcome::Failed(_)));
    let mut wall = answer("1", 403);
    wall["params"]["response"]["headers"]["cf-mitigated"] = json!("challenge");
    assert_eq!(outcome(&[wall]), Outcome::Challenged);
}

#[test]
fn data_and_blob_addresses_never_left_the_browser() {
    let seen = reading(
        Format::DevToolsLog,
        log(&[
            document("1", "https://www.site.se/", 1_700_000_000.0),
            answer("1", 200),
            part("2", "data:image/png;base64,AA", "Image"),
            part("3", "blob:https://www.site.se/1", "Image"),
        ]),
    )
    .expect("facts");
    assert_eq!(only(&seen).requests.len(), 1);
}
