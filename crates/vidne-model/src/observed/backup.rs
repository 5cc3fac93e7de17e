//! One look at one copy of a backup: whether it could be reached, what is in it, what was read of it, and what is broken.
//!
//! It never calls a backup good: four rules judge four things. What was not looked at is not told as absent.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::id::{BackupId, CopyId, ExhibitId};

/// One look at one copy.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupLook {
    /// The exhibit that tells of it.
    pub exhibit: ExhibitId,
    /// When it ended.
    pub at: Timestamp,
    /// Which backup.
    pub backup: BackupId,
    /// Which copy of it.
    pub copy: CopyId,
    /// What looked, with its version, and the tools that it asked.
    pub tool: String,
    /// Who looked, and from where.
    pub looker: Option<Looker>,
    /// Whether the copy could be reached.
    pub reach: Reach,
    /// What names the repository: a hash over those of its files that never change. Another name is another repository.
    pub repository: Option<String>,
    /// How much is known of its snapshots.
    pub list: SnapshotList,
    /// Its snapshots, the oldest first, as far as they are known.
    pub snapshots: Vec<Snapshot>,
    /// What is in some of its snapshots, as far as that was listed in this look.
    pub contents: Vec<Contents>,
    /// Which files lie in the store.
    pub stock: Option<Stock>,
    /// Files that were read to their end in this look and are as they should be.
    pub read: ReadFiles,
    /// What it shows of a file that it was read.
    pub proof: Proof,
    /// How the files to be read were drawn, where only a sample was read.
    pub sample: Option<Sample>,
    /// What is broken.
    pub faults: Vec<Fault>,
    /// Whether the files were also put together, with the key.
    pub semantic: Option<Semantic>,
}

/// Who looked, and from where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looker {
    /// What the machine calls itself.
    pub host: String,
    /// Under which user.
    pub user: Option<String>,
}

/// Whether a copy could be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It was, and a repository stands there.
    Reached,
    /// Its store did not answer, or refused.
    Unreachable(String),
    /// Its store answered, and no such repository stands there.
    NoRepository(String),
    /// The look could not be brought to an end: a tool hung, broke down or asked for something that nobody could give.
    CouldNotComplete(String),
}

/// How much is known of a repository's snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotList {
    /// All of them, with times and paths.
    Whole,
    /// Their names, and when each arrived in the store; the rest is encrypted, and why it was not opened.
    NamesOnly(String),
    /// Nothing, and why.
    Unknown(String),
}

/// One snapshot; an archive in borg, a backup set in pgBackRest, a folder or tar archive otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its name in the repository.
    pub id: String,
    /// The instant whose state it holds, as the tool that made it says.
    pub time: Option<Timestamp>,
    /// When it arrived in the store, as the store says: weaker, since whoever writes there can set it.
    pub arrived: Option<Timestamp>,
    /// The machine that it says it is of.
    pub host: Option<String>,
    /// What it was told to take in.
    pub paths: Vec<String>,
}

/// What is in a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The snapshot.
    pub snapshot: String,
    /// Every file and folder, by its absolute path; for `pgbackrest`, `database:NAME`.
    pub paths: BTreeSet<String>,
    /// Why the list is not whole, where it is not.
    pub cut: Option<String>,
}

/// Which files lie in a store, told as what changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock {
    /// The look that this one goes on from. `None`: everything is in `added`.
    pub since: Option<ExhibitId>,
    /// How many files there are now.
    pub files: u64,
    /// How many bytes they have together.
    pub bytes: u64,
    /// Files that were not there before, or not with that size.
    pub added: Vec<StoredFile>,
    /// Files that are not there any more.
    pub gone: BTreeSet<String>,
}

/// A file in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its path within the repository, with `/`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Files that were read to their end and are as they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFiles {
    /// Every file in the store, but for those that a fault names as broken.
    All,
    /// These, by name.
    Files(BTreeSet<String>),
}

impl Default for ReadFiles {
    fn default() -> Self {
        Self::Files(BTreeSet::new())
    }
}

/// What it shows of a stored file that it was read to its end and is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Proof {
    /// Every byte is as it was when the file got its name: the name is the SHA-256 of the bytes.
    NamedByHash,
    /// Every byte is as it was when a list of hashes was written; whoever can change the file could change the list.
    ListedHash,
    /// No byte has changed by accident: checksums (CRC-32) within the file. Whoever wants to can change both.
    Checksum,
    /// It has the size that it should have. Nothing is known of its bytes.
    #[default]
    SizeOnly,
}

/// How a sample was drawn: uniformly, without replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// From how many files.
    pub of: u64,
    /// How many were drawn.
    pub drawn: u64,
    /// What the draw was made from, so that anybody can repeat it.
    pub seed: String,
}

/// Something broken in a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How.
    pub kind: FaultKind,
    /// What.
    pub part: Part,
    /// The file, by its path within the repository.
    pub file: Option<String>,
    /// How many files it tells of without a name, where there are too many to name.
    pub unnamed: u64,
    /// What was seen, in words for an operator.
    pub detail: String,
    /// Snapshots that cannot be restored whole because of it, where the key was at hand.
    pub snapshots: BTreeSet<String>,
    /// Paths that cannot be restored because of it, where the key was at hand.
    pub paths: BTreeSet<String>,
}

/// How something is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Its bytes are not what they should be.
    Altered,
    /// It is shorter than it should be.
    Truncated,
    /// It should be there and is not.
    Missing,
    /// It holds what belongs under another name.
    Swapped,
    /// Its parts do not fit together.
    Inconsistent,
    /// It does not open with the key.
    Sealed,
    /// It is larger, deeper or more than anybody reads; reading stopped there.
    Refused,
    /// It is there, and nothing refers to it: nothing can be restored from it, and nothing is lost with it.
    Unreferenced,
}

/// What a stored file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Backed-up data: a pack, a segment, an archive.
    Data,
    /// A list of what is where.
    Index,
    /// A snapshot, or its list of files.
    Snapshot,
    /// The repository's key, locked by a password.
    Key,
    /// The repository's own settings.
    Settings,
    /// Anything else.
    Other,
}

/// Files put together with the key: indexes agree with packs, trees close, what is encrypted opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Semantic {
    /// How it ended.
    pub outcome: SemanticOutcome,
    /// How many files of data were opened.
    pub files: u64,
    /// What did it, with its version.
    pub by: String,
}

/// How putting files together ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SemanticOutcome {
    /// Everything fits.
    Sound,
    /// Something does not: see the faults.
    Faulty,
    /// It could not be brought to an end, and why.
    CouldNotComplete(String),
}
