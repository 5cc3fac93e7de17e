//! The register does not say in which country a processor handles the data.
//!
//! ## Why it matters
//! Without the country nobody can tell whether chapter V applies. Agreements often give the controller a right to know.
//!
//! ## Put it right
//! Ask the processor where the data are kept and from where they can be read, and enter each country with its source.
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
//! countries = [{ code = "SE", kind = "stored" }]
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
//! duties = ["country-known"]
//! ```
//! ```text
//! edge:to-network: the register names no country in which Network Ltd handles the data
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
//! countries = [{ code = "SE", kind = "stored" }]
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! countries = [{ code = "SE", kind = "stored" }]
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```
//!
//! ## Cannot tell
//! A country is named on the word of a document that nobody holds.
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
//! countries = [{ code = "SE", kind = "stored" }]
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! agreement = "sub"
//! countries = [{ code = "SE", kind = "stored", source = "sub" }]
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! held = { state = "not-held", on = 2022-10-01 }
//! ```

use vidne_law::gdpr;
use vidne_model::{declared::Edge, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "country-of-processing-unknown",
    severity: Severity::Violation,
    law: &[gdpr("30(1)(e)"), gdpr("44")],
    source: include_str!("country_of_processing_unknown.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let who = view.organisation_name(&edge.to_organisation);
    if !view.names_country(edge) {
        let said =
            message!("none", "the register names no country in which {who} handles the data", who = who);
        let found = answer.found(view.edge_subject(edge), said).declared_at(&edge.place);
        if let Some((document, clause)) = view.duty_above(edge, "country-known") {
            found.against_clause(document, clause);
        }
        return;
    }
    let unheld = edge.countries.iter().filter_map(|claim| view.document(claim.source.as_ref()?));
    let mut unheld =
        unheld.filter(|document| view.state(&document.held).is_some_and(|stated| !stated.value.is_in_hand()));
    if let Some(document) = unheld.next() {
        let lacks = message!(
            "unheld",
            "the countries of {who} rest on {document}, of which no copy is held",
            who = who,
            document = document.id
        );
        answer.cannot_tell(view.edge_subject(edge), lacks);
    }
}
