//! The timeline: a picture with a lane for each finding, and a table of the same data.
//!
//! The picture is drawn in percentages of its width, so that its words keep their size on narrow screens; it never says
//! anything that the table does not.

mod draw;

use jiff::Timestamp;
use maud::{Markup, html};

use super::{Part, scale::Scale, word};
use crate::{
    moment,
    report::{Entry, Report, State},
};

/// So many lanes stand in one picture: it must fit on a sheet of paper.
const LANES: usize = 16;

pub(super) fn timeline(report: &Report<'_>) -> Option<Part> {
    let mut entries: Vec<_> = report.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.finding.interval.opened.by, entry.number));
    let scale = Scale::spanning(instants(&entries), report.options.now)?;
    let pictures = entries.len().div_ceil(LANES);
    let body = html! {
        (draw::patterns())
        (legend(report))
        @for (index, lanes) in entries.chunks(LANES).enumerate() {
            figure.timeline { (draw::picture(report, &scale, lanes, index + 1, pictures)) }
        }
        (table(report, &entries))
    };
    Some(Part { id: "timeline", title: report.text.say("heading-timeline"), body })
}

/// Everything that happened, as far as it has a time.
fn instants(entries: &[&Entry<'_>]) -> impl Iterator<Item = Timestamp> {
    entries.iter().map(|entry| &entry.finding.interval).flat_map(|interval| {
        let closed = interval.closed.map(|closed| closed.by);
        [interval.opened.after, Some(interval.opened.by), closed].into_iter().flatten()
    })
}

/// What the shapes mean.
fn legend(report: &Report<'_>) -> Markup {
    let text = report.text;
    html! {
        ul.legend {
            li { (draw::sample("bar violation")) (text.say("legend-open")) }
            li { (draw::sample("uncertain violation")) (text.say("legend-uncertain")) }
            @if report.count(State::Accepted) > 0 {
                li { (draw::sample("bar accepted violation")) (text.say("legend-accepted")) }
            }
            @if report.count(State::Ahead) > 0 {
                li { (draw::sample("ahead violation")) (text.say("legend-ahead")) }
            }
        }
    }
}

fn table(report: &Report<'_>, entries: &[&Entry<'_>]) -> Markup {
    let text = report.text;
    html! {
        div.scroll tabindex="0" role="region" aria-label=(text.say("timeline-caption")) {
            table.intervals {
                caption { (text.say("timeline-caption")) }
                thead { tr {
                    th scope="col" { (text.say("timeline-finding")) }
                    th scope="col" { (text.say("timeline-opened")) }
                    th scope="col" { (text.say("timeline-closed")) }
                    th scope="col" { (text.say("timeline-days")) }
                } }
                tbody { @for entry in entries { (row(report, entry)) } }
            }
        }
    }
}

fn row(report: &Report<'_>, entry: &Entry<'_>) -> Markup {
    let interval = &entry.finding.interval;
    let closed = match interval.closed {
        Some(closed) => moment::bound(report.text, closed),
        None => report.text.say("timeline-still-open"),
    };
    html! {
        tr {
            th scope="row" {
                a href={ "#f" (entry.number) } { "F" (entry.number) } " "
                (word::badge(report.text, entry.finding.severity, entry.state)) " "
                (word::said(report, &report.message(entry.finding)))
            }
            td { (moment::bound(report.text, interval.opened)) }
            td { (closed) }
            td { (moment::days(interval, report.options.now)) }
        }
    }
}
