//! A visitor refuses, and what needs consent goes on or begins all the same.
//!
//! ## Why it matters
//! A refusal must be as easy as an acceptance, and it must count. Where statistics or advertising run after it, the choice on the banner
//! is none, and nothing that rests on such a choice has a basis.
//!
//! ## Put it right
//! Find out what starts it whatever the visitor chooses, and let it ask the stored choice first. Look again, with a reload after the refusal.
//!
//! ## Fires
//! Statistics begin when the visitor refuses.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! [[observed.visit.requests]]
//! url = "https://www.google-analytics.com/collect?v=1"
//! kind = "beacon"
//! status = 204
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! set_by = { script = "https://www.google-analytics.com/analytics.js" }
//! ```
//! ```text
//! recipient:google-analytics: Google Analytics is contacted after a refusal (request to www.google-analytics.com); it is known for analytics
//! cookie:_ga: cookie _ga (www.example.se) is set after a refusal, set by the script https://www.google-analytics.com/analytics.js; Google Analytics documents it as one for statistics
//! ```
//! The register rests a recipient on consent, and it gets data after the page was loaded anew.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.organisation]]
//! id = "counter"
//! name = "Counter AB"
//! hosts = ["counter.example"]
//! [[declared.processing]]
//! id = "visits"
//! purposes = ["statistics"]
//! basis = "6.1.a"
//! [[declared.edge]]
//! id = "to-counter"
//! from_organisation = "controller"
//! to_organisation = "counter"
//! role = "processor"
//! processing = ["visits"]
//! [[declared.cookie]]
//! name = "visits"
//! store = "local-storage"
//! purpose = "visitor statistics"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "reload-after-reject"
//! stored = [{ store = "local-storage", name = "visits", key = "https://www.example.se/" }]
//! [[observed.visit.requests]]
//! url = "https://counter.example/count.js"
//! kind = "script"
//! status = 200
//! ```
//! ```text
//! recipient:counter.example: Counter AB is contacted after a refusal (request to counter.example), and the register rests to-counter on consent
//! cookie:visits: local-storage visits (www.example.se) is set after a refusal; the register says that it is for “visitor statistics”
//! ```
//! A third party's cookie is told of under its name; as a cookie it stands with `third-party-cookie-before-consent`.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "viewer"
//! purpose = "marketing"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! [[observed.visit.requests]]
//! url = "https://player.film-company.example/embed"
//! kind = "frame"
//! status = 200
//! [[observed.visit.cookies]]
//! name = "viewer"
//! domain = "film-company.example"
//! set_by = { response = "https://player.film-company.example/embed" }
//! ```
//! ```text
//! recipient:film-company.example: film-company.example sets viewer after a refusal, which needs consent
//! ```
//!
//! ## Stays silent
//! After the refusal there is only what needs no consent; what was set before merely goes along with a request.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! [[observed.visit]]
//! at = "2022-11-07T20:01:00Z"
//! url = "https://www.example.se/"
//! phase = "reload-after-reject"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "www.example.se"
//! set_by = { response = "https://www.example.se/" }
//! ```
//! The register rests the recipient on something else than consent, and it keeps nothing in the browser.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.organisation]]
//! id = "google-analytics"
//! name = "Google Analytics"
//! [[declared.processing]]
//! id = "visits"
//! purposes = ["statistics"]
//! basis = "6.1.e"
//! [[declared.edge]]
//! id = "to-analytics"
//! from_organisation = "controller"
//! to_organisation = "google-analytics"
//! role = "processor"
//! processing = ["visits"]
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! [[observed.visit.requests]]
//! url = "https://www.google-analytics.com/collect?v=1"
//! kind = "beacon"
//! status = 204
//! ```
//!
//! ## Cannot tell
//! Nobody has refused and looked.
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
//! The looks after a refusal hold no cookies.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.cookies]]
//! name = "_ga"
//! domain = "www.example.se"
//! [[observed.visit]]
//! at = "2022-11-07T20:01:00Z"
//! url = "https://www.example.se/"
//! phase = "after-reject"
//! blind = ["cookies"]
//! ```

use vidne_law::{eprivacy, gdpr};
use vidne_model::{
    declared::StoreKind,
    finding::{Message, Severity},
    message,
    observed::Blind,
};

