//! A sub-processor came in after the agreement was signed, and no written amendment introduces it.
//!
//! ## Why it matters
//! Where an agreement asks for changes in writing, a sub-processor that no dated text introduces was never agreed to.
//!
//! ## Put it right
//! Bring the amendment that introduces it, dated no later than its start, or conclude one now and note the time in
//! between.
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
//! [[declared.document.clause]]
//! ref = "13"
//! duties = ["amend-in-writing"]
//! ```
//! ```text
//! edge:to-network: Network Ltd began on 2022-09-22, and no amendment of main up to then introduces it
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
//! [[declared.document.clause]]
//! ref = "13"
//! duties = ["amend-in-writing"]
//! [[declared.document]]
//! id = "change"
//! kind = "amendment"
//! amends = "main"
//! signed = 2022-09-01
//! introduces = ["network"]
//! ```
//!
//! ## Cannot tell
//! Whether there are amendments is not known.
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
//! amendments = { state = "unknown" }
//! [[declared.document.clause]]
//! ref = "13"
//! duties = ["amend-in-writing"]
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, Edge, Holding},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "sub-processor-without-amendment",
    severity: Severity::Violation,
    law: &[gdpr("28(2)"), gdpr("28(9)")],
    source: include_str!("sub_processor_without_amendment.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Some((parent, clause)) = view.duty_above(edge, "amend-in-writing") else { return };
    let who = view.organisation_name(&edge.to_organisation);
    if is_introduced(view, edge, parent) {
        return;
    }
    if view.state(&parent.amendments).is_some_and(|stated| stated.value == Holding::Unknown) {
        answer.cannot_tell(
            view.edge_subject(edge),
            message!("unknown", "whether {document} was amended is not known", document = parent.id),
        );
        return;
    }
    let start = edge.period.from.map_or_else(|| "an unknown day".to_owned(), |day| day.to_string());
    let said = message!(
        "not-introduced",
        "{who} began on {start}, and no amendment of {document} up to then introduces it",
        who = who,
        start = start,
        document = parent.id,
    );
    answer.found(view.edge_subject(edge), said).declared_at(&edge.place).against_clause(parent, clause);
}

/// Whether the agreement itself, or a dated amendment up to the edge's start, names the organisation.
fn is_introduced(view: &View<'_>, edge: &Edge, parent: &Document) -> bool {
    let named = |document: &Document| {
        document.introduces.contains(&edge.to_organisation)
            || document
                .sub_processors
                .iter()
                .any(|each| each.organisation.as_ref() == Some(&edge.to_organisation))
    };
    let in_time = |document: &Document| match (document.signed.or(document.period.from), edge.period.from) {
        (Some(made), Some(start)) => made.earliest() <= start.latest(),
        (made, _) => made.is_some(),
    };
    let amends = |document: &&Document| document.amends.as_ref() == Some(&parent.id);
    named(parent)
        || view.declared.documents.iter().filter(amends).any(|document| named(document) && in_time(document))
}
