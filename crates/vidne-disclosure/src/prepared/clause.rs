//! Sentences and clauses: how far a negation can reach.
//!
//! It never parses grammar: marks from the lexicon and punctuation decide.

use std::ops::Range;

use super::block::{Marked, Sentence};
use crate::lexicon::{Cue, Cues, Mark};

/// A stretch of a sentence with one finite verb or one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) range: Range<usize>,
}

/// Splits a text at full stops that are none of an abbreviation. There is always at least one sentence.
pub(super) fn sentences(text: &str, marks: &[Marked], cues: &[(Cue, usize)]) -> Vec<Sentence> {
    let mut cues = cues.iter().peekable();
    let sentences = stretches(text, marks).into_iter().map(|range| {
        let mut held = Cues::default();
        while let Some((cue, _)) = cues.next_if(|(_, at)| *at < range.end) {
            held = held.with(*cue);
        }
        Sentence { range: trim(text, range), cues: held }
    });
    sentences.collect()
}

fn stretches(text: &str, marks: &[Marked]) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    let mut guards = marks.iter().filter(|each| may_hold_stop(each.mark)).peekable();
    let mut guarded_until = 0;
    let stops = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | b';'));
    for (at, _) in stops {
        while let Some(guard) = guards.next_if(|guard| guard.start <= at) {
            guarded_until = guarded_until.max(guard.end);
        }
        if at >= guarded_until && ends_sentence(text, at) {
            stretches.push(start..at + 1);
            start = at + 1;
        }
    }
    if !text[start..].trim().is_empty() || stretches.is_empty() {
        stretches.push(start..text.len());
    }
    stretches
}

fn may_hold_stop(mark: Mark) -> bool {
    matches!(mark, Mark::Abbreviation | Mark::Example | Mark::Modal)
}

fn ends_sentence(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    if text.as_bytes()[at] == b';' || rest.is_empty() {
        return true;
    }
    let Some(next) = rest.strip_prefix([' ', '"', '\'', ')', '”', '»']) else { return false };
    if text.as_bytes()[at] != b'.' {
        return true;
    }
    let mut before = text[..at].chars().rev();
    let initial =
        before.next().is_some_and(char::is_alphabetic) && before.next().is_none_or(|sign| sign == ' ');
    !initial && next.trim_start().chars().next().is_none_or(|sign| !sign.is_lowercase())
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Splits sentences where a new finite verb begins a statement of its own.
pub(super) fn clauses(text: &str, sentences: &[Sentence], marks: &[Marked]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for sentence in sentences {
        let from = marks.partition_point(|each| each.start < sentence.range.start);
        let to = marks.partition_point(|each| each.start < sentence.range.end);
        split(text, &sentence.range, &marks[from..to.max(from)], &mut clauses);
    }
    clauses
}

fn split(text: &str, sentence: &Range<usize>, marks: &[Marked], clauses: &mut Vec<Clause>) {
    let mut start = sentence.start;
    let joints = joints(text, sentence, marks);
    // "Because X is too little, we use Y": what opens with a reason ends it at the comma.
    let mut verb_before = marks.iter().any(|each| each.mark == Mark::Cause && each.start == start);
    let mut seen = start;
    for (at, joint) in joints.iter().enumerate() {
        let until = joints.get(at + 1).map_or(sentence.end, |next| next.at);
        verb_before |= has_verb(marks, seen..joint.at);
        seen = joint.at;
        let splits = (verb_before || opens_subordinate(joint, marks)) && begins(joint, marks, until);
        if splits || (joint.kind == JointKind::Stop && gives_reason(joint, marks)) {
            clauses.push(Clause { range: start..joint.at });
            start = joint.at;
            verb_before = false;
        }
    }
    clauses.push(Clause { range: start..sentence.end });
}

/// A place where a clause may begin.
struct Joint {
    at: usize,
    after: usize,
    kind: JointKind,
    /// Whether it is an "and" right behind a comma.
    follows_comma: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum JointKind {
    Stop,
    And,
}

fn joints(text: &str, sentence: &Range<usize>, marks: &[Marked]) -> Vec<Joint> {
    let stops = sentence.clone().filter_map(|at| {
        let long = match text.as_bytes()[at] {
            b',' | b':' => 1,
            DASH if text[at..].starts_with(['–', '—']) => '–'.len_utf8(),
            _ => return None,
        };
        Some(Joint { at, after: at + long, kind: JointKind::Stop, follows_comma: false })
    });
    let ands = marks.iter().filter(|each| each.mark == Mark::And);
    let ands = ands.map(|each| {
        let follows_comma = text[..each.start].ends_with(", ");
        Joint { at: each.start, after: each.end, kind: JointKind::And, follows_comma }
    });
    let mut joints: Vec<Joint> = stops.chain(ands).collect();
    joints.sort_by_key(|joint| joint.at);
    joints
}

/// Whether the words after a joint are a statement of their own: a subject and a verb, or after "and" a verb at once.
fn begins(joint: &Joint, marks: &[Marked], until: usize) -> bool {
    let until = until.max(joint.after);
    let from = marks.partition_point(|each| each.start < joint.after);
    let after = || marks[from..].iter().take_while(|each| each.start < until);
    let soon = |each: &&Marked| each.start < joint.after + SOON;
    let subject = after().filter(soon).any(|each| each.mark == Mark::Subject);
    let verb = after().any(|each| each.mark == Mark::Verb);
    let verb_at_once = after().any(|each| each.mark == Mark::Verb && each.start <= joint.after + 2);
    // ", og her kan": an adverb, then the verb.
    let verb_soon = joint.follows_comma && after().filter(soon).any(|each| each.mark == Mark::Verb);
    (subject && verb) || (joint.kind == JointKind::And && verb_at_once) || verb_soon
}

/// ", because it": a subordinate clause is one whatever stands before it.
fn opens_subordinate(joint: &Joint, marks: &[Marked]) -> bool {
    let from = marks.partition_point(|each| each.start < joint.after);
    let at_once = marks[from..].iter().take_while(|each| each.start <= joint.after + 1);
    let relative = at_once.filter(|each| each.mark == Mark::Relative).map(|each| each.end + 1).max();
    let subject =
        |at: usize| marks[from..].iter().take(FEW).any(|each| each.mark == Mark::Subject && each.start == at);
    joint.kind == JointKind::Stop && relative.is_some_and(subject)
}

/// ", because the address is masked": a reason is a statement whoever its subject is.
fn gives_reason(joint: &Joint, marks: &[Marked]) -> bool {
    let from = marks.partition_point(|each| each.start < joint.after);
    let mut at_once = marks[from..].iter().take_while(|each| each.start <= joint.after + 1);
    at_once.any(|each| each.mark == Mark::Cause)
}

fn has_verb(marks: &[Marked], range: Range<usize>) -> bool {
    let from = marks.partition_point(|each| each.start < range.start);
    marks[from..].iter().take_while(|each| each.start < range.end).any(|each| each.mark == Mark::Verb)
}

/// The first byte of both long dashes.
const DASH: u8 = 0xe2;

/// How many marks behind a joint are looked at.
const FEW: usize = 12;

/// How many bytes after a joint a subject may begin: two or three words.
const SOON: usize = 20;
