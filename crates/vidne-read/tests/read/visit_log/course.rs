//! How a look went, and what the observer tells of it.

use serde_json::json;
use vidne_model::{
    id::ExhibitId,
    observed::{Blind, Outcome, Settled, ThirdPartyCookies},
};

use super::{Log, SITE, only};

fn outcome(log: &Log) -> Outcome {
    only(&log.read()).outcome.clone()
}

#[test]
fn the_first_line_tells_from_where_and_with_what_was_looked() {
    let seen = Log::opened().ended("completed").read();
    let visit = only(&seen);
    assert_eq!(visit.tool, "vidne 0.1.0 with Chrome/156.0.8078.79");
    assert_eq!(
        (visit.language.as_deref(), visit.third_party_cookies),
        (Some("sv"), Some(ThirdPartyCookies::Allowed))
    );
    let vantage = visit.vantage.as_ref().expect("a vantage");
    assert_eq!(vantage.country.map(|country| country.to_string()).as_deref(), Some("SE"));
    assert_eq!((vantage.network.as_deref(), visit.note.as_deref()), (Some("AS1"), None));
    assert_eq!(visit.at.to_string(), "2026-11-21T10:00:00Z");
    assert!(!visit.blind.contains(&Blind::Phase));
    assert!(seen.damages.is_empty(), "{:?}", seen.damages);
}

#[test]
fn how_the_observer_saw_it_end_is_the_outcome() {
    let failed = |reason: &str| Outcome::Failed(format!("{reason}: so it was"));
    for (word, expected) in [
        ("completed", Outcome::Completed),
        ("timed-out", Outcome::TimedOut),
        ("crashed", failed("the page crashed")),
        ("browser-gone", failed("the browser was gone")),
        ("interrupted", failed("the look was interrupted")),
        ("refused", failed("the observer did not let the browser ask for the address")),
    ] {
        assert_eq!(outcome(&Log::opened().ended(word)), expected, "{word}");
    }
}

#[test]
fn a_site_that_refuses_is_the_outcome_however_the_look_ended() {
    for ended in ["completed", "timed-out", "failed"] {
        let log = Log::begun().document("1", SITE).answer("1", 403, &[]).ended(ended);
        assert_eq!(outcome(&log), Outcome::Refused(403));
    }
    let mitigated =
        json!({ "requestId": "1", "statusCode": 403, "headers": { "cf-mitigated": "challenge" } });
    let log = Log::begun().document("1", SITE).event("Network.responseReceivedExtraInfo", mitigated).answer(
        "1",
        403,
        &[],
    );
    assert_eq!(outcome(&log.ended("completed")), Outcome::Challenged);
}

#[test]
fn a_challenge_is_known_by_the_page_or_by_its_body() {
    const CHALLENGE: &str = "<html><head><title>Just a moment...</title></head><body><p>Wait.</p><script>window._cf_chl_opt={}</script></body></html>";
    let shown = Log::opened().frame("main", json!({ "url": SITE, "html": CHALLENGE })).ended("completed");
    assert_eq!(outcome(&shown), Outcome::Challenged);
    let body = |id: &str| json!({ "vidne": "body", "requestId": id, "base64": "PHA+V2FpdC48L3A+PHNjcmlwdD53aW5kb3cuX2NmX2NobF9vcHQ9e308L3NjcmlwdD4=" });
    assert_eq!(outcome(&Log::opened().with(body("1")).ended("completed")), Outcome::Challenged);
    let of_part = Log::opened().part("2", "https://x.example/").with(body("2")).ended("completed");
    assert_eq!(outcome(&of_part), Outcome::Completed);
}

#[test]
fn a_look_that_never_got_to_the_page_is_a_fact() {
    let refused = json!({ "vidne": "refused", "url": "https://www.site.se/", "host": "www.site.se", "addresses": ["10.0.0.1"], "reason": "private address" });
    let names = json!({ "vidne": "names", "host": "www.site.se", "aliases": ["Edge.example."], "addresses": ["10.0.0.1", "nonsense"], "resolver": "x" });
    let seen = Log::begun().with(names).with(refused.clone()).with(refused).ended("refused").read();
    let visit = only(&seen);
    assert!(matches!(&visit.outcome, Outcome::Failed(reason) if reason.contains("did not let")));
    assert!(visit.requests.is_empty());
    assert_eq!(visit.refused.len(), 1);
    assert_eq!((visit.refused[0].url.as_str(), visit.refused[0].reason.as_str()), (SITE, "private address"));
    assert_eq!(visit.names[0].aliases[0].as_str(), "edge.example");
    assert_eq!(visit.names[0].addresses.len(), 1);
}

