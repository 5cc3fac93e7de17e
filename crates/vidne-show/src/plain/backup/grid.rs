//! The table of answers: a column for each question, as wide as its words, in the width that there is.
//!
//! It never breaks a word or leaves one out: where no table fits there is none.

use vidne_model::finding::{Question, Standing};

use super::ink;
use crate::{
    moment,
    plain::page::{Cell, Ink, Page, columns_of},
    report::Report,
    standing::{self, Group},
};

/// The space before each answer.
const GAP: usize = 2;

/// How the answers are laid out in columns.
pub(super) struct Grid {
    names: Names,
    dates: Dates,
    /// The width of each question's column.
    columns: [usize; 4],
}

/// Where the names of copies stand.
enum Names {
    /// In a column of that width, before the answers.
    Beside(usize),
    /// On a line of their own.
    Above,
}

/// Where the days of looks stand.
enum Dates {
    /// On the line of the answer.
    Beside,
    /// On the line below it.
    Below,
}

impl Grid {
    /// The roomiest layout that fits; nothing where none does.
    pub(super) fn of(report: &Report<'_>, groups: &[Group<'_>], width: usize) -> Option<Self> {
        let copies: Vec<_> = groups.iter().flat_map(|group| group.copies.iter().copied()).collect();
        let names = groups.iter().map(|group| columns_of(group.backup.as_str()));
        let names = names.chain(copies.iter().map(|each| GAP + columns_of(each.copy.as_str()))).max()?;
        let wide = widths(report, &copies, |copy, question| columns_of(&joined(report, copy, question)));
        let narrow = widths(report, &copies, |copy, question| {
            columns_of(&answer(report, copy, question)).max(columns_of(&day(copy, question)))
        });
        let fits = |names: usize, columns: &[usize; 4]| {
            names + columns.iter().map(|column| GAP + column).sum::<usize>() <= width
        };
        if fits(names, &wide) {
            Some(Self { names: Names::Beside(names), dates: Dates::Beside, columns: wide })
        } else if fits(names, &narrow) {
            Some(Self { names: Names::Beside(names), dates: Dates::Below, columns: narrow })
        } else if fits(0, &narrow) {
            Some(Self { names: Names::Above, dates: Dates::Below, columns: narrow })
        } else {
            None
        }
    }

    /// The backup's name and the questions.
    pub(super) fn head(&self, page: &mut Page, report: &Report<'_>, backup: &str) {
        let questions = Question::ALL.map(|each| (Ink::Strong, standing::question(report.text, each)));
        self.named(page, Ink::Strong, backup, questions);
    }

    /// A copy's name and its answers.
    pub(super) fn line(&self, page: &mut Page, report: &Report<'_>, copy: &Standing) {
        let name = format!("{:GAP$}{}", "", copy.copy);
        let answers =
            Question::ALL.map(|each| (ink(standing::reply(copy, each)), answer(report, copy, each)));
        match self.dates {
            Dates::Beside => {
                let days = Question::ALL.map(|each| day(copy, each));
                let mut cells = self.cells(&name, answers);
                for (cell, day) in cells.iter_mut().skip(1).zip(days) {
                    cell.after = day;
                }
                page.cells(GAP, &cells);
            }
            Dates::Below => {
                self.named(page, Ink::Plain, &name, answers);
                let days = Question::ALL.map(|each| (Ink::Faint, day(copy, each)));
                if days.iter().any(|(_, day)| !day.is_empty()) {
                    page.cells(GAP, &self.cells("", days));
                }
            }
        }
    }

    fn named(&self, page: &mut Page, ink: Ink, name: &str, texts: [(Ink, String); 4]) {
        if matches!(self.names, Names::Above) {
            page.verbatim(ink, name);
            return page.cells(GAP, &self.cells("", texts));
        }
        let mut cells = self.cells(name, texts);
        cells[0].ink = ink;
        page.cells(GAP, &cells);
    }

    fn cells(&self, name: &str, texts: [(Ink, String); 4]) -> Vec<Cell> {
        let names = match self.names {
            Names::Beside(width) => width,
            Names::Above => 0,
        };
        let first = Cell { ink: Ink::Plain, text: name.to_owned(), after: String::new(), width: names };
        let rest = texts.into_iter().zip(self.columns);
        let rest = rest.map(|((ink, text), width)| Cell { ink, text, after: String::new(), width });
        std::iter::once(first).chain(rest).collect()
    }
}

/// An answer with the day of the look that it rests on.
pub(super) fn joined(report: &Report<'_>, copy: &Standing, question: Question) -> String {
    format!("{} {}", answer(report, copy, question), day(copy, question)).trim_end().to_owned()
}

fn answer(report: &Report<'_>, copy: &Standing, question: Question) -> String {
    standing::answer(report.text, standing::reply(copy, question))
}

fn day(copy: &Standing, question: Question) -> String {
    let at = standing::verdict(copy, question).and_then(|verdict| verdict.at);
    at.map(moment::day).unwrap_or_default()
}

/// How wide each question's column must be for all copies, its head included.
fn widths(
    report: &Report<'_>,
    copies: &[&Standing],
    cell: impl Fn(&Standing, Question) -> usize,
) -> [usize; 4] {
    Question::ALL.map(|question| {
        let head = columns_of(&standing::question(report.text, question));
        copies.iter().map(|copy| cell(copy, question)).fold(head, usize::max)
    })
}
