//! A processor takes data to a third country without the controller's approval.
//!
//! ## Why it matters
//! A processor may transfer only on the controller's documented instructions. A basis alone is not enough.
//!
//! ## Put it right
//! Decide on the transfer in writing and enter the approval with its day, or have the data kept within the EEA.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2021-914"
//! module = 2
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! [[declared.document.clause]]
//! ref = "7.1"
//! duties = ["transfer-approval"]
//! ```
//! ```text
//! transfer:to-importer/US: data that Importer Inc. handles are in US, and no approval of that by the controller is on record
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2021-914"
//! module = 2
//! approval = { state = "given", on = 2022-09-01 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//!
//! ## Cannot tell
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2021-914"
//! module = 2
//! approval = { state = "given" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

use vidne_law::gdpr;
use vidne_model::{declared::Approval, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-without-approval",
    severity: Severity::Violation,
    law: &[gdpr("28(3)(a)"), gdpr("44")],
    source: include_str!("transfer_without_approval.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let Some(edge) = flow.edge.filter(|edge| view.acts_as_processor(edge)) else { return };
    let stated = flow.transfer.and_then(|transfer| view.state(&transfer.approval));
    let said = match stated.map(|stated| (stated.value, stated.on)) {
        Some((Approval::Given, Some(_))) => return,
        Some((Approval::Given, None)) => {
            let lacks = message!(
                "undated",
                "the approval of the transfer to {country} has no date",
                country = flow.country
            );
            answer.cannot_tell(flow.subject.clone(), lacks);
            return;
        }
        Some((Approval::Refused, _)) => message!(
            "refused",
            "data that {who} handles are in {country}, although the controller refused that",
            who = flow.name,
            country = flow.country
        ),
        Some((Approval::Requested | Approval::Unknown, _)) | None => {
            message!(
                "none",
                "data that {who} handles are in {country}, and no approval of that by the controller is on record",
                who = flow.name,
                country = flow.country
            )
        }
    };
    let found = answer.found(flow.subject.clone(), said).declared_at(&edge.place);
    found.rests_on(&flow.citations);
    if let Some((document, clause)) = view.duty_here_or_above(edge, "transfer-approval") {
        found.against_clause(document, clause);
    }
}
