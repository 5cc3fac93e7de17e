//! The summary: in words first, then a small table.
//!
//! It never says that nothing was found without saying how many questions are open.

use maud::{Markup, html};
use vidne_model::finding::Severity;

use super::word;
use crate::{
    moment,
    report::{Entry, Report, State},
};

pub(super) fn summary(report: &Report<'_>) -> Markup {
    html! {
        div.verdict {
            div.words {
                p.first { (verdict(report)) }
                @if let Some(oldest) = oldest(report) { p { (oldest) } }
                @if !report.questions.is_empty() {
                    p { (report.text.count("summary-questions", report.questions.len())) }
                }
                @if report.count(State::Accepted) > 0 {
                    p { (report.text.count("summary-accepted", report.count(State::Accepted))) }
                }
                p { (evidence(report)) }
            }
            (table(report))
        }
    }
}

fn verdict(report: &Report<'_>) -> String {
    let now = moment::instant(report.options.now);
    let counts =
        [(Severity::Violation, "violations"), (Severity::Warning, "warnings"), (Severity::Note, "notes")];
    let list: Vec<_> = counts
        .into_iter()
        .map(|(severity, key)| (key, report.weighing(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| report.text.count(key, count))
        .collect();
    let open = report.questions.len();
    if let Some(ended) = report.ended().filter(|_| list.is_empty() && open == 0) {
        return ended;
    }
    match (list.is_empty(), open) {
        (true, 0) => report.text.with("summary-nothing", &[("now", now.into())]),
        (true, open) => {
            report.text.with("summary-nothing-but", &[("now", now.into()), ("count", open.into())])
        }
        (false, _) => report
            .text
            .with("summary-found", &[("now", now.into()), ("list", report.text.list(&list).into())]),
    }
}

/// The finding that has been open longest.
fn oldest(report: &Report<'_>) -> Option<Markup> {
    let entry: &Entry<'_> =
        report.standing(State::Open).min_by_key(|entry| entry.finding.interval.opened.by)?;
    let days = moment::days(&entry.finding.interval, report.options.now);
    Some(html! {
        (report.text.with("summary-oldest", &[("count", days.into())])) " "
        a href={ "#f" (entry.number) } { (word::said(report, &report.message(entry.finding))) }
    })
}

fn evidence(report: &Report<'_>) -> String {
    let assessment = report.assessment;
    match assessment.newest {
        Some(newest) => report.text.with(
            "summary-evidence",
            &[("count", assessment.exhibits.into()), ("newest", moment::instant(newest).into())],
        ),
        None => report.text.say("closing-no-evidence"),
    }
}

fn table(report: &Report<'_>) -> Markup {
    let text = report.text;
    html! {
        table.counts {
            caption { (text.say("counts-caption")) }
            thead { tr { th scope="col" { (text.say("counts-what")) } th scope="col" { (text.say("counts-count")) } } }
            tbody {
                @for (class, key, count, target) in rows(report) {
                    tr class=(class) { th scope="row" { a href=(target) { (text.say(key)) } } td { (count) } }
                }
            }
        }
    }
}

/// Style, words, count and target of each row. What can be missing is left out where it is.
fn rows(report: &Report<'_>) -> Vec<(&'static str, &'static str, usize, &'static str)> {
    let always = [
        ("violation", "group-violations", report.weighing(Severity::Violation), "#findings"),
        ("warning", "group-warnings", report.weighing(Severity::Warning), "#findings"),
        ("note", "group-notes", report.weighing(Severity::Note), "#findings"),
        ("question", "heading-questions", report.questions.len(), "#questions"),
    ];
    let sometimes = [
        ("other", "heading-accepted", report.count(State::Accepted), "#accepted"),
        ("other", "heading-ahead", report.count(State::Ahead), "#ahead"),
        ("other", "heading-closed", report.count(State::Closed), "#closed"),
    ];
    always.into_iter().chain(sometimes.into_iter().filter(|(_, _, count, _)| *count > 0)).collect()
}
