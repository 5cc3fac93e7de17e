//! An agreement still says what its template has dropped since.
//!
//! ## Why it matters
//! Whoever mends a template knows that the old text was wrong. Every agreement made from it carries the fault until it is
//! mended, too.
//!
//! ## Put it right
//! List the agreements made from the old template and amend each of them.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "old"
//! kind = "template"
//! instruments = ["eu-us-privacy-shield"]
//! [[declared.document]]
//! id = "new"
//! kind = "template"
//! replaces = "old"
//! from = 2020-08-01
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! template = "old"
//! instruments = ["eu-us-privacy-shield"]
//! ```
//! ```text
//! document:main: main still names eu-us-privacy-shield, which its template dropped with new in force since 2020-08-01
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "old"
//! kind = "template"
//! instruments = ["eu-us-privacy-shield"]
//! [[declared.document]]
//! id = "new"
//! kind = "template"
//! replaces = "old"
//! from = 2020-08-01
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! template = "old"
//! instruments = ["scc-2021-914"]
//! ```
//!
//! ## Cannot tell
//! Since when the newer template is in use is not known.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "old"
//! kind = "template"
//! instruments = ["eu-us-privacy-shield"]
//! [[declared.document]]
//! id = "new"
//! kind = "template"
//! replaces = "old"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! template = "old"
//! instruments = ["eu-us-privacy-shield"]
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, DocumentKind},
    finding::{Severity, Subject, SubjectKind},
    id::InstrumentId,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "template-drift",
    severity: Severity::Warning,
    law: &[gdpr("24(1)"), gdpr("28(3)(a)")],
    source: include_str!("template_drift.rs"),
    asks: &[Asks::Documents(assess)],
};

fn assess(view: &View<'_>, document: &Document, answer: &mut Answer) {
    if document.kind == DocumentKind::Template || !view.is_made(document) || view.has_ended(&document.period)
    {
        return;
    }
    let Some(template) = document.template.as_ref().and_then(|id| view.document(id)) else {
        return;
    };
    for newer in successors(view, document) {
        drift(view, document, (template, newer), answer);
    }
}

/// Tells what a document still names though the template that replaces its own dropped it.
fn drift(
    view: &View<'_>,
    document: &Document,
    (template, newer): (&Document, &Document),
    answer: &mut Answer,
) {
    let is_dropped =
        |id: &&InstrumentId| template.instruments.contains(id) && !newer.instruments.contains(id);
    let dropped: Vec<_> = document.instruments.iter().filter(is_dropped).collect();
    if dropped.is_empty() {
        return;
    }
    let subject = Subject::new(SubjectKind::Document, &document.id);
    let Some(since) = newer.period.from.or(newer.signed).or(newer.recorded) else {
        let lacks = message!(
            "undated",
            "since when {newer} replaces the template of {document} is not known",
            newer = newer.id,
            document = document.id
        );
        return answer.cannot_tell(subject, lacks);
    };
    if view.has_come(since.date) {
        let said = message!(
            "drift",
            "{document} still names {dropped}, which its template dropped with {newer} in force since {since}",
            document = document.id,
            dropped = listed(dropped),
            newer = newer.id,
            since = since,
        );
        answer.found(subject, said).declared_at(&document.place).declared_at(&newer.place);
    }
}

/// Templates that replace the one from which a document was made, one after another.
fn successors<'a>(view: &View<'a>, document: &Document) -> Vec<&'a Document> {
    let documents = &view.declared.documents;
    let mut found: Vec<&Document> = Vec::new();
    let mut at = document.template.as_ref();
    while let Some(id) = at {
        // A template that replaces itself by a detour ends the walk.
        let next = documents
            .iter()
            .find(|each| each.replaces.as_ref() == Some(id) && !found.iter().any(|had| had.id == each.id));
        found.extend(next);
        at = next.map(|each| &each.id);
    }
    found
}
