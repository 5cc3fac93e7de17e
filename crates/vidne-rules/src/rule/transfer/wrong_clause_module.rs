//! A transfer rests on standard contractual clauses in a module that does not fit the parties.
//!
//! ## Why it matters
//! The clauses of 2021 have four modules, one for each pair of roles. A processor that sends data to its sub-processor
//! needs the third; the second binds a controller.
//!
//! ## Put it right
//! Conclude the module that fits, with its annexes filled in.
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
//! module = 3
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. uses module 3 of scc-2021-914; from a controller to a processor it is module 2
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! Who sends received the data as a controller of its own.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
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
//! [[declared.edge]]
//! id = "to-importer"
//! via = "to-host"
//! from_organisation = "host"
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
//! parties = ["host", "importer"]
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

use vidne_law::gdpr;
use vidne_model::{finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "wrong-clause-module",
    severity: Severity::Violation,
    law: &[gdpr("46(2)(c)")],
    source: include_str!("wrong_clause_module.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let (Some(edge), Some(transfer)) = (flow.edge, flow.transfer) else { return };
    let Some(instrument) = view.basis_of(transfer) else { return };
    let Some((exporter, importer)) = view.parts(edge) else { return };
    let Some(fitting) = instrument.module_for(exporter, importer) else { return };
    let Some(module) = transfer.module else {
        let lacks = message!(
            "no-module",
            "the register does not say which module of {basis} the transfer to {who} uses",
            basis = instrument.id,
            who = flow.name
        );
        answer.cannot_tell(flow.subject.clone(), lacks);
        return;
    };
    if module != fitting {
        let said = message!(
            "wrong",
            "the transfer to {who} uses module {module} of {basis}; from a {exporter} to a {importer} it is module {fitting}",
            who = flow.name,
            module = module,
            basis = instrument.id,
            exporter = exporter.as_str(),
            importer = importer.as_str(),
            fitting = fitting,
        );
        answer.found(flow.subject.clone(), said).declared_at(&transfer.place);
    }
}
