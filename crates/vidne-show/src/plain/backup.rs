//! How copies of backups stand, in lines: a table of four answers each, with the reasons below.
//!
//! It never sums answers up. Words say everything; colour only repeats it. Where the terminal is too narrow for a table, the
//! four answers stand below each other.

mod grid;

use vidne_model::finding::{Coverage, Question, Reply, Standing};

use self::grid::Grid;
use super::page::{Ink, Page};
use crate::{
    coverage::{Parts, names, share, size},
    moment,
    report::Report,
    standing::{self, Group},
};

/// The labels of rows, so that their column can be as wide as the longest.
pub(super) fn labels(report: &Report<'_>) -> Vec<String> {
    if report.assessment.standings.is_empty() {
        return Vec::new();
    }
    let questions = Question::ALL.map(|question| standing::question(report.text, question));
    let others = [report.text.say("row-location"), report.text.say("row-coverage")];
    questions.into_iter().chain(others).collect()
}

/// So many looks are drawn with a copy, the newest; a page shows more.
const LOOKS: usize = 3;

/// So many characters are a copy's whole.
const BAR: u32 = 16;

/// What stands for each part in a bar, in the order of [`Parts::all`].
const MARKS: [char; 4] = ['#', '+', '.', 'x'];

pub(super) fn backups(page: &mut Page, report: &Report<'_>) {
    let groups = standing::groups(report.assessment);
    if groups.is_empty() {
        return;
    }
    page.heading(&report.text.say("heading-backups"));
    let grid = Grid::of(report, &groups, page.width());
    for group in &groups {
        backup(page, report, grid.as_ref(), group);
    }
    if report.assessment.standings.iter().any(|standing| !standing.coverage.is_empty()) {
        let named = MARKS.iter().zip(names(report.text)).map(|(mark, name)| format!("{mark} {name}"));
        page.lines(Ink::Faint, &[named.collect::<Vec<_>>().join(", ")]);
        page.blank();
    }
}

fn backup(page: &mut Page, report: &Report<'_>, grid: Option<&Grid>, group: &Group<'_>) {
    match grid {
        Some(grid) => grid.head(page, report, group.backup.as_str()),
        None => page.lines(Ink::Strong, &[group.backup.to_string()]),
    }
    for standing in &group.copies {
        match grid {
            Some(grid) => grid.line(page, report, standing),
            None => page.lines(Ink::Strong, &[format!("{}/{}", standing.backup, standing.copy)]),
        }
        if let Some(location) = &standing.location {
            page.row(&report.text.say("row-location"), location);
        }
        for question in Question::ALL {
            let label = standing::question(report.text, question);
            rows(page, &label, &answered(report, standing, question, grid.is_some()));
        }
        coverage(page, report, standing);
        page.blank();
    }
}

/// What is said of one answer. The table has the answer itself already.
fn answered(report: &Report<'_>, standing: &Standing, question: Question, in_table: bool) -> Vec<String> {
    let reply = standing::reply(standing, question);
    let mut said = Vec::new();
    if !in_table {
        said.push(grid::joined(report, standing, question));
    }
    if let Some(verdict) = standing::verdict(standing, question) {
        if reply != Reply::Yes {
            said.push(standing::why(report, verdict).text);
        }
        said.extend(standing::until(report.text, verdict));
    }
    said
}

/// The newest looks, each with a bar of what had been read.
fn coverage(page: &mut Page, report: &Report<'_>, standing: &Standing) {
    let mut looks: Vec<_> = standing.coverage.iter().collect();
    looks.sort_by_key(|look| look.at);
    let newest = looks.split_off(looks.len().saturating_sub(LOOKS));
    let lines: Vec<_> = newest.into_iter().map(|look| look_line(report, look)).collect();
    rows(page, &report.text.say("row-coverage"), &lines);
}

fn look_line(report: &Report<'_>, look: &Coverage) -> String {
    let (text, parts) = (report.text, Parts::of(look));
    let bar: String = MARKS
        .into_iter()
        .zip(parts.divided(BAR, 1))
        .flat_map(|(mark, cells)| std::iter::repeat_n(mark, usize::try_from(cells).unwrap_or(0)))
        .collect();
    let values = [
        ("day", moment::day(look.at).into()),
        ("bar", bar.into()),
        ("share", share(text, parts.fresh, look.bytes).into()),
        ("size", size(text, look.bytes).into()),
    ];
    let said = text.with("coverage-line", &values);
    if parts.damaged == 0 {
        return said;
    }
    format!("{said}; {}", text.with("coverage-line-damaged", &[("size", size(text, parts.damaged).into())]))
}

/// Several lines under one label.
fn rows(page: &mut Page, label: &str, lines: &[String]) {
    for (index, line) in lines.iter().enumerate() {
        page.row(if index == 0 { label } else { "" }, line);
    }
}

/// What an answer is coloured as.
fn ink(answer: Reply) -> Ink {
    match answer {
        Reply::Yes => Ink::Green,
        Reply::InPart => Ink::Yellow,
        Reply::No => Ink::Red,
        Reply::CouldNotComplete | Reply::NotKnown => Ink::Magenta,
    }
}
