//! A sub-processor is in use without the controller's approval.
//!
//! ## Why it matters
//! A processor may not bring in another without the controller's prior authorisation, specific or general. Approval after
//! the start does not heal the time before.
//!
//! ## Put it right
//! Decide whether to approve it, enter the decision with its day and who took it, or have the sub-processor removed.
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["approve-sub-processor"]
//! ```
//! ```text
//! edge:to-network: Network Ltd works for Host AB, and no approval by the controller is on record
//! ```
//! The edge names none above it, and begins at a processor all the same.
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
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "processor"
//! from = 2022-09-22
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "4"
//! duties = ["security"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! [[declared.document.clause]]
//! ref = "2"
//! duties = ["security"]
//! ```
//! ```text
//! edge:to-network: Network Ltd works for Host AB, and no approval by the controller is on record
//! ```
//! Only the processor above was told, and not the controller.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.organisation]]
//! id = "help"
//! name = "Help ApS"
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
//! approval = { state = "given", on = 2022-09-01 }
//! [[declared.edge]]
//! id = "to-help"
//! via = "to-network"
//! from_organisation = "network"
//! to_organisation = "help"
//! role = "sub-processor"
//! from = 2022-10-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["general-authorisation"]
//! [[declared.report]]
//! by = "network"
//! to = "host"
//! on = 2022-08-01
//! names = ["help"]
//! ```
//! ```text
//! edge:to-help: Help ApS works for Network Ltd, and no approval by the controller is on record
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
//! approval = { state = "given", on = 2022-09-01, said_by = "controller" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```
//! A general authorisation was given, and the processor named the sub-processor before it began.
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
//! duties = ["general-authorisation"]
//! [[declared.report]]
//! by = "host"
//! to = "controller"
//! on = 2022-08-01
//! names = ["network"]
//! ```
//! The processor told the controller of one further down.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.organisation]]
//! id = "help"
//! name = "Help ApS"
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
//! approval = { state = "given", on = 2022-09-01 }
//! [[declared.edge]]
//! id = "to-help"
//! via = "to-network"
//! from_organisation = "network"
//! to_organisation = "help"
//! role = "sub-processor"
//! from = 2022-10-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["general-authorisation"]
//! [[declared.report]]
//! by = "host"
//! to = "controller"
//! on = 2022-08-01
//! names = ["help"]
//! ```
//!
//! ## Cannot tell
//! An approval is on record, but not when it was given.
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
//! approval = { state = "given" }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Approval, Edge},
    finding::Severity,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "edge-without-approval",
    severity: Severity::Violation,
    law: &[gdpr("28(2)")],
    source: include_str!("edge_without_approval.rs"),
    asks: &[Asks::SubProcessors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let stated = view.state(&edge.approval);
    let who = view.organisation_name(&edge.to_organisation);
    let by = view.organisation_name(&edge.from_organisation);
    let said = match stated.map(|stated| (stated.value, stated.on)) {
        Some((Approval::Given, Some(_))) => return,
        Some((Approval::Given, None)) => {
            let lacks = message!(
                "undated",
                "the approval of {who} has no date, so that nothing shows that it came first",
                who = who
            );
            answer.cannot_tell(view.edge_subject(edge), lacks);
            return;
        }
        Some((Approval::Refused, _)) => message!(
            "refused",
            "{who} works for {by}, although the controller refused it",
            who = who,
            by = by
        ),
        _ if view.is_authorised_in_general(edge) => return,
        Some((Approval::Requested | Approval::Unknown, _)) | None => {
            message!(
                "none",
                "{who} works for {by}, and no approval by the controller is on record",
                who = who,
                by = by
            )
        }
    };
    let found = answer.found(view.edge_subject(edge), said).declared_at(&edge.place);
    if let Some((document, clause)) = view.duty_above(edge, "approve-sub-processor") {
        found.against_clause(document, clause);
    }
}
