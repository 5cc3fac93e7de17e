//! Every word of a page by its hash, so that names and cookies are found without searching the page again.
//!
//! It never takes a part of a word for the word: `RUN` is not in `rundtur`.

use std::ops::Range;

use super::{block::BlockText, wild::Wild};
use crate::{fold::Folded, lexicon::is_word};

/// The words of a page.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Block, start and end of every word, in order.
    places: Vec<(u32, u32, u32)>,
    /// Each word's hash, and behind it which of `places` it is; sorted.
    hashes: Vec<u64>,
    /// Names that stand for many: `_ga_*`, `_pk_id.<id>`.
    pub(crate) wild: Vec<Wild>,
}

impl Words {
    pub(crate) fn new(blocks: &[BlockText<'_>]) -> Self {
        let mut words = Self::default();
        for (at, block) in blocks.iter().enumerate() {
            for range in runs(&block.folded.low) {
                words.add(at, &block.folded.low, &range);
                words.wild.extend(Wild::beginning(at, block, &range));
            }
            words.wild.extend(Wild::all(at, &block.folded.kept));
        }
        words.hashes.sort_unstable();
        words
    }

    fn add(&mut self, block: usize, low: &str, range: &Range<usize>) {
        let [number, block, start, end] =
            [self.places.len(), block, range.start, range.end].map(u32::try_from);
        // No page is four thousand million bytes long; one that is holds no names beyond that.
        if let (Ok(number), Ok(block), Ok(start), Ok(end)) = (number, block, start, end) {
            self.hashes.push(u64::from(hash(&low[range.clone()])) << 32 | u64::from(number));
            self.places.push((block, start, end));
        }
    }

    /// Where a word in lower case stands, by block and place.
    pub(crate) fn find<'w, 't: 'w>(
        &'w self,
        word: &'w str,
        blocks: &'w [BlockText<'t>],
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'w {
        let hash = u64::from(hash(word));
        let from = self.hashes.partition_point(|each| each >> 32 < hash);
        let same = self.hashes[from..].iter().take_while(move |each| **each >> 32 == hash);
        let places =
            same.filter_map(|each| self.places.get(usize::try_from(each & u64::from(u32::MAX)).ok()?));
        places
            .map(|&(block, start, end)| (block as usize, start as usize..end as usize))
            .filter(move |(block, range)| &blocks[*block].folded.low[range.clone()] == word)
    }
}

/// The words of a text: runs of letters, digits and underscores.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = skip(text, rest, |sign| !is_word(sign));
        rest = skip(text, start, is_word);
        (start < rest).then_some(start..rest)
    })
}

/// The first place from `at` on where a character is not of the kind.
fn skip(text: &str, mut at: usize, kind: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii() && kind(char::from(*byte)) => at += 1,
            Some(byte) if byte.is_ascii() => return at,
            // Only letters beyond ASCII are decoded.
            Some(_) => match text[at..].chars().next() {
                Some(sign) if kind(sign) => at += sign.len_utf8(),
                _ => return at,
            },
            None => return at,
        }
    }
}

/// FNV-1a: the same on every machine and every day.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What a cookie's name is made of.
pub(crate) fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-' | '$' | '~')
}

/// A name, in words and what parts them.
#[derive(Debug)]
pub(crate) struct Name {
    kept: String,
    low: String,
    words: Vec<Range<usize>>,
}

impl Name {
    /// A name, if it holds a word.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let folded = Folded::new(text);
        let words: Vec<_> = runs(&folded.low).collect();
        (!words.is_empty()).then(|| Self { kept: folded.kept.into_owned(), low: folded.low, words })
    }

    /// The name's only word, as written.
    pub(crate) fn only_word(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] => Some(&self.kept[word.clone()]),
            _ => None,
        }
    }

    /// Where the name's first word stands on the page, in any case.
    pub(crate) fn first_word<'w, 't: 'w>(
        &'w self,
        words: &'w Words,
        blocks: &'w [BlockText<'t>],
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'w {
        words.find(&self.low[self.words[0].clone()], blocks)
    }

    /// Where the name stands on the page, in any case, with one of the endings or none.
    pub(crate) fn find(
        &self,
        words: &Words,
        blocks: &[BlockText<'_>],
        endings: &[String],
    ) -> Vec<(usize, Range<usize>)> {
        let first = &self.low[self.words[0].clone()];
        let mut found = Vec::new();
        if self.words.len() > 1 {
            let starts = words.find(first, blocks);
            found.extend(
                starts.filter_map(|(at, word)| {
                    Some((at, word.start..self.rest(&blocks[at], word.end, endings)?))
                }),
            );
            return found;
        }
        found.extend(words.find(first, blocks));
        for ending in endings {
            found.extend(words.find(&format!("{first}{ending}"), blocks));
        }
        found
    }

    /// Where the name ends, if its other words follow.
    fn rest(&self, block: &BlockText<'_>, mut at: usize, endings: &[String]) -> Option<usize> {
        let text = &block.folded;
        for pair in self.words.windows(2) {
            let gap: String =
                self.kept[pair[0].end..pair[1].start].chars().filter(|sign| !is_loose(*sign)).collect();
            let word = runs(&text.low[at..]).next()?;
            let (start, end) = (at + word.start, at + word.end);
            let here = &text.kept[at..start];
            let same =
                here.len() <= LONGEST_GAP && here.chars().filter(|sign| !is_loose(*sign)).eq(gap.chars());
            let wanted = &self.low[pair[1].clone()];
            let last = pair[1].end == self.words.last()?.end;
            let ended = |ending: &String| text.low[start..end].strip_suffix(ending.as_str()) == Some(wanted);
            if !same || (&text.low[start..end] != wanted && !(last && endings.iter().any(ended))) {
                return None;
            }
            at = end;
        }
        Some(at)
    }
}

/// What may stand between two words of a name as well as not.
fn is_loose(sign: char) -> bool {
    matches!(sign, ' ' | '-' | ',')
}

/// How many bytes may stand between two words of a name.
const LONGEST_GAP: usize = 5;
