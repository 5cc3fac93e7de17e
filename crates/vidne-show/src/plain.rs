//! An assessment for a terminal.
//!
//! Whatever strangers wrote is cleaned in one place, `page`, before it is laid out. Nothing found is never said without what
//! is not known.

mod backup;
mod closing;
mod entry;
mod page;

use vidne_model::finding::Assessment;

pub(crate) use self::page::{Ink, Page};
use crate::{
    option::Options,
    report::{Report, State},
};

/// An assessment for a terminal: findings, open questions, and a closing line that counts both.
pub fn plain(assessment: &Assessment, options: &Options) -> String {
    let report = Report::new(assessment, options);
    let mut page = Page::new(options.colour, options.width, label_width(&report));
    for entry in report.standing(State::Open).chain(report.standing(State::Accepted)) {
        entry::finding(&mut page, &report, entry);
    }
    for question in &report.questions {
        entry::question(&mut page, &report, question);
    }
    section(&mut page, &report, State::Ahead, "heading-ahead");
    section(&mut page, &report, State::Closed, "heading-closed");
    for exception in &assessment.unused_exceptions {
        entry::unused(&mut page, &report, exception);
    }
    for damage in &assessment.damages {
        entry::damage(&mut page, &report, damage);
    }
    backup::backups(&mut page, &report);
    page.lines(Ink::Strong, &closing::lines(&report));
    page.into_text()
}

fn section(page: &mut Page, report: &Report<'_>, state: State, heading: &str) {
    if report.count(state) > 0 {
        page.heading(&report.text.say(heading));
        for entry in report.standing(state) {
            entry::finding(page, report, entry);
        }
    }
}

/// The labels stand in a column of their own, as wide as the longest.
fn label_width(report: &Report<'_>) -> usize {
    let labels = entry::LABELS.iter().map(|key| report.text.say(key)).chain(backup::labels(report));
    labels.map(|label| page::columns_of(&label)).max().unwrap_or(0)
}
