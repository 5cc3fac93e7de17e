//! A part of an exhibit could not be read.
//!
//! ## Why it matters
//! What stands in the unread part may change what is found. The part that was read still counts.
//!
//! ## Put it right
//! Capture again, or bring the undamaged file. The damaged one stays on record.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.damage]]
//! exhibit = "capture.warc"
//! offset = 3072
//! reason = "the record ends in the middle"
//! ```
//! ```text
//! exhibit:8ff3dcc44c36: from byte 3072 on it could not be read: the record ends in the middle
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! ```
//!
//! ## Cannot tell
//! Never: an exhibit is read to its end, or it is not.

use vidne_law::gdpr;
use vidne_model::{
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "exhibit-unreadable",
    severity: Severity::Note,
    law: &[gdpr("5(2)")],
    source: include_str!("exhibit_unreadable.rs"),
    asks: &[Asks::Service(assess)],
};

fn assess(view: &View<'_>, answer: &mut Answer) {
    for damage in view.damages() {
        let subject = Subject::new(SubjectKind::Exhibit, damage.exhibit.short());
        let said = match damage.offset {
            Some(offset) => message!(
                "from",
                "from byte {offset} on it could not be read: {reason}",
                offset = offset,
                reason = damage.reason
            ),
            None => message!("somewhere", "a part of it could not be read: {reason}", reason = damage.reason),
        };
        answer.found(subject, said);
    }
}
