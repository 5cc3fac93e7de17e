//! People whose data are processed are not among the groups that the privacy notice speaks to.
//!
//! ## Why it matters
//! A notice that lists applicants and subscribers tells a visitor nothing. Whoever visits a site sends at least an
//! address.
//!
//! ## Put it right
//! Add a part for that group: which data, why, on which basis, who gets them.
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
//! page:privacy/visitor: data of the group visitor are processed, and the privacy notice does not speak of it
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
//! text = "When you visit our website, we process your IP address."
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

use std::collections::BTreeSet;

use vidne_disclosure::{Fact, Verdict};
use vidne_law::gdpr;
use vidne_model::{
    declared::PageRole,
    finding::{Severity, Subject, SubjectKind},
    id::SubjectGroup,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "subjects-missing-from-notice",
    severity: Severity::Violation,
    law: &[gdpr("13(1)"), gdpr("12(1)")],
    source: include_str!("subjects_missing_from_notice.rs"),
    asks: &[Asks::Service(assess)],
};

fn assess(view: &View<'_>, answer: &mut Answer) {
    let notice = view.notice(PageRole::Privacy);
    if let Some(lacks) = notice.lacking() {
        return answer.cannot_tell(notice.subject(), lacks);
    }
    for group in groups(view) {
        let Some(judged) = notice.ask(&Fact::Subjects(group.as_str())) else { continue };
        let subject = Subject::new(SubjectKind::Page, format!("privacy/{group}"));
        match judged.verdict {
            Verdict::Silent | Verdict::Denied => {
                let said = message!(
                    "missing",
                    "data of the group {group} are processed, and the privacy notice does not speak of it",
                    group = group
                );
                answer.found(subject, said).rests_on(&judged.citations).rests_on(&view.newest_citations());
            }
            Verdict::Unreadable => {
                answer.cannot_tell(
                    subject,
                    message!(
                        "unreadable",
                        "the privacy notice cannot be read: {reason}",
                        reason = judged.reason()
                    ),
                );
            }
            Verdict::Named | Verdict::Category | Verdict::Vague | Verdict::HiddenOnly => {}
        }
    }
}

/// Groups in the register whose data pass along an edge, and visitors where anybody looked: a visit sends an address.
fn groups(view: &View<'_>) -> BTreeSet<SubjectGroup> {
    let declared = view.edges().flat_map(|edge| view.subjects_of(edge)).cloned();
    let visitors = view.newest_visit().map(|_| SubjectGroup::from("visitor"));
    declared.chain(visitors).collect()
}
