//! What a negation in a clause is said of: the mention, or only what the mention does with something else.
//!
//! It never reads beyond its clause, except for a refusal earlier in the sentence: "If you decline, no data is sent".

use std::ops::Range;

use super::{
    block::{BlockText, Marked},
    stance::Topic,
};
use crate::lexicon::{Cue, Group, Mark};

/// A mention among the marks of its clause.
pub(super) struct Words<'a> {
    block: &'a BlockText<'a>,
    topic: Topic,
    clause: &'a Range<usize>,
    marks: &'a [Marked],
    mention: &'a Range<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn new(block: &'a BlockText<'a>, topic: Topic, mention: &'a Range<usize>) -> Self {
        let clause = &block.clause(mention.start).range;
        let marks = near(block.marks_in(clause), mention.start);
        Self { block, topic, clause, marks, mention }
    }

    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.iter().any(|each| each.mark == mark)
    }

    pub(super) fn is_denied(&self) -> bool {
        let negations = self.marks.iter().filter(|each| matches!(each.mark, Mark::Not | Mark::Without));
        let mut negated_before = false;
        for each in negations {
            let ends_negation = each.mark == Mark::Without && negated_before;
            negated_before |= each.mark == Mark::Not;
            if !ends_negation && self.reaches(each) && !self.is_needed(each) {
                return true;
            }
        }
        false
    }

    /// Whether what is denied is denied for one case only: "not without your consent", "if you decline, not".
    pub(super) fn is_conditional(&self) -> bool {
        let before = |each: &Marked| each.mark == Mark::Not && each.start < self.mention.start;
        let proviso = |each: &Marked| each.mark == Mark::Proviso && each.start >= self.mention.end;
        self.has(Mark::Unless)
            || (self.marks.iter().any(before) && self.marks.iter().any(proviso))
            || self.is_after_refusal()
    }

    /// "If you decline, ..., no data is sent to X": the condition may stand in an earlier clause.
    fn is_after_refusal(&self) -> bool {
        let start = self.block.sentence(self.mention.start).range.start;
        let marks = near(self.block.marks_in(&(start..self.clause.end)), self.mention.start);
        marks.iter().any(|each| each.mark == Mark::Refuse)
    }

    pub(super) fn is_open(&self) -> bool {
        self.marks.iter().any(|each| each.mark == Mark::Modal && self.reaches(each))
    }

    pub(super) fn is_example(&self) -> bool {
        let mut before =
            self.marks.iter().filter(|each| each.mark == Mark::Example && each.start < self.mention.start);
        before.next_back().is_some_and(|each| {
            !self.between(&(each.end..self.mention.start)).any(|between| between.mark == Mark::Contrast)
        })
    }

    /// Whether a negation or a modal is said of the mention: not beyond a contrast, not back out of a subordinate clause.
    fn reaches(&self, mark: &Marked) -> bool {
        if mark.start < self.mention.start {
            let between = mark.end..self.mention.start;
            let aside = self.is_warning(mark) || self.keeps_secret() || !self.reaches_list(mark);
            return !aside && !self.ends_between(between);
        }
        let between = self.mention.end..mark.start;
        let back = mark.start >= self.mention.end && mark.mark != Mark::Without;
        let parted = |each: &Marked| match each.mark {
            Mark::Contrast | Mark::Except => true,
            Mark::Relative => !self.follows_verb(each),
            _ => false,
        };
        let whole = self.topic == Topic::Idea || mark.mark == Mark::Modal;
        back && !self.between(&between).any(parted) && !self.is_excepted() && (whole || self.is_refused(mark))
    }

    /// "Except for X, nobody receives data": no negation that follows is said of X.
    fn is_excepted(&self) -> bool {
        let before = self.marks.partition_point(|each| each.start < self.mention.start);
        let mut marks = self.marks[..before].iter().rev();
        let near = marks.find(|each| matches!(each.mark, Mark::Except | Mark::Verb | Mark::Contrast));
        near.is_some_and(|each| each.mark == Mark::Except)
    }

    /// "Do not write secrets in the chat, which X provides": what the reader shall not do is not said of X.
    fn is_warning(&self, not: &Marked) -> bool {
        if self.topic == Topic::Idea
            || !self.between(&(not.end..self.mention.start)).any(|each| each.mark == Mark::Relative)
        {
            return false;
        }
        let stretch = self.clause.start..not.start;
        let before = || self.between(&stretch);
        let starts = |at: usize, mark| {
            let from = self.marks.partition_point(|each| each.start < at);
            self.marks[from..].iter().take_while(|each| each.start == at).any(|each| each.mark == mark)
        };
        let acts = |each: &Marked| match each.mark {
            Mark::Subject => true,
            // "Do" in "do not".
            Mark::Verb => !starts(each.start, Mark::Not),
            _ => false,
        };
        let opens = self.clause.start == not.start;
        let commands = !before().any(acts) && (!opens || starts(not.start, Mark::Verb));
        let subject = before().filter(|each| each.mark == Mark::Subject).last();
        commands || subject.is_some_and(|subject| starts(subject.start, Mark::You))
    }

    /// Whether a negation in the lead of a list is said of its items: not "Recipients that are not processors:", not
    /// "..., but not for marketing:", and not "We never sell your data:".
    fn reaches_list(&self, not: &Marked) -> bool {
        let items = self.mention.is_empty() && self.mention.start == self.block.folded.kept.len();
        if !items || self.topic == Topic::Idea {
            return true;
        }
        let relative =
            self.between(&(self.clause.start..not.start)).filter(|each| each.mark == Mark::Relative).last();
        if let Some(relative) = relative.filter(|each| each.start > self.clause.start) {
            let stretch = relative.end..not.start;
            if !self.between(&stretch).any(|each| each.mark == Mark::Subject) {
                let mention = &(relative.start..relative.end);
                return Words { mention, ..*self }.is_refused(not);
            }
        }
        let rest = not.end..self.clause.end;
        let bounded = self.between(&rest).any(|each| each.mark == Mark::Narrow && each.start <= not.end + 1);
        let purpose = self.block.hits_in(&rest).any(|hit| hit.group == Group::Purpose)
            || self.block.has_cue(Cue::Purpose, &rest);
        let passes =
            |each: &Marked| matches!(each.mark, Mark::Engage | Mark::Passed | Mark::Receive | Mark::Used);
        let sells = self.has(Mark::Sell) && !self.marks.iter().any(passes);
        !(sells || bounded && purpose)
    }

    /// "Sendes der ikke": what stands at once behind a verb opens no subordinate clause.
    fn follows_verb(&self, mark: &Marked) -> bool {
        self.marks.iter().any(|each| each.mark == Mark::Verb && each.end + 1 == mark.start)
    }

    /// Whether something between a negation and the mention ends the negation.
    fn ends_between(&self, range: Range<usize>) -> bool {
        let mut negations = 1;
        self.between(&range).any(|each| {
            negations += usize::from(each.mark == Mark::Not);
            let turns = matches!(each.mark, Mark::Contrast | Mark::Except);
            turns || each.mark == Mark::Without && negations > 0
        })
    }

    /// "Without X the site does not work."
    fn is_needed(&self, without: &Marked) -> bool {
        let rest = self.mention.end..self.clause.end;
        without.mark == Mark::Without && self.between(&rest).any(|each| each.mark == Mark::Plain)
    }

    /// Whether a negation after the mention is said of its being there at all: "X is not used", "X receives no data".
    /// "X does not use the data for itself" and "X is not used to track you" say something else.
    fn is_refused(&self, not: &Marked) -> bool {
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

    /// "We never share patients' data": it is there, and it is kept.
    fn keeps_secret(&self) -> bool {
        let shares = |each: &Marked| matches!(each.mark, Mark::Share | Mark::Passed | Mark::Sell);
        self.topic == Topic::People && self.marks.iter().any(shares) && !self.has(Mark::Collect)
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

    fn between(&self, range: &Range<usize>) -> impl Iterator<Item = &Marked> {
        self.marks.iter().filter(move |each| each.start >= range.start && each.start < range.end)
    }
}

/// The marks of a clause that are near enough: a hostile clause may hold millions.
fn near(marks: &[Marked], at: usize) -> &[Marked] {
    let middle = marks.partition_point(|each| each.start < at);
    &marks[middle.saturating_sub(REACH)..(middle + REACH).min(marks.len())]
}

/// How many marks on either side of a mention are read.
const REACH: usize = 64;

/// How many bytes may stand between a negation and the verb that it negates: two or three words.
const BESIDE: usize = 24;

/// How many bytes may stand between two words that belong together: a space, a comma.
const NEXT: usize = 3;

/// How many bytes a preposition and a determiner may take before what is put first in a clause.
const FRONT: usize = 20;
