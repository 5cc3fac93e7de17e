//! Phases of consent: what belongs to which.

use serde_json::json;
use vidne_model::observed::{Blind, ConsentAction, ConsentOutcome, Outcome, Phase, Setter, Visit};

use super::{Log, SITE, named, names, only, urls};

/// Cookies before and after a refusal, one of the former sent again.
fn refused() -> Log {
    let sent = json!({ "requestId": "3", "headers": { "cookie": "again=1" }, "associatedCookies": [] });
    Log::begun()
        .document("1", SITE)
        .answer("1", 200, &["before=1", "again=1", "anew=1"])
        .wrote("script-before=1; Path=/", SITE)
        .event(
            "DOMStorage.domStorageItemAdded",
            json!({ "storageId": { "storageKey": SITE, "isLocalStorage": true }, "key": "early", "newValue": "x" }),
        )
        .consent("reject", "done")
        .turn("after-reject", 1500)
        .event("Network.requestWillBeSentExtraInfo", sent)
        .request("3", "https://www.site.se/hit", "Image", "main")
        .answer("3", 200, &["anew=2"])
        .wrote("script-after=1; Path=/", SITE)
        .jar(&[
            ("before", "www.site.se"),
            ("again", "www.site.se"),
            ("anew", "www.site.se"),
            ("script-before", "www.site.se"),
            ("script-after", "www.site.se"),
            ("silent", "www.site.se"),
        ])
        .ask(
            "DOMStorage.getDOMStorageItems",
            json!({ "storageId": { "storageKey": SITE, "isLocalStorage": true } }),
            json!({ "entries": [["choice", "no"], ["early", "x"]] }),
        )
        .ended("completed")
}

#[test]
fn a_visit_after_a_refusal_has_what_was_set_and_sent_after_it() {
    let seen = refused().read();
    let [before, after] = &seen.visits[..] else { panic!("{seen:#?}") };
    assert_eq!((before.phase, after.phase), (Phase::BeforeConsent, Phase::AfterReject));
    assert_eq!((before.exhibit, before.url.as_str()), (after.exhibit, SITE));
    assert_eq!(after.at.to_string(), "2026-11-21T10:00:01.5Z");
    assert_eq!(names(before), ["before", "again", "anew", "script-before"]);
    let mut later = names(after);
    later.sort_unstable();
    assert_eq!(later, ["again", "anew", "script-after", "silent"]);
    assert_eq!(
        named(after, "again").setter,
        Setter::Response { url: SITE.to_owned() },
        "who set it is known from before"
    );
    assert_eq!(named(after, "anew").setter, Setter::Response { url: "https://www.site.se/hit".to_owned() });
    assert_eq!(named(after, "silent").setter, Setter::Unknown);
    let stored = |visit: &Visit| visit.stored.iter().map(|item| item.name.clone()).collect::<Vec<_>>();
    assert_eq!(stored(before), ["early"]);
    assert_eq!(stored(after), ["choice"], "what nothing explains was found in the last phase");
    assert_eq!(before.outcome, Outcome::Completed);
    assert_eq!(after.outcome, Outcome::Completed, "nothing had to be loaded anew");
    let consent = after.consent.as_ref().expect("the refusal");
    assert_eq!((consent.action, &consent.outcome), (ConsentAction::Reject, &ConsentOutcome::Done));
    assert_eq!(consent.rule.as_deref(), Some("Cookiebot"));
    assert_eq!(consent.clicked, ["#details", "#decline"]);
    assert_eq!(before.consent, None);
    assert!(!before.blind.contains(&Blind::Phase) && !before.blind.contains(&Blind::CookieSetter));
    assert!(before.blind.contains(&Blind::Storage) && !after.blind.contains(&Blind::Storage));
}

#[test]
fn each_hop_belongs_to_the_phase_in_which_it_began() {
    let lead = json!({
        "requestId": "2", "loaderId": "1", "frameId": "main", "documentURL": SITE, "type": "Image",
        "request": { "url": "https://b.example/", "method": "GET", "headers": {} },
        "redirectResponse": { "url": "https://a.example/", "status": 302, "headers": {} }, "redirectHasExtraInfo": false,
    });
    let seen = Log::opened()
        .request("2", "https://a.example/", "Image", "main")
        .turn("after-accept", 10)
        .event("Network.requestWillBeSent", lead)
        .answer("2", 200, &["late=1"])
        .turn("reload-after-reject", 20)
        .document("5", SITE)
        .answer("5", 500, &[])
        .ended("completed")
        .read();
    let [before, after, reload] = &seen.visits[..] else { panic!("{seen:#?}") };
    assert_eq!(urls(before), [SITE, "https://a.example/"]);
    assert_eq!((urls(after), names(after)), (vec!["https://b.example/"], vec!["late"]));
    assert_eq!((urls(reload), &reload.outcome), (vec![SITE], &Outcome::Refused(500)));
    assert_eq!(reload.phase, Phase::ReloadAfterReject);
}

