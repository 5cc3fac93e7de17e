//! Data were seen to reach a recipient that the privacy notice does not speak of.
//!
//! ## Why it matters
//! A notice that leaves out what is really collected is not transparent. Art. 13 does not list the categories one by one,
//! so this is a warning.
//!
//! ## Put it right
//! Say in the notice which data the recipient gets.
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
//! text = "Cloudflare sees your IP address and which pages you visit."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: the privacy notice does not say that user-agent reaches Cloudflare
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
//! text = "Cloudflare sees your IP address, which browser you use and which pages you visit."
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
use vidne_model::{finding::Severity, message};

use super::no_notice;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Notice, Taker, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "data-missing-from-notice",
    severity: Severity::Warning,
    law: &[gdpr("13(1)"), gdpr("5(1)(a)"), gdpr("12(1)")],
    source: include_str!("data_missing_from_notice.rs"),
    asks: &[Asks::Service(no_notice), Asks::Takers(assess)],
};

fn assess(notice: &Notice<'_>, taker: &Taker<'_>, answer: &mut Answer) {
    let judged: Vec<_> =
        taker.data.iter().filter_map(|data| Some((data, notice.ask(&Fact::Data(data.as_str()))?))).collect();
    if let Some((_, unreadable)) = judged.iter().find(|(_, judged)| judged.verdict == Verdict::Unreadable) {
        answer.cannot_tell(
            taker.subject.clone(),
            message!(
                "unreadable",
                "the privacy notice cannot be read: {reason}",
                reason = unreadable.reason()
            ),
        );
        return;
    }
    let missing =
        judged.iter().filter(|(_, judged)| matches!(judged.verdict, Verdict::Silent | Verdict::Denied));
    let missing: Vec<_> = missing.map(|(data, _)| data).collect();
    if !missing.is_empty() {
        let said = message!(
            "missing",
            "the privacy notice does not say that {data} reaches {who}",
            data = listed(missing),
            who = taker.name
        );
        answer.found(taker.subject.clone(), said).rests_on(&notice.citations()).rests_on(&taker.citations);
    }
}
