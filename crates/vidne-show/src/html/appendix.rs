//! What stands behind the findings: exceptions that match nothing, damaged exhibits, rules, exhibits by their whole hash,
//! and how to check all of it.
//!
//! It never shortens a hash: this is where the short ones lead.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use jiff::Timestamp;
use maud::{Markup, html};
use vidne_model::{
    finding::RulePage,
    id::{ExhibitId, RuleId},
};

use super::{Part, Screenshot, page::findings_by_exhibit, word};
use crate::report::Report;

pub(super) fn unused(report: &Report<'_>) -> Option<Part> {
    let exceptions = &report.assessment.unused_exceptions;
    let body = html! {
        p { (report.text.say("unused-lede")) }
        ul {
            @for exception in exceptions {
                li {
                    code { (exception.rule) } ", " bdi { code { (exception.subject) } } " ("
                    code { (exception.place) } "): " bdi { (exception.reason) }
                }
            }
        }
    };
    (!exceptions.is_empty()).then(|| Part { id: "unused", title: report.text.say("heading-unused"), body })
}

pub(super) fn damages(report: &Report<'_>) -> Option<Part> {
    let damages = &report.assessment.damages;
    let body = html! {
        p { (report.text.say("damages-lede")) }
        ul {
            @for damage in damages {
                li {
                    (word::exhibit(damage.exhibit)) ": " bdi { (report.text.phrase(&damage.reason)) }
                    @if let Some(offset) = damage.offset {
                        " (" (report.text.with("damage-offset", &[("offset", offset.into())])) ")"
                    }
                }
            }
        }
    };
    (!damages.is_empty()).then(|| Part { id: "damages", title: report.text.say("heading-damages"), body })
}

/// The rules behind what is told, each with why it matters.
pub(super) fn rules(report: &Report<'_>, rules: &[RulePage]) -> Option<Part> {
    let told: BTreeSet<&RuleId> = report
        .entries
        .iter()
        .map(|entry| &entry.finding.rule)
        .chain(report.questions.iter().map(|question| &question.rule))
        .collect();
    let pages: Vec<_> = rules.iter().enumerate().filter(|(_, page)| told.contains(&page.id)).collect();
    let body = html! {
        p { (report.text.say("rules-lede")) }
        @for (index, page) in &pages { (rule(report, index + 1, page)) }
    };
    (!pages.is_empty()).then(|| Part { id: "rules", title: report.text.say("heading-rules"), body })
}

pub(super) fn exhibits(report: &Report<'_>, screenshots: &[Screenshot<'_>]) -> Option<Part> {
    let seen = seen(report, screenshots);
    let found = findings_by_exhibit(report);
    let text = report.text;
    let body = html! {
        div.scroll tabindex="0" role="region" aria-label=(text.say("exhibits-caption")) {
            table.exhibits {
                caption { (text.say("exhibits-caption")) }
                thead { tr {
                    th scope="col" { (text.say("exhibits-hash")) }
                    th scope="col" { (text.say("exhibits-seen")) }
                    th scope="col" { (text.say("exhibits-findings")) }
                } }
                tbody {
                    @for (id, at) in &seen {
                        tr id={ "x-" (id) } {
                            th scope="row" { (word::whole_hash(*id)) }
                            td { @if let Some(at) = at { (word::time(*at)) } }
                            td { (numbers(found.get(id).map_or(&[], Vec::as_slice))) }
                        }
                    }
                }
            }
        }
    };
    (!seen.is_empty()).then(|| Part { id: "exhibits", title: text.say("heading-exhibits"), body })
}

/// How a stranger checks the evidence without trusting this page.
pub(super) fn check(report: &Report<'_>) -> Part {
    let text = report.text;
    let folder = report.options.evidence.as_deref().unwrap_or("DIR");
    let body = html! {
        p { (text.say("check-lede")) }
        ol {
            li { (text.say("check-verify")) pre { code { "vidne verify " (typed(folder)) } } }
            li { (text.say("check-hash")) pre { code { "sha256sum FILE" } } }
            li { (text.say("check-again")) pre { code { "vidne assess DECLARATION --at " (crate::moment::exact(report.options.now)) } } }
        }
    };
    Part { id: "check", title: text.say("heading-check"), body }
}

/// A path as it is typed: quoted where a shell would read more into it than a name.
fn typed(path: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | '@' | ',');
    if !path.is_empty() && path.chars().all(is_plain) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(format!("'{}'", path.replace('\'', "'\\''")))
}

fn rule(report: &Report<'_>, number: usize, page: &RulePage) -> Markup {
    let part = |part, english| word::said(report, &report.text.rule_part(&page.id, part, english));
    html! {
        article.about-rule id={ "r" (number) } {
            h3 { code { (page.id) } }
            p { strong { (part("title", &page.title)) } }
            @if !page.why.is_empty() { p { (part("why", &page.why)) } }
            p.faint { "sha256:" (word::whole_hash(page.hash)) }
        }
    }
}

/// Every exhibit that the page names, with the first instant at which it was observed, as far as known.
fn seen(report: &Report<'_>, screenshots: &[Screenshot<'_>]) -> BTreeMap<ExhibitId, Option<Timestamp>> {
    let cited = report
        .entries
        .iter()
        .flat_map(|entry| &entry.finding.exhibits)
        .map(|citation| (citation.exhibit, Some(citation.at)));
    let answers = report.assessment.standings.iter().flat_map(|standing| &standing.verdicts);
    let answers = answers.flat_map(|verdict| &verdict.exhibits);
    let answers = answers.map(|citation| (citation.exhibit, Some(citation.at)));
    let pages = report.assessment.pages.iter().flat_map(|page| &page.versions);
    let pages = pages.map(|change| (change.exhibit, Some(change.first)));
    let pictures = screenshots.iter().map(|screenshot| (screenshot.exhibit, Some(screenshot.at)));
    let damaged = report.assessment.damages.iter().map(|damage| (damage.exhibit, None));
    let mut seen: BTreeMap<ExhibitId, Option<Timestamp>> = BTreeMap::new();
    for (id, at) in cited.chain(answers).chain(pages).chain(pictures).chain(damaged) {
        let first = seen.entry(id).or_default();
        *first = match (*first, at) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    seen
}

fn numbers(numbers: &[usize]) -> Markup {
    html! {
        @for (index, number) in numbers.iter().enumerate() {
            @if index > 0 { ", " }
            a href={ "#f" (number) } { "F" (number) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_can_be_pasted_into_a_shell() {
        assert_eq!(typed("examples/nämnd-1.2"), "examples/nämnd-1.2");
        assert_eq!(typed("my site"), "'my site'");
        assert_eq!(typed("it's; rm x"), "'it'\\''s; rm x'");
    }
}
