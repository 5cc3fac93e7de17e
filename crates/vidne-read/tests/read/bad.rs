//! Broken and hostile recordings: a clear error or a damage, never a panic, never a loss of what was sound.

use serde_json::json;
use vidne_model::id::ExhibitId;
use vidne_read::{Ask, Format, Limits, Spot, read};

use super::{only, reading};

fn event(id: usize) -> String {
    json!({ "method": "Network.requestWillBeSent", "params": {
        "requestId": id.to_string(), "loaderId": "1", "frameId": "main", "wallTime": 1_700_000_000.0, "type": if id == 1 { "Document" } else { "Image" },
        "request": { "url": format!("https://site.se/{id}"), "method": "GET", "headers": {} } } })
    .to_string()
}

#[test]
fn a_truncated_log_keeps_what_stood_before() {
    let whole = format!("[{},\n{},{}]", event(1), event(2), event(3));
    let at = whole.len() - 20;
    let seen = reading(Format::DevToolsLog, &whole[..at]).expect("facts");
    assert_eq!(only(&seen).requests.len(), 2);
    assert_eq!(seen.damages.len(), 1);
    assert!(seen.damages[0].reason.contains("EOF"), "{:?}", seen.damages);
    assert!(seen.damages[0].offset.is_some_and(|offset| offset + 2 >= at as u64));
}

#[test]
fn bytes_that_are_not_utf8_are_placed() {
    let mut log = format!("[{},", event(1)).into_bytes();
    let offset = log.len() as u64 + 1;
    log.extend_from_slice(b"\"\xff\"]");
    let seen = reading(Format::DevToolsLog, &log).expect("facts");
    assert_eq!((seen.damages.len(), seen.damages[0].offset), (1, Some(offset)));
    let error = reading(Format::InspectionFile, b"{\"a\":\"\xff\"}").expect_err("not UTF-8");
    assert_eq!(error.spot, Spot::Offset(6));
    assert_eq!(
        error.to_string(),
        "cannot read recording as wec-inspection at byte 6: the bytes are not UTF-8"
    );
    assert!(reading(Format::Har, b"\xff\xfe{\0").expect_err("UTF-16").to_string().contains("UTF-16"));
}

#[test]
fn deep_nesting_is_refused_with_its_place_and_costs_no_stack() {
    let deep = "[".repeat(200_000);
    for format in [Format::Har, Format::InspectionFile] {
        let error = reading(format, format!("{{\"log\":{deep}")).expect_err("deep");
        assert!(
            matches!(error.spot, Spot::Offset(_)) && error.to_string().contains("nested"),
            "{format}: {error}"
        );
    }
    assert!(reading(Format::DevToolsLog, &deep).is_err());
    let line = format!("{{\"schema\":1,\"kind\":\"web.visit\",\"at\":{deep}");
    assert!(reading(Format::ObservationLines, line).is_err());
    let parents = format!("{}{}", "{\"parent\":".repeat(90), "{}".to_owned() + &"}".repeat(90));
    let text = event(1).replace(
        "\"frameId\"",
        &format!("\"initiator\":{{\"type\":\"script\",\"stack\":{parents}}},\"frameId\""),
    );
    let seen = reading(Format::DevToolsLog, format!("[{text}]")).expect("facts");
    assert_eq!(only(&seen).requests[0].initiator.as_deref(), Some("script"));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let twice = event(2).replace("\"loaderId\"", "\"requestId\":\"9\",\"loaderId\"");
    let seen = reading(Format::DevToolsLog, format!("[{},{twice}]", event(1))).expect("facts");
    assert!(seen.damages[0].reason.contains("duplicate field `requestId`"), "{:?}", seen.damages);
    let error = reading(Format::Har, r#"{"log":{"entries":[],"entries":[]}}"#).expect_err("twice");
    assert!(error.to_string().contains("`entries` stands twice"), "{error}");
}

#[test]
fn a_broken_entry_of_an_archive_does_not_lose_the_others() {
    let good = json!({ "startedDateTime": "2024-05-30T12:00:00Z", "request": { "url": "https://site.se/" }, "response": { "status": 200 } });
    let text = format!("{{\"log\":{{\"entries\":[{good},{{\"request\":7}},{good},{{\"requ");
    let seen = reading(Format::Har, &text).expect("facts");
    assert_eq!(only(&seen).requests.len(), 2);
    let reasons: Vec<_> = seen.damages.iter().map(|damage| damage.reason.as_str()).collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("entry 2: invalid type")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("the entries before are kept")), "{reasons:?}");
}

#[test]
fn what_holds_nothing_says_what_is_missing() {
    let says = |format, text: &str| reading(format, text).expect_err("nothing").to_string();
    assert!(says(Format::DevToolsLog, "[]").contains("no event"));
    assert!(says(Format::DevToolsLog, "[{\"method\":\"Page.x\",\"params\":{}}]").contains("no request"));
    assert!(
        says(Format::DevToolsLog, &format!("[{}]", event(1).replace("wallTime", "other")))
            .contains("when the page was opened")
    );
    assert!(says(Format::Har, "{\"log\":{}}").contains("no entries"));
    assert!(says(Format::Har, "").contains("no text"));
    assert!(says(Format::ObservationLines, "\n").contains("no line"));
    assert!(says(Format::InspectionFile, "[]").contains("no opened page"));
}

#[test]
fn limits_hold_and_are_told() {
    let log = format!("[{},{},{}]", event(1), event(2), event(3));
    let mut ask = Ask {
        exhibit: ExhibitId([1; 32]),
        name: "big.json",
        format: Format::DevToolsLog,
        pages: &[],
        limits: Limits { requests: 2, ..Limits::default() },
    };
    let seen = read(log.as_bytes(), &ask).expect("facts");
    assert_eq!(only(&seen).requests.len(), 2);
    assert!(seen.damages[0].reason.starts_with("1 requests were left out"), "{:?}", seen.damages);
    ask.limits = Limits { bytes: 10, ..Limits::default() };
    let error = read(log.as_bytes(), &ask).expect_err("too large");
    assert!(error.to_string().starts_with("cannot read big.json as devtools-log: it has"), "{error}");
}

#[test]
fn a_small_file_does_not_grow_large() {
    let lines = (0..50_000).map(|n| format!("c{n}=1")).collect::<Vec<_>>().join("\n");
    let mut document = serde_json::from_str::<serde_json::Value>(&event(1)).expect("an event");
    document["params"]["request"]["url"] = json!(format!("https://site.se/{}", "x".repeat(60_000)));
    let answer = json!({ "method": "Network.responseReceived", "params": { "requestId": "1", "response": { "status": 200, "headers": { "set-cookie": lines } } } });
    let seen = reading(Format::DevToolsLog, json!([document, answer]).to_string()).expect("facts");
    assert_eq!(only(&seen).cookies.len(), 1_000, "no browser takes more from one answer");
}
