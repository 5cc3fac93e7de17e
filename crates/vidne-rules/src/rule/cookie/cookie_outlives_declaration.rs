//! A cookie lives longer than the register says.
//!
//! ## Why it matters
//! How long a cookie stays is part of what visitors must be told (Court of Justice, C-673/17).
//!
//! ## Put it right
//! Shorten the cookie's life, or correct the register and the cookie page.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "count"
//! max_age = "PT30M"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "count"
//! domain = "www.example.se"
//! max_age = "PT48H"
//! ```
//! ```text
//! cookie:count: count lives for 2d, the register says 30m
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "count"
//! max_age = "PT30M"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "count"
//! domain = "www.example.se"
//! max_age = "PT30M"
//! ```
//!
//! ## Cannot tell
//! The register says how long, and the exhibit holds no cookies.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[declared.cookie]]
//! name = "count"
//! max_age = "PT30M"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! blind = ["cookies"]
//! ```

use jiff::SignedDuration;
use vidne_law::{case, eprivacy};
use vidne_model::{finding::Severity, message, observed::Blind};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenCookie, View},
};

pub(super) const RULE: Rule = Rule {
    id: "cookie-outlives-declaration",
    severity: Severity::Warning,
    law: &[eprivacy("5(3)"), case("C-673/17")],
    source: include_str!("cookie_outlives_declaration.rs"),
    asks: &[Asks::Service(blind), Asks::Cookies(assess)],
};

fn blind(view: &View<'_>, answer: &mut Answer) {
    if is_blind(view) {
        answer.cannot_tell(view.service(), message!("blind", "the newest looks do not hold cookies"));
    }
}

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    if is_blind(view) {
        return;
    }
    let Some(entry) = view.cookie_entry(cookie) else { return };
    let (Some(declared), Some(lives)) = (entry.max_age, cookie.max_age) else { return };
    if lives > declared + SLACK {
        let said = message!(
            "outlives",
            "{name} lives for {lives}, the register says {declared}",
            name = cookie.name,
            lives = spoken(lives),
            declared = spoken(declared)
        );
        answer.found(view.cookie_subject(cookie), said).rests_on(&cookie.citations).declared_at(&entry.place);
    }
}

fn is_blind(view: &View<'_>) -> bool {
    view.is_blind_to(&[Blind::Cookies]) && view.declared.cookies.iter().any(|entry| entry.max_age.is_some())
}

/// In the largest unit that tells it exactly.
fn spoken(duration: SignedDuration) -> String {
    let seconds = duration.as_secs();
    let units = [(86_400, "d"), (3_600, "h"), (60, "m")];
    let (size, unit) = units.into_iter().find(|(size, _)| seconds % *size == 0).unwrap_or((1, "s"));
    format!("{}{unit}", seconds / size)
}

/// Clocks of server and browser differ by seconds; an expiry that is given as a date moves with them.
const SLACK: SignedDuration = SignedDuration::from_secs(60);
