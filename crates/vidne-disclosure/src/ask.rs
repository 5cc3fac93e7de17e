//! Questions to a page: collect what speaks for and against a fact, then grade it.
//!
//! It never weighs two facts against each other: one question, one answer.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use vidne_model::observed::{BlockKind, Visibility};

use crate::{
    answer::{Answer, Quote, Verdict},
    fact::Fact,
    lexicon::{Cue, Cues, Group, IdeaId, Mark, Pack},
    prepared::{Prepared, Stance, Topic},
};

mod cookie;
mod idea;
mod near;
mod recipient;
mod safeguard;
mod tally;
mod transfer;

/// How far one mention discloses a fact, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Denied,
    Vague,
    Category,
    Named,
}

/// One mention that speaks for or against a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Evidence {
    grade: Grade,
    block: usize,
    /// Where it stands in the folded text.
    range: Range<usize>,
}

/// What was found, or why it cannot be told.
type Found = Result<Vec<Evidence>, String>;

impl Prepared<'_> {
    /// Whether the page discloses a fact.
    pub fn ask(&self, fact: &Fact<'_>) -> Answer {
        tally::answer(self, self.evidence(fact))
    }

    /// Whether the page discloses a fact where it speaks of another: in the same block, the same row of a table, the
    /// list that it introduces, the section that it heads. A paragraph elsewhere in the same section is vague at best.
    /// Where the page does not speak of the other at all, it is silent.
    pub fn ask_near(&self, fact: &Fact<'_>, anchor: &Fact<'_>) -> Answer {
        tally::answer(self, self.evidence_near(fact, anchor))
    }

    fn evidence(&self, fact: &Fact<'_>) -> Found {
        if let Some(reason) = &self.unreadable {
            return Err(reason.clone());
        }
        match (*fact, &self.words_of) {
            (Fact::Cookie { name }, pack) => self.cookie(name, pack.as_deref()),
            (_, Err(reason)) => Err(reason.clone()),
            (Fact::Recipient { names, kind }, Ok(pack)) => Ok(self.recipient(names, kind, pack)),
            (Fact::Data(id), Ok(_)) => self.idea(Group::Data, id, Cue::Data),
            (Fact::Purpose(id), Ok(_)) => self.idea(Group::Purpose, id, Cue::Purpose),
            (Fact::Subjects(id), Ok(_)) => self.idea(Group::Subject, id, Cue::Subject),
            (Fact::Basis(id), Ok(_)) => self.idea(Group::Basis, id, Cue::Basis),
            (Fact::Transfer { country }, Ok(_)) => self.transfer(country),
            (Fact::Safeguard, Ok(_)) => Ok(self.safeguard()),
            (Fact::CopyOfSafeguard, Ok(_)) => Ok(self.copy_of_safeguard()),
            (Fact::Duration, Ok(_)) => Ok(self.duration()),
        }
    }

    /// How the mention of an entry in the browser is meant.
    fn meant(&self, block: usize, range: &Range<usize>) -> Stance {
        self.meant_as(Topic::Entry, block, range)
    }

    /// How a mention is meant, with what its list, its heading or its row adds.
    fn meant_as(&self, topic: Topic, block: usize, range: &Range<usize>) -> Stance {
        let own = self.blocks[block].stance(topic, range);
        if own != Stance::Asserted {
            return own;
        }
        if topic != Topic::Idea && self.blocks[block].is_yes_or_no_question(range.start) {
            return self.answered(block, range.start);
        }
        let place = self.layout.place(block);
        if let Some(lead) = place.lead {
            return self.blocks[lead].stance_of_what_follows(topic);
        }
        // "Sell your data" under "What we do not do" has the heading's subject, and so its "not".
        let says_nothing = !self.blocks[block].has_verb || self.blocks[block].opens_with_act();
        let is_listed = matches!(self.page.blocks[block].kind, BlockKind::Item | BlockKind::Cell);
        if let Some(heading) = place.headings.last().filter(|_| says_nothing && is_listed) {
            let above = &self.blocks[*heading];
            if !above.folded.kept.contains('?') && above.stance_of_what_follows(topic) == Stance::Denied {
                return Stance::Denied;
            }
        }
        match self.layout.row(self.page.blocks[block].row) {
            [label, answer] if *label == block && self.denies(topic, *answer) => Stance::Denied,
            _ => Stance::Asserted,
        }
    }

    /// How a question is meant, which says nothing itself: "Do you use X?", then "No" in the next sentence or block.
    fn answered(&self, block: usize, at: usize) -> Stance {
        let text = &self.blocks[block];
        let next = text.sentences.partition_point(|each| each.range.start <= at);
        let below = || self.blocks.get(block + 1).filter(|_| self.page.blocks[block].row.is_none());
        let answer = match text.sentences.get(next) {
            Some(next) => text.opening(next.range.start),
            None => below().and_then(|below| below.opening(0)),
        };
        let sells = text.marks_of_question(at).iter().any(|each| each.mark == Mark::Sell);
        match answer {
            Some(Mark::Yes) => Stance::Asserted,
            Some(Mark::No) if !sells => Stance::Denied,
            _ => Stance::Open,
        }
    }

    /// Whether a cell says no to its label: "Google | Not used". Under a head of its own it answers what the head asks.
    fn denies(&self, topic: Topic, answer: usize) -> bool {
        let asks = |head: usize| {
            let is_answer = self.cell_says(head, Mark::No) || self.cell_says(head, Mark::Yes);
            let asks = !self.is_about_transfer(head) && self.blocks[head].asks_for(topic);
            topic == Topic::Idea || is_answer || asks
        };
        self.cell_says(answer, Mark::No)
            && (self.layout.place(answer).head.is_none_or(asks) || self.blocks[answer].says_unused(topic))
    }

    /// Whether a cell holds little more than a yes or a no.
    fn cell_says(&self, block: usize, mark: Mark) -> bool {
        let text = &self.blocks[block];
        let first = text.marks.iter().take_while(|each| each.start <= 1).any(|each| each.mark == mark);
        first && text.folded.kept.chars().count() <= LONGEST_CELL_ANSWER
    }

    /// The cues that stand beside a mention: in its sentence, its headings, its list's lead, its row and column.
    fn cues(&self, block: usize, at: usize) -> Cues {
        self.blocks[block].sentence(at).cues.and(self.layout.place(block).cues)
    }

    /// "Newsletter", and below it "We have no newsletter": a title says nothing where all that stands under it denies it.
    fn drop_titles_of_denials(&self, found: &mut Vec<Evidence>) {
        let is_title = |block: usize| self.is_heading(block) && !self.blocks[block].has_verb;
        let mut denied = BTreeSet::new();
        let mut told = BTreeSet::new();
        for each in found.iter().filter(|each| !is_title(each.block)) {
            let above = self.layout.place(each.block).headings.iter().copied();
            if each.grade == Grade::Denied { denied.extend(above) } else { told.extend(above) }
        }
        let is_empty = |block: usize| is_title(block) && denied.contains(&block) && !told.contains(&block);
        found.retain(|each| !is_empty(each.block));
        let denials: BTreeSet<(usize, usize)> = found
            .iter()
            .filter(|each| each.grade == Grade::Denied)
            .map(|each| (each.block, each.range.start))
            .collect();
        found.retain(|each| each.grade == Grade::Denied || !self.is_label_of_denial(each, &denials));
    }

    /// "Sharing with others: We share nothing with others": a label says nothing where what it stands before denies it.
    fn is_label_of_denial(&self, each: &Evidence, denials: &BTreeSet<(usize, usize)>) -> bool {
        let text = &self.blocks[each.block];
        let sentence = &text.sentence(each.range.start).range;
        let end = (sentence.start + LONGEST_LABEL).min(sentence.end);
        let rest = text.folded.kept.get(each.range.end..text.folded.kept.floor_char_boundary(end));
        let Some(colon) = rest.and_then(|rest| rest.find(':')).map(|at| each.range.end + at) else {
            return false;
        };
        let label = sentence.start..colon;
        let is_title = !text.marks_in(&label).iter().any(|mark| mark.mark == Mark::Verb);
        let denied = denials.range((each.block, colon)..(each.block, sentence.end)).next();
        is_title && denied.is_some()
    }

    fn is_heading(&self, block: usize) -> bool {
        self.page.blocks[block].kind == BlockKind::Heading
    }

    /// An idea's number, if any language has it.
    fn idea_of(&self, group: Group, id: &str) -> Option<IdeaId> {
        self.terms.ideas.find(group, id)
    }

    /// The idea's words, where the page's language has any.
    fn knows(&self, idea: IdeaId) -> bool {
        let Ok(pack) = &self.words_of else { return false };
        pack.knows(idea) || self.terms.pack(&pack.language).is_some_and(|own| own.knows(idea))
    }

    fn language(&self) -> &str {
        self.words_of.as_ref().map_or("", |pack: &Arc<Pack>| &pack.language)
    }
}

impl Grade {
    /// What a mention is worth: at most `best`, less where it is not asserted.
    fn of(best: Self, stance: Stance) -> Self {
        match stance {
            Stance::Denied => Self::Denied,
            Stance::Open => best.min(Self::Vague),
            Stance::Asserted | Stance::Example => best,
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Self::Named => Verdict::Named,
            Self::Category => Verdict::Category,
            Self::Vague => Verdict::Vague,
            Self::Denied => Verdict::Denied,
        }
    }
}

/// Whether a visitor sees a block without opening anything.
fn is_shown(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Shown | Visibility::Margin)
}

/// How many bytes a label before a colon may have.
const LONGEST_LABEL: usize = 96;

/// How many characters a cell may have that answers yes or no.
const LONGEST_CELL_ANSWER: usize = 48;
