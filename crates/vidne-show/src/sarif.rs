//! An assessment as SARIF 2.1.0 (OASIS), for code hosts and viewers.
//!
//! Open findings are results of kind `fail`, open questions of kind `open`. Findings that closed or lie ahead are
//! `informational`: nothing is wrong now. They carry no `baselineState`, because that compares with an earlier run, and an
//! assessment compares with none; `provenance` says from when to when they were seen instead.

mod result;
mod rule;

use serde_json::{Value, json};
use vidne_model::finding::{Assessment, RulePage};

use crate::{
    moment::exact,
    option::Options,
    report::{Report, State},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Where the files of a declaration lie, as SARIF names it.
const DECLARATION: &str = "DECLARATION";

/// An assessment as SARIF 2.1.0, indented, with a line end. Rules without a page are named only.
pub fn sarif(assessment: &Assessment, rules: &[RulePage], options: &Options) -> String {
    let report = Report::new(assessment, options);
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run(&report, rules)] });
    crate::json::written(&log)
}

fn run(report: &Report<'_>, pages: &[RulePage]) -> Value {
    let rules = rule::Table::new(report, pages);
    let findings = report.entries.iter().map(|entry| result::finding(report, &rules, entry));
    let questions = report.questions.iter().map(|question| result::question(report, &rules, question));
    let results: Vec<_> = findings.chain(questions).collect();
    json!({
        "tool": { "driver": {
            "name": "vidne",
            "version": report.options.version,
            "rules": rules.descriptors(report.text),
        } },
        "automationDetails": { "id": format!("vidne/{}/", report.assessment.service) },
        "language": report.options.language.code(),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { DECLARATION: { "description": { "text": "The folder of the declaration." } } },
        "invocations": [invocation(report)],
        "artifacts": result::artifacts(report),
        "results": results,
        "properties": { "service": report.assessment.service.as_str(), "now": exact(report.options.now) },
    })
}

/// How the run went: what could be read in part only, and exceptions that match nothing, are its notifications.
fn invocation(report: &Report<'_>) -> Value {
    let damages = report.assessment.damages.iter().map(|damage| {
        let text = format!("{}: {}", damage.exhibit, damage.reason);
        json!({ "level": "warning", "message": { "text": text } })
    });
    let unused = report.assessment.unused_exceptions.iter().map(|exception| {
        let text =
            format!("no finding matches the exception of {} for {}", exception.rule, exception.subject);
        let locations = [result::declared_at(&exception.place)];
        json!({ "level": "warning", "message": { "text": text }, "locations": locations })
    });
    json!({
        "executionSuccessful": true,
        "exitCode": report.options.exit_code,
        "toolExecutionNotifications": damages.collect::<Vec<_>>(),
        "toolConfigurationNotifications": unused.collect::<Vec<_>>(),
    })
}

/// What a result says of the state of the world, and how heavily.
fn kind_and_level(state: State, severity: vidne_model::finding::Severity) -> (&'static str, &'static str) {
    match state {
        State::Open | State::Accepted => ("fail", rule::level(severity)),
        State::Ahead | State::Closed => ("informational", "none"),
    }
}
