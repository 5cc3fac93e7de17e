//! An agreement with a processor lacks contents that the law asks for.
//!
//! ## Why it matters
//! It must set out subject-matter, duration, nature and purpose of the processing, the type of personal data and the
//! categories of data subjects. Where no annex holds them, the agreement itself must.
//!
//! ## Put it right
//! Amend the agreement, or bring the annex that holds what is missing.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! contents = ["purpose", "nature"]
//! ```
//! ```text
//! document:main: main does not set out subject-matter, duration, data-types, subject-categories, and no annex that would is on record
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! contents = ["subject-matter", "duration", "nature", "purpose", "data-types", "subject-categories"]
//! ```
//!
//! ## Cannot tell
//! Nobody has entered what the agreement sets out.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Content, DocumentKind, Edge},
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Governed, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "agreement-contents-missing",
    severity: Severity::Violation,
    law: &[gdpr("28(3)")],
    source: include_str!("agreement_contents_missing.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Governed::By(document) = view.governed(edge) else { return };
    if document.kind != DocumentKind::ProcessorAgreement || view.has_annexes(document) {
        return;
    }
    let subject = Subject::new(SubjectKind::Document, &document.id);
    if document.contents.is_empty() {
        answer.cannot_tell(
            subject,
            message!(
                "unread",
                "the register does not say what {document} sets out (`contents`)",
                document = document.id
            ),
        );
        return;
    }
    let missing = Content::ALL.into_iter().filter(|content| !document.contents.contains(content));
    let missing: Vec<_> = missing.map(Content::as_str).collect();
    if !missing.is_empty() {
        let said = message!(
            "missing",
            "{document} does not set out {missing}, and no annex that would is on record",
            document = document.id,
            missing = listed(missing),
        );
        answer.found(subject, said).declared_at(&document.place);
    }
}
