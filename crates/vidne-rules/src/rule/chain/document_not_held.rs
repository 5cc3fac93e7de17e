//! A document that somebody relies on is mentioned, and nobody holds a copy.
//!
//! ## Why it matters
//! A controller must be able to show what it agreed to. A document that exists only as a mention shows nothing.
//!
//! ## Put it right
//! Obtain the document and enter when it arrived, or enter that it does not exist.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-10T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! held = { state = "referenced", on = 2022-11-09, said_by = "controller" }
//! ```
//! ```text
//! document:main: main has been referenced since 2022-11-09, and no copy is on record
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-15T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! held = [{ state = "referenced", on = 2022-11-09 }, { state = "received", on = 2022-11-14 }]
//! ```
//!
//! ## Cannot tell
//! ```toml
//! now = "2022-11-15T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! held = { state = "unknown" }
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, DocumentKind, Holding},
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "document-not-held",
    severity: Severity::Warning,
    law: &[gdpr("5(2)"), gdpr("28(9)")],
    source: include_str!("document_not_held.rs"),
    asks: &[Asks::Documents(assess)],
};

fn assess(view: &View<'_>, document: &Document, answer: &mut Answer) {
    // A template binds nobody: that it exists is all that is needed of it.
    if document.kind == DocumentKind::Template {
        return;
    }
    let subject = Subject::new(SubjectKind::Document, &document.id);
    let Some(stated) = view.state(&document.held) else { return };
    let state = match stated.value {
        Holding::Referenced => "referenced",
        Holding::Requested => "requested",
        Holding::Withheld => "withheld",
        Holding::NotHeld => "said not to be held",
        Holding::Unknown => {
            answer.cannot_tell(
                subject,
                message!("unknown", "whether {document} is held is not known", document = document.id),
            );
            return;
        }
        Holding::Received | Holding::Held | Holding::None => return,
    };
    let since = stated.on.map_or_else(String::new, |day| format!(" since {day}"));
    let said = message!(
        "mentioned",
        "{document} has been {state}{since}, and no copy is on record",
        document = document.id,
        state = state,
        since = since
    );
    answer.found(subject, said).declared_at(&stated.place);
}
