//! What holds for every input: no panic, the same facts twice, no dependence on the order of side events.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use vidne_read::Format;

use super::reading;

/// A log with redirects, frames and cookies, whose extra events may stand anywhere.
fn log() -> (Vec<Value>, Vec<Vec<Value>>) {
    let event = |method: &str, params: Value| json!({ "method": method, "params": params });
    let asks = |id: u32, url: String| {
        json!({ "requestId": id.to_string(), "loaderId": "0", "frameId": "main", "wallTime": 1_700_000_000.0 + f64::from(id),
                "type": if id == 0 { "Document" } else { "Image" }, "documentURL": "https://a.se/",
                "request": { "url": url, "method": "GET", "headers": {} } })
    };
    let (mut plain, mut extras) = (Vec::new(), Vec::new());
    for id in 0..4_u32 {
        let mut of_request = Vec::new();
        for hop in 0..=id {
            let mut params = asks(id, format!("https://h{hop}.example/{id}"));
            if hop > 0 {
                params["redirectResponse"] = json!({ "url": format!("https://h{}.example/{id}", hop - 1), "status": 302, "headers": {} });
                params["redirectHasExtraInfo"] = json!(true);
            }
            plain.push(event("Network.requestWillBeSent", params));
            let status = if hop == id { 200 } else { 302 };
            of_request.push(event(
                "Network.requestWillBeSentExtraInfo",
                json!({ "requestId": id.to_string(), "associatedCookies": [], "headers": { "cookie": format!("sent{hop}=1"), "x-hop": hop.to_string() } }),
            ));
            of_request.push(event(
                "Network.responseReceivedExtraInfo",
                json!({ "requestId": id.to_string(), "statusCode": status, "blockedCookies": [],
                        "headers": { "set-cookie": format!("c{id}{hop}=1"), "x-hop": hop.to_string() } }),
            ));
        }
        plain.push(event(
            "Network.responseReceived",
            json!({ "requestId": id.to_string(), "hasExtraInfo": true, "type": "Image", "response": { "status": 200, "headers": {} } }),
        ));
        extras.push(of_request);
    }
    (plain, extras)
}

fn text(events: &[Value]) -> String {
    serde_json::to_string(events).expect("a log")
}

const HAR: &str = r#"{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"pages":[{"id":"p","startedDateTime":"2024-05-30T12:00:00Z"}],"entries":[{"pageref":"p","startedDateTime":"2024-05-30T12:00:00Z","request":{"method":"GET","url":"https://a.se/?q=%C3%A5","headers":[{"name":"Cookie","value":"a=1; b=2"}]},"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"c=1; Max-Age=9; Domain=.a.se; Expires=Thu, 30 May 2024 12:30:00 GMT"}],"content":{"mimeType":"text/html","text":"<p>x</p>"}},"serverIPAddress":"192.0.2.1"}]}}"#;
const INSPECTION: &str = r#"{"uri_ins":"https://a.se/","start_time":"2024-05-30T12:00:00Z","cookies":[{"name":"a","domain":"a.se","expires":1732625625.1,"size":4,"log":{"type":"Cookie.JS","stack":[{"fileName":"https://a.se/x.js"}]}}],"localStorage":{"https://a.se":{"k":{}}},"hosts":{"requests":{"firstParty":["a.se"],"thirdParty":["b.se"]}}}"#;
const LINE: &str = r#"{"schema":1,"kind":"web.visit","at":"2022-11-07T20:08:00Z","url":"https://a.se/","requests":[{"url":"https://a.se/","remote":"192.0.2.1:443"}],"cookies":[{"name":"a","max_age":"PT5M","set_by":{"script":"x"}}]}"#;

fn seeds() -> Vec<(Format, String)> {
    let (mut events, extras) = log();
    events.extend(extras.into_iter().flatten());
    vec![
        (Format::DevToolsLog, text(&events)),
        (Format::DevToolsLog, events.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")),
        (Format::Har, HAR.to_owned()),
        (Format::InspectionFile, INSPECTION.to_owned()),
        (Format::ObservationLines, LINE.to_owned()),
    ]
}

static SEEDS: LazyLock<Vec<(Format, String)>> = LazyLock::new(seeds);

/// Bytes that parsers stumble over.
const NASTY: &[&[u8]] = &[
    b"\"", b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\n", b"\xff", b"\0", b"null", b"-1", b"1e999",
    b"\xc3", b";", b"=", b"://",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_recording_never_panics(seed in any::<Index>(), changes in prop::collection::vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..6)) {
        let seeds = &*SEEDS;
        let (format, text) = &seeds[seed.index(seeds.len())];
        let mut bytes = text.clone().into_bytes();
        for (at, what, how) in changes {
            let at = at.index(bytes.len());
            match how % 4 {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] = how,
                2 => drop(bytes.splice(at..at, NASTY[what.index(NASTY.len())].iter().copied())),
                _ => drop(bytes.drain(at..(at + 1 + usize::from(how)).min(bytes.len()).max(at + 1))),
            }
            if bytes.is_empty() {
                bytes.push(b'[');
            }
        }
        let once = reading(*format, &bytes);
        prop_assert_eq!(format!("{once:?}"), format!("{:?}", reading(*format, &bytes)), "reading twice tells the same");
    }

    #[test]
    fn where_extra_events_stand_changes_nothing(places in prop::collection::vec((any::<Index>(), any::<bool>()), 20)) {
        let (plain, extras) = log();
        let reference = {
            let mut events = plain.clone();
            events.extend(extras.iter().flatten().cloned());
            reading(Format::DevToolsLog, text(&events)).expect("facts")
        };
        let mut events = plain;
        let mut places = places.into_iter().cycle();
        for of_request in extras {
            // Within one request the browser keeps the order of each kind.
            let mut from = 0;
            for extra in of_request {
                let (place, stay) = places.next().expect("endless");
                let at = if stay { from } else { from + place.index(events.len() - from + 1) };
                events.insert(at, extra);
                from = at + 1;
            }
        }
        prop_assert_eq!(reading(Format::DevToolsLog, text(&events)).expect("facts"), reference);
    }
}

#[test]
fn the_reference_log_gives_each_hop_its_own() {
    let (mut events, extras) = log();
    events.extend(extras.into_iter().flatten());
    let seen = reading(Format::DevToolsLog, text(&events)).expect("facts");
    let visit = &seen.visits[0];
    assert_eq!((seen.visits.len(), visit.requests.len()), (1, 10));
    for request in &visit.requests {
        let hop = request.host.as_str().trim_start_matches('h').split('.').next().expect("a host");
        assert_eq!(request.response_header("x-hop"), Some(hop), "{}", request.url);
        assert_eq!(request.cookies_sent, [format!("sent{hop}")]);
    }
}
