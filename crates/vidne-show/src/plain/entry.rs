//! One finding, question, exception or damage in lines.
//!
//! It never decides what is told: `report` did.

use vidne_model::{
    declared::Exception,
    finding::{Citation, Finding, OpenQuestion, Provision, Severity},
    observed::Damage,
};

use super::page::{Ink, Page};
use crate::{
    moment,
    report::{Entry, Report, State},
};

/// The labels of rows, so that their column can be as wide as the longest.
pub(super) const LABELS: &[&str] =
    &["row-declared", "row-evidence", "row-law", "row-when", "row-do", "row-caveat", "row-accepted"];

/// So many exhibits are shown in full; the first and the newest tell most.
const EXHIBITS: usize = 4;

pub(super) fn finding(page: &mut Page, report: &Report<'_>, entry: &Entry<'_>) {
    let finding = entry.finding;
    let says = format!("{}: {}", finding.subject, report.message(finding).text);
    page.headline(ink(finding.severity, entry.state), &tag(report, entry), &says);
    rows(page, &report.text.say("row-declared"), finding.places.iter().map(ToString::to_string));
    evidence(page, report, &finding.exhibits);
    rows(page, &report.text.say("row-law"), finding.law.iter().map(|each| provision(report, each)));
    page.row(&report.text.say("row-when"), &report.when(entry));
    // What is closed needs nothing to be done.
    if entry.state != State::Closed {
        page.row(&report.text.say("row-do"), &report.said(&finding.rule, &finding.advice).text);
    }
    rows(
        page,
        &report.text.say("row-caveat"),
        finding.caveats.iter().map(|caveat| report.text.phrase(caveat)),
    );
    accepted(page, report, finding);
    page.blank();
}

pub(super) fn question(page: &mut Page, report: &Report<'_>, question: &OpenQuestion) {
    let tag = format!("{}[{}]", report.text.say("open-question"), question.rule);
    let says = format!("{}: {}", question.subject, report.said(&question.rule, &question.lacks).text);
    page.headline(Ink::Magenta, &tag, &says);
    let when = moment::interval(report.text, &question.interval, State::Open, report.options.now);
    page.row(&report.text.say("row-when"), &when);
    page.row(&report.text.say("row-do"), &report.said(&question.rule, &question.advice).text);
    page.blank();
}

pub(super) fn unused(page: &mut Page, report: &Report<'_>, exception: &Exception) {
    let tag = format!("{}[{}]", report.text.say("unused-exception"), exception.rule);
    page.headline(Ink::Yellow, &tag, &format!("{}: {}", exception.subject, report.text.say("unused-says")));
    page.row(&report.text.say("row-declared"), &exception.place.to_string());
    page.row(&report.text.say("row-accepted"), &exception.reason);
    page.blank();
}

pub(super) fn damage(page: &mut Page, report: &Report<'_>, damage: &Damage) {
    let tag = format!("{}[{}]", report.text.say("damage"), damage.exhibit.short());
    let place = match damage.offset {
        Some(offset) => format!(" ({})", report.text.with("damage-offset", &[("offset", offset.into())])),
        None => String::new(),
    };
    page.headline(Ink::Yellow, &tag, &format!("{}{place}", report.text.phrase(&damage.reason)));
    page.blank();
}

fn tag(report: &Report<'_>, entry: &Entry<'_>) -> String {
    let weight = match entry.finding.severity {
        Severity::Violation => report.text.say("severity-violation"),
        Severity::Warning => report.text.say("severity-warning"),
        Severity::Note => report.text.say("severity-note"),
    };
    let state = match entry.state {
        State::Open => return format!("{weight}[{}]", entry.finding.rule),
        State::Accepted => report.text.say("state-accepted"),
        State::Ahead => report.text.say("state-ahead"),
        State::Closed => report.text.say("state-closed"),
    };
    format!("{weight}[{}] ({state})", entry.finding.rule)
}

fn ink(severity: Severity, state: State) -> Ink {
    match (state, severity) {
        (State::Accepted | State::Closed, _) => Ink::Green,
        (_, Severity::Violation) => Ink::Red,
        (_, Severity::Warning) => Ink::Yellow,
        (_, Severity::Note) => Ink::Blue,
    }
}

fn evidence(page: &mut Page, report: &Report<'_>, citations: &[Citation]) {
    let mut citations: Vec<_> = citations.iter().collect();
    citations.sort_by_key(|citation| citation.at);
    let line = |citation: &Citation| {
        format!(
            "{} {} {}",
            citation.exhibit.short(),
            moment::instant(citation.at),
            report.text.phrase(&citation.what)
        )
    };
    let label = report.text.say("row-evidence");
    if citations.len() <= EXHIBITS + 1 {
        return rows(page, &label, citations.into_iter().map(line));
    }
    let (newest, before) = citations.split_last().expect("there are more than a few");
    let more = report.text.count("evidence-more", before.len() - (EXHIBITS - 1));
    let first = before.iter().take(EXHIBITS - 1).map(|citation| line(citation));
    rows(page, &label, first.chain([more, line(newest)]));
}

fn accepted(page: &mut Page, report: &Report<'_>, finding: &Finding) {
    if let Some(accepted) = &finding.accepted {
        let until = match accepted.until {
            Some(day) => report.text.with("accepted-until", &[("day", day.to_string().into())]),
            None => report.text.say("accepted-without-end"),
        };
        let said = format!("{} ({until}; {})", accepted.reason, accepted.place);
        page.row(&report.text.say("row-accepted"), &said);
    }
}

fn provision(report: &Report<'_>, provision: &Provision) -> String {
    let short = report.text.phrase(&provision.short);
    if provision.title.is_empty() {
        short
    } else {
        format!("{short}: {}", report.text.provision(&provision.title).text)
    }
}

/// Several lines under one label.
fn rows(page: &mut Page, label: &str, lines: impl Iterator<Item = String>) {
    for (index, line) in lines.enumerate() {
        page.row(if index == 0 { label } else { "" }, &line);
    }
}
