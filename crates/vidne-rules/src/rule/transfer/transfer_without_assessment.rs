//! A transfer rests on safeguards, and no assessment of the country's law is on record.
//!
//! ## Why it matters
//! Clauses bind the importer, not its government. Since the Schrems II judgment the exporter must assess, for the
//! transfer at hand, whether the country's law lets the importer keep them.
//!
//! ## Put it right
//! Make the assessment for this transfer, this country and this kind of data, and enter it with its day.
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
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on scc-2021-914, and no assessment of that country is on record
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
//! assessment = { state = "held", on = 2022-09-01 }
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
//! assessment = { state = "unknown" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

use vidne_law::{case, gdpr};
use vidne_model::{declared::Holding, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-without-assessment",
    severity: Severity::Violation,
    law: &[gdpr("46(1)"), case("C-311/18")],
    source: include_str!("transfer_without_assessment.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let Some((transfer, basis)) = view.safeguard(flow) else { return };
    match view.state(&transfer.assessment).map(|stated| stated.value) {
        Some(Holding::Received | Holding::Held) => {}
        Some(Holding::Unknown) => {
            let lacks = message!(
                "unknown",
                "whether the transfer to {who} in {country} was assessed is not known",
                who = flow.name,
                country = flow.country
            );
            answer.cannot_tell(flow.subject.clone(), lacks);
        }
        _ => {
            let said = message!(
                "missing",
                "the transfer to {who} in {country} rests on {basis}, and no assessment of that country is on record",
                who = flow.name,
                country = flow.country,
                basis = basis.id,
            );
            answer.found(flow.subject.clone(), said).declared_at(&transfer.place);
        }
    }
}
