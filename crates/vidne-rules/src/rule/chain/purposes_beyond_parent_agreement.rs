//! A sub-processor's agreement covers purposes that the processor's own does not.
//!
//! ## Why it matters
//! Data may be used only for what the controller decided. A provider that adds purposes of its own becomes a controller
//! for them.
//!
//! ## Put it right
//! Have the sub-processor's agreement narrowed, or widen the processor's, the register and the notice with a reason.
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
//! purposes = ["delivery"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! purposes = ["delivery", "statistics"]
//! ```
//! ```text
//! edge:to-network: sub covers purposes that main does not: statistics
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
//! purposes = ["delivery", "statistics"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! purposes = ["delivery"]
//! ```
//!
//! ## Cannot tell
//! Nobody has entered which purposes the sub-processor's agreement covers.
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
//! purposes = ["delivery"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! ```

use vidne_law::gdpr;
use vidne_model::{declared::Edge, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "purposes-beyond-parent-agreement",
    severity: Severity::Violation,
    law: &[gdpr("5(1)(b)"), gdpr("28(4)"), gdpr("28(10)")],
    source: include_str!("purposes_beyond_parent_agreement.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let (Some(child), Some(parent)) = (view.shown_agreement(edge), view.parent_agreement(edge)) else {
        return;
    };
    if child.purposes.is_empty() || parent.purposes.is_empty() {
        let unread = if child.purposes.is_empty() { child } else { parent };
        answer.cannot_tell(
            view.edge_subject(edge),
            message!(
                "unread",
                "the register does not say which purposes {document} covers",
                document = unread.id
            ),
        );
        return;
    }
    let beyond: Vec<_> = child.purposes.iter().filter(|each| !parent.purposes.contains(each)).collect();
    if !beyond.is_empty() {
        let said = message!(
            "beyond",
            "{child} covers purposes that {parent} does not: {beyond}",
            child = child.id,
            parent = parent.id,
            beyond = listed(beyond)
        );
        let found =
            answer.found(view.edge_subject(edge), said).declared_at(&child.place).declared_at(&parent.place);
        if let Some(clause) = parent.clause_with("only-agreed-purposes") {
            found.against_clause(parent, clause);
        }
    }
}
