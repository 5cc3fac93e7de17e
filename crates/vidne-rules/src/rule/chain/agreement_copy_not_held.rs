//! The controller does not hold a copy of a sub-processor's agreement, although a clause gives it one.
//!
//! ## Why it matters
//! Without the text nobody can tell whether the sub-processor has the same duties. The law lets the controller ask for a
//! copy; a clause that promises one makes its absence a breach.
//!
//! ## Put it right
//! Ask the processor for the copy, in writing and with a deadline, and enter when it arrived.
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
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["copy-to-controller"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! held = { state = "not-held", said_by = "controller", on = 2022-11-21 }
//! ```
//! ```text
//! edge:to-network: the controller holds no copy of the agreement with Network Ltd; The Controller said so on 2022-11-21
//! ```
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["copy-to-controller"]
//! ```
//! ```text
//! edge:to-network: the controller holds no copy of the agreement with Network Ltd
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
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["copy-to-controller"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! held = { state = "received", on = 2022-09-20 }
//! ```
//! No clause gives the controller a copy.
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["approve-sub-processor"]
//! ```
//!
//! ## Cannot tell
//! Nobody says whether a copy is held.
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
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["copy-to-controller"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Edge, Holding},
    finding::{Message, Severity},
    message,
    time::Stated,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "agreement-copy-not-held",
    severity: Severity::Violation,
    law: &[gdpr("28(4)"), gdpr("5(2)")],
    source: include_str!("agreement_copy_not_held.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Some((parent, clause)) = view.duty_above(edge, "copy-to-controller") else {
        return;
    };
    let who = view.organisation_name(&edge.to_organisation);
    let document = view.agreement_of(edge);
    let stated = document.and_then(|document| view.state(&document.held));
    if document.is_some_and(|document| document.held.is_empty()) {
        let lacks = message!(
            "unsaid",
            "the register does not say whether a copy of the agreement with {who} is held",
            who = who
        );
        return answer.cannot_tell(view.edge_subject(edge), lacks);
    }
    if stated.is_some_and(|stated| stated.value.is_in_hand()) {
        return;
    }
    let said = stated.and_then(|stated| denied(view, stated));
    let said =
        said.unwrap_or_else(|| message!("none", "the controller holds no copy of the agreement with {who}"));
    let found = answer.found(view.edge_subject(edge), said.with("who", who));
    found.declared_at(&edge.place).against_clause(parent, clause);
    if let Some(stated) = stated {
        found.declared_at(&stated.place);
    }
}

/// That somebody said on a day that there is no copy.
fn denied(view: &View<'_>, stated: &Stated<Holding>) -> Option<Message> {
    let (day, sayer) = (stated.on?, stated.said_by.as_ref()?);
    (stated.value == Holding::NotHeld).then(|| {
        message!(
            "said",
            "the controller holds no copy of the agreement with {who}; {sayer} said so on {day}",
            sayer = view.organisation_name(sayer),
            day = day,
        )
    })
}
