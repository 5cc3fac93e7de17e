//! Findings by weight, open questions of equal rank beside them, accepted findings, those ahead and those closed.
//!
//! An empty list of findings is never told without the questions that are open.

use maud::{Markup, html};
use vidne_model::{
    finding::{Accepted, Citation, Finding, OpenQuestion, RulePage, Severity},
    id::RuleId,
};

use super::{Part, word};
use crate::{
    moment,
    report::{Entry, Report, State},
};

/// So many exhibits are shown with a finding; all stand in the list of exhibits.
const EXHIBITS: usize = 6;

/// A heading's place in the order of the page.
#[derive(Clone, Copy)]
enum Depth {
    Third,
    Fourth,
}

pub(super) fn findings(report: &Report<'_>, rules: &[RulePage]) -> Part {
    let groups = [
        (Severity::Violation, "group-violations"),
        (Severity::Warning, "group-warnings"),
        (Severity::Note, "group-notes"),
    ];
    let body = html! {
        @for (severity, key) in groups {
            @if report.weighing(severity) > 0 {
                h3 { (report.text.say(key)) " (" (report.weighing(severity)) ")" }
                @for entry in report.standing(State::Open).filter(|entry| entry.finding.severity == severity) {
                    (article(report, rules, entry, Depth::Fourth))
                }
            }
        }
        @if report.count(State::Open) == 0 {
            p { (nothing(report)) }
        }
    };
    Part { id: "findings", title: report.text.say("heading-findings"), body }
}

pub(super) fn questions(report: &Report<'_>) -> Part {
    let body = html! {
        @if report.questions.is_empty() {
            p { (report.text.say("questions-none")) }
        } @else {
            p { (report.text.say("questions-lede")) }
            @for (index, asked) in report.questions.iter().enumerate() {
                (question(report, index + 1, asked))
            }
        }
    };
    Part { id: "questions", title: report.text.say("heading-questions"), body }
}

pub(super) fn accepted(report: &Report<'_>, rules: &[RulePage]) -> Option<Part> {
    let lede = report.text.say("accepted-lede");
    standing(report, rules, State::Accepted, ("accepted", report.text.say("heading-accepted"), lede))
}

pub(super) fn ahead(report: &Report<'_>, rules: &[RulePage]) -> Option<Part> {
    let lede = report.text.say("ahead-lede");
    standing(report, rules, State::Ahead, ("ahead", report.text.say("heading-ahead"), lede))
}

pub(super) fn closed(report: &Report<'_>, rules: &[RulePage]) -> Option<Part> {
    let lede = report.text.say("closed-lede");
    standing(report, rules, State::Closed, ("closed", report.text.say("heading-closed"), lede))
}

