//! The register lists a cookie without saying whose it is or what it is for.
//!
//! ## Why it matters
//! A name alone tells a visitor nothing: who reads the cookie and why is the information that the law asks for.
//!
//! ## Put it right
//! Add `organisation`, `purpose` and `max_age` to the entry, and say the same on the cookie page.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-10T12:00:00Z"
//! [[declared.cookie]]
//! name = "__cf_bm"
//! from = 2022-11-09
//! [[observed.visit]]
//! at = "2022-11-10T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "example.se"
//! ```
//! ```text
//! cookie:__cf_bm: the entry for __cf_bm does not say whose it is, what it is for
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-10T12:00:00Z"
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.cookie]]
//! name = "__cf_bm"
//! organisation = "cloudflare"
//! purpose = "tells people from machines"
//! max_age = "PT30M"
//! from = 2022-11-09
//! [[observed.visit]]
//! at = "2022-11-10T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "example.se"
//! ```
//!
//! ## Cannot tell
//! The entry does not say how long the cookie stays, and neither does the look: it may end with the session.
//! ```toml
//! now = "2022-11-10T12:00:00Z"
//! [[declared.cookie]]
//! name = "choice"
//! organisation = "controller"
//! purpose = "remembers a choice"
//! [[observed.visit]]
//! at = "2022-11-10T08:00:00Z"
//! url = "https://www.example.se/"
//! blind = ["cookies"]
//! ```

use vidne_law::{eprivacy, gdpr};
use vidne_model::{finding::Severity, message, observed::Blind};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenCookie, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "cookie-entry-incomplete",
    severity: Severity::Warning,
    law: &[eprivacy("5(3)"), gdpr("13(1)(c)")],
    source: include_str!("cookie_entry_incomplete.rs"),
    asks: &[Asks::Service(blind), Asks::Cookies(assess)],
};

fn blind(view: &View<'_>, answer: &mut Answer) {
    if is_blind(view) {
        let lacks = message!("blind", "the newest looks do not show how long cookies stay");
        answer.cannot_tell(view.service(), lacks);
    }
}

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    if is_blind(view) {
        return;
    }
    let Some(entry) = view.cookie_entry(cookie) else { return };
    let lacking = [
        (entry.organisation.is_none(), "whose it is"),
        (entry.purpose.as_ref().is_none_or(|text| text.trim().is_empty()), "what it is for"),
        (entry.max_age.is_none() && cookie.max_age.is_some(), "how long it stays"),
    ];
    let lacking: Vec<_> = lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
    if !lacking.is_empty() {
        let said = message!(
            "incomplete",
            "the entry for {name} does not say {lacking}",
            name = cookie.name,
            lacking = listed(lacking)
        );
        answer.found(view.cookie_subject(cookie), said).rests_on(&cookie.citations).declared_at(&entry.place);
    }
}

fn is_blind(view: &View<'_>) -> bool {
    view.is_blind_to(&[Blind::Cookies]) && view.declared.cookies.iter().any(|entry| entry.max_age.is_none())
}
