//! Does the page list this cookie? By its exact name, or by a pattern that the page itself writes.
//!
//! It never ignores case, and it needs no language.

use std::ops::Range;

use super::{BlockKind, Cue, Evidence, Found, Grade, Mark, Pack, Prepared, Stance};
use crate::prepared::{Marked, Name, Told, Wild, is_name};

impl Prepared<'_> {
    pub(super) fn cookie(&self, name: &str, pack: Result<&Pack, &String>) -> Found {
        let mut found = self.exact(name);
        let wild = self.words.wild.iter().filter(|wild| wild.covers(name) && self.is_pattern(wild));
        found.extend(wild.map(|wild| self.listed(Grade::Named, wild.block, wild.range.clone())));
        match pack {
            Err(reason) if found.is_empty() => Err(reason.clone()),
            _ => Ok(found),
        }
    }

    fn exact(&self, name: &str) -> Vec<Evidence> {
        let mut found = Vec::new();
        let Some(first) = Name::new(name) else { return found };
        let lead = name.find(|sign: char| sign.is_alphanumeric() || sign == '_').unwrap_or(0);
        for (block, range) in first.first_word(&self.words, &self.blocks) {
            let kept = &self.blocks[block].folded.kept;
            let Some(start) = range.start.checked_sub(lead) else { continue };
            if kept.is_char_boundary(start) && kept[start..].starts_with(name) {
                let range = start..start + name.len();
                if is_whole(kept, &range) && self.is_told_apart(name, block, &range) {
                    found.push(self.listed(Grade::Named, block, range));
                }
                continue;
            }
            // `_pk_id` for `_pk_id.1.1fff`: the stem of a name whose rest changes from visitor to visitor.
            let stem =
                kept[start..].bytes().zip(name.bytes()).take_while(|(one, other)| one == other).count();
            let parted = name.as_bytes().get(stem).is_some_and(|byte| matches!(byte, b'.' | b'-'));
            let range = start..start + stem;
            if parted
                && stem >= SHORTEST_STEM
                && is_whole(kept, &range)
                && self.is_told_apart(&name[..stem], block, &range)
            {
                found.push(self.listed(Grade::Category, block, range));
            }
        }
        found
    }

    fn listed(&self, best: Grade, block: usize, range: Range<usize>) -> Evidence {
        let stance = if self.words_of.is_ok() { self.meant(block, &range) } else { Stance::Asserted };
        Evidence { grade: Grade::of(best, stance), block, range }
    }

    /// A pattern that is not spelled like a name must stand where cookies' names stand.
    fn is_pattern(&self, wild: &Wild) -> bool {
        let kind = self.page.blocks[wild.block].kind;
        let cues = self.cues(wild.block, wild.range.start);
        match wild.told {
            Told::Spelling => true,
            Told::Capitals => {
                let first = match kind {
                    BlockKind::Cell => self.layout.place(wild.block).column == 0,
                    BlockKind::Item => wild.range.start == 0,
                    BlockKind::Heading | BlockKind::Text => false,
                };
                first || cues.has(Cue::Cookie)
            }
            Told::Place => {
                (cues.has(Cue::Cookie) || cues.has(Cue::Column))
                    && self.stands_as_name(wild.block, &wild.range)
            }
        }
    }

    /// A name that is also an ordinary word must stand where cookies' names stand.
    fn is_told_apart(&self, name: &str, block: usize, range: &Range<usize>) -> bool {
        let mut bytes = name.bytes();
        let plain = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && bytes.all(|byte| byte.is_ascii_lowercase());
        !plain || self.stands_as_name(block, range)
    }

    fn stands_as_name(&self, block: usize, range: &Range<usize>) -> bool {
        let kept = &self.blocks[block].folded.kept;
        let quoted = kept[..range.start].ends_with(['"', '\'', '”', '“', '`', '»', '«'])
            && self.cues(block, range.start).has(Cue::Cookie);
        let placed = match self.page.blocks[block].kind {
            BlockKind::Cell => self.is_name_cell(block, range),
            BlockKind::Item => range.start == 0 && self.is_name_item(block, range),
            BlockKind::Heading | BlockKind::Text => false,
        };
        quoted || placed || self.is_introduced(block, range)
    }

    /// In a column of names, beside the label of a name, or alone in a row's first cell.
    fn is_name_cell(&self, block: usize, range: &Range<usize>) -> bool {
        let place = self.layout.place(block);
        let names = |cell: &usize| self.blocks[*cell].all_cues.has(Cue::Column);
        let kept = &self.blocks[block].folded.kept;
        // The head of a column stands beside the head of the names, too.
        let own =
            |label: &usize| !place.is_label || self.blocks[*label].folded.kept.trim_end().ends_with(':');
        let labelled = place.label.as_ref().is_some_and(|label| names(label) && own(label));
        place.head.as_ref().is_some_and(names)
            || (labelled && is_listed(&kept[..range.start], &kept[range.end..]))
            || (kept.trim().len() == range.len() && place.column == 0)
    }

    /// The first word of an item where cookies are spoken of; set apart, it may also stand beside an item that does.
    fn is_name_item(&self, block: usize, range: &Range<usize>) -> bool {
        if self.cues(block, 0).has(Cue::Cookie) {
            return true;
        }
        let rest = self.blocks[block].folded.kept[range.end..].trim_start();
        let apart = rest.is_empty() || rest.starts_with([':', '–', '—', '-', '(']);
        let is_item = |other: &usize| self.page.blocks[*other].kind == BlockKind::Item;
        let before = (0..block).rev().take_while(is_item).take(NEAREST_ITEMS);
        let after = (block + 1..self.blocks.len()).take_while(is_item).take(NEAREST_ITEMS);
        apart && before.chain(after).any(|other| self.blocks[other].all_cues.has(Cue::Cookie))
    }

    /// "Kakan lang", "the cookie called lang", "följande kakor: sid, lang".
    fn is_introduced(&self, block: usize, range: &Range<usize>) -> bool {
        let text = &self.blocks[block];
        let kept = &text.folded.kept;
        let before = kept.floor_char_boundary(range.start.saturating_sub(LONGEST_LIST))..range.start;
        let marks = text.marks_in(&before);
        let Some(naming) = marks.iter().rfind(|each| each.mark == Mark::Naming && each.end <= range.start)
        else {
            return false;
        };
        let in_list = kept[..naming.end].ends_with(':');
        if !in_list && kept[naming.end..range.start].trim().is_empty() {
            let compound = |each: &Marked| each.mark == Mark::NoName && each.end >= range.end;
            return !marks.iter().any(compound);
        }
        let is_and = |at: usize| text.marks_in(&(at..at + 1)).iter().any(|each| each.mark == Mark::And);
        let ends = is_listed("", &kept[range.end..]) || is_and(range.end + 1);
        // In a list "session" may as well be a kind of cookies.
        let kind = text.hits_in(range).any(|hit| hit.start == range.start && hit.end == range.end);
        ends && !kind && is_list(kept, &(naming.end..range.start), is_and)
    }
}

