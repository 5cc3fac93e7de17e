//! A transfer rests on safeguards, and no supplementary measures are on record.
//!
//! ## Why it matters
//! Where the country's law can overrule the clauses, measures such as encryption with keys kept in the EEA must make up
//! for it; or the assessment must say why none are needed.
//!
//! ## Put it right
//! Enter the measures that are in place, or `measures = "not-needed"` with the assessment that says so.
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
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on scc-2021-914, and no supplementary measures are on record
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
//! measures = ["encryption, keys in the EEA"]
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
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
//! measures = "not-needed"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//!
//! ## Cannot tell
//! None are said to be needed, but no assessment shows why.
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
//! measures = "not-needed"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

use vidne_law::{edpb, gdpr};
use vidne_model::{
    declared::{Measures, Transfer},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-without-supplementary-measures",
    severity: Severity::Warning,
    law: &[gdpr("46(1)"), edpb("recommendations-01-2020")],
    source: include_str!("transfer_without_supplementary_measures.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let Some((transfer, basis)) = view.safeguard(flow) else { return };
    match &transfer.measures {
        Measures::Taken(_) => {}
        Measures::NotNeeded if is_assessed(view, transfer) => {}
        Measures::NotNeeded => {
            let lacks = message!(
                "unfounded",
                "no measures are said to be needed for the transfer to {who}, and no assessment shows why",
                who = flow.name
            );
            answer.cannot_tell(flow.subject.clone(), lacks);
        }
        Measures::NotDeclared | Measures::None => {
            let said = message!(
                "missing",
                "the transfer to {who} in {country} rests on {basis}, and no supplementary measures are on record",
                who = flow.name,
                country = flow.country,
                basis = basis.id,
            );
            answer.found(flow.subject.clone(), said).declared_at(&transfer.place);
        }
    }
}

fn is_assessed(view: &View<'_>, transfer: &Transfer) -> bool {
    view.state(&transfer.assessment).is_some_and(|stated| stated.value.is_in_hand())
}
