//! Does the page list this cookie? By its exact name, or by a pattern that the page itself writes.
//!
//! It never ignores case, and it needs no language.

use std::ops::Range;

use super::{BlockKind, Cue, Evidence, Found, Grade, Pack, Prepared, Stance};
use crate::prepared::{Name, is_name};

impl Prepared<'_> {
    pub(super) fn cookie(&self, name: &str, pack: Result<&Pack, &String>) -> Found {
        let mut found = self.exact(name);
        for wild in &self.words.wild {
            let covers = name.len() >= wild.head.len() + wild.tail.len()
                && name.starts_with(&wild.head)
                && name.ends_with(&wild.tail);
            if covers {
                found.push(self.listed(Grade::Named, wild.block, wild.range.clone()));
            }
        }
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
            if parted && stem >= SHORTEST_STEM && is_whole(kept, &(start..start + stem)) {
                found.push(self.listed(Grade::Category, block, start..start + stem));
            }
        }
        found
    }

    fn listed(&self, best: Grade, block: usize, range: Range<usize>) -> Evidence {
        let stance = if self.words_of.is_ok() { self.meant(block, &range) } else { Stance::Asserted };
        Evidence { grade: Grade::of(best, stance), block, range }
    }

    /// A name that is also an ordinary word must stand where cookies' names stand.
    fn is_told_apart(&self, name: &str, block: usize, range: &Range<usize>) -> bool {
        let mut bytes = name.bytes();
        let plain = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && bytes.all(|byte| byte.is_ascii_lowercase());
        if !plain {
            return true;
        }
        let place = self.layout.place(block);
        if self.page.blocks[block].kind == BlockKind::Cell {
            let named = place.head.is_some_and(|head| self.blocks[head].all_cues.has(Cue::Column));
            let whole = self.blocks[block].folded.kept.trim().len() == range.len();
            return named || (whole && place.column == 0);
        }
        let kept = &self.blocks[block].folded.kept;
        let quoted = kept[..range.start].ends_with(['"', '\'', '”', '“', '`', '»', '«']);
        let cookies = self.cues(block, range.start).has(Cue::Cookie);
        cookies && (quoted || (self.page.blocks[block].kind == BlockKind::Item && range.start == 0))
    }
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
