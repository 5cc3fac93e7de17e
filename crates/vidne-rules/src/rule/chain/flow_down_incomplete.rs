//! A sub-processor's agreement lacks duties that the processor itself has.
//!
//! ## Why it matters
//! The same obligations must bind every step of the chain. A provider's standard text rarely repeats what the controller
//! negotiated.
//!
//! ## Put it right
//! Compare the two texts duty by duty, and have the missing ones added to the sub-processor's agreement.
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
//! [[declared.document.clause]]
//! ref = "4"
//! duties = ["confidentiality", "security"]
//! [[declared.document.clause]]
//! ref = "9"
//! duties = ["deletion"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! [[declared.document.clause]]
//! ref = "2"
//! duties = ["security"]
//! ```
//! ```text
//! edge:to-network: sub lacks duties that main lays on Host AB: confidentiality (clause 4), deletion (clause 9)
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
//! [[declared.document.clause]]
//! ref = "4"
//! duties = ["confidentiality", "security"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! [[declared.document.clause]]
//! ref = "2"
//! duties = ["security", "confidentiality"]
//! ```
//! What the processor may do is no duty to be passed on.
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
//! [[declared.document.clause]]
//! ref = "4"
//! duties = ["security", "general-authorisation"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! [[declared.document.clause]]
//! ref = "2"
//! duties = ["security"]
//! ```
//!
//! ## Cannot tell
//! Nobody has entered which duties the sub-processor's agreement holds.
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
//! [[declared.document.clause]]
//! ref = "4"
//! duties = ["security"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! ```

use std::collections::BTreeSet;

use vidne_law::gdpr;
use vidne_model::{declared::Edge, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "flow-down-incomplete",
    severity: Severity::Violation,
    law: &[gdpr("28(4)")],
    source: include_str!("flow_down_incomplete.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let (Some(child), Some(parent)) = (view.shown_agreement(edge), view.parent_agreement(edge)) else {
        return;
    };
    if child.clauses.is_empty() || parent.clauses.is_empty() {
        let unread = if child.clauses.is_empty() { child } else { parent };
        answer.cannot_tell(
            view.edge_subject(edge),
            message!(
                "unread",
                "the register does not say which duties {document} holds",
                document = unread.id
            ),
        );
        return;
    }
    let held: BTreeSet<_> = child.duties().map(|(duty, _)| duty).collect();
    let owed = parent.duties().filter(|(duty, _)| !PERMISSIONS.contains(&duty.as_str()));
    let missing = owed.filter(|(duty, _)| !held.contains(duty));
    let missing: Vec<_> =
        missing.map(|(duty, clause)| format!("{duty} (clause {})", clause.number)).collect();
    if !missing.is_empty() {
        let said = message!(
            "missing",
            "{child} lacks duties that {parent} lays on {by}: {missing}",
            child = child.id,
            parent = parent.id,
            by = view.organisation_name(&edge.from_organisation),
            missing = listed(missing),
        );
        let found = answer.found(view.edge_subject(edge), said).declared_at(&child.place);
        if let Some(clause) = parent.clause_with("flow-down") {
            found.against_clause(parent, clause);
        }
    }
}

/// What an agreement allows the processor. Nobody passes a permission on as a duty.
const PERMISSIONS: [&str; 1] = ["general-authorisation"];
