//! Data go to a third country, and the privacy notice does not say so, or not under which safeguard.
//!
//! ## Why it matters
//! People must be told that their data leave the EEA, which safeguard applies, and where to get a copy of it.
//!
//! ## Put it right
//! Add to the notice: the country, the recipient, the safeguard, and where a copy can be had.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! countries = [{ code = "US", kind = "stored" }]
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
//! recipient:cloudflare: data go to Cloudflare in US, and the privacy notice does not say so
//! ```
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! countries = [{ code = "US", kind = "stored" }]
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Personal data is not transferred to countries outside the EU or the EEA."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: data go to Cloudflare in US, and the privacy notice denies it: “Personal data is not transferred to countries outside the EU or the EEA.”
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
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! countries = [{ code = "US", kind = "stored" }]
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Your IP address is transferred to Cloudflare in the United States under standard contractual clauses. You can obtain a copy of them from us."
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

use vidne_disclosure::{Fact, Verdict};
use vidne_law::gdpr;
use vidne_model::{
    finding::{Message, Severity},
    message,
};

use super::no_notice;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Judged, Notice, Taker, listed, quoted},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-missing-from-notice",
    severity: Severity::Violation,
    law: &[gdpr("13(1)(f)")],
    source: include_str!("transfer_missing_from_notice.rs"),
    asks: &[Asks::Service(no_notice), Asks::Takers(assess)],
};

fn assess(notice: &Notice<'_>, taker: &Taker<'_>, answer: &mut Answer) {
    if taker.countries.is_empty() {
        return;
    }
    let asked = taker
        .countries
        .iter()
        .filter_map(|country| notice.ask(&Fact::Transfer { country: Some(country.as_str()) }));
    // The country of which the notice says least decides.
    let Some(judged) = asked.max_by_key(|judged| judged.verdict) else {
        return;
    };
    if judged.verdict == Verdict::Unreadable {
        let lacks =
            message!("unreadable", "the privacy notice cannot be read: {reason}", reason = judged.reason());
        return answer.cannot_tell(taker.subject.clone(), lacks);
    }
    let Some((severity, said)) = said(notice, taker, &judged) else {
        return;
    };
    let found = answer.found(taker.subject.clone(), said).weighs(severity);
    found.rests_on(&judged.citations).rests_on(&taker.citations);
    for edge in &taker.edges {
        found.declared_at(&edge.place);
    }
}

fn said(notice: &Notice<'_>, taker: &Taker<'_>, judged: &Judged) -> Option<(Severity, Message)> {
    let lacking = match judged.verdict {
        Verdict::Unreadable => return None,
        Verdict::Silent => {
            message!("silent", "data go to {who} in {countries}, and the privacy notice does not say so")
        }
        Verdict::Denied => message!(
            "denied",
            "data go to {who} in {countries}, and the privacy notice denies it{quote}",
            quote = quoted(judged)
        ),
        Verdict::Named | Verdict::Category | Verdict::Vague | Verdict::HiddenOnly => {
            return Some((Severity::Warning, incomplete(notice, taker)?));
        }
    };
    let said = lacking.with("who", &taker.name).with("countries", listed(&taker.countries));
    Some((Severity::Violation, said))
}

/// The transfer is told of; whether the safeguard and the way to a copy are, too.
fn incomplete(notice: &Notice<'_>, taker: &Taker<'_>) -> Option<Message> {
    let lacks = |fact: &Fact<'_>| {
        notice.ask(fact).is_some_and(|judged| matches!(judged.verdict, Verdict::Silent | Verdict::Denied))
    };
    let missing = [(Fact::Safeguard, "the safeguard"), (Fact::CopyOfSafeguard, "where to get a copy of it")];
    let missing: Vec<_> = missing.iter().filter(|(fact, _)| lacks(fact)).map(|(_, what)| what).collect();
    (!missing.is_empty()).then(|| {
        message!(
            "incomplete",
            "the privacy notice tells of the transfer to {who}, but not {missing}",
            who = taker.name,
            missing = listed(missing)
        )
    })
}
