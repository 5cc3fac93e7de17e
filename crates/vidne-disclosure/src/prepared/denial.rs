//! What a negation in a clause is said of: the mention, or only what the mention does with something else.
//!
//! It never reads beyond its clause, except for a refusal earlier in the sentence: "If you decline, no data is sent".

use std::ops::Range;

use super::{
    block::{BlockText, Marked},
    stance::Topic,
    words::runs,
};
use crate::lexicon::{Cue, Group, Mark};

/// A mention among the marks of its clause.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) block: &'a BlockText<'a>,
    pub(super) topic: Topic,
    pub(super) clause: &'a Range<usize>,
    pub(super) marks: &'a [Marked],
    pub(super) mention: &'a Range<usize>,
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

    /// "You can ask whether we do not share data with X": an indirect question tells nothing, with a negation or
    /// without. What an entry finds out for its purpose is none: "used to tell whether we have shown you an ad".
    pub(super) fn is_asked(&self) -> bool {
        let sentence = self.block.sentence(self.mention.start).range.start;
        let marks = near(self.block.marks_in(&(sentence..self.mention.start)), self.mention.start);
        let asks = |each: &&Marked| {
            each.mark == Mark::Whether && each.end > self.clause.start && each.end <= self.mention.start
        };
        marks.iter().rfind(asks).is_some_and(|each| {
            let behind = each.end..self.mention.start;
            !self.block.has_cue(Cue::Purpose, &(sentence..each.start))
                && !self.between(&behind).any(|each| each.mark == Mark::Contrast)
        })
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
            let told = self.is_bounded_agent(mark);
            let aside = told || self.is_warning(mark) || self.keeps_secret() || !self.reaches_list(mark);
            return !aside && !self.ends_between(between);
        }
        let between = self.mention.end..mark.start;
        let back = mark.start >= self.mention.end && mark.mark != Mark::Without;
        let parted = |each: &Marked| match each.mark {
            Mark::Contrast | Mark::Except => true,
            Mark::Relative => !self.follows_verb(each),
            _ => false,
        };
        let said = match (self.topic, mark.mark) {
            (Topic::Idea, _) => true,
            // "X may not" leaves nothing open.
            (_, Mark::Modal) => !self.is_negated(mark),
            _ => self.is_refused(mark),
        };
        let said = said && !self.is_of_next(mark);
        said && back && !self.between(&between).any(parted) && !self.is_excepted()
    }

    /// "Name, address and possibly phone number": what leaves the phone number open is not said of the name.
    fn is_of_next(&self, modal: &Marked) -> bool {
        let before = modal.start.saturating_sub(JOINT).max(self.mention.end)..modal.start;
        let next = modal.end..modal.end + 2;
        let listed = |group| matches!(group, Group::Data | Group::Subject | Group::Recipient);
        modal.mark == Mark::Modal
            && self.block.hits_in(&next).any(|hit| listed(hit.group))
            && (self.block.folded.kept[..modal.start].trim_end().ends_with(',')
                || self.between(&before).any(|each| each.mark == Mark::And))
    }

    fn is_negated(&self, modal: &Marked) -> bool {
        let next = modal.end..modal.end + 2;
        self.between(&next).any(|each| each.mark == Mark::Not)
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
        let starts = |at: usize, mark| self.between(&(at..at + 1)).any(|each| each.mark == mark);
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

    /// "We never share patients' data": it is there, and it is kept.
    fn keeps_secret(&self) -> bool {
        let shares = |each: &Marked| matches!(each.mark, Mark::Share | Mark::Passed | Mark::Sell);
        self.topic == Topic::People && self.marks.iter().any(shares) && !self.has(Mark::Collect)
    }

    /// Whether a negation in the lead of a list is said of its items: not "Recipients that are not processors:", not
    /// "..., but not for marketing:", and not "We never sell your data:".
    fn reaches_list(&self, not: &Marked) -> bool {
        let items = self.mention.is_empty() && self.mention.start == self.block.folded.kept.len();
        if !items || self.topic == Topic::Idea {
            return true;
        }
        if let Some(pronoun) = self.relative_subject(not) {
            return Words { mention: &pronoun, ..*self }.is_refused(not);
        }
        let passes =
            |each: &Marked| matches!(each.mark, Mark::Engage | Mark::Passed | Mark::Receive | Mark::Used);
        let sells = self.has(Mark::Sell) && !self.marks.iter().any(passes);
        !sells && !self.is_of_purpose(not)
    }

    /// The "that" of "recipients that are not": what is negated behind it is said of the word before it.
    fn relative_subject(&self, not: &Marked) -> Option<Range<usize>> {
        let before = self.clause.start..not.start;
        let relative = self.between(&before).filter(|each| each.mark == Mark::Relative).last()?;
        let stretch = relative.end..not.start;
        let ours = self.between(&stretch).any(|each| each.mark == Mark::Subject);
        (!ours && relative.start > self.clause.start).then_some(relative.start..relative.end)
    }

    /// "Not for marketing", and a lead that ends in a purpose: "may not use them for their own purposes:".
    fn is_of_purpose(&self, not: &Marked) -> bool {
        let rest = not.end..self.clause.end;
        let Some(bound) = self.between(&rest).find(|each| each.mark == Mark::Narrow) else { return false };
        let told = bound.end..self.clause.end;
        let purpose = self.block.tells(Group::Purpose, &told) || self.block.has_cue(Cue::Purpose, &told);
        let ends = || {
            let last = self.clause.end.saturating_sub(LAST).max(told.start);
            let last = self.block.folded.kept.ceil_char_boundary(last);
            let word = runs(&self.block.folded.low[last..self.clause.end]).last();
            word.is_some_and(|word| {
                let word = last + word.start..last + word.end;
                self.block.has_cue(Cue::Purpose, &word)
                    || self.block.hits_in(&told).any(|hit| hit.group == Group::Purpose && hit.end == word.end)
            })
        };
        purpose && (bound.start <= not.end + 1 || ends())
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

    pub(super) fn between(&self, range: &Range<usize>) -> impl Iterator<Item = &Marked> {
        let from = self.marks.partition_point(|each| each.start < range.start);
        let end = range.end;
        self.marks[from..].iter().take_while(move |each| each.start < end)
    }
}

/// The marks of a clause that are near enough: a hostile clause may hold millions.
fn near(marks: &[Marked], at: usize) -> &[Marked] {
    let middle = marks.partition_point(|each| each.start < at);
    &marks[middle.saturating_sub(REACH)..(middle + REACH).min(marks.len())]
}

/// How many marks on either side of a mention are read.
const REACH: usize = 64;

/// How many bytes an "and" may take before what it joins.
const JOINT: usize = 8;

/// How many bytes before its end the last word of a lead is looked for.
const LAST: usize = 40;
