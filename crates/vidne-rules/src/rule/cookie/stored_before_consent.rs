//! The site itself keeps something in visitors' browsers before they have consented, and it is for more than the site needs.
//!
//! ## Why it matters
//! Statistics, marketing and personalisation may keep or read something in a visitor's browser only after the visitor has agreed. Whether
//! that is a cookie or another kind of storage makes no difference. What the visitor asked for may keep what it strictly needs.
//!
//! ## Put it right
//! Load what sets it only after the visitor has accepted. If it serves nothing but what the visitor asked for, let the register say what it
//! is for.
//!
//! ## Fires
//! The register itself says that it is for statistics.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "visits"
//! purpose = "visitor statistics"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "visits"
//! domain = "www.example.se"
//! set_by = { response = "https://www.example.se/" }
//! ```
//! ```text
//! cookie:visits: cookie visits (www.example.se) is kept before consent, set by the response of https://www.example.se/; the register says that it is for “visitor statistics”
//! ```
//! The register does not know it, but it is documented.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! ```
//! ```text
//! cookie:_ga: cookie _ga (www.example.se) is kept before consent; Google Analytics documents it as one for statistics
//! ```
//! Nobody documents it, but a script of somebody who counts visitors set it.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "x7"
//! domain = "www.example.se"
//! set_by = { script = "https://www.google-analytics.com/analytics.js" }
//! ```
//! ```text
//! cookie:x7: cookie x7 (www.example.se) is kept before consent, set by the script https://www.google-analytics.com/analytics.js; Google Analytics is known for analytics
//! ```
//!
//! ## Stays silent
//! What the register says it is for needs no consent, or so it is documented; the statistics begin after acceptance.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "language"
//! store = "local-storage"
//! purpose = "remembers the language"
//! [[declared.cookie]]
//! name = "visits"
//! purpose = "visitor statistics"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! stored = [{ store = "local-storage", name = "language", key = "https://www.example.se/" }]
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "www.example.se"
//! [[observed.visit]]
//! at = "2022-11-07T20:01:00Z"
//! url = "https://www.example.se/"
//! phase = "after-accept"
//! [[observed.visit.cookies]]
//! name = "visits"
//! domain = "www.example.se"
//! ```
//! The cookie of a third party is no matter of this rule, but of `third-party-cookie-before-consent`; what is kept after a refusal is
//! one of `refusal-not-respected`.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! [[observed.visit]]
//! at = "2022-11-07T20:01:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! ```
//!
//! ## Cannot tell
//! Nothing tells what it is for.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! stored = [{ store = "indexed-db", name = "timetable", key = "https://www.example.se/" }]
//! ```
//! Somebody looked only after having accepted.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-accept"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! ```
//! A kind of exhibit that holds neither cookies nor storage.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! blind = ["cookies", "storage"]
//! ```

use vidne_law::eprivacy;
use vidne_model::{
    declared::StoreKind,
    finding::{Message, Severity},
    message,
    observed::{Blind, Phase},
};

use super::needing;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Need, SeenCookie, View, is_third_party_cookie},
};

pub(super) const RULE: Rule = Rule {
    id: "stored-before-consent",
    severity: Severity::Violation,
    law: &[eprivacy("5(3)")],
    source: include_str!("stored_before_consent.rs"),
    asks: &[Asks::Service(blind), Asks::Cookies(assess)],
};

fn blind(view: &View<'_>, answer: &mut Answer) {
    let is_blind = |kind| view.is_blind_to(&[kind]);
    let lacks = match (is_blind(Blind::Cookies), is_blind(Blind::Storage)) {
        (true, true) => {
            message!("blind", "the newest looks hold neither cookies nor anything else that is kept")
        }
        (true, false) => message!("blind-cookies", "the newest looks do not hold cookies"),
        (false, true) => {
            message!("blind-storage", "the newest looks do not hold local storage, databases and caches")
        }
        (false, false) => return,
    };
    answer.cannot_tell(view.service(), lacks);
}

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    if is_third_party_cookie(cookie) {
        return;
    }
    let (subject, need) = (view.cookie_subject(cookie), view.need_of(cookie));
    let is_before = cookie.phases.contains(&Phase::BeforeConsent);
    match said(cookie, &need) {
        Some(said) if is_before => {
            let found = answer.found(subject, said).rests_on(&cookie.citations);
            if let Some(entry) = view.cookie_entry(cookie) {
                found.declared_at(&entry.place);
            }
            // What others document of it may be wrong for this site; its own words are not.
            if !matches!(need, Need::Declared { .. }) {
                found.weighs(Severity::Warning);
            }
            for law in view.consent_law() {
                found.against(law);
            }
        }
        Some(_) => {
            if let Some(lacks) = lacks(view, cookie) {
                answer.cannot_tell(subject, lacks);
            }
        }
        None if is_before && need == Need::Unknown => answer.cannot_tell(subject, unknown(cookie)),
        None => {}
    }
}

/// What would have to be known of something that needs consent and was not seen before it.
fn lacks(view: &View<'_>, cookie: &SeenCookie) -> Option<Message> {
    let name = &cookie.name;
    if cookie.phases.contains(&Phase::Unknown) {
        return Some(message!(
            "phase-unknown",
            "the newest looks do not tell whether {name} was kept before consent",
            name = name
        ));
    }
    let kind = if cookie.store == StoreKind::Cookie { Blind::Cookies } else { Blind::Storage };
    (!view.looked_before_consent(kind)).then(|| {
        message!("never-before", "{name} is kept, and nobody has looked before consenting", name = name)
    })
}

fn unknown(cookie: &SeenCookie) -> Message {
    message!(
        "purpose-unknown",
        "{store} {name} ({domain}) is kept before consent, and nothing tells what it is for",
        store = cookie.store.as_str(),
        name = cookie.name,
        domain = cookie.domain
    )
}

fn said(cookie: &SeenCookie, need: &Need) -> Option<Message> {
    let said = match need {
        Need::Declared { .. } => message!(
            "declared",
            "{store} {name} ({domain}) is kept before consent{setter}; the register says that it is for “{purpose}”"
        ),
        Need::Documented { .. } => message!(
            "documented",
            "{store} {name} ({domain}) is kept before consent{setter}; {who} documents it as one for {purposes}"
        ),
        Need::SetBy { .. } => message!(
            "set-by",
            "{store} {name} ({domain}) is kept before consent{setter}; {who} is known for {kind}"
        ),
        Need::Nothing | Need::Unknown => return None,
    };
    Some(needing(said, cookie, need))
}
