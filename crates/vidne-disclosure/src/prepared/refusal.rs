//! Whether a negation behind a mention is said of its being there at all.
//!
//! It never takes what somebody may not do with data for their not having it.

use std::ops::Range;

use super::{block::Marked, denial::Words, stance::Topic};
use crate::lexicon::{Group, Mark};

impl Words<'_> {
    /// Whether a negation after the mention is said of its being there at all: "X is not used", "X receives no data".
    /// "X does not use the data for itself" and "X is not used to track you" say something else.
    pub(super) fn is_refused(&self, not: &Marked) -> bool {
        if self.topic == Topic::People {
            return self.is_uncollected(not);
        }
        self.is_unused(not) || self.is_left(not) || self.gets_nothing(not) || self.is_answered(not)
    }

    /// "Children's data are not collected", and nothing narrower: "Patient data are never shared" tells of patients.
    fn is_uncollected(&self, not: &Marked) -> bool {
        let collected = self.beside(not).rfind(|each| each.mark == Mark::Collect);
        collected.is_some_and(|each| !self.is_narrowed(each.end.max(not.end)))
    }

    /// "Not used", in a cell of its own.
    pub(super) fn says_unused(&self) -> bool {
        self.marks.iter().any(|each| each.mark == Mark::Not && self.is_unused(each))
    }

    /// "X is not used", "X används inte längre", "the cookie X is no longer kept".
    fn is_unused(&self, not: &Marked) -> bool {
        let kept = self.topic == Topic::Entry;
        let used = |mark| mark == Mark::Used || (kept && mark == Mark::Kept);
        let mut beside = self.beside(not).filter(|each| used(each.mark));
        beside.next_back().is_some_and(|each| !self.is_narrowed(each.end.max(not.end)))
    }

    /// "X använder vi inte", "med X delar vi inga uppgifter", "X we do not use", "til X sendes ingen oplysninger".
    fn is_left(&self, not: &Marked) -> bool {
        let after = self.mention.end;
        let fronted = self.mention.start <= self.clause.start + FRONT;
        let ours = self.between(&(after..not.start)).find(|each| each.mark == Mark::Subject);
        let engaged = |each: &&Marked| match (each.mark, ours) {
            (Mark::Engage, Some(ours)) => {
                let turned = each.end <= ours.start && ours.start - each.end <= NEXT;
                turned || (ours.start <= after + NEXT && each.start >= not.end)
            }
            (Mark::Passed, _) => self.topic == Topic::Recipient && self.mention.start > self.clause.start,
            _ => false,
        };
        let engaged = self.beside(not).rfind(engaged).filter(|_| fronted);
        engaged.is_some_and(|each| !self.is_narrowed(each.end.max(not.end)))
    }

    /// "X receives no data", "X har ikke adgang til dine oplysninger".
    fn gets_nothing(&self, not: &Marked) -> bool {
        if self.topic != Topic::Recipient {
            return false;
        }
        let mut end = not.end;
        let mut received = false;
        let mut given = false;
        for each in self.beside(not).filter(|each| each.mark == Mark::Receive) {
            received |= each.start <= end + NEXT;
            given |= each.start >= not.end;
            end = end.max(each.end);
        }
        let goods = self.between(&(end..end + NEXT)).find(|each| each.mark == Mark::Goods);
        match goods {
            Some(goods) => received && !self.is_narrowed(goods.end),
            None => received && given && self.is_blank(end..self.clause.end),
        }
    }

    /// "Not transferred by X outside the EU", "not sold by X": whoever does not do that with the data has the data.
    pub(super) fn is_bounded_agent(&self, not: &Marked) -> bool {
        let until = self.clause.start..self.mention.start;
        let before = || self.between(&until);
        let agent = before().any(|each| each.mark == Mark::Agent && self.mention.start - each.end <= FRONT);
        if self.topic != Topic::Recipient || not.mark != Mark::Not || !agent {
            return false;
        }
        let passive = |at: usize| {
            self.between(&(at..at + 1))
                .any(|each| matches!(each.mark, Mark::Used | Mark::Kept | Mark::Passed))
        };
        let ours = before().any(|each| each.mark == Mark::Engage && !passive(each.start));
        let passes = || before().any(|each| matches!(each.mark, Mark::Share | Mark::Passed | Mark::Sell));
        let abroad = not.end..self.mention.start;
        !ours && (passes() || self.is_narrowed(self.mention.end) || self.block.tells(Group::Place, &abroad))
    }

    /// "X: no", "X – nej".
    fn is_answered(&self, not: &Marked) -> bool {
        let rest = self.between(&(not.end..not.end + NEXT)).find(|each| each.mark == Mark::Goods);
        let rest = rest.map_or(not.end, |each| each.end);
        self.is_blank(self.mention.end..not.start) && self.is_blank(rest..self.clause.end)
    }

    /// The marks after the mention that stand close to a negation, in order.
    fn beside(&self, not: &Marked) -> impl DoubleEndedIterator<Item = &Marked> {
        let (from, until) = (self.mention.end, not.end + BESIDE);
        let near = move |each: &&Marked| each.end + BESIDE >= not.start && each.start <= until;
        self.marks.iter().filter(move |each| each.start >= from).filter(near)
    }

    /// Whether what follows a negated verb bounds it: a purpose, a time, an exception, data or people of one kind.
    fn is_narrowed(&self, from: usize) -> bool {
        let rest = from..self.clause.end;
        let bounds = |mark| {
            matches!(mark, Mark::Narrow | Mark::Proviso | Mark::Except | Mark::Contrast | Mark::Limit)
                || (mark == Mark::Goods && self.topic == Topic::Entry)
        };
        let kind = |group| {
            matches!(group, Group::Data | Group::Purpose | Group::Subject | Group::Place | Group::Country)
        };
        self.between(&rest).any(|each| bounds(each.mark))
            || self.block.hits_in(&rest).any(|hit| kind(hit.group) && !hit.weak)
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        let text = self.block.folded.kept.get(range).unwrap_or_default();
        !text.contains(|sign: char| sign.is_alphanumeric() || matches!(sign, ',' | '('))
    }
}

/// How many bytes may stand between a negation and the verb that it negates: two or three words.
const BESIDE: usize = 24;

/// How many bytes may stand between two words that belong together: a space, a comma.
const NEXT: usize = 3;

/// How many bytes a preposition and a determiner may take before what is put first in a clause.
const FRONT: usize = 20;
