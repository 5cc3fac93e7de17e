//! What a restic repository asks of the place where it lies.
//!
//! It never opens anything itself: a folder, an SFTP server or a bucket is the caller's.

use std::fmt;

/// A place with a restic repository in it. Paths are relative to it, with `/`.
pub trait Files: Sync {
    /// Every file of a folder; for [`Folder::Data`] those of its sub-folders, too. Only last parts of names. A folder
    /// that is not there is empty. Any order.
    ///
    /// # Errors
    /// The folder could not be listed to its end.
    fn list(&self, folder: Folder) -> Result<Vec<Listed>, FileError>;

    /// All of one small file.
    ///
    /// # Errors
    /// It is not there, cannot be read, or is larger than `limit` bytes ([`FileProblem::TooLarge`]).
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError>;

    /// Fills `into` with the bytes from `offset` on. "Not there" is answered at once, never tried again.
    ///
    /// # Errors
    /// It is not there, cannot be read, or ends before `into` is full ([`FileProblem::Short`]).
    fn read_at(&self, path: &str, offset: u64, into: &mut [u8]) -> Result<(), FileError>;
}

/// A file of a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The last part of its path.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A folder of a restic repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Folder {
    /// Packs: `data/ab/ab…`.
    Data,
    /// Indexes of packs.
    Index,
    /// Key files.
    Keys,
    /// Snapshots.
    Snapshots,
}

impl Folder {
    /// Its name in the repository.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Index => "index",
            Self::Keys => "keys",
            Self::Snapshots => "snapshots",
        }
    }

    /// The path of a file in it.
    pub fn path(self, name: &str) -> String {
        match (self, name.get(..2)) {
            (Self::Data, Some(start)) => format!("data/{start}/{name}"),
            _ => format!("{}/{name}", self.name()),
        }
    }
}

/// A file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("cannot read {path}: {problem}")]
pub struct FileError {
    /// Its path in the repository.
    pub path: String,
    /// Why.
    pub problem: FileProblem,
}

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileProblem {
    /// It is not there.
    Missing,
    /// It ends too early.
    Short,
    /// It is larger than asked for.
    TooLarge,
    /// Whatever else the place said.
    Other(String),
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is not there"),
            Self::Short => f.write_str("it ends too early"),
            Self::TooLarge => f.write_str("it is larger than such a file may be"),
            Self::Other(said) => f.write_str(said),
        }
    }
}

impl FileError {
    /// What can be done about it, in one sentence.
    pub const fn help(&self) -> &'static str {
        match self.problem {
            FileProblem::Missing => "Bring the file back from another copy of the repository.",
            FileProblem::Short => "Bring the whole file back from another copy of the repository.",
            FileProblem::TooLarge => {
                "Look at who wrote this file: restic does not write files of this size here."
            }
            FileProblem::Other(_) => "See that the place is reachable and that this identity may read it.",
        }
    }
}
