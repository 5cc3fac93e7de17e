//! A sub-processor's agreement covers more kinds of data than the processor's own.
//!
//! ## Why it matters
//! The sub-processor can get no more than the controller gave the processor. A child agreement that is broader, or too
//! general to tell, lets more pass.
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
//! data = ["ip-address"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! data = ["ip-address", "email"]
//! ```
//! ```text
//! edge:to-network: sub covers kinds of data that main does not: email
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
//! data = ["ip-address", "email"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! data = ["ip-address"]
//! ```
//!
//! ## Cannot tell
//! Nobody has entered which kinds of data the sub-processor's agreement covers.
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
//! data = ["ip-address"]
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
    id: "data-beyond-parent-agreement",
    severity: Severity::Violation,
    law: &[gdpr("28(3)(a)"), gdpr("28(4)")],
    source: include_str!("data_beyond_parent_agreement.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let (Some(child), Some(parent)) = (view.shown_agreement(edge), view.parent_agreement(edge)) else {
        return;
    };
    if child.data.is_empty() || parent.data.is_empty() {
        let unread = if child.data.is_empty() { child } else { parent };
        answer.cannot_tell(
            view.edge_subject(edge),
            message!(
                "unread",
                "the register does not say which kinds of data {document} covers",
                document = unread.id
            ),
        );
        return;
    }
    let beyond: Vec<_> = child.data.iter().filter(|each| !parent.data.contains(each)).collect();
    if !beyond.is_empty() {
        let said = message!(
            "beyond",
            "{child} covers kinds of data that {parent} does not: {beyond}",
            child = child.id,
            parent = parent.id,
            beyond = listed(beyond)
        );
        let found =
            answer.found(view.edge_subject(edge), said).declared_at(&child.place).declared_at(&parent.place);
        if let Some(clause) = parent.clause_with("only-agreed-data") {
            found.against_clause(parent, clause);
        }
    }
}
