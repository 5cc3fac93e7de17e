//! Somebody receives visitors' data, and the privacy notice names neither it nor its kind.
//!
//! ## Why it matters
//! People must be told who gets their data, by name or at least by category. A name is better: it is what they get when
//! they ask under Art. 15. So a category is a note here, silence and denial are violations.
//!
//! ## Put it right
//! Name the recipient in the notice, with what it gets and why.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "We process personal data of those who apply for a position with us."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: the privacy notice does not mention Cloudflare
//! ```
//! A category alone is a note.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Your data is handled by suppliers who process personal data on our behalf."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: the privacy notice mentions Cloudflare by its kind only
//! ```
//! An ordinary word that happens to be somebody's name does not name it.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.dk/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.dk/privat" }
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.dk/privat"
//! language = "da"
//! text = "Vi behandler personoplysninger af hensyn til drift og vedligeholdelse."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.dk/"
//! [[observed.visit.requests]]
//! url = "https://js.driftt.com/include.js"
//! kind = "script"
//! ```
//! ```text
//! recipient:drift: the privacy notice does not mention Drift
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Your IP address is processed by Cloudflare, who protects this site."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//!
//! ## Cannot tell
//! Nobody has read the notice.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```

use vidne_disclosure::Verdict;
use vidne_law::gdpr;
use vidne_model::{
    finding::{Message, Severity},
    message,
};

use super::no_notice;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Notice, Taker, quoted},
};

pub(super) const RULE: Rule = Rule {
    id: "recipient-missing-from-notice",
    severity: Severity::Violation,
    law: &[gdpr("13(1)(e)"), gdpr("12(1)")],
    source: include_str!("recipient_missing_from_notice.rs"),
    asks: &[Asks::Service(no_notice), Asks::Takers(assess)],
};

fn assess(notice: &Notice<'_>, taker: &Taker<'_>, answer: &mut Answer) {
    let Some(judged) = notice.ask(&taker.fact()) else {
        return;
    };
    if judged.verdict == Verdict::Unreadable {
        let lacks =
            message!("unreadable", "the privacy notice cannot be read: {reason}", reason = judged.reason());
        return answer.cannot_tell(taker.subject.clone(), lacks);
    }
    let Some((severity, said)) = said(judged.verdict, &quoted(&judged)) else {
        return;
    };
    let found = answer.found(taker.subject.clone(), said.with("who", &taker.name)).weighs(severity);
    found.rests_on(&judged.citations).rests_on(&taker.citations);
    for edge in &taker.edges {
        found.declared_at(&edge.place);
    }
}

fn said(verdict: Verdict, quote: &str) -> Option<(Severity, Message)> {
    let said = match verdict {
        Verdict::Named | Verdict::Unreadable => return None,
        Verdict::Category => (
            Severity::Note,
            message!("category", "the privacy notice mentions {who} by its kind only{quote}", quote = ""),
        ),
        Verdict::Vague => (
            Severity::Warning,
            message!(
                "vague",
                "the privacy notice mentions {who} only as something that may be{quote}",
                quote = quote
            ),
        ),
        Verdict::HiddenOnly => (
            Severity::Note,
            message!(
                "hidden",
                "the privacy notice mentions {who} only where visitors must open something{quote}",
                quote = quote
            ),
        ),
        Verdict::Silent => {
            (Severity::Violation, message!("silent", "the privacy notice does not mention {who}"))
        }
        Verdict::Denied => (
            Severity::Violation,
            message!("denied", "the privacy notice denies that {who} receives data{quote}", quote = quote),
        ),
    };
    Some(said)
}
