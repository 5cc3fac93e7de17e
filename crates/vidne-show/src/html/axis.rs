//! What all pictures over time share: named ticks, the line for now, places in percent.
//!
//! Everything is placed in percent of the width, so that words keep their size on narrow screens.

use maud::{Markup, html};

use super::scale::{Scale, Tick};
use crate::{moment, report::Report};

/// At most so many ticks keep their names on narrow screens.
const NAMED: usize = 4;

/// The ticks of a scale with their names, down to that height.
pub(super) fn ticks(scale: &Scale, height: usize) -> Markup {
    let ticks = scale.ticks();
    html! {
        @for (index, each) in ticks.iter().enumerate() {
            (tick(each, if index % ticks.len().div_ceil(NAMED) == 0 { "name" } else { "name sparse" }, height))
        }
    }
}

/// The line for now, with its day.
pub(super) fn now_line(report: &Report<'_>, scale: &Scale, height: usize) -> Markup {
    let at = scale.place(report.options.now);
    let x = percent(at);
    let (anchor, offset) = if at > 50.0 { ("end", "-4") } else { ("start", "4") };
    html! {
        line.now x1=(x) x2=(x) y1="4" y2=(height) {}
        text.now x=(x) y="14" dx=(offset) text-anchor=(anchor) {
            (report.text.say("timeline-now")) " " (moment::day(report.options.now))
        }
    }
}

/// A place as an attribute says it.
pub(super) fn percent(place: f64) -> String {
    format!("{place:.3}%")
}

fn tick(tick: &Tick, class: &str, height: usize) -> Markup {
    let x = percent(tick.at);
    html! {
        line.tick x1=(x) x2=(x) y1="22" y2=(height) {}
        @if tick.at < 94.0 { text class=(class) x=(x) y="34" dx="4" { (tick.name) } }
    }
}
