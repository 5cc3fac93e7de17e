//! Names that stand for many, as pages write them: `_ga_*`, `_pk_id.<id>`, `_gat_UA-XXXXXXX-X`.
//!
//! It never takes an ordinary word before a star for a name: the star is a footnote's.

use std::ops::Range;

use super::{block::BlockText, words::is_name};
use crate::lexicon::Cue;

/// A pattern for names, written on the page.
#[derive(Debug)]
pub(crate) struct Wild {
    pub(crate) block: usize,
    pub(crate) range: Range<usize>,
    pub(crate) told: Told,
    /// What is written out before, between and behind the wild parts: two or more, some of them empty.
    parts: Vec<String>,
}

/// What tells that a pattern is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is spelled like no word: `_ga_*`.
    Spelling,
    /// It has capitals within, as brands have, too: `ARRAffinity*`.
    Capitals,
    /// It is a word, and only its place can tell: `sess*` in a column of names.
    Place,
}

impl Wild {
    /// Every pattern in a text.
    pub(super) fn all(block: usize, kept: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut after = 0;
        for hint in hints(kept) {
            if hint < after {
                continue;
            }
            let start = kept[after..hint].rfind(|sign| !is_part(sign)).map_or(after, |before| {
                after + before + kept[after + before..].chars().next().map_or(0, char::len_utf8)
            });
            let token = Token::new(kept, start);
            after = token.end;
            found.extend(token.pattern(block));
        }
        found
    }

    /// "begins with `_pk_`".
    pub(super) fn beginning(block: usize, text: &BlockText<'_>, range: &Range<usize>) -> Option<Self> {
        let word = &text.folded.kept[range.clone()];
        if !(word.starts_with('_') || word.ends_with('_')) || !is_odd(word) {
            return None;
        }
        let said = text.sentence(range.start).cues.has(Cue::Prefix);
        let parts = vec![word.to_owned(), String::new()];
        said.then(|| Self { block, range: range.clone(), told: Told::Spelling, parts })
    }

    /// Whether a name is one of those that the pattern stands for.
    pub(crate) fn covers(&self, name: &str) -> bool {
        let [head, middle @ .., tail] = self.parts.as_slice() else { return false };
        let inner = name.strip_prefix(head.as_str()).and_then(|rest| rest.strip_suffix(tail.as_str()));
        let Some(mut rest) = inner else { return false };
        middle.iter().all(|part| match rest.split_once(part.as_str()) {
            Some((_, behind)) => {
                rest = behind;
                true
            }
            None => false,
        })
    }
}

/// Where something may be wild, in order.
fn hints(kept: &str) -> impl Iterator<Item = usize> {
    let bytes = kept.as_bytes();
    bytes.iter().enumerate().filter_map(|(at, byte)| {
        let before = |back: usize| at.checked_sub(back).map(|at| bytes[at]);
        let hint = match byte {
            b'*' | b'<' | b'{' | b'[' | b'#' => true,
            b'(' => before(1).is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric()),
            b'X' | b'x' | b'N' | b'n' | b'.' => before(1) == Some(*byte) && before(2) == Some(*byte),
            b'%' | b'@' => before(1) == Some(b'_'),
            b'D' => bytes[..=at].ends_with(ID.as_bytes()),
            &ELLIPSIS => kept[at..].starts_with('…'),
            _ => false,
        };
        hint.then_some(at)
    })
}

/// A stretch without a gap.
struct Token<'t> {
    kept: &'t str,
    end: usize,
    /// What is written out, parted by what is wild.
    written: Vec<Range<usize>>,
}

impl<'t> Token<'t> {
    fn new(kept: &'t str, start: usize) -> Self {
        let (mut at, mut from) = (start, start);
        let mut written = Vec::new();
        while let Some((is_wild, length)) = step(kept, at) {
            if is_wild {
                written.push(from..at);
                from = at + length;
            }
            at += length;
        }
        written.push(from..at);
        // A bracket that never closes is passed by.
        let passed = kept[at..].chars().next().filter(|_| at == start).map_or(0, char::len_utf8);
        Self { kept, end: at + passed, written }
    }

    fn pattern(mut self, block: usize) -> Option<Wild> {
        let is_emphasis = |second: &Range<usize>| !self.kept[second.clone()].starts_with(is_joint);
        if self.written[0].is_empty() && self.written.get(1).is_some_and(is_emphasis) {
            self.written.remove(0);
        }
        let start = self.written[0].start;
        let (mut parts, mut end) = (Vec::new(), start);
        for (number, written) in self.written.iter().enumerate() {
            let last = number + 1 == self.written.len();
            let text = &self.kept[written.clone()];
            let text = if last { text.trim_end_matches(['.', '-']) } else { text };
            parts.extend(literals(text, self.written.len() > 1));
            end = written.start + text.len();
        }
        let told = told(&parts)?;
        Some(Wild { block, range: start..end, told, parts })
    }
}

