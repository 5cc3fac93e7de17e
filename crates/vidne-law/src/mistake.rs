//! Mistakes in the data files: all of them at once, each with its file and line.
//!
//! A mistake never carries the file's own text beyond a short quotation by the reader that found it.

use std::fmt;

/// One mistake in a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file's name as it was given to [`crate::parse`].
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Every mistake that was found, in the order of file and line; at most [`Mistakes::MOST`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// No more than this many are kept, so that hostile input costs bounded memory.
    pub const MOST: usize = 200;

    /// A single mistake.
    pub(crate) fn one(mistake: Mistake) -> Self {
        Self(vec![mistake])
    }

    /// Sorts what was found; `None` when nothing was.
    pub(crate) fn from_found(mut found: Vec<Mistake>) -> Option<Self> {
        found.sort();
        found.dedup();
        found.truncate(Self::MOST);
        (!found.is_empty()).then_some(Self(found))
    }

    /// The mistakes.
    pub fn as_slice(&self) -> &[Mistake] {
        &self.0
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, mistake) in self.0.iter().enumerate() {
            let gap = if position == 0 { "" } else { "\n" };
            write!(f, "{gap}{mistake}")?;
        }
        Ok(())
    }
}