use super::needing;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Need, SeenCookie, Sighted, View, follows, is_third_party_cookie},
};

pub(super) const RULE: Rule = Rule {
    id: "refusal-not-respected",
    severity: Severity::Violation,
    law: &[eprivacy("5(3)"), gdpr("6(1)(a)"), gdpr("7")],
    source: include_str!("refusal_not_respected.rs"),
    asks: &[Asks::Recipients(contacted), Asks::Cookies(set)],
};

fn contacted(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    let met = view.met_after_refusal(seen);
    let Some(signs) = met.first().map(|look| &look.what) else {
        if !seen.only_hints() && expects_refusal(view, seen) && view.refused().next().is_none() {
            answer.cannot_tell(view.subject_of(seen), nobody_refused(&view.name_of(seen)));
        }
        return;
    };
    let who = view.name_of(seen);
    let known = view.entry(seen).filter(|entry| follows(entry));
    let said = if let Some(edge) = view.edge_on_consent(seen) {
        message!(
            "on-consent",
            "{who} is contacted after a refusal ({signs}), and the register rests {edge} on consent",
            who = who,
            signs = signs,
            edge = edge.id
        )
    } else if let Some(entry) = known.filter(|_| !view.rests_on_other_basis(seen)) {
        message!(
            "known-for",
            "{who} is contacted after a refusal ({signs}); it is known for {kind}",
            who = who,
            signs = signs,
            kind = entry.kind
        )
    } else if let Some(cookie) = view.kept_after_refusal(seen) {
        message!(
            "keeps",
            "{who} sets {name} after a refusal, which needs consent",
            who = who,
            name = cookie.name
        )
    } else {
        return;
    };
    let found = answer.found(view.subject_of(seen), said).rests_on(&met);
    for edge in view.edges_behind(seen) {
        found.declared_at(&edge.place);
    }
}

/// Whether a look after a refusal would have to show nothing of this recipient.
fn expects_refusal(view: &View<'_>, seen: &Sighted) -> bool {
    view.edge_on_consent(seen).is_some()
        || (view.entry(seen).is_some_and(follows) && !view.rests_on_other_basis(seen))
}

fn set(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    let need = view.need_of(cookie);
    if is_third_party_cookie(cookie) || matches!(need, Need::Nothing | Need::Unknown) {
        return;
    }
    let subject = view.cookie_subject(cookie);
    let kind = if cookie.store == StoreKind::Cookie { Blind::Cookies } else { Blind::Storage };
    if view.refused().next().is_none() {
        return answer.cannot_tell(subject, nobody_refused(&cookie.name));
    }
    if view.is_blind_after_refusal(kind) {
        return answer.cannot_tell(subject, blind(kind));
    }
    let looks = view.set_after_refusal(cookie);
    if let Some(said) = said(cookie, &need).filter(|_| !looks.is_empty()) {
        let found = answer.found(subject, said).rests_on(&looks);
        if let Some(entry) = view.cookie_entry(cookie) {
            found.declared_at(&entry.place);
        }
        for law in view.consent_law() {
            found.against(law);
        }
    }
}

fn blind(kind: Blind) -> Message {
    if kind == Blind::Cookies {
        return message!("blind-cookies", "the looks after a refusal do not hold cookies");
    }
    message!("blind-storage", "the looks after a refusal do not hold local storage, databases and caches")
}

fn nobody_refused(name: &str) -> Message {
    message!("nobody-refused", "{name} needs consent, and nobody has looked after refusing", name = name)
}

fn said(cookie: &SeenCookie, need: &Need) -> Option<Message> {
    let said = match need {
        Need::Declared { .. } => message!(
            "declared",
            "{store} {name} ({domain}) is set after a refusal{setter}; the register says that it is for “{purpose}”"
        ),
        Need::Documented { .. } => message!(
            "documented",
            "{store} {name} ({domain}) is set after a refusal{setter}; {who} documents it as one for {purposes}"
        ),
        Need::SetBy { .. } => message!(
            "set-by",
            "{store} {name} ({domain}) is set after a refusal{setter}; {who} is known for {kind}"
        ),
        Need::Nothing | Need::Unknown => return None,
    };
    Some(needing(said, cookie, need))
}
