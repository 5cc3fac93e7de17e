//! What the rules are to be asked, and when again.
//!
//! A matter is one part of one rule, put to one thing. It is asked again when something that it read last time can have changed,
//! and all are asked again when the register changes or somebody looks. It never asks because time has passed alone.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    answer::Answer,
    rule::{Asks, rules},
    view::{Stays, View},
};

/// All matters of one epoch.
#[derive(Default)]
pub(super) struct Docket {
    matters: Vec<Matter>,
    /// When matters are to be asked again.
    due: BTreeMap<Timestamp, Vec<usize>>,
    /// Matters whose last answers put the day into words.
    worded: BTreeMap<usize, Timestamp>,
}

/// One part of one rule, put to one thing.
#[derive(Clone, Copy)]
struct Matter {
    /// Where the rule stands among all.
    rule: usize,
    part: Asks,
    thing: usize,
}

impl Docket {
    /// Everything that can be asked about a view. All of it is due.
    pub(super) fn of(view: &View<'_>) -> Self {
        let parts = || rules().flat_map(|each| each.asks);
        let mut matters = Vec::with_capacity(parts().map(|part| part.things(view)).sum());
        for (rule, each) in rules().enumerate() {
            for part in each.asks.iter().copied() {
                matters.extend((0..part.things(view)).map(|thing| Matter { rule, part, thing }));
            }
        }
        let due = BTreeMap::from([(Timestamp::MIN, (0..matters.len()).collect())]);
        Self { matters, due, worded: BTreeMap::new() }
    }

    /// Takes every matter that is due, in no order.
    pub(super) fn take_due(&mut self, at: Timestamp) -> Vec<usize> {
        let mut due = Vec::new();
        while let Some(entry) = self.due.first_entry().filter(|entry| *entry.key() <= at) {
            due.extend(entry.remove());
        }
        due
    }

    /// Asks, and notes when to ask again.
    pub(super) fn ask(&mut self, number: usize, view: &View<'_>, answer: &mut Answer) {
        let stays = self.put(number, view, answer);
        self.due.entry(stays.until).or_default().push(number);
        if stays.worded {
            self.worded.insert(number, stays.until);
        } else {
            self.worded.remove(&number);
        }
    }

    /// Where the rule of a matter stands among all.
    pub(super) fn rule_of(&self, number: usize) -> usize {
        self.matters[number].rule
    }

    /// Matters that put the day into words and will be asked anew by that instant. What is said last is kept, so they are to
    /// be put once more before.
    pub(super) fn last_worded(&self, next: Timestamp) -> impl Iterator<Item = usize> {
        self.worded.iter().filter(move |(_, until)| **until <= next).map(|(number, _)| *number)
    }

    /// Asks, and tells how long the answer stays.
    pub(super) fn put(&self, number: usize, view: &View<'_>, answer: &mut Answer) -> Stays {
        let Matter { part, thing, .. } = self.matters[number];
        view.take_stays();
        part.ask(view, thing, answer);
        view.take_stays()
    }
}
