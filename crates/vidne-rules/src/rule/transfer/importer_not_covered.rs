//! A transfer rests on a list or on binding rules, and nothing shows that the importer is on it or bound by them.
//!
//! ## Why it matters
//! A framework such as the EU-U.S. Data Privacy Framework carries only those who put themselves on its list; binding
//! corporate rules carry only the group that they were approved for.
//!
//! ## Put it right
//! Look the importer up, and enter `certified = { state = "given", on = … }` with the evidence; or choose another basis.
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
//! basis = "bcr-p"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on bcr-p, and nothing shows that Importer Inc. is covered
//! ```
//! What was certified before there was a framework was certified for another one.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
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
//! basis = "eu-us-dpf"
//! certified = { state = "given", on = 2017-03-01 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on eu-us-dpf, and nothing shows that Importer Inc. is covered
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
//! basis = "bcr-p"
//! certified = { state = "given", on = 2022-01-10 }
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
//! basis = "bcr-p"
//! certified = { state = "unknown" }
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
    view::{Cover, Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "importer-not-covered",
    severity: Severity::Violation,
    law: &[gdpr("45(1)"), gdpr("47(1)")],
    source: include_str!("importer_not_covered.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let Some(transfer) = flow.transfer else { return };
    let Some(instrument) = view.basis_of(transfer) else { return };
    match view.importer_cover(transfer, instrument) {
        Some(Cover::Shown) => {}
        Some(Cover::Unsaid) => {
            let lacks = message!(
                "unknown",
                "whether {who} is covered by {basis} is not known",
                who = flow.name,
                basis = instrument.id
            );
            answer.cannot_tell(flow.subject.clone(), lacks);
        }
        Some(Cover::Denied) | None => {
            let said = message!(
                "not-covered",
                "the transfer to {who} in {country} rests on {basis}, and nothing shows that {who} is covered",
                who = flow.name,
                country = flow.country,
                basis = instrument.id,
            );
            let found = answer.found(flow.subject.clone(), said).declared_at(&transfer.place);
            found.with_caveats(&instrument.caveats(view.law_day()));
        }
    }
}
