//! Does a clause assert what it mentions, deny it, or leave it open?
//!
//! It never reads beyond its clause, except what a list or a cell takes over from its lead (`layout`).

use std::ops::Range;

use super::{block::BlockText, denial::Words};
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
}
