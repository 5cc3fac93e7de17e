//! A recipient that is declared a mere supplier receives visitors' personal data.
//!
//! ## Why it matters
//! Whoever handles personal data on another's behalf is a processor, whatever the contract calls it. All duties of the chain
//! (agreement, authorisation, information) follow from that.
//!
//! ## Put it right
//! Declare the recipient as processor or sub-processor, and bring the agreement and the approval that this takes.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "supplier"
//! name = "Supplier AB"
//! hosts = ["supplier.example"]
//! [[declared.edge]]
//! id = "to-supplier"
//! from_organisation = "controller"
//! to_organisation = "supplier"
//! role = "supplier"
//! from = 2022-09-22
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.supplier.example/a.js"
//! kind = "script"
//! ```
//! ```text
//! edge:to-supplier: Supplier AB is declared a supplier, but receives ip-address, url, user-agent (request to cdn.supplier.example)
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "supplier"
//! name = "Supplier AB"
//! hosts = ["supplier.example"]
//! [[declared.edge]]
//! id = "to-supplier"
//! from_organisation = "controller"
//! to_organisation = "supplier"
//! role = "processor"
//! from = 2022-09-22
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.supplier.example/a.js"
//! kind = "script"
//! ```
//!
//! ## Cannot tell
//! A supplier is declared, and nobody has looked whether it receives anything.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "supplier"
//! name = "Supplier AB"
//! [[declared.edge]]
//! id = "to-supplier"
//! from_organisation = "controller"
//! to_organisation = "supplier"
//! role = "supplier"
//! from = 2022-09-22
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Edge, Role},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Sighted, View},
};

pub(super) const RULE: Rule = Rule {
    id: "supplier-receives-personal-data",
    severity: Severity::Violation,
    law: &[gdpr("4(8)"), gdpr("28(3)")],
    source: include_str!("supplier_receives_personal_data.rs"),
    asks: &[Asks::Edges(nobody_looked), Asks::Recipients(receives)],
};

fn nobody_looked<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    if view.newest_visit().is_none() && edge.role == Role::Supplier {
        let who = view.organisation_name(&edge.to_organisation);
        answer.cannot_tell(
            view.edge_subject(edge),
            message!("nobody-looked", "no completed look shows whether {who} receives data", who = who),
        );
    }
}

fn receives(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if seen.only_hints() || view.newest_visit().is_none() {
        return;
    }
    for edge in view.edges_behind(seen).into_iter().filter(|edge| edge.role == Role::Supplier) {
        let said = message!(
            "receives",
            "{who} is declared a supplier, but receives {data} ({signs})",
            who = view.organisation_name(&edge.to_organisation),
            data = crate::view::listed(&seen.data),
            signs = seen.shown_by(),
        );
        answer.found(view.edge_subject(edge), said).rests_on(&seen.citations).declared_at(&edge.place);
    }
}
