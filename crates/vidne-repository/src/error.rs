//! Why something in a repository could not be read: the file, the place in it, the reason and the mend.
//!
//! It never holds content of a backup: only names, places and numbers.

use std::fmt;

/// Something in a repository could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("cannot read {file}{place}: {reason}")]
pub struct ReadError {
    /// The file's path inside the repository, as the caller named it.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong there, in lower case and without a full stop.
    pub reason: String,
    /// How to mend it, as one sentence.
    pub mend: &'static str,
}

impl ReadError {
    /// An error about one place of one file.
    pub fn new(file: &str, place: Place, reason: impl Into<String>, mend: &'static str) -> Self {
        Self { file: file.to_owned(), place, reason: reason.into(), mend }
    }

    /// How to mend it, in one sentence.
    pub fn help(&self) -> &'static str {
        self.mend
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// Bytes from its beginning (of what is inside, if the file is packed).
    Byte(u64),
    /// A line, from 1.
    Line(u64),
    /// A named part.
    Part(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Byte(offset) => write!(f, " at byte {offset}"),
            Self::Line(line) => write!(f, " at line {line}"),
            Self::Part(name) => write!(f, " in {name}"),
        }
    }
}
