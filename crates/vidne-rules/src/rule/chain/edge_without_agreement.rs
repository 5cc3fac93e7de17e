//! Data pass to a processor, or on to a sub-processor, and no agreement can be shown for it.
//!
//! ## Why it matters
//! Processing on another's behalf needs a contract that binds the processor, and so does every step further down. An
//! agreement counts from the day it was signed or, where nobody can show that, from the day a copy was in hand.
//!
//! ## Put it right
//! Conclude the agreement, or ask the processor for the one it has, and enter it with the day it was signed.
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
//! agreement = { state = "unknown" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["sub-processor-agreement"]
//! ```
//! ```text
//! edge:to-network: data pass to Network Ltd (The Controller → Host AB → Network Ltd), and the register knows of no agreement for that step
//! ```
//! A document that was shown only later does not count before.
//! ```toml
//! now = "2023-03-01T12:00:00Z"
//! known = "2023-03-27"
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! held = { state = "received", on = 2023-03-27 }
//! ```
//! ```text
//! edge:to-network: data pass to Network Ltd (The Controller → Host AB → Network Ltd), and nothing shows before 2023-03-27 that sub binds anyone
//! ```
//! The document is none that binds.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "template"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! edge:to-importer: data pass to Importer Inc. (The Controller → Importer Inc.), and main, which the register names for that step, is no agreement (template)
//! ```
//! It binds others.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "other"
//! name = "Other AB"
//! [[declared.organisation]]
//! id = "third"
//! name = "Third Ltd"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["other", "third"]
//! signed = 2022-09-01
//! ```
//! ```text
//! edge:to-importer: data pass to Importer Inc. (The Controller → Importer Inc.), and main, which the register names for that step, is between Other AB, Third Ltd
//! ```
//! A processor agreement settles nothing between two who decide together.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "region"
//! name = "The Region"
//! [[declared.edge]]
//! id = "to-region"
//! from_organisation = "controller"
//! to_organisation = "region"
//! role = "joint-controller"
//! from = 2022-09-22
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "region"]
//! signed = 2022-09-01
//! ```
//! ```text
//! edge:to-region: data pass to The Region (The Controller → The Region), and main, which the register names for that step, is no agreement with a joint-controller (processor-agreement)
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! ```
//! The standard clauses under Art. 28(7) are the agreement.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "standard-clauses"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! instruments = ["scc-2021-915"]
//! ```
//!
//! ## Cannot tell
//! An agreement is named, and nothing tells since when it binds.
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, Edge, Role},
    finding::{Message, Severity},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Governed, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "edge-without-agreement",
    severity: Severity::Violation,
    law: &[gdpr("28(3)"), gdpr("28(4)")],
    source: include_str!("edge_without_agreement.rs"),
    asks: &[Asks::Edges(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    if !view.acts_as_processor(edge) && edge.role != Role::JointController {
        return;
    }
    let said = match view.governed(edge) {
        Governed::By(document) if document.provable_from().is_none() => {
            let lacks = message!(
                "undated",
                "nothing shows since when {document} binds anyone",
                document = document.id
            );
            answer.cannot_tell(view.edge_subject(edge), lacks);
            return;
        }
        Governed::By(_) => return,
        governed => lacking(view, edge, governed),
    };
    let found = answer.found(view.edge_subject(edge), said).declared_at(&edge.place);
    if edge.role == Role::JointController {
        found.against(gdpr("26(1)"));
    }
    if let Some((document, clause)) = view.duty_above(edge, "sub-processor-agreement") {
        found.against_clause(document, clause);
    }
}

fn lacking<'a>(view: &View<'a>, edge: &'a Edge, governed: Governed<'_>) -> Message {
    let said = match governed {
        Governed::By(_) | Governed::Unknown | Governed::Nothing => message!(
            "none",
            "data pass to {who} ({path}), and the register knows of no agreement for that step"
        ),
        Governed::NotYet(document) => not_yet(document),
        Governed::Ended(document) => message!(
            "ended",
            "data pass to {who} ({path}), and {document} is no longer in force",
            document = document.id,
        ),
        Governed::NoAgreement(document) => message!(
            "no-agreement",
            "data pass to {who} ({path}), and {document}, which the register names for that step, is no agreement ({kind})",
            document = document.id,
            kind = document.kind.as_str(),
        ),
        Governed::OfOtherRoles(document) => message!(
            "of-other-roles",
            "data pass to {who} ({path}), and {document}, which the register names for that step, is no agreement with a {role} ({kind})",
            document = document.id,
            role = edge.role.as_str(),
            kind = document.kind.as_str(),
        ),
        Governed::OfOthers(document) => message!(
            "of-others",
            "data pass to {who} ({path}), and {document}, which the register names for that step, is between {parties}",
            document = document.id,
            parties = listed(document.parties.iter().map(|party| view.organisation_name(party))),
        ),
    };
    said.with("who", view.organisation_name(&edge.to_organisation)).with("path", view.path(edge))
}

fn not_yet(document: &Document) -> Message {
    let Some(day) = document.provable_from() else {
        return message!(
            "not-shown",
            "data pass to {who} ({path}), and nothing shows that {document} binds anyone",
            document = document.id,
        );
    };
    message!(
        "not-yet",
        "data pass to {who} ({path}), and nothing shows before {day} that {document} binds anyone",
        day = day,
        document = document.id,
    )
}
