//! A processor has not reported its sub-processors for longer than the agreement allows.
//!
//! ## Why it matters
//! A list of sub-processors ages. A clause that asks for regular reports is kept only by a dated one.
//!
//! ## Put it right
//! Ask for a fresh report and enter it as a `[[report]]`.
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
//! ref = "6.2"
//! duties = ["report-sub-processors"]
//! every = "P6M"
//! ```
//! ```text
//! edge:to-host: Host AB should report its sub-processors every P6M; it never did
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
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.2"
//! duties = ["report-sub-processors"]
//! every = "P6M"
//! [[declared.report]]
//! by = "host"
//! to = "controller"
//! on = 2022-08-01
//! names = ["network"]
//! ```
//!
//! ## Cannot tell
//! The clause says no interval.
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
//! ref = "6.2"
//! duties = ["report-sub-processors"]
//! ```

use jiff::civil::Date;
use vidne_law::{edpb, gdpr};
use vidne_model::{
    declared::Edge,
    finding::Severity,
    message,
    time::{date_of, later, start_of},
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "report-overdue",
    severity: Severity::Warning,
    law: &[gdpr("28(2)"), edpb("opinion-22-2024(32)")],
    source: include_str!("report_overdue.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Some(document) = view.agreement_of(edge) else {
        return;
    };
    let Some(clause) = document.clause_with("report-sub-processors") else {
        return;
    };
    let by = view.organisation_name(&edge.to_organisation);
    let Some(every) = clause.every else {
        let lacks = message!(
            "no-interval",
            "clause {clause} of {document} asks {by} to report, but the register gives no interval (`every`)",
            clause = clause.number,
            document = document.id,
            by = by
        );
        answer.cannot_tell(view.edge_subject(edge), lacks);
        return;
    };
    let last = last_report(view, edge);
    let Some(since) = last.or(edge.period.from.map(|day| day.date)) else {
        return;
    };
    let due = later(start_of(since), every);
    answer.recheck_at(due);
    if view.is_due(due) {
        let said = match last {
            Some(last) => message!(
                "late",
                "{by} should report its sub-processors every {every}; it last did on {last}, so that a report was due on {due}",
                last = last,
                due = date_of(due)
            ),
            None => message!("never", "{by} should report its sub-processors every {every}; it never did"),
        };
        let found = answer.found(view.edge_subject(edge), said.with("by", by).with("every", every));
        found.declared_at(&edge.place).against_clause(document, clause);
    }
}

/// The day of the newest report of whoever an edge leads to.
fn last_report(view: &View<'_>, edge: &Edge) -> Option<Date> {
    let reports = view.declared.reports.iter();
    let theirs = reports.filter(|report| report.by == edge.to_organisation && view.has_come(report.on.date));
    theirs.map(|report| report.on.date).max()
}
