//! One block: its hits, marks, sentences and clauses.
//!
//! It never looks at another block: that is `layout`'s.

use std::ops::Range;

use super::clause::{self, Clause};
use crate::{
    fold::Folded,
    lexicon::{Cue, Cues, Group, Hit, IdeaId, Mark, Pack},
};

/// A block, read.
#[derive(Debug)]
pub(crate) struct BlockText<'t> {
    pub(crate) folded: Folded<'t>,
    /// Words for ideas, in order; none within a longer one of its group.
    pub(crate) hits: Vec<Hit>,
    pub(crate) marks: Vec<Marked>,
    pub(crate) cues: Vec<(Cue, usize)>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) clauses: Vec<Clause>,
    /// Every cue in it.
    pub(crate) all_cues: Cues,
    /// Whether it holds an address of the web.
    pub(crate) has_address: bool,
    /// Whether it holds a finite verb.
    pub(crate) has_verb: bool,
}

/// A mark where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked {
    pub(crate) mark: Mark,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    /// The cues in it.
    pub(crate) cues: Cues,
}

impl<'t> BlockText<'t> {
    pub(crate) fn new(text: &'t str, packs: &[&Pack]) -> Self {
        let folded = Folded::new(text);
        let Sorted { hits, marks, cues } = Sorted::new(&folded, packs);
        let sentences = clause::sentences(&folded.kept, &marks, &cues);
        let clauses = clause::clauses(&folded.kept, &sentences, &marks);
        let all_cues = sentences.iter().fold(Cues::default(), |all, each| all.and(each.cues));
        let has_address = folded.low.contains("://") || folded.low.contains("www.");
        let has_verb = marks.iter().any(|each| each.mark == Mark::Verb);
        Self { folded, hits, marks, cues, sentences, clauses, all_cues, has_address, has_verb }
    }

    /// The sentence in which a place stands.
    pub(crate) fn sentence(&self, at: usize) -> &Sentence {
        let next = self.sentences.partition_point(|each| each.range.start <= at);
        &self.sentences[next.saturating_sub(1)]
    }

    /// The clause in which a place stands.
    pub(crate) fn clause(&self, at: usize) -> &Clause {
        let next = self.clauses.partition_point(|each| each.range.start <= at);
        &self.clauses[next.saturating_sub(1)]
    }

    pub(crate) fn marks_in(&self, range: &Range<usize>) -> &[Marked] {
        let from = self.marks.partition_point(|each| each.start < range.start);
        let to = self.marks.partition_point(|each| each.start < range.end);
        &self.marks[from..to.max(from)]
    }

    /// Whether a word of that group stands in the stretch.
    pub(crate) fn tells(&self, group: Group, range: &Range<usize>) -> bool {
        self.hits_in(range).any(|hit| hit.group == group)
    }

    /// Whether a cue stands in the stretch.
    pub(crate) fn has_cue(&self, cue: Cue, range: &Range<usize>) -> bool {
        let from = self.cues.partition_point(|(_, at)| *at < range.start);
        self.cues[from..]
            .iter()
            .take_while(|(_, at)| *at < range.end)
            .take(MOST_HITS)
            .any(|(each, _)| *each == cue)
    }

    /// Whether a word of that idea stands in the stretch.
    pub(crate) fn has(&self, idea: Option<IdeaId>, range: &Range<usize>) -> bool {
        self.hits_in(range).any(|hit| Some(hit.idea) == idea)
    }

    /// The words for ideas that begin in the stretch, as many as a sane sentence holds.
    pub(crate) fn hits_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Hit> {
        let from = self.hits.partition_point(|each| each.start < range.start);
        let end = range.end;
        self.hits[from..].iter().take_while(move |hit| hit.start < end).take(MOST_HITS)
    }
}

/// What the lexicon found, by what it is good for.
#[derive(Default)]
struct Sorted {
    hits: Vec<Hit>,
    marks: Vec<Marked>,
    cues: Vec<(Cue, usize)>,
}

impl Sorted {
    fn new(text: &Folded<'_>, packs: &[&Pack]) -> Self {
        let mut raw = Vec::with_capacity(text.low.len() / 4);
        for pack in packs {
            pack.find(text, &mut raw);
        }
        if packs.len() > 1 {
            raw.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.weak));
        }
        let mut sorted = Self::default();
        for hit in raw {
            let Hit { idea, start, end, .. } = hit;
            match hit.group {
                Group::Mark => sorted.marks.extend(Mark::of(idea).map(|mark| Marked { mark, start, end })),
                Group::Cue => sorted.cues.extend(Cue::of(idea).map(|cue| (cue, start))),
                _ => sorted.hits.push(hit),
            }
        }
        drop_inner(&mut sorted.hits);
        drop_voided(&mut sorted.marks);
        sorted
    }
}

/// How many words for ideas are read in one stretch: a hostile sentence may hold millions.
const MOST_HITS: usize = 256;

/// Of one group only the longest counts where several stand in one another.
fn drop_inner(hits: &mut Vec<Hit>) {
    let mut longest: Vec<Hit> = Vec::new();
    hits.retain(|hit| {
        longest.retain(|outer| outer.end > hit.start);
        let inner = longest.iter().any(|outer| {
            outer.group == hit.group
                && outer.end >= hit.end
                && (outer.start, outer.end) != (hit.start, hit.end)
        });
        if !inner && !longest.iter().any(|outer| outer == hit) {
            longest.push(*hit);
        }
        !inner
    });
    hits.dedup_by(|later, first| {
        (later.idea, later.start, later.end) == (first.idea, first.start, first.end)
    });
}

/// "Not only" is no negation, and "utan även" no "without": what ends within a longer phrase does not count.
fn drop_voided(marks: &mut Vec<Marked>) {
    let plain = Spans::of(marks, |mark| mark == Mark::Plain);
    marks.retain(|each| !may_be_void(each.mark) || !plain.hold(each));
    let phrases = Spans::of(marks, |mark| matches!(mark, Mark::Contrast | Mark::Except | Mark::Unless));
    marks.retain(|each| each.mark != Mark::Without || !phrases.hold(each));
}

fn may_be_void(mark: Mark) -> bool {
    use Mark::{Contrast, Except, Limit, Modal, Narrow, Not, Proviso, Without};
    matches!(mark, Contrast | Except | Limit | Modal | Narrow | Not | Proviso | Without)
}

/// Where phrases stand: their starts in order, and how far they reach up to each.
struct Spans(Vec<(usize, usize)>);

impl Spans {
    fn of(marks: &[Marked], is_phrase: impl Fn(Mark) -> bool) -> Self {
        let mut until = 0;
        let spans = marks.iter().filter(|each| is_phrase(each.mark)).map(|each| {
            until = until.max(each.end);
            (each.start, until)
        });
        Self(spans.collect())
    }

    /// Whether a mark ends within one that begins before that.
    fn hold(&self, mark: &Marked) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < mark.end);
        self.0[..before].last().is_some_and(|(_, until)| mark.end <= *until)
    }
}
