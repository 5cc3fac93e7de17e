//! What is wrong in a file of the catalogue, where, and how to mend it.
//!
//! It never stops at the first mistake: a reader collects them all.

use std::fmt;

/// One mistake in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file's name, as it was given to the reader.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}; {}", self.file, self.line, self.column, self.what, self.mend)
    }
}

/// Files of the catalogue could not be read; every mistake in all of them, by file and place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CatalogueError {
    /// All mistakes, in the order of files and lines.
    pub mistakes: Vec<Mistake>,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.mistakes.len();
        write!(f, "the catalogue has {count} mistake{}", if count == 1 { "" } else { "s" })?;
        self.mistakes.iter().try_for_each(|mistake| write!(f, "\n{mistake}"))
    }
}

/// Collects the mistakes of one file and turns byte offsets into lines and columns.
pub(crate) struct Mistakes<'t> {
    file: &'t str,
    text: &'t str,
    found: Vec<Mistake>,
}

impl<'t> Mistakes<'t> {
    pub(crate) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Notes a mistake; past [`MOST`] of them the file is not what it should be at all, and more would not help.
    pub(crate) fn add(&mut self, offset: usize, what: impl Into<String>, mend: impl Into<String>) {
        if self.found.len() >= MOST {
            return;
        }
        let (line, column) = place(self.text, offset);
        let (what, mend) = (what.into(), mend.into());
        self.found.push(Mistake { file: self.file.to_owned(), line, column, what, mend });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn into_found(self) -> Vec<Mistake> {
        self.found
    }
}

/// A text from a file, short and without control characters, as it may stand in a message.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The line and the column in characters of a byte offset, both from 1.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (1 + before.matches('\n').count(), 1 + before[line_start..].chars().count())
}

/// Mistakes shown per file.
const MOST: usize = 100;
