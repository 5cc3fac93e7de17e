//! From mentions to one verdict: what a visitor meets counts first, what stands in closed panels second.
//!
//! It never lets a mention elsewhere lower a verdict.

use std::{cmp::Reverse, ops::Range, sync::Arc};

use super::{Answer, Evidence, Found, Grade, Prepared, Quote, Verdict, is_shown};

pub(super) fn answer(page: &Prepared<'_>, found: Found) -> Answer {
    match found {
        Ok(evidence) => grade(page, evidence),
        Err(reason) => Answer { reason: Some(reason), ..bare(page, Verdict::Unreadable) },
    }
}

fn bare(page: &Prepared<'_>, verdict: Verdict) -> Answer {
    let lexicon = Arc::clone(&page.terms.version);
    Answer { verdict, quotes: Vec::new(), contradiction: None, folded: None, reason: None, lexicon }
}

fn grade(page: &Prepared<'_>, mut evidence: Vec<Evidence>) -> Answer {
    let shown = |each: &Evidence| is_shown(page.page.blocks[each.block].visibility);
    evidence.sort_by_key(|each| (Reverse(each.grade), !shown(each), each.block, each.range.start));
    let discloses = |each: &&Evidence| each.grade > Grade::Denied;
    let best = evidence.iter().filter(discloses).find(|each| shown(each));
    let folded = evidence.iter().filter(discloses).find(|each| !shown(each));
    let denial = evidence.iter().find(|each| each.grade == Grade::Denied);
    let verdict = match (best, folded, denial) {
        (Some(best), ..) => best.grade.verdict(),
        (None, Some(_), _) => Verdict::HiddenOnly,
        (None, None, Some(_)) => Verdict::Denied,
        (None, None, None) => Verdict::Silent,
    };
    let contradiction = denial.filter(|_| verdict != Verdict::Denied).map(|each| quote(page, each));
    let folded = folded.map(|each| each.grade.verdict());
    Answer { quotes: quotes(page, &evidence, verdict), contradiction, folded, ..bare(page, verdict) }
}

/// The sentences that decide, none twice.
fn quotes(page: &Prepared<'_>, evidence: &[Evidence], verdict: Verdict) -> Vec<Quote> {
    let decides = |each: &&Evidence| (each.grade == Grade::Denied) == (verdict == Verdict::Denied);
    let mut quotes: Vec<Quote> = Vec::new();
    for each in evidence.iter().filter(decides) {
        let quote = quote(page, each);
        if !quotes.iter().any(|other| other.block == quote.block && other.range == quote.range) {
            quotes.push(quote);
        }
        if quotes.len() == MOST_QUOTES {
            break;
        }
    }
    quotes
}

fn quote(page: &Prepared<'_>, evidence: &Evidence) -> Quote {
    let text = &page.blocks[evidence.block];
    let block = &page.page.blocks[evidence.block];
    let sentence = &text.sentence(evidence.range.start).range;
    let whole = sentence.start.min(evidence.range.start)..sentence.end.max(evidence.range.end);
    let matched = text.folded.origin(&evidence.range);
    let range = narrow(&block.text, text.folded.origin(&whole), &matched);
    let text = block.text[range.clone()].to_owned();
    Quote { text, block: evidence.block, range, matched, visibility: block.visibility }
}

/// A sentence of a sane length around the match.
fn narrow(text: &str, sentence: Range<usize>, matched: &Range<usize>) -> Range<usize> {
    if sentence.len() <= LONGEST_QUOTE {
        return sentence;
    }
    let start = sentence.start.max(matched.start.saturating_sub(LONGEST_QUOTE / 2));
    let end = sentence.end.min(matched.end + LONGEST_QUOTE / 2);
    text.floor_char_boundary(start)..text.ceil_char_boundary(end)
}

/// How many sentences are quoted.
const MOST_QUOTES: usize = 3;

/// How many bytes of a sentence are quoted; more only where the match itself is longer.
const LONGEST_QUOTE: usize = 600;
