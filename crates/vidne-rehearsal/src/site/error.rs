//! What can be wrong with the folder of a rehearsal, and how to mend it.

use std::fmt;
use std::path::{Path, PathBuf};

/// A mistake in the folder of a rehearsal.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {message}", place = Place(path, *line))]
pub struct SiteError {
    path: PathBuf,
    line: Option<usize>,
    message: String,
    help: String,
}

impl SiteError {
    pub(super) fn new(path: &Path, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, message: message.into(), help: help.into() }
    }

    pub(super) fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The file, or the folder, that is wrong.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line of it, counted from 1, where there is one.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// How to mend it.
    pub fn help(&self) -> &str {
        &self.help
    }
}

struct Place<'a>(&'a Path, Option<usize>);

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.display())?;
        self.1.map_or(Ok(()), |line| write!(formatter, ":{line}"))
    }
}