#[test]
fn what_the_page_lists_and_the_log_lacks_is_told() {
    let resources = |names: &[&str]| {
        let list: Vec<_> = names.iter().map(|name| json!({ "name": name, "initiatorType": "img" })).collect();
        json!({ "url": SITE, "resources": list, "truncated": false })
    };
    let log = Log::opened()
        .part("2", "https://x.example/a?b")
        .frame(
            "main",
            resources(&[SITE, "https://x.example/a?b#c", "https://x.example/a?b", "data:text/plain,x"]),
        )
        .frame(
            "child",
            resources(&["https://lost.example/", "blob:https://www.site.se/1", "about:blank", "chrome://x/"]),
        )
        .with(json!({ "vidne": "settled", "how": "deadline", "waited": 9, "unanswered": 3, "requests": 2 }))
        .ended("completed");
    let seen = log.read();
    let visit = only(&seen);
    let completeness = visit.completeness.as_ref().expect("a comparison");
    assert_eq!((completeness.seen, completeness.settled), (2, Some(Settled::Deadline)));
    assert_eq!(completeness.missing, ["https://lost.example/"]);
    assert!(!completeness.is_complete());
    assert!(visit.note.as_deref().is_some_and(|note| note.contains("3 requests had no answer")));
    assert_eq!(only(&Log::opened().ended("completed").read()).completeness, None);
}

#[test]
fn each_phase_has_its_own_picture() {
    let picture = |digit: &str, when: &str| json!({ "vidne": "screenshot", "sha256": digit.repeat(64), "format": "image/png", "when": when });
    let seen = Log::opened()
        .with(picture("1", "before-consent"))
        .with(picture("2", "after-consent"))
        .turn("after-reject", 10)
        .turn("reload-after-reject", 20)
        .with(picture("4", "end"))
        .with(picture("5", "whatever"))
        .ended("completed")
        .read();
    let of = |digit: u8| Some(ExhibitId([digit * 17; 32]));
    let pictures: Vec<_> = seen.visits.iter().map(|visit| visit.screenshot).collect();
    assert_eq!(pictures, [of(1), of(2), of(4)]);
}

#[test]
fn a_browser_without_a_sandbox_is_told() {
    let mut log = Log::opened();
    log.lines[0] = log.lines[0].replace("\"sandbox\":\"on\"", "\"sandbox\":\"off: no user namespaces\"");
    let seen = log.ended("completed").read();
    assert!(
        only(&seen)
            .note
            .as_deref()
            .is_some_and(|note| note.ends_with("without its sandbox: no user namespaces."))
    );
}

#[test]
fn a_window_that_the_page_opens_is_not_the_page() {
    let popup = json!({ "frame": { "id": "popup", "url": "https://ad.example/" } });
    let seen = Log::opened()
        .event("Page.frameNavigated", popup)
        .request("7", "https://ad.example/", "Document", "popup")
        .answer("7", 404, &[])
        .ended("completed")
        .read();
    let visit = only(&seen);
    assert_eq!(
        (visit.outcome.clone(), visit.url.as_str(), visit.requests.len()),
        (Outcome::Completed, SITE, 2)
    );
}

#[test]
fn a_frame_that_could_not_be_asked_is_told() {
    let mute = json!({ "vidne": "frame", "session": "S", "frame": "child", "error": "it holds nothing" });
    let seen = Log::opened().frame("main", json!({ "url": SITE })).with(mute).ended("completed").read();
    let note = only(&seen).note.clone();
    assert_eq!(note.as_deref(), Some("1 frame could not be asked for what is there."));
    assert!(seen.damages.is_empty(), "{:?}", seen.damages);
}
