//! The privacy notice does not say for which purposes a recipient gets data.
//!
//! ## Why it matters
//! People must be told why their data are used. A recipient whose purpose nobody states may use them for anything.
//!
//! ## Put it right
//! Say in the notice what each recipient is used for, near its name, with the legal basis.
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
//! [[declared.processing]]
//! id = "visits"
//! subjects = ["visitor"]
//! data = ["ip-address"]
//! purposes = ["security"]
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! processing = ["visits"]
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Your IP address is handled by Cloudflare."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: the privacy notice does not say that Cloudflare is used for security
//! ```
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
//! recipient:cloudflare: the privacy notice does not mention Cloudflare, and so not what it is used for
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
//! [[declared.processing]]
//! id = "visits"
//! subjects = ["visitor"]
//! data = ["ip-address"]
//! purposes = ["security"]
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! processing = ["visits"]
//! [[observed.page]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "Cloudflare handles your IP address for security reasons."
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
    view::{Notice, Taker, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "purpose-missing-from-notice",
    severity: Severity::Violation,
    law: &[gdpr("13(1)(c)")],
    source: include_str!("purpose_missing_from_notice.rs"),
    asks: &[Asks::Service(no_notice), Asks::Takers(assess)],
};

fn assess(notice: &Notice<'_>, taker: &Taker<'_>, answer: &mut Answer) {
    let Some(mentioned) = notice.ask(&taker.fact()) else {
        return;
    };
    let said = match mentioned.verdict {
        Verdict::Unreadable => {
            let lacks = message!(
                "unreadable",
                "the privacy notice cannot be read: {reason}",
                reason = mentioned.reason()
            );
            return answer.cannot_tell(taker.subject.clone(), lacks);
        }
        Verdict::Silent | Verdict::Denied => message!(
            "unmentioned",
            "the privacy notice does not mention {who}, and so not what it is used for",
            who = taker.name
        ),
        _ if taker.purposes.is_empty() => {
            let lacks = message!(
                "purpose-undeclared",
                "the register does not say what {who} is used for, so that the notice cannot be measured",
                who = taker.name
            );
            return answer.cannot_tell(taker.subject.clone(), lacks);
        }
        verdict => match missing(notice, taker, verdict) {
            Some(said) => said,
            None => return,
        },
    };
    answer.found(taker.subject.clone(), said).rests_on(&mentioned.citations).rests_on(&taker.citations);
}

/// The declared purposes of which the notice does not speak where it speaks of the recipient.
fn missing(notice: &Notice<'_>, taker: &Taker<'_>, verdict: Verdict) -> Option<Message> {
    let is_missing = |purpose: &str| {
        let judged = match verdict {
            Verdict::Category => notice.ask(&Fact::Purpose(purpose)),
            _ => notice.ask_near(&Fact::Purpose(purpose), &taker.fact()),
        };
        judged.is_some_and(|judged| matches!(judged.verdict, Verdict::Silent | Verdict::Denied))
    };
    let missing: Vec<_> = taker.purposes.iter().filter(|purpose| is_missing(purpose.as_str())).collect();
    (!missing.is_empty()).then(|| {
        message!(
            "missing",
            "the privacy notice does not say that {who} is used for {purposes}",
            who = taker.name,
            purposes = listed(missing)
        )
    })
}
