//! Draws lanes as SVG: a bar from opening to close, hatched where only two looks bound it, a line for now.
//!
//! Colours come from the page's style, so that the picture is read in the dark as well; shape and words say the same.

use jiff::Timestamp;
use maud::{Markup, html};
use vidne_model::finding::Severity;

use crate::{
    html::{
        axis::{now_line, percent, ticks},
        scale::Scale,
        word,
    },
    moment,
    report::{Entry, Report, State},
};

/// Where the first lane begins, and how high a lane is, in pixels.
const TOP: usize = 44;
const LANE: usize = 36;

/// The hatching of each weight, once for all pictures.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" focusable="false" {
            @for severity in [Severity::Violation, Severity::Warning, Severity::Note] {
                pattern id={ "hatch-" (word::class(severity)) } width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.(word::class(severity)) width="2.5" height="6" {}
                }
            }
        }
    }
}

/// A small piece for the legend.
pub(super) fn sample(class: &str) -> Markup {
    html! {
        svg.sample width="36" height="12" aria-hidden="true" focusable="false" {
            rect class=(class) x="1" y="1" width="34" height="10" {}
        }
    }
}

/// One picture of some lanes.
pub(super) fn picture(
    report: &Report<'_>,
    scale: &Scale,
    lanes: &[&Entry<'_>],
    number: usize,
    of: usize,
) -> Markup {
    let height = TOP + lanes.len() * LANE + 4;
    let id = |part: &str| format!("tl{number}-{part}");
    let title = report.text.with("timeline-title", &[("number", number.into()), ("of", of.into())]);
    html! {
        svg role="img" width="100%" height=(height) aria-labelledby={ (id("t")) " " (id("d")) } {
            title id=(id("t")) { (title) }
            desc id=(id("d")) { (description(report, scale, lanes.len())) }
            (ticks(scale, height))
            (now_line(report, scale, height))
            @for (index, entry) in lanes.iter().enumerate() {
                (lane(report, scale, entry, TOP + index * LANE))
            }
        }
    }
}

fn description(report: &Report<'_>, scale: &Scale, lanes: usize) -> String {
    let values = [
        ("count", lanes.into()),
        ("from", moment::day(scale.from).into()),
        ("to", moment::day(scale.to).into()),
        ("now", moment::day(report.options.now).into()),
    ];
    report.text.with("timeline-desc", &values)
}

fn lane(report: &Report<'_>, scale: &Scale, entry: &Entry<'_>, top: usize) -> Markup {
    let (opened, closed) = (entry.finding.interval.opened, entry.finding.interval.closed);
    let weight = word::class(entry.finding.severity);
    let end = closed.map_or_else(
        || open_end(entry, scale, report.options.now),
        |closed| closed.after.unwrap_or(closed.by),
    );
    let bar = match entry.state {
        State::Open | State::Closed => "bar",
        State::Accepted => "bar accepted",
        State::Ahead => "ahead",
    };
    let y = top + 19;
    html! {
        (label(report, entry, top + 13))
        (stretch(scale, &format!("{bar} {weight}"), opened.by, end.max(opened.by), y))
        @if let Some(after) = opened.after { (stretch(scale, &format!("uncertain {weight}"), after, opened.by, y)) }
        @if let Some((after, by)) = closed.and_then(|closed| Some((closed.after?, closed.by))) {
            (stretch(scale, &format!("uncertain {weight}"), after.max(opened.by), by, y))
        }
        (edge(scale, weight, opened.by, y))
        @if let Some(closed) = closed { (edge(scale, weight, closed.by, y)) }
    }
}

fn label(report: &Report<'_>, entry: &Entry<'_>, y: usize) -> Markup {
    let finding = entry.finding;
    html! {
        text.lane x="0" y=(y) {
            tspan.number { "F" (entry.number) } " " (word::weight(report.text, finding.severity))
            tspan.rule { " · " (finding.rule) }
            tspan.subject { " · " (finding.subject) }
        }
    }
}

/// What is open reaches to now; what lies ahead, to the end of the picture.
fn open_end(entry: &Entry<'_>, scale: &Scale, now: Timestamp) -> Timestamp {
    if entry.state == State::Ahead { scale.to } else { now }
}

fn stretch(scale: &Scale, class: &str, from: Timestamp, to: Timestamp, y: usize) -> Markup {
    let (start, end) = (scale.place(from), scale.place(to));
    html! { rect class=(class) x=(percent(start)) y=(y) width=(percent((end - start).max(0.0))) height="10" {} }
}

/// A mark where it had happened, so that the shortest finding can be seen.
fn edge(scale: &Scale, weight: &str, at: Timestamp, y: usize) -> Markup {
    let x = percent(scale.place(at));
    html! { line class={ "edge " (weight) } x1=(x) x2=(x) y1=(y - 2) y2=(y + 12) {} }
}