/// The length of what stands next in a name, and whether it is wild.
fn step(kept: &str, at: usize) -> Option<(bool, usize)> {
    let rest = &kept[at..];
    let sign = rest.chars().next()?;
    if rest.starts_with("...") {
        return Some((true, 3));
    }
    match sign {
        '*' | '#' | '…' => Some((true, sign.len_utf8())),
        '<' => Some((true, closing(rest, '>')?)),
        '{' => Some((true, closing(rest, '}')?)),
        '[' => Some((true, closing(rest, ']')?)),
        '(' => {
            let length = closing(rest, ')').filter(|_| kept[..at].ends_with(is_part))?;
            rest[1..length - 1].chars().all(is_part).then_some((true, length))
        }
        _ => is_part(sign).then_some((false, sign.len_utf8())),
    }
}

/// How long a wild part in brackets is, which must close soon.
fn closing(rest: &str, close: char) -> Option<usize> {
    let mut window = rest.char_indices().take(LONGEST_WILD);
    window.find(|(_, sign)| *sign == close).map(|(length, sign)| length + sign.len_utf8())
}

/// What is written out of a text that may hold placeholders: `_gat_UA-XXXXXXX-X` is `_gat_UA-`, `-` and nothing.
fn literals(text: &str, is_pattern: bool) -> Vec<String> {
    let segments = || segments(text);
    let is_pattern = is_pattern || segments().any(|segment| is_clear(&text[segment]));
    let mut literals = Vec::new();
    let mut from = 0;
    for segment in segments() {
        let wild = placeholder(text, &segment, is_pattern);
        if let Some(wild) = wild {
            literals.push(text[from..wild].to_owned());
            from = segment.end;
        }
    }
    literals.push(text[from..].to_owned());
    literals
}

/// The stretches between joints, empty ones included.
fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split(is_joint).map(move |segment| {
        let range = start..start + segment.len();
        start = range.end + 1;
        range
    })
}

/// Where in a segment a placeholder begins, which always ends with it.
fn placeholder(text: &str, segment: &Range<usize>, is_pattern: bool) -> Option<usize> {
    let word = &text[segment.clone()];
    if word.is_empty() {
        // `AMCV_%40AdobeOrg` leaves out what differs.
        let left_out = text[..segment.start].ends_with('_') && text[segment.end..].starts_with(['%', '@']);
        return left_out.then_some(segment.start);
    }
    if segment.end == text.len() && text.starts_with('_') && text.ends_with(ID) && word == "ID" {
        return Some(segment.start);
    }
    let last = word.chars().next_back().filter(|last| "XxNnYyZz".contains(*last))?;
    let head = word.trim_end_matches(last);
    let whole = head.is_empty() && (is_pattern || is_clear(word));
    (whole || is_clear(word)).then_some(segment.start + head.len())
}

/// Whether a segment holds a placeholder that nobody takes for a part of a name.
fn is_clear(word: &str) -> bool {
    let run = |sign: char| word.len() - word.trim_end_matches(sign).len();
    run('X') >= CLEAR || run('x') >= CLEAR || (run('n').max(run('N')) >= CLEAR.max(word.len()))
}

fn told(parts: &[String]) -> Option<Told> {
    let (head, others) = parts.split_first().filter(|(_, others)| !others.is_empty())?;
    let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphanumeric).count();
    if head.is_empty() {
        let second = others.iter().find(|part| !part.is_empty())?;
        return (second.starts_with(is_joint) && letters(second) >= CLEAR).then_some(Told::Spelling);
    }
    let capitals = head.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    match letters(head) {
        0 | 1 => None,
        _ if is_odd(head) => Some(Told::Spelling),
        2 => Some(Told::Place),
        _ => Some(if capitals { Told::Capitals } else { Told::Place }),
    }
}

/// Whether a beginning is that of a name, and not an ordinary word before a bracket or a footnote sign.
fn is_odd(head: &str) -> bool {
    let letters = head.bytes().filter(u8::is_ascii_alphanumeric).count();
    letters >= 2 && (head.contains(['_', '.', '-']) || head.bytes().any(|byte| byte.is_ascii_digit()))
}

fn is_part(sign: char) -> bool {
    is_name(sign) || matches!(sign, '%' | '@')
}

/// What parts the segments of a name.
fn is_joint(sign: char) -> bool {
    matches!(sign, '_' | '.' | '-' | '%' | '@')
}

/// The first byte of `…`.
const ELLIPSIS: u8 = 0xe2;

/// A placeholder in capitals, behind a joint: `_hjIncludedInSessionSample_ID`.
const ID: &str = "_ID";

/// How many characters a wild part in brackets may have.
const LONGEST_WILD: usize = 40;

/// How many letters alike are a placeholder.
const CLEAR: usize = 3;
