//! Draws what had been read as SVG: a column for each look, its parts stacked from the bottom.
//!
//! A column reaches to the next look, and no farther than looks usually lie apart: where nobody looked, nothing is drawn.
//! The parts differ in pattern and brightness as well as in colour, so that they are told apart on paper.

use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use vidne_model::finding::Coverage;

use crate::{
    coverage::{Parts, size},
    html::{
        axis::{now_line, percent, ticks},
        scale::Scale,
    },
    moment,
    report::Report,
};

/// Where the columns begin, how high they are, and how high the least of a part is that must be seen. The latter two are in
/// tenths of pixels.
const TOP: u32 = 44;
const PLOT: u32 = 1200;
const LEAST: u32 = 40;

/// The least width of a column in percent, and that of the newest, which matters most and may be an hour old.
const SLIGHT: f64 = 0.25;
const NEWEST: f64 = 2.0;

/// The styles of the parts, in the order of [`Parts::all`].
pub(super) const CLASSES: [&str; 4] = ["fresh", "old", "never", "damaged"];

/// The patterns of the parts, once for all pictures.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" focusable="false" {
            pattern #cover-old width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.old width="3" height="7" {}
            }
            pattern #cover-never width="8" height="8" patternUnits="userSpaceOnUse" {
                circle.never cx="4" cy="4" r="1" {}
            }
            pattern #cover-damaged width="6" height="6" patternUnits="userSpaceOnUse" {
                rect.damaged width="6" height="6" {}
                path.cross d="M0 0 6 6M6 0 0 6" {}
            }
        }
    }
}

/// A small piece for the legend.
pub(super) fn sample(class: &str) -> Markup {
    html! {
        svg.sample width="36" height="14" aria-hidden="true" focusable="false" {
            rect class={ "part " (class) } x="1" y="1" width="34" height="12" {}
        }
    }
}

/// One picture of some looks, the oldest first.
pub(super) fn picture(
    report: &Report<'_>,
    scale: &Scale,
    looks: &[&Coverage],
    id: &str,
    name: &str,
) -> Markup {
    let height = usize::try_from(TOP + PLOT / 10 + 4).unwrap_or(0);
    let title = report.text.with("coverage-title", &[("copy", name.to_owned().into())]);
    let (usual, now) = (usual(looks), report.options.now);
    html! {
        svg role="img" width="100%" height=(height) aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description(report, looks)) }
            (ticks(scale, height))
            @for (index, look) in looks.iter().enumerate() {
                @match looks.get(index + 1) {
                    Some(next) => (column(scale, look, end(look.at, next.at, usual), SLIGHT)),
                    None => (column(scale, look, end(look.at, now, usual), NEWEST)),
                }
            }
            (now_line(report, scale, height))
        }
    }
}

/// The span of the looks, and the newest in numbers.
fn description(report: &Report<'_>, looks: &[&Coverage]) -> String {
    let (Some(first), Some(last)) = (looks.first(), looks.last()) else { return String::new() };
    let (text, parts) = (report.text, Parts::of(last));
    let values = [
        ("count", looks.len().into()),
        ("from", moment::day(first.at).into()),
        ("to", moment::day(last.at).into()),
        ("size", size(text, last.bytes).into()),
        ("fresh", size(text, parts.fresh).into()),
        ("old", size(text, parts.old).into()),
        ("never", size(text, parts.never).into()),
        ("damaged", size(text, parts.damaged).into()),
    ];
    text.with("coverage-desc", &values)
}

/// How far looks usually lie apart: half of them no farther.
fn usual(looks: &[&Coverage]) -> SignedDuration {
    let mut gaps: Vec<_> = looks.windows(2).map(|pair| pair[0].at.duration_until(pair[1].at)).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or_default()
}

/// Up to when a look is drawn: to the next one or to now, but no farther than usual.
fn end(at: Timestamp, next: Timestamp, usual: SignedDuration) -> Timestamp {
    at.checked_add(usual).unwrap_or(next).min(next).max(at)
}

fn column(scale: &Scale, look: &Coverage, end: Timestamp, least: f64) -> Markup {
    let start = scale.place(look.at);
    let (x, width) = (percent(start), percent((scale.place(end) - start).max(least)));
    let mut bottom = PLOT;
    let parts = Parts::of(look).divided(PLOT, LEAST).map(|height| {
        bottom = bottom.saturating_sub(height);
        (bottom, height)
    });
    html! {
        @if look.bytes == 0 {
            rect class="part empty" x=(x) width=(width) y=(TOP) height=(tenths(PLOT)) {}
        }
        @for (class, (y, height)) in CLASSES.into_iter().zip(parts) {
            @if height > 0 {
                rect class={ "part " (class) } x=(x) width=(width) y=(tenths(TOP * 10 + y)) height=(tenths(height)) {}
            }
        }
    }
}

fn tenths(length: u32) -> String {
    format!("{}.{}", length / 10, length % 10)
}
