//! Why an exhibit could not be read: the file, the place in it, the reason and the mend.
//!
//! It never speaks of the watched service: a site that refuses is a fact, not an error.

use std::fmt;

use crate::{Ask, Format};

/// An exhibit could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read {name} as {format}{spot}: {reason}")]
pub struct ReadError {
    /// The file's name.
    pub name: String,
    /// What it was read as.
    pub format: Format,
    /// Where in it.
    pub spot: Spot,
    /// What is wrong there.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

impl ReadError {
    /// An error about the asked file.
    pub fn new(ask: &Ask<'_>, spot: Spot, reason: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { name: ask.name.to_owned(), format: ask.format, spot, reason: reason.into(), mend: mend.into() }
    }

    /// How to mend it, in one sentence.
    pub fn help(&self) -> &str {
        &self.mend
    }
}

/// A place in an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The exhibit as a whole.
    Whole,
    /// Bytes from its beginning.
    Offset(u64),
    /// A line, from 1.
    Line(u64),
    /// A named member, record or table.
    Entry(String),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Offset(offset) => write!(f, " at byte {offset}"),
            Self::Line(line) => write!(f, " at line {line}"),
            Self::Entry(name) => write!(f, " in {name}"),
        }
    }
}
