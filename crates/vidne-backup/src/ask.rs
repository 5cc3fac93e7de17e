//! What a caller asks of one look: plain settings, nothing of a declaration.
//!
//! It never holds a secret, only where one is.

use std::{path::PathBuf, time::Duration};

use vidne_model::id::ExhibitId;

/// One look at one copy.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The backup's id, as the line is to tell it.
    pub backup: String,
    /// The copy's id within the backup.
    pub copy: String,
    /// What made the backup.
    pub tool: Tool,
    /// Where the copy lies: a path, `sftp://[user@]host[:port]/path` or `s3://bucket[/prefix]`.
    pub location: String,
    /// Where its key is. Without one, what is encrypted stays closed.
    pub key: Option<Secret>,
    /// The stanza, for pgBackRest. Left out, the only one that is there.
    pub stanza: Option<String>,
    /// At most so many bytes are read under [`ReadMode::Rolling`]; a single file that is larger is read alone.
    pub byte_budget: Option<u64>,
    /// Which files are read to their end.
    pub read: ReadMode,
    /// What the machine calls itself that the backup is of. Its snapshots' contents are listed before those of others.
    pub hosts: Vec<String>,
    /// Whether the newest snapshots' contents are listed.
    pub contents: Contents,
    /// Which packs are put together with the key.
    pub semantic: SemanticMode,
    /// How long the look may take in all.
    pub deadline: Duration,
    /// What a sample is drawn from: a hash that nobody could know beforehand, such as the last checkpoint of the log.
    pub seed: [u8; 32],
    /// The exhibit of the last look that told a stock, which the ledger goes on from.
    pub last: Option<ExhibitId>,
    /// How many files are read at once. 0: as many as there are processors.
    pub workers: usize,
    /// How to start ourselves as a worker.
    pub worker: Worker,
    /// Further arguments for the operator's `ssh`, such as `-F` and a file.
    pub ssh: Vec<String>,
    /// What is refused for being too much.
    pub limits: Limits,
}

/// What made a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// A restic repository, format 1 or 2.
    Restic,
    /// A borg repository, format 1.
    Borg,
    /// A pgBackRest repository.
    PgBackRest,
    /// A folder of files, with a list of their hashes.
    Folder,
    /// A folder of tar archives, with a list of their hashes.
    Tar,
}

impl Tool {
    /// As an operator writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Restic => "restic",
            Self::Borg => "borg",
            Self::PgBackRest => "pgbackrest",
            Self::Folder => "folder",
            Self::Tar => "tar",
        }
    }
}

/// Where a secret is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// In this file.
    File(PathBuf),
    /// On the standard output of this command.
    Command(Vec<String>),
}

/// Which files are read to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadMode {
    /// What is new, then what was read longest ago, within the byte budget.
    Rolling,
    /// Every file.
    All,
    /// So many files of data, drawn by the seed; lists, keys and settings are read in any case.
    Sample {
        /// How many.
        files: u64,
    },
    /// None: only what can be told from names and sizes.
    Nothing,
}

/// Whether contents are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Those of the newest snapshot of every machine and set of paths.
    Newest,
    /// They are not.
    LeaveOut,
}

/// Which packs are put together with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SemanticMode {
    /// Those that never were.
    Owed,
    /// Every one.
    All,
    /// None.
    LeaveOut,
}

/// How this program is started as a worker: [`crate::worker_main`] is what it has to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The program.
    pub program: PathBuf,
    /// Its first arguments, such as `backup-worker`.
    pub arguments: Vec<String>,
}

/// What is refused for being too much. The defaults are far above what is met in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files and folders in a copy.
    pub entries: u64,
    /// Bytes in a path.
    pub name: usize,
    /// Folders within folders.
    pub depth: usize,
    /// Faults of one kind that are told one by one.
    pub faults: usize,
    /// Paths listed of one snapshot.
    pub paths: u64,
    /// Snapshots told.
    pub snapshots: usize,
    /// Bytes that a tool may print.
    pub output: u64,
    /// Bytes of address space for a worker or a tool.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 5_000_000,
            name: 4096,
            depth: 64,
            faults: 1000,
            paths: 2_000_000,
            snapshots: 100_000,
            output: 512 << 20,
            memory: 4 << 30,
        }
    }
}