#[test]
fn a_request_that_only_its_headers_tell_of_stays_in_its_phase() {
    let orphan = json!({ "requestId": "9", "associatedCookies": [],
                         "headers": { ":scheme": "https", ":authority": "early.example", ":path": "/x" } });
    let seen = Log::opened()
        .event("Network.requestWillBeSentExtraInfo", orphan)
        .turn("after-reject", 10)
        .part("2", "https://late.example/")
        .ended("completed")
        .read();
    assert_eq!(urls(&seen.visits[0]), [SITE, "https://early.example/x"]);
    assert_eq!(urls(&seen.visits[1]), ["https://late.example/"]);
}

#[test]
fn a_name_that_is_resolved_once_belongs_to_each_phase_that_asked_the_host() {
    let answer =
        |host: &str| json!({ "vidne": "names", "host": host, "aliases": [], "addresses": ["192.0.2.1"] });
    let seen = Log::opened()
        .with(answer("never-asked.example"))
        .turn("after-reject", 10)
        .part("2", "https://www.site.se/x")
        .with(answer("www.site.se"))
        .ended("completed")
        .read();
    let hosts =
        |at: usize| seen.visits[at].names.iter().map(|answer| answer.host.as_str()).collect::<Vec<_>>();
    assert_eq!(hosts(0), ["never-asked.example", "www.site.se"]);
    assert_eq!(hosts(1), ["www.site.se"]);
}

#[test]
fn a_banner_that_no_rule_knows_is_told_with_the_only_visit() {
    let seen = Log::opened().consent("reject", "no-rule").ended("completed").read();
    let visit = only(&seen);
    assert_eq!(visit.phase, Phase::BeforeConsent);
    assert_eq!(visit.consent.as_ref().map(|consent| &consent.outcome), Some(&ConsentOutcome::NoRule));
    let failed = Log::opened().consent("accept", "failed").ended("completed").read();
    let outcome = only(&failed).consent.as_ref().map(|consent| consent.outcome.clone());
    assert_eq!(outcome, Some(ConsentOutcome::Failed("no button".to_owned())));
}

#[test]
fn a_phase_after_a_refusal_that_failed_is_none_that_anybody_knows() {
    let seen = Log::opened()
        .turn("after-reject", 10)
        .part("2", "https://x.example/")
        .consent("reject", "timed-out")
        .ended("completed")
        .read();
    let after = &seen.visits[1];
    assert_eq!(after.phase, Phase::Unknown);
    assert!(after.blind.contains(&Blind::Phase));
    assert_eq!(seen.visits[0].phase, Phase::BeforeConsent);
}

#[test]
fn a_phase_of_an_unknown_word_parts_the_log_all_the_same() {
    let seen =
        Log::opened().turn("after-lunch", 10).part("2", "https://x.example/").ended("completed").read();
    assert_eq!((seen.visits.len(), seen.visits[1].phase), (2, Phase::Unknown));
    assert_eq!(seen.damages.len(), 1, "{:?}", seen.damages);
    assert!(seen.damages[0].reason.contains("phase is not understood"));
}

#[test]
fn a_worker_is_the_frame_of_its_requests() {
    let worker = json!({ "sessionId": "W", "targetInfo": { "targetId": "T", "type": "service_worker", "url": "https://www.site.se/sw.js" } });
    let call = json!({ "method": "Network.requestWillBeSent", "sessionId": "W", "params": {
        "requestId": "w1", "loaderId": "", "documentURL": "", "type": "Fetch", "wallTime": 1_795_255_201.0,
        "request": { "url": "https://tracker.example/", "method": "POST", "headers": {} } } });
    let seen = Log::opened().event("Target.attachedToTarget", worker).with(call).ended("completed").read();
    assert_eq!(only(&seen).requests[1].frame.as_deref(), Some("https://www.site.se/sw.js"));
}
