//! How much of one copy had been read, look by look: a picture, and a table of the same numbers.
//!
//! The picture never says anything that the table does not.

use maud::{Markup, html};
use vidne_model::finding::{Coverage, Standing};

use super::draw;
use crate::{
    coverage::{Parts, names, share, size},
    html::{scale::Scale, word},
    report::Report,
};

/// So many looks are drawn and listed, the newest: more would be finer than paper.
const LOOKS: usize = 120;

pub(super) fn figure(report: &Report<'_>, id: &str, standing: &Standing, scale: &Scale) -> Markup {
    let mut looks: Vec<_> = standing.coverage.iter().collect();
    looks.sort_by_key(|look| look.at);
    let older = looks.len().saturating_sub(LOOKS);
    let looks = looks.split_off(older);
    let text = report.text;
    let name = format!("{}/{}", standing.backup, standing.copy);
    html! {
        @if !looks.is_empty() {
            figure.coverage {
                (legend(report))
                (draw::picture(report, scale, &looks, id, &name))
                figcaption {
                    (text.say("coverage-note"))
                    @if older > 0 { " " (text.count("coverage-newest", older)) }
                }
                (table(report, &looks, &name))
            }
        }
    }
}

/// What the shapes mean.
fn legend(report: &Report<'_>) -> Markup {
    html! {
        ul.legend {
            @for (class, name) in draw::CLASSES.into_iter().zip(names(report.text)) {
                li { (draw::sample(class)) (name) }
            }
        }
    }
}

fn table(report: &Report<'_>, looks: &[&Coverage], name: &str) -> Markup {
    let text = report.text;
    let caption = text.with("coverage-table", &[("copy", name.to_owned().into())]);
    html! {
        details {
            summary { (caption) }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.looks {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { (text.say("coverage-look")) }
                        th scope="col" { (text.say("coverage-size")) }
                        @for part in names(text) { th scope="col" { (part) } }
                    } }
                    tbody { @for look in looks { (row(report, look)) } }
                }
            }
        }
    }
}

fn row(report: &Report<'_>, look: &Coverage) -> Markup {
    let text = report.text;
    html! {
        tr {
            th scope="row" { (word::time(look.at)) }
            td { (amount(report, look.bytes)) }
            @for part in Parts::of(look).all() {
                td { (amount(report, part)) " (" (share(text, part, look.bytes)) ")" }
            }
        }
    }
}

/// An amount for people, with the exact one for machines.
fn amount(report: &Report<'_>, bytes: u64) -> Markup {
    html! { data value=(bytes) { (size(report.text, bytes)) } }
}
