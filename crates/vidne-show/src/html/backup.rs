//! How copies of backups stand: for each backup a table of copies and questions, below it the reasons, and a picture of how
//! much had been read.
//!
//! It never sums answers up: there is no light that is green for all of them.

mod coverage;
mod draw;

use maud::{Markup, html};
use vidne_model::finding::{Question, Reply, Standing, Verdict};

use super::{Part, finding, scale::Scale, word};
use crate::{
    report::Report,
    standing::{self, Group},
};

pub(super) fn backups(report: &Report<'_>) -> Option<Part> {
    let text = report.text;
    let groups = standing::groups(report.assessment);
    let drawn = report.assessment.standings.iter().any(|standing| !standing.coverage.is_empty());
    let body = html! {
        p { (text.say("backups-lede")) }
        ul.asks {
            @for question in Question::ALL {
                li { strong { (standing::question(text, question)) } ": " (standing::asks(text, question)) }
            }
        }
        @if drawn { (draw::patterns()) }
        @for (index, group) in groups.iter().enumerate() { (backup(report, index + 1, group)) }
    };
    (!groups.is_empty()).then(|| Part { id: "backups", title: text.say("heading-backups"), body })
}

/// One backup: its table, then each of its copies.
fn backup(report: &Report<'_>, number: usize, group: &Group<'_>) -> Markup {
    let looks = group.copies.iter().flat_map(|copy| &copy.coverage).map(|look| look.at);
    let scale = Scale::spanning(looks, report.options.now);
    html! {
        h3 id={ "b" (number) } { bdi { code { (group.backup) } } }
        (table(report, number, group))
        @for (index, standing) in group.copies.iter().enumerate() {
            (copy(report, &id(number, index), standing, scale.as_ref()))
        }
    }
}

fn table(report: &Report<'_>, number: usize, group: &Group<'_>) -> Markup {
    let text = report.text;
    let values = [("backup", group.backup.as_str().to_owned().into()), ("count", group.copies.len().into())];
    let caption = text.with("backups-caption", &values);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.standings {
                caption { (caption) }
                thead { tr {
                    th scope="col" { (text.say("backups-copy")) }
                    @for question in Question::ALL { th scope="col" { (standing::question(text, question)) } }
                } }
                tbody {
                    @for (index, standing) in group.copies.iter().enumerate() {
                        tr {
                            th scope="row" { a href={ "#" (id(number, index)) } { bdi { (standing.copy) } } }
                            @for question in Question::ALL { td { (cell(report, standing, question)) } }
                        }
                    }
                }
            }
        }
    }
}

/// An answer in words, and the day of the look that it rests on.
fn cell(report: &Report<'_>, standing: &Standing, question: Question) -> Markup {
    html! {
        (badge(report, standing::reply(standing, question)))
        br;
        @match standing::verdict(standing, question).and_then(|verdict| verdict.at) {
            Some(at) => (word::time(at)),
            None => span.faint { (report.text.say("backups-no-look")) },
        }
    }
}

/// One copy: where it is, why each answer is what it is, and how much had been read.
fn copy(report: &Report<'_>, id: &str, standing: &Standing, scale: Option<&Scale>) -> Markup {
    let text = report.text;
    html! {
        article.copy id=(id) aria-labelledby={ (id) "-h" } {
            h4.says id={ (id) "-h" } { bdi { (standing.backup) "/" (standing.copy) } }
            dl {
                @if let Some(location) = &standing.location {
                    dt { (text.say("row-location")) } dd { bdi { code { (location) } } }
                }
                @for verdict in Question::ALL.into_iter().filter_map(|each| standing::verdict(standing, each)) {
                    dt { (standing::question(text, verdict.question)) } dd { (reason(report, verdict)) }
                }
                dt { (text.say("row-declared")) } dd { code { (standing.place) } }
            }
            @if let Some(scale) = scale { (coverage::figure(report, id, standing, scale)) }
        }
    }
}

fn reason(report: &Report<'_>, verdict: &Verdict) -> Markup {
    html! {
        (badge(report, verdict.answer)) " "
        (word::said(report, &standing::why(report, verdict)))
        @if let Some(until) = standing::until(report.text, verdict) { br; strong.until { (until) } }
        @if !verdict.exhibits.is_empty() { (finding::evidence(report, &verdict.exhibits)) }
    }
}

/// An answer in words: the colour only repeats it.
fn badge(report: &Report<'_>, reply: Reply) -> Markup {
    html! { span class={ "badge " (class(reply)) } { (standing::answer(report.text, reply)) } }
}

/// The name under which the style knows an answer.
const fn class(reply: Reply) -> &'static str {
    match reply {
        Reply::Yes => "other",
        Reply::InPart => "warning",
        Reply::No => "violation",
        Reply::CouldNotComplete | Reply::NotKnown => "question",
    }
}

/// A copy's name within the page.
fn id(backup: usize, index: usize) -> String {
    format!("b{backup}c{}", index + 1)
}
