//! What a verification found: every problem with its reason and its place.
//!
//! It never grows beyond a bound, however much is wrong; what is left out is counted.

use std::{fmt, ops::Range};

use tlog_tiles::Hash;
use vidne_model::id::ExhibitId;

/// Problems, and strays, that are listed one by one.
const LISTED: usize = 10_000;

/// What kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The verifier key is missing or is none.
    KeyMissing,
    /// The folder's key is not the one that was remembered.
    KeyDiffers,
    /// The checkpoint is missing or is none.
    CheckpointMissing,
    /// The checkpoint is not signed by the log's key.
    CheckpointNotSigned,
    /// A newer checkpoint was signed than the one in place, or was remembered elsewhere.
    OlderCheckpoint,
    /// The file of checkpoints lacks its newest line, or is missing.
    HistoryIncomplete,
    /// A line of the file of checkpoints was changed.
    HistoryChanged,
    /// The log does not begin with the leaves that were remembered or signed earlier.
    Rewritten,
    /// The checkpoint that was remembered elsewhere is not one of this log.
    RememberedUnusable,
    /// A bundle of entries is missing.
    EntriesMissing,
    /// A bundle of entries breaks off.
    EntriesTruncated,
    /// A bundle of entries holds more than it should.
    EntriesTooMany,
    /// An entry is not the one that was logged.
    EntryChanged,
    /// An entry cannot be read as JSON.
    EntryUnreadable,
    /// A tile is missing.
    TileMissing,
    /// A tile breaks off.
    TileTruncated,
    /// A tile is not what the entries below it hash to.
    TileChanged,
    /// Entries and tiles agree, and do not hash to the signed root.
    RootDiffers,
    /// Tiles or entries stand beyond the checkpoint's size.
    BeyondCheckpoint,
    /// An entry names an exhibit that is not there.
    ExhibitMissing,
    /// An exhibit's bytes are not those that its name and its entry say.
    ExhibitChanged,
    /// A file is there and cannot be read.
    Unreadable,
}

/// One thing that is not as it should be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// The file, relative to the evidence folder.
    pub path: String,
    /// Where in the file, in bytes from its start.
    pub offset: Option<u64>,
    /// Which leaves it touches, by index.
    pub leaves: Option<Range<u64>>,
    /// Which exhibit.
    pub exhibit: Option<ExhibitId>,
    /// What is wrong, in a sentence.
    pub reason: String,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The log's name, when a key was there.
    pub origin: Option<String>,
    /// The verifier key that was used, as text.
    pub key: Option<String>,
    /// Leaves under the checkpoint.
    pub size: u64,
    /// Root hash under the checkpoint.
    pub root: Hash,
    /// Entries that were hashed.
    pub entries: u64,
    /// Exhibits that were hashed.
    pub exhibits: u64,
    /// Bytes in them.
    pub exhibit_bytes: u64,
    /// Files that belong to no entry and are no part of the log. Not a failure: an exhibit is kept before its entry is written.
    pub strays: Vec<String>,
    /// Strays beyond those that are listed.
    pub more_strays: u64,
    /// How many leaves the log gained since the checkpoint that was remembered elsewhere, when there was one and the log continues it.
    pub leaves_since_remembered: Option<u64>,
    /// Everything that is not as it should be.
    pub problems: Vec<Problem>,
    /// Problems beyond those that are listed.
    pub more_problems: u64,
}

impl Report {
    /// Whether nothing at all is wrong.
    pub fn is_intact(&self) -> bool {
        self.problems.is_empty() && self.more_problems == 0
    }

    pub(crate) fn new() -> Self {
        Self {
            origin: None,
            key: None,
            size: 0,
            root: tlog_tiles::EMPTY_HASH,
            entries: 0,
            exhibits: 0,
            exhibit_bytes: 0,
            strays: Vec::new(),
            more_strays: 0,
            leaves_since_remembered: None,
            problems: Vec::new(),
            more_problems: 0,
        }
    }

    /// Takes over what another part of the verification found.
    pub(crate) fn add(&mut self, other: Self) {
        self.exhibits += other.exhibits;
        self.exhibit_bytes += other.exhibit_bytes;
        other.problems.into_iter().for_each(|problem| self.problem(problem));
        other.strays.iter().for_each(|path| self.stray(path));
        self.more_problems += other.more_problems;
        self.more_strays += other.more_strays;
        // Folders list their files in any order.
        self.strays.sort();
    }

    pub(crate) fn problem(&mut self, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }

    pub(crate) fn stray(&mut self, path: &str) {
        if self.strays.len() < LISTED {
            self.strays.push(path.to_owned());
        } else {
            self.more_strays += 1;
        }
    }

    pub(crate) fn unreadable(&mut self, path: &str, error: &std::io::Error) {
        self.problem(Problem::new(ProblemKind::Unreadable, path, format!("it cannot be read: {error}")));
    }
}

impl Problem {
    pub(crate) fn new(kind: ProblemKind, path: impl Into<String>, reason: impl Into<String>) -> Self {
        let (path, reason) = (path.into(), reason.into());
        Self { kind, path, offset: None, leaves: None, exhibit: None, reason }
    }

    pub(crate) fn byte(self, offset: u64) -> Self {
        Self { offset: Some(offset), ..self }
    }

    pub(crate) fn leaves(self, leaves: Range<u64>) -> Self {
        Self { leaves: Some(leaves), ..self }
    }

    pub(crate) fn exhibit(self, exhibit: ExhibitId) -> Self {
        Self { exhibit: Some(exhibit), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(offset) = self.offset {
            write!(f, ", byte {offset}")?;
        }
        match &self.leaves {
            Some(leaves) if leaves.end - leaves.start == 1 => write!(f, ", leaf {}", leaves.start)?,
            Some(leaves) => write!(f, ", leaves {} to {}", leaves.start, leaves.end.saturating_sub(1))?,
            None => {}
        }
        write!(f, ": {}", self.reason)
    }
}
