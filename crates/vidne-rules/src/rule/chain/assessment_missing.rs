//! A recipient is in use, and no assessment of the risk is on record.
//!
//! ## Why it matters
//! The controller answers for the choice of every recipient and must be able to show that it thought before it acted. An
//! assessment that comes after the start leaves the time before open.
//!
//! ## Put it right
//! Make the assessment, enter it with its day, and decide what follows from it.
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
//! assessment = { state = "held", on = 2020-10-01 }
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! assessment = { state = "not-held", said_by = "controller", on = 2022-11-21 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```
//! ```text
//! edge:to-network: no assessment of the risk of Network Ltd is on record, 60 days after its start
//! ```
//! Somebody is seen whom the register does not name at all.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.network.example/a.js"
//! kind = "script"
//! ```
//! ```text
//! recipient:network.example: network.example is in use, and no assessment of its risk is on record
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
//! assessment = { state = "held", on = 2020-10-01 }
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! assessment = { state = "held", on = 2022-09-01 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```
//!
//! ## Cannot tell
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
//! assessment = { state = "held", on = 2020-10-01 }
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! assessment = { state = "unknown" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Edge, Holding},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Sighted, View},
};

pub(super) const RULE: Rule = Rule {
    id: "assessment-missing",
    severity: Severity::Violation,
    law: &[gdpr("24(1)"), gdpr("28(1)"), gdpr("32(2)")],
    source: include_str!("assessment_missing.rs"),
    asks: &[Asks::Processors(declared), Asks::Recipients(undeclared)],
};

fn declared<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let who = view.organisation_name(&edge.to_organisation);
    let stated = view.state(&edge.assessment);
    match stated.map(|stated| stated.value) {
        Some(Holding::Received | Holding::Held) => return,
        Some(Holding::Unknown) => {
            answer.cannot_tell(
                view.edge_subject(edge),
                message!("unknown", "whether the risk of {who} was assessed is not known", who = who),
            );
            return;
        }
        _ => {}
    }
    let days = edge.period.from.map(|from| (view.day_in_words() - from.date).get_days());
    let said = match days {
        Some(days) => message!(
            "missing",
            "no assessment of the risk of {who} is on record, {days} days after its start",
            who = who,
            days = days
        ),
        None => message!("missing-undated", "no assessment of the risk of {who} is on record", who = who),
    };
    let found = answer.found(view.edge_subject(edge), said).declared_at(&edge.place);
    if let Some(stated) = stated {
        found.declared_at(&stated.place);
    }
}

fn undeclared(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if !view.is_undeclared(seen) {
        return;
    }
    let said = message!(
        "undeclared",
        "{who} is in use, and no assessment of its risk is on record",
        who = view.name_of(seen)
    );
    answer.found(view.subject_of(seen), said).rests_on(&seen.citations);
}
