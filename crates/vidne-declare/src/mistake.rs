//! What is wrong in a declaration, where, what was expected, and how to mend it.
//!
//! It never stops at the first mistake, and it never shows a character of the text that could steer a terminal.

mod render;

use std::{borrow::Cow, fmt, sync::Arc};

use vidne_model::place::Place;

pub use render::Style;

pub(crate) use render::{Drawn, draw};

use crate::source::{Mark, Sources};

/// What kind of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeKind {
    /// The file is larger than allowed and was not read.
    TooLarge,
    /// The file is not UTF-8.
    NotUtf8,
    /// The file is not TOML there.
    Syntax,
    /// A key stands twice in one table.
    DuplicateKey,
    /// No table has such a key.
    UnknownKey,
    /// A key that is needed is not there.
    Missing,
    /// A value of another type was expected.
    WrongType,
    /// The type is right, the value is not.
    BadValue,
    /// The day does not exist, or the order of two days is impossible.
    ImpossibleDate,
    /// Two facts share an id and are not versions of each other.
    DuplicateId,
    /// An id that nothing has.
    DanglingId,
    /// A chain that comes back to where it began.
    Cycle,
    /// An edge that does not begin where the edge above it ends.
    BrokenChain,
    /// Two different states of the same thing on the same day.
    OverlappingStates,
}

impl MistakeKind {
    /// The kind's name, as messages show it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotUtf8 => "not-utf8",
            Self::Syntax => "syntax",
            Self::DuplicateKey => "duplicate-key",
            Self::UnknownKey => "unknown-key",
            Self::Missing => "missing",
            Self::WrongType => "wrong-type",
            Self::BadValue => "bad-value",
            Self::ImpossibleDate => "impossible-date",
            Self::DuplicateId => "duplicate-id",
            Self::DanglingId => "dangling-id",
            Self::Cycle => "cycle",
            Self::BrokenChain => "broken-chain",
            Self::OverlappingStates => "overlapping-states",
        }
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What kind of mistake it is.
    pub kind: MistakeKind,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What was expected there.
    pub expected: String,
    /// How to mend it.
    pub mend: String,
    /// Other places that have to do with it, each with what stands there.
    pub related: Vec<(Place, String)>,
}

/// Everything that is wrong in a declaration.
#[derive(Debug, thiserror::Error)]
pub struct Mistakes {
    list: Vec<Mistake>,
    drafts: Vec<Draft>,
    left_out: usize,
    sources: Arc<Sources>,
}

impl Mistakes {
    pub(crate) fn new(mut drafts: Vec<Draft>, left_out: usize, sources: Arc<Sources>) -> Self {
        drafts.sort_by_key(|draft| (draft.mark.file, draft.mark.start, draft.kind));
        let list = drafts.iter().map(|draft| draft.at(&sources)).collect();
        Self { list, drafts, left_out, sources }
    }

    /// The mistakes, in order of files and places.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.list.iter()
    }

    /// How many more there are than could be kept.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// All mistakes for people, each with its line of the file.
    pub fn render(&self, style: Style) -> String {
        let drawn = self.drafts.iter().map(|draft| Drawn {
            level: annotate_snippets::Level::ERROR,
            id: Some(draft.kind.as_str()),
            message: &draft.message,
            mark: draft.mark,
            label: &draft.expected,
            related: &draft.related,
            help: Some(&draft.mend),
        });
        let mut text = draw(drawn, &self.sources, style);
        if self.left_out > 0 {
            text.push_str("and ");
            text.push_str(&self.left_out.to_string());
            text.push_str(" more\n");
        }
        text
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.list.len() + self.left_out {
            1 => f.write_str("the declaration has a mistake"),
            count => write!(f, "the declaration has {count} mistakes"),
        }
    }
}

/// A mistake before its place is looked up.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) kind: MistakeKind,
    pub(crate) mark: Mark,
    pub(crate) message: String,
    pub(crate) expected: String,
    pub(crate) mend: String,
    pub(crate) related: Vec<(Mark, String)>,
}

impl Draft {
    pub(crate) fn new(kind: MistakeKind, mark: Mark, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, mark, message, expected: String::new(), mend: String::new(), related: Vec::new() }
    }

    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    pub(crate) fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    pub(crate) fn related(mut self, mark: Mark, what: impl Into<String>) -> Self {
        self.related.push((mark, what.into()));
        self
    }

    fn at(&self, sources: &Sources) -> Mistake {
        Mistake {
            kind: self.kind,
            place: sources.place(self.mark),
            message: self.message.clone(),
            expected: self.expected.clone(),
            mend: self.mend.clone(),
            related: self.related.iter().map(|(mark, what)| (sources.place(*mark), what.clone())).collect(),
        }
    }
}

/// A text from a file, short and without control characters, as it may stand in a message.
pub(crate) fn quoted(text: &str) -> String {
    let text = masked(text);
    let mut shown: String = text.chars().take(LONGEST_QUOTE).map(harmless).collect();
    if text.chars().nth(LONGEST_QUOTE).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The text with user names and passwords in addresses hidden; every byte keeps its place.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices("://") {
        let start = at + "://".len();
        let rest = &text[start.max(done)..];
        let authority = &rest[..rest.find(['/', '"', '\'', ',', '\n', ' ']).unwrap_or(rest.len())];
        if start >= done
            && let Some(end) = authority.rfind('@')
        {
            masked.push_str(&text[done..start]);
            masked.extend(std::iter::repeat_n('*', end));
            done = start + end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[done..]);
    Cow::Owned(masked)
}

/// Control characters, and those that turn the direction of writing, are shown as a replacement character.
pub(crate) fn harmless(letter: char) -> char {
    let turns = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if letter.is_control() || turns { '\u{fffd}' } else { letter }
}

const LONGEST_QUOTE: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_addresses_are_hidden_and_nothing_moves() {
        assert_eq!(masked("a https://u:p@h/x@y http://b/"), "a https://***@h/x@y http://b/");
        assert_eq!(masked("https://å@h, ftp://b:c@d"), "https://**@h, ftp://***@d");
        assert_eq!(masked("x@y://z"), "x@y://z");
        assert_eq!(masked("a://b://c@d"), "a://b://*@d");
    }
}
