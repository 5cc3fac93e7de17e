//! An agreement lists further processors that the register does not have.
//!
//! ## Why it matters
//! The chain does not end at the first sub-processor. The controller should have the identity and country of every one of
//! them at hand.
//!
//! ## Put it right
//! Enter each further processor as an organisation and an edge, with its country and basis.
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
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! sub_processors = [{ name = "Far Away Inc.", country = "US" }]
//! ```
//! ```text
//! edge:to-network: sub lists further processors that the register does not have: Far Away Inc. (US)
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
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! sub_processors = [{ name = "Far Away Inc.", country = "US", organisation = "far" }]
//! [[declared.organisation]]
//! id = "far"
//! name = "Far Away Inc."
//! [[declared.edge]]
//! id = "to-far"
//! via = "to-network"
//! from_organisation = "network"
//! to_organisation = "far"
//! role = "sub-processor"
//! ```
//!
//! ## Cannot tell
//! The agreement is named, but nobody holds a copy: whom it lists is not known.
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
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! held = { state = "not-held", on = 2022-10-01 }
//! ```

use vidne_law::{edpb, gdpr};
use vidne_model::{
    declared::{Edge, NamedProcessor},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "processor-tier-undeclared",
    severity: Severity::Violation,
    law: &[gdpr("28(2)"), gdpr("28(4)"), edpb("opinion-22-2024(31)")],
    source: include_str!("processor_tier_undeclared.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Some(document) = view.shown_agreement(edge) else { return };
    let unheld = view.state(&document.held).is_some_and(|stated| !stated.value.is_in_hand());
    if document.sub_processors.is_empty() && unheld {
        answer.cannot_tell(
            view.edge_subject(edge),
            message!(
                "unheld",
                "no copy of {document} is held, so that nobody can tell whom it lists",
                document = document.id
            ),
        );
        return;
    }
    let missing: Vec<_> =
        document.sub_processors.iter().filter(|named| !is_declared(view, edge, named)).collect();
    if !missing.is_empty() {
        let names = missing.iter().map(|named| match named.country {
            Some(country) => format!("{} ({country})", named.name),
            None => named.name.clone(),
        });
        let said = message!(
            "missing",
            "{document} lists further processors that the register does not have: {names}",
            document = document.id,
            names = listed(names)
        );
        let found = answer.found(view.edge_subject(edge), said).declared_at(&document.place);
        if let Some((parent, clause)) = view.duty_above(edge, "sub-processors-known") {
            found.against_clause(parent, clause);
        }
    }
}

/// Whether an edge leads from this recipient on to the one that is named.
fn is_declared(view: &View<'_>, edge: &Edge, named: &NamedProcessor) -> bool {
    let mut onward = view.edges().filter(|each| each.from_organisation == edge.to_organisation);
    onward.any(|each| {
        named.organisation.as_ref() == Some(&each.to_organisation)
            || view.organisation_name(&each.to_organisation).eq_ignore_ascii_case(&named.name)
    })
}