/// Whether a stretch is a list of single words that goes on behind it.
fn is_list(kept: &str, stretch: &Range<usize>, is_and: impl Fn(usize) -> bool) -> bool {
    let mut at = stretch.start;
    let mut joined = true;
    for word in kept[stretch.clone()].split_inclusive(' ') {
        let and = is_and(at);
        let name = word.trim_end();
        let parts = name.is_empty() || name.ends_with(PARTS);
        let goes_on = joined || and || parts && name.chars().count() <= 1;
        if !goes_on {
            return false;
        }
        joined = parts || and;
        at += word.len();
    }
    joined
}

/// Whether a name stands by itself between what comes before and behind it.
fn is_listed(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    (before.is_empty() || before.ends_with(PARTS)) && (after.is_empty() || after.starts_with(PARTS))
}

/// Whether nothing of a longer name stands before or behind.
fn is_whole(kept: &str, range: &Range<usize>) -> bool {
    let before = kept[..range.start].chars().next_back();
    let mut after = kept[range.end..].chars();
    let clear_before = !before.is_some_and(is_name) && !before.is_some_and(char::is_alphanumeric);
    let clear_after = match after.next() {
        Some('.' | '-') => !after.next().is_some_and(|sign| is_name(sign) || WILD.contains(&sign)),
        Some(sign) => !is_name(sign) && !sign.is_alphanumeric() && !WILD.contains(&sign),
        None => true,
    };
    clear_before && clear_after
}

const WILD: [char; 6] = ['*', '<', '{', '[', '#', '…'];

/// How many bytes the stem of a name must have.
const SHORTEST_STEM: usize = 4;

/// What parts the names of a list.
const PARTS: [char; 14] = [',', ';', ':', '.', '/', '|', '(', ')', '"', '”', '\'', '–', '—', '-'];

/// How many bytes before a name the words that introduce its list may stand.
const LONGEST_LIST: usize = 240;

/// How many items on either side tell what an item is about.
const NEAREST_ITEMS: usize = 16;