fn standing(
    report: &Report<'_>,
    rules: &[RulePage],
    state: State,
    (id, title, lede): (&'static str, String, String),
) -> Option<Part> {
    let body = html! {
        p { (lede) }
        @for entry in report.standing(state) {
            (article(report, rules, entry, Depth::Third))
        }
    };
    (report.count(state) > 0).then_some(Part { id, title, body })
}

fn nothing(report: &Report<'_>) -> String {
    match report.questions.len() {
        0 => report.text.say("findings-none"),
        open => report.text.count("findings-none-but", open),
    }
}

fn article(report: &Report<'_>, rules: &[RulePage], entry: &Entry<'_>, depth: Depth) -> Markup {
    let finding = entry.finding;
    let id = format!("f{}", entry.number);
    let message = word::said(report, &report.message(finding));
    html! {
        article.finding.(word::class(finding.severity)) id=(id) aria-labelledby={ (id) "-h" } {
            p.tag {
                (word::badge(report.text, finding.severity, entry.state)) " "
                a.number href={ "#" (id) } { "F" (entry.number) } " "
                (rule(rules, &finding.rule))
            }
            (heading(depth, &format!("{id}-h"), &message))
            (facts(report, entry))
        }
    }
}

fn facts(report: &Report<'_>, entry: &Entry<'_>) -> Markup {
    let (text, finding) = (report.text, entry.finding);
    html! {
        dl {
            dt { (text.say("row-about")) } dd { (word::subject(report, &finding.subject)) }
            dt { (text.say("row-when")) } dd { (report.when(entry)) }
            dt { (text.say("row-evidence")) } dd { (evidence(report, &finding.exhibits)) }
            @if !finding.places.is_empty() { dt { (text.say("row-declared")) } dd { (declared(finding)) } }
            dt { (text.say("row-law")) } dd { (law(report, finding)) }
            @if entry.state != State::Closed {
                dt { (text.say("row-do")) } dd { (word::said(report, &report.said(&finding.rule, &finding.advice))) }
            }
            @if !finding.caveats.is_empty() {
                dt { (text.say("row-caveat")) }
                dd { ul { @for caveat in &finding.caveats { li { (word::phrase(report, caveat)) } } } }
            }
            @if let Some(accepted) = &finding.accepted {
                dt { (text.say("row-accepted")) } dd { (acceptance(report, accepted)) }
            }
        }
    }
}

fn question(report: &Report<'_>, number: usize, question: &OpenQuestion) -> Markup {
    let text = report.text;
    let id = format!("q{number}");
    let lacks = word::said(report, &report.said(&question.rule, &question.lacks));
    let when = moment::interval(text, &question.interval, State::Open, report.options.now);
    html! {
        article.finding.question id=(id) aria-labelledby={ (id) "-h" } {
            p.tag {
                span.badge.question { (text.say("open-question")) } " "
                a.number href={ "#" (id) } { "Q" (number) } " "
                code.rule { (question.rule) }
            }
            (heading(Depth::Third, &format!("{id}-h"), &lacks))
            dl {
                dt { (text.say("row-about")) } dd { (word::subject(report, &question.subject)) }
                dt { (text.say("row-when")) } dd { (when) }
                dt { (text.say("row-answer")) }
                dd { (word::said(report, &report.said(&question.rule, &question.advice))) }
            }
        }
    }
}

fn heading(depth: Depth, id: &str, content: &Markup) -> Markup {
    match depth {
        Depth::Third => html! { h3.says id=(id) { (content) } },
        Depth::Fourth => html! { h4.says id=(id) { (content) } },
    }
}

/// A rule's name, leading to what is said of it where that is on the page.
fn rule(rules: &[RulePage], id: &RuleId) -> Markup {
    html! {
        @if let Some(index) = rules.iter().position(|page| page.id == *id) {
            a.rule href={ "#r" (index + 1) } { code { (id) } }
        } @else {
            code.rule { (id) }
        }
    }
}

/// The first looks and the newest one; how many stand between them.
pub(super) fn evidence(report: &Report<'_>, citations: &[Citation]) -> Markup {
    let mut citations: Vec<_> = citations.iter().collect();
    citations.sort_by_key(|citation| citation.at);
    // Two lines for one left out would save nothing.
    let more = if citations.len() <= EXHIBITS + 1 { 0 } else { citations.len() - EXHIBITS };
    let newest = if more > 0 { citations.pop() } else { None };
    if newest.is_some() {
        citations.truncate(EXHIBITS - 1);
    }
    html! {
        @if citations.is_empty() {
            (report.text.say("evidence-none"))
        } @else {
            ul.evidence {
                @for citation in citations { (cited(report, citation)) }
                @if let Some(newest) = newest {
                    li { a href="#exhibits" { (report.text.count("evidence-more", more)) } }
                    (cited(report, newest))
                }
            }
        }
    }
}

fn cited(report: &Report<'_>, citation: &Citation) -> Markup {
    html! { li { (word::exhibit(citation.exhibit)) " " (word::time(citation.at)) " " bdi { (report.text.phrase(&citation.what)) } } }
}

fn declared(finding: &Finding) -> Markup {
    html! {
        @for (index, place) in finding.places.iter().enumerate() {
            @if index > 0 { ", " }
            code { (place) }
        }
    }
}

fn law(report: &Report<'_>, finding: &Finding) -> Markup {
    html! {
        ul {
            @for provision in &finding.law {
                li {
                    @match &provision.url {
                        Some(url) => (word::link(&report.text.phrase(&provision.short), url)),
                        None => (report.text.phrase(&provision.short)),
                    }
                    @if !provision.title.is_empty() { ": " (word::said(report, &report.text.provision(&provision.title))) }
                }
            }
        }
    }
}

fn acceptance(report: &Report<'_>, accepted: &Accepted) -> Markup {
    let until = match accepted.until {
        Some(day) => report.text.with("accepted-until", &[("day", day.to_string().into())]),
        None => report.text.say("accepted-without-end"),
    };
    html! { bdi { (accepted.reason) } " (" (until) "; " code { (accepted.place) } ")" }
}
