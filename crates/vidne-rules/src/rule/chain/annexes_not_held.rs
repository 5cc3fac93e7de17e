//! An agreement refers to annexes that are not on record.
//!
//! ## Why it matters
//! What is processed, for how long and by whom often stands in the annexes only. Without them the agreement may say less
//! than the law asks.
//!
//! ## Put it right
//! Obtain the annexes, or have it confirmed in writing that there are none and mend the text that refers to them.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-15T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! refers_to_annexes = ["list of sub-processors"]
//! ```
//! ```text
//! document:main: main refers to annexes that are not on record: list of sub-processors
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-15T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! refers_to_annexes = ["list of sub-processors"]
//! annexes = { state = "received", on = 2022-11-14 }
//! ```
//!
//! ## Cannot tell
//! ```toml
//! now = "2022-11-15T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! refers_to_annexes = ["list of sub-processors"]
//! annexes = { state = "unknown" }
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, Holding},
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "annexes-not-held",
    severity: Severity::Warning,
    law: &[gdpr("28(3)"), gdpr("28(9)")],
    source: include_str!("annexes_not_held.rs"),
    asks: &[Asks::Documents(assess)],
};

fn assess(view: &View<'_>, document: &Document, answer: &mut Answer) {
    if document.refers_to_annexes.is_empty() || !view.is_made(document) {
        return;
    }
    let subject = Subject::new(SubjectKind::Document, &document.id);
    match view.state(&document.annexes).map(|stated| stated.value) {
        Some(Holding::Received | Holding::Held) => {}
        Some(Holding::Unknown) => {
            answer.cannot_tell(
                subject,
                message!(
                    "unknown",
                    "whether the annexes of {document} are held is not known",
                    document = document.id
                ),
            );
        }
        _ => {
            let said = message!(
                "missing",
                "{document} refers to annexes that are not on record: {annexes}",
                document = document.id,
                annexes = listed(&document.refers_to_annexes),
            );
            answer.found(subject, said).declared_at(&document.place);
        }
    }
}
