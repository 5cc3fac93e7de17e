//! Does a clause assert what it mentions, deny it, or leave it open?
//!
//! It never reads beyond its clause, except what a list or a cell takes over from its lead (`layout`), and the answer
//! to a question.

use std::ops::Range;

use super::{
    block::{BlockText, Marked},
    denial::Words,
};
use crate::lexicon::Mark;

/// What is asked of a mention: a negation that follows denies one thing and not another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Whether what is mentioned is so: data, a purpose, a transfer.
    Idea,
    /// Whether somebody receives data.
    Recipient,
    /// Whether an entry is kept in the browser.
    Entry,
    /// Whether data of a group of people is processed.
    People,
}

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
    pub(crate) fn stance(&self, topic: Topic, mention: &Range<usize>) -> Stance {
        let words = Words::new(self, topic, mention);
        if words.is_asked() {
            return Stance::Open;
        }
        if words.is_denied() && !words.has(Mark::Limit) {
            return if words.is_conditional() { Stance::Open } else { Stance::Denied };
        }
        if words.is_open() {
            return Stance::Open;
        }
        if words.is_example() { Stance::Example } else { Stance::Asserted }
    }

    /// How the last clause means what follows it: "We do not collect:" and then a list.
    pub(crate) fn stance_of_what_follows(&self, topic: Topic) -> Stance {
        let end = self.folded.kept.len();
        self.stance(topic, &(end..end))
    }

    /// Whether a place stands in a question about us that a yes or a no answers: "Do you use X?", not "Why do you?", and
    /// not "Can I?".
    pub(crate) fn is_yes_or_no_question(&self, at: usize) -> bool {
        let range = &self.sentence(at).range;
        let mut marks = self.marks_in(range).iter().filter(|each| each.start == range.start);
        let asks = self.folded.kept[range.clone()].ends_with('?');
        asks && marks.any(|each| each.mark == Mark::Verb)
            && !self.marks_in(range).iter().any(|each| each.mark == Mark::Own)
    }

    /// The first marks of the sentence in which a place stands.
    pub(crate) fn marks_of_question(&self, at: usize) -> &[Marked] {
        let marks = self.marks_in(&self.sentence(at).range);
        &marks[..marks.len().min(LONGEST_QUESTION)]
    }

    /// The yes or the no with which a sentence opens.
    pub(crate) fn opening(&self, at: usize) -> Option<Mark> {
        let opens = |each: &&Marked| each.start <= at + 1;
        let from = self.marks.partition_point(|each| each.start < at);
        let mut marks = self.marks[from..].iter().take_while(opens).map(|each| each.mark);
        marks.find(|mark| matches!(mark, Mark::Yes | Mark::No))
    }

    /// Whether a cell says of its label that it is not used, whatever its column asks.
    pub(crate) fn says_unused(&self, topic: Topic) -> bool {
        Words::new(self, topic, &(0..0)).says_unused()
    }

    /// Whether a text opens with what somebody does, and says not who: "Sell your data".
    pub(crate) fn opens_with_act(&self) -> bool {
        let acts =
            |mark| matches!(mark, Mark::Verb | Mark::Share | Mark::Sell | Mark::Collect | Mark::Engage);
        self.marks.iter().take_while(|each| each.start == 0).any(|each| acts(each.mark))
            && !self.folded.kept.contains('?')
    }

    /// "If a processor handles data outside the EU, …": what opens a sentence as a condition need not be so.
    pub(crate) fn is_supposed(&self, at: usize) -> bool {
        let start = self.sentence(at).range.start;
        let opens = self.marks_in(&(start..start + 1)).iter().any(|each| each.mark == Mark::If);
        let addresses = |each: &&Marked| matches!(each.mark, Mark::You | Mark::Own);
        opens
            && self.clause(at).range.start == start
            && !self.marks_in(&(start..at)).iter().take(LONGEST_QUESTION).any(|each| addresses(&each))
    }

    /// "Non-sensitive data": the word for what it is not.
    pub(crate) fn is_named_by_its_lack(&self, at: usize) -> bool {
        let hyphen = at.checked_sub(1).filter(|hyphen| self.folded.kept.as_bytes()[*hyphen] == b'-');
        hyphen.is_some_and(|end| {
            let word = end.saturating_sub(LONGEST_NO)..end;
            self.marks_in(&word).iter().any(|each| each.mark == Mark::Not && each.end == end)
                || self.folded.low[..end].ends_with("non")
        })
    }

    /// Whether a place stands in brackets.
    pub(crate) fn is_bracketed(&self, place: &Range<usize>) -> bool {
        let sentence = &self.sentence(place.start).range;
        let before = &self.folded.kept[sentence.start..place.start];
        before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
    }

    /// Whether a column's head asks whether somebody receives data, whether an entry is set: "In use", "Gets data".
    pub(crate) fn asks_for(&self, topic: Topic) -> bool {
        self.marks.iter().any(|each| match each.mark {
            Mark::Used => true,
            Mark::Kept => topic == Topic::Entry,
            Mark::Collect => topic == Topic::People,
            Mark::Engage | Mark::Receive | Mark::Passed => topic == Topic::Recipient,
            _ => false,
        })
    }
}

/// How many bytes a word may have that says no.
const LONGEST_NO: usize = 8;

/// How many marks of a question are read: a hostile one may hold millions.
const LONGEST_QUESTION: usize = 64;
