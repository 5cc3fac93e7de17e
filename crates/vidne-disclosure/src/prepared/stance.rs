//! Does a clause assert what it mentions, deny it, or leave it open?
//!
//! It never reads beyond its clause, except what a list or a cell takes over from its lead (`layout`).

use std::ops::Range;

use super::block::{BlockText, Marked};
use crate::lexicon::Mark;

/// How a mention is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stance {
    /// It is so.
    Asserted,
    /// It is given as an example.
    Example,
    /// It may be so.
    Open,
    /// It is not so.
    Denied,
}

impl BlockText<'_> {
    /// How a mention is meant by its own clause.
    pub(crate) fn stance(&self, mention: &Range<usize>) -> Stance {
        let clause = &self.clause(mention.start).range;
        let marks = near(self.marks_in(clause), mention.start);
        let words = Words { marks, mention };
        let has = |mark| marks.iter().any(|each| each.mark == mark);
        if words.is_denied() && !has(Mark::Limit) {
            return if has(Mark::Unless) { Stance::Open } else { Stance::Denied };
        }
        if words.is_open() {
            return Stance::Open;
        }
        if words.is_example() { Stance::Example } else { Stance::Asserted }
    }

    /// How the last clause means what follows it: "We do not collect:" and then a list.
    pub(crate) fn stance_of_what_follows(&self) -> Stance {
        let end = self.folded.kept.len();
        self.stance(&(end..end))
    }
}

/// The marks of a clause that are near enough: a hostile clause may hold millions.
fn near(marks: &[Marked], at: usize) -> &[Marked] {
    let middle = marks.partition_point(|each| each.start < at);
    &marks[middle.saturating_sub(REACH)..(middle + REACH).min(marks.len())]
}

struct Words<'a> {
    marks: &'a [Marked],
    mention: &'a Range<usize>,
}

impl Words<'_> {
    fn is_denied(&self) -> bool {
        let negations = self.marks.iter().filter(|each| matches!(each.mark, Mark::Not | Mark::Without));
        let mut negated_before = false;
        for each in negations {
            let ends_negation = each.mark == Mark::Without && negated_before;
            negated_before |= each.mark == Mark::Not;
            if !ends_negation && self.reaches(each) {
                return true;
            }
        }
        false
    }

    /// Whether a negation or a modal is said of the mention: not beyond a contrast, not back out of a subordinate clause.
    fn reaches(&self, mark: &Marked) -> bool {
        if mark.start < self.mention.start {
            return !self.ends_between(mark.end..self.mention.start);
        }
        let between = self.mention.end..mark.start;
        let back = mark.start >= self.mention.end && mark.mark != Mark::Without;
        back && !self.between(&between).any(|each| matches!(each.mark, Mark::Contrast | Mark::Relative))
    }

    /// Whether something between a negation and the mention ends the negation.
    fn ends_between(&self, range: Range<usize>) -> bool {
        let mut negations = 1;
        self.between(&range).any(|each| {
            negations += usize::from(each.mark == Mark::Not);
            each.mark == Mark::Contrast || each.mark == Mark::Without && negations > 0
        })
    }

    fn between(&self, range: &Range<usize>) -> impl Iterator<Item = &Marked> {
        self.marks.iter().filter(move |each| each.start >= range.start && each.start < range.end)
    }

    fn is_open(&self) -> bool {
        self.marks.iter().any(|each| each.mark == Mark::Modal && self.reaches(each))
    }

    fn is_example(&self) -> bool {
        let mut before =
            self.marks.iter().filter(|each| each.mark == Mark::Example && each.start < self.mention.start);
        before.next_back().is_some_and(|each| {
            !self.between(&(each.end..self.mention.start)).any(|between| between.mark == Mark::Contrast)
        })
    }
}

/// How many marks on either side of a mention are read.
const REACH: usize = 64;
