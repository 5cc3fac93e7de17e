//! A processor uses a sub-processor that it did not report to the controller.
//!
//! ## Why it matters
//! The controller must know who handles its data, at every tier and at all times. Agreements lay the duty to report on
//! the processor.
//!
//! ## Put it right
//! Ask the processor for a dated list of its sub-processors and enter it as a `[[report]]`.
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
//! ref = "6.2"
//! duties = ["sub-processors-known"]
//! ```
//! ```text
//! edge:to-network: no report by Host AB names Network Ltd
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
//! ref = "6.2"
//! duties = ["sub-processors-known"]
//! [[declared.report]]
//! by = "host"
//! to = "controller"
//! on = 2022-09-01
//! names = ["network"]
//! ```
//! Who decides for itself reports its own processors to nobody.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "DK"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AS"
//! country = "DK"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "controller"
//! from = 2020-01-10
//! agreement = "above"
//! [[declared.edge]]
//! id = "to-importer"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["host", "importer"]
//! signed = 2022-09-01
//! [[declared.document]]
//! id = "above"
//! kind = "processor-agreement"
//! [[declared.document.clause]]
//! ref = "7"
//! duties = ["report-sub-processors"]
//! ```
//!
//! ## Cannot tell
//! Nobody has entered which duties the agreement lays on the processor.
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

use vidne_law::{edpb, gdpr};
use vidne_model::{declared::Edge, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "sub-processor-not-reported",
    severity: Severity::Violation,
    law: &[gdpr("28(2)"), edpb("opinion-22-2024(31)")],
    source: include_str!("sub_processor_not_reported.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let (who, by) =
        (view.organisation_name(&edge.to_organisation), view.organisation_name(&edge.from_organisation));
    let duty = view
        .duty_above(edge, "sub-processors-known")
        .or_else(|| view.duty_above(edge, "report-sub-processors"));
    let Some((document, clause)) = duty else {
        if view.parent_agreement(edge).is_none_or(|parent| parent.clauses.is_empty()) {
            let lacks = message!(
                "unread",
                "the register does not say whether {by} must report its sub-processors",
                by = by
            );
            answer.cannot_tell(view.edge_subject(edge), lacks);
        }
        return;
    };
    if !view.is_reported(edge) {
        let said = message!("unreported", "no report by {by} names {who}", by = by, who = who);
        answer.found(view.edge_subject(edge), said).declared_at(&edge.place).against_clause(document, clause);
    }
}
