//! Data were seen to pass that an agreement further up the chain does not cover.
//!
//! ## Why it matters
//! Only the data and purposes in the controller's agreement may be handed over. What is seen to pass is measured against
//! every agreement on the way.
//!
//! ## Put it right
//! Investigate what else passes, keep the record, and amend the agreements or stop the flow.
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
//! hosts = ["network.example"]
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! data = ["ip-address", "user-agent"]
//! [[declared.document.clause]]
//! ref = "5"
//! duties = ["only-agreed-data"]
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.network.example/a.js"
//! kind = "script"
//! ```
//! ```text
//! edge:to-network: data were seen to reach Network Ltd that main does not cover: url
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
//! hosts = ["network.example"]
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! data = ["ip-address", "user-agent", "url"]
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.network.example/a.js"
//! kind = "script"
//! ```
//!
//! ## Cannot tell
//! Nobody has entered which data the agreement covers.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! hosts = ["network.example"]
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.network.example/a.js"
//! kind = "script"
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
    id: "observed-data-beyond-agreement",
    severity: Severity::Violation,
    law: &[gdpr("28(3)"), gdpr("5(1)(c)")],
    source: include_str!("observed_data_beyond_agreement.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let seen: Vec<_> = view.seen_behind(edge).collect();
    let data: BTreeSet<_> = seen.iter().flat_map(|seen| &seen.data).collect();
    if data.is_empty() {
        return;
    }
    let mut agreements = view.agreements_upwards(edge).peekable();
    if agreements.peek().is_some() && agreements.clone().all(|document| document.data.is_empty()) {
        answer.cannot_tell(
            view.edge_subject(edge),
            message!(
                "unread",
                "the register does not say which data the agreements above {who} cover",
                who = view.organisation_name(&edge.to_organisation)
            ),
        );
        return;
    }
    for document in agreements.filter(|document| !document.data.is_empty()) {
        let beyond: Vec<_> = data.iter().filter(|each| !document.data.contains(each)).collect();
        if beyond.is_empty() {
            continue;
        }
        let said = message!(
            "beyond",
            "data were seen to reach {who} that {document} does not cover: {data}",
            data = listed(beyond),
            who = view.organisation_name(&edge.to_organisation),
            document = document.id,
        );
        let found = answer.found(view.edge_subject(edge), said);
        found.rests_on(seen.iter().flat_map(|seen| &seen.citations)).declared_at(&document.place);
        if let Some(clause) = document.clause_with("only-agreed-data") {
            found.against_clause(document, clause);
        }
    }
}
