//! A third party keeps a cookie in visitors' browsers before they have consented.
//!
//! ## Why it matters
//! Whoever stores something in a visitor's browser, or reads it, needs consent first, unless the service that the visitor asked
//! for cannot do without it. A cookie of a third party goes back to it from every site that embeds the same third party.
//!
//! ## Put it right
//! Load what sets the cookie only after the visitor has accepted; or show why the service cannot do without it, and
//! accept this finding with that reason.
//!
//! ## Fires
//! A cookie of an advertising network.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! set_by = { response = "https://ad.doubleclick.net/activity" }
//! ```
//! ```text
//! cookie:IDE: IDE (doubleclick.net, Google Ads) is kept before consent, set by the response of https://ad.doubleclick.net/activity
//! ```
//! After a refusal nobody has consented either.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! [[observed.visit.cookies]]
//! name = "reader"
//! domain = "unknown-company.example"
//! ```
//! ```text
//! cookie:reader: reader (unknown-company.example) is kept after a refusal
//! ```
//! What it is documented to be for may need no consent. That cannot be told from outside: a note.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "video.example"
//! ```
//! ```text
//! cookie:__cf_bm: __cf_bm (video.example, Cloudflare) is kept before consent; it is documented as one for security, which may need no consent
//! ```
//! Many call a cookie so. What one company documents about its own domains tells nothing about those of another.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "JSESSIONID"
//! domain = "unknown-company.example"
//! [[observed.visit.cookies]]
//! name = "JSESSIONID"
//! domain = "nr-data.net"
//! ```
//! ```text
//! cookie:JSESSIONID: JSESSIONID (nr-data.net, New Relic) is kept before consent; it is documented as one for session, which may need no consent
//! cookie:JSESSIONID: JSESSIONID (unknown-company.example) is kept before consent
//! ```
//!
//! ## Stays silent
//! Before consent there is only the site's own cookie and one that the browser blocked; the third party's comes after acceptance.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "choice"
//! domain = "www.example.se"
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! blocked = ["the browser blocks third-party cookies"]
//! [[observed.visit]]
//! at = "2022-11-07T20:01:00Z"
//! url = "https://www.example.se/"
//! phase = "after-accept"
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! ```
//!
//! ## Cannot tell
//! A kind of exhibit that does not tell whether anybody had consented.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! blind = ["phase"]
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! ```
//! Somebody looked only after having accepted.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-accept"
//! [[observed.visit.cookies]]
//! name = "IDE"
//! domain = "doubleclick.net"
//! ```
//! A kind of exhibit that holds no cookies.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! blind = ["cookies"]
//! ```

use std::collections::BTreeSet;

use vidne_catalogue::CookiePurpose;
use vidne_law::eprivacy;
use vidne_model::{
    declared::StoreKind,
    finding::{Message, Severity},
    message,
    observed::{Blind, Party, Phase},
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenCookie, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "third-party-cookie-before-consent",
    severity: Severity::Warning,
    law: &[eprivacy("5(3)")],
    source: include_str!("third_party_cookie_before_consent.rs"),
    asks: &[Asks::Service(blind), Asks::Cookies(assess)],
};

fn blind(view: &View<'_>, answer: &mut Answer) {
    if view.is_blind_to(&[Blind::Cookies]) {
        answer.cannot_tell(view.service(), message!("blind", "the newest looks do not hold cookies"));
    }
}

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    if view.is_blind_to(&[Blind::Cookies])
        || cookie.store != StoreKind::Cookie
        || cookie.party != Party::Third
    {
        return;
    }
    let subject = view.cookie_subject(cookie);
    if let Some(lacks) = lacks(view, cookie) {
        answer.cannot_tell(subject, lacks);
    } else if !cookie.in_phase().is_empty() {
        let purposes = exempt_purposes(view, cookie);
        let found = answer.found(subject, said(view, cookie, &purposes)).rests_on(&cookie.citations);
        if !purposes.is_empty() {
            found.weighs(Severity::Note);
        }
    }
}

/// What would have to be known before anything can be said about this cookie.
fn lacks(view: &View<'_>, cookie: &SeenCookie) -> Option<Message> {
    let name = &cookie.name;
    if !cookie.in_phase().is_empty() {
        let lacks = message!(
            "kept-unknown",
            "the newest looks do not tell whether the browser kept {name}",
            name = name
        );
        return view.is_blind_to(&[Blind::BlockedCookies]).then_some(lacks);
    }
    if cookie.phases.contains(&Phase::Unknown) {
        let lacks = message!(
            "phase-unknown",
            "the newest looks do not tell whether {name} was kept before consent",
            name = name
        );
        return Some(lacks);
    }
    let lacks =
        message!("never-before", "{name} is kept, and nobody has looked before consenting", name = name);
    (!view.looked_before_consent(Blind::Cookies)).then_some(lacks)
}

/// What the cookie is for, where that may need no consent whoever of those that the catalogue names for it has set it.
fn exempt_purposes(view: &View<'_>, cookie: &SeenCookie) -> BTreeSet<CookiePurpose> {
    let known = view.catalogue.by_cookie(&cookie.name, cookie.kept_in());
    let purposes: BTreeSet<_> = known.iter().map(|found| found.entry.purpose).collect();
    if purposes.iter().all(|purpose| MAY_BE_EXEMPT.contains(purpose)) { purposes } else { BTreeSet::new() }
}

fn said(view: &View<'_>, cookie: &SeenCookie, purposes: &BTreeSet<CookiePurpose>) -> Message {
    let makers = view.makers_of(cookie);
    let owner = if makers.is_empty() { String::new() } else { format!(", {}", listed(makers)) };
    if purposes.is_empty() {
        return message!(
            "kept",
            "{name} ({domain}{owner}) is kept{phase}{setter}",
            name = cookie.name,
            domain = cookie.domain,
            owner = owner,
            phase = cookie.in_phase(),
            setter = cookie.set_by(),
        );
    }
    message!(
        "perhaps-exempt",
        "{name} ({domain}{owner}) is kept{phase}{setter}; it is documented as one for {purposes}, which may need no consent",
        name = cookie.name,
        domain = cookie.domain,
        owner = owner,
        phase = cookie.in_phase(),
        setter = cookie.set_by(),
        purposes = listed(purposes),
    )
}

/// Purposes that often serve nothing but what the visitor asked for.
const MAY_BE_EXEMPT: [CookiePurpose; 4] =
    [CookiePurpose::Consent, CookiePurpose::Security, CookiePurpose::LoadBalancing, CookiePurpose::Session];
