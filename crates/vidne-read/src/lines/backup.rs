//! A look at a copy of a backup as an observation line.
//!
//! It never fills in what the writer did not look at: what is left out is not known.

use std::collections::BTreeSet;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::{BackupId, CopyId, ExhibitId},
    observed::{
        BackupLook, Contents, Fault, Looker, Reach, ReadFiles, Sample, Semantic, SemanticOutcome, Snapshot,
        SnapshotList, Stock, StoredFile,
    },
};

use super::{
    word::{BackupKind, FaultWord, PartWord, ProofWord, Schema},
    written,
};

/// One look at one copy of a backup.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["schema", "kind", "at", "backup", "copy"]))]
pub struct BackupLine {
    /// 1.
    #[serde(default)]
    pub schema: Schema,
    /// `backup.look`.
    #[serde(default)]
    pub kind: BackupKind,
    /// In rule examples only: the exhibit's name. In a file of lines the file itself is the exhibit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<String>,
    /// When the look ended, as an RFC 3339 instant.
    #[serde(with = "written")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub at: Timestamp,
    /// The id of the declared backup.
    pub backup: String,
    /// The id of the copy within the backup.
    pub copy: String,
    /// What looked, with its version, and the tools that it asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool: String,
    /// Who looked, and from where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looker: Option<LookerLine>,
    /// Whether the copy could be reached.
    #[serde(default)]
    pub reach: ReachWord,
    /// What names the repository: a hash over those of its files that never change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// How much is known of its snapshots.
    #[serde(default)]
    pub list: ListWord,
    /// Its snapshots, as far as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snapshots: Vec<SnapshotLine>,
    /// What is in some of them, as far as that was listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<ContentsLine>,
    /// Which files lie in the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockLine>,
    /// Files that were read to their end and are as they should be.
    #[serde(default, skip_serializing_if = "ReadWord::is_nothing")]
    pub read: ReadWord,
    /// What it shows of a file that it was read.
    #[serde(default)]
    pub proof: ProofWord,
    /// How the files were drawn, where only a sample was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleLine>,
    /// What is broken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultLine>,
    /// Whether the files were put together, with the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub semantic: Option<SemanticLine>,
}

impl BackupLine {
    /// The look, as read from that exhibit.
    pub fn into_look(self, exhibit: ExhibitId) -> BackupLook {
        let mut snapshots: Vec<Snapshot> = self.snapshots.into_iter().map(Into::into).collect();
        snapshots.sort_by(|one, other| {
            (one.time.or(one.arrived), &one.id).cmp(&(other.time.or(other.arrived), &other.id))
        });
        BackupLook {
            exhibit,
            at: self.at,
            backup: BackupId::from(self.backup),
            copy: CopyId::from(self.copy),
            tool: self.tool,
            looker: self.looker.map(|line| Looker { host: line.host, user: line.user }),
            reach: self.reach.into(),
            repository: self.repository,
            list: self.list.into(),
            snapshots,
            contents: self.contents.into_iter().map(Into::into).collect(),
            stock: self.stock.map(Into::into),
            read: self.read.into(),
            proof: self.proof.into(),
            sample: self.sample.map(|line| Sample { of: line.of, drawn: line.drawn, seed: line.seed }),
            faults: self.faults.into_iter().map(Into::into).collect(),
            semantic: self.semantic.map(Into::into),
        }
    }
}

/// Who looked, and from where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookerLine {
    /// What the machine calls itself.
    pub host: String,
    /// Under which user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// Whether a copy could be reached. The words that carry a text say why not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReachWord {
    /// It was, and a repository stands there.
    #[default]
    Reached,
    /// Its store did not answer, or refused.
    Unreachable(String),
    /// Its store answered, and no such repository stands there.
    NoRepository(String),
    /// The look could not be brought to an end.
    CouldNotComplete(String),
}

impl From<ReachWord> for Reach {
    fn from(word: ReachWord) -> Self {
        match word {
            ReachWord::Reached => Self::Reached,
            ReachWord::Unreachable(reason) => Self::Unreachable(reason),
            ReachWord::NoRepository(reason) => Self::NoRepository(reason),
            ReachWord::CouldNotComplete(reason) => Self::CouldNotComplete(reason),
        }
    }
}

/// How much is known of the snapshots.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListWord {
    /// All of them, with times and paths.
    #[default]
    Whole,
    /// Their names, and when each arrived; why no more.
    NamesOnly(String),
    /// Nothing, and why.
    Unknown(String),
}

impl From<ListWord> for SnapshotList {
    fn from(word: ListWord) -> Self {
        match word {
            ListWord::Whole => Self::Whole,
            ListWord::NamesOnly(reason) => Self::NamesOnly(reason),
            ListWord::Unknown(reason) => Self::Unknown(reason),
        }
    }
}

/// A snapshot; an archive, a backup set, a folder otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnapshotLine {
    /// Its name in the repository.
    pub id: String,
    /// The instant whose state it holds.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub time: Option<Timestamp>,
    /// When it arrived in the store, as the store says.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub arrived: Option<Timestamp>,
    /// The machine that it says it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// What it was told to take in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

impl From<SnapshotLine> for Snapshot {
    fn from(line: SnapshotLine) -> Self {
        Self { id: line.id, time: line.time, arrived: line.arrived, host: line.host, paths: line.paths }
    }
}

/// What is in a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentsLine {
    /// The snapshot.
    pub snapshot: String,
    /// Every file and folder, by its absolute path; `database:NAME` for pgBackRest.
    #[serde(default)]
    pub paths: BTreeSet<String>,
    /// Why the list is not whole, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
}

impl From<ContentsLine> for Contents {
    fn from(line: ContentsLine) -> Self {
        Self { snapshot: line.snapshot, paths: line.paths, cut: line.cut }
    }
}

/// Which files lie in the store, told as what changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StockLine {
    /// The exhibit of the look that this one goes on from, as `sha256:` and 64 hexadecimal digits. Left out: every file is in `added`.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub since: Option<ExhibitId>,
    /// How many files there are now.
    pub files: u64,
    /// How many bytes they have together.
    pub bytes: u64,
    /// Files that were not there before, or not with that size, each as `[name, bytes]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<(String, u64)>,
    /// Files that are not there any more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub gone: BTreeSet<String>,
}

impl From<StockLine> for Stock {
    fn from(line: StockLine) -> Self {
        let added = line.added.into_iter().map(|(name, bytes)| StoredFile { name, bytes });
        Self {
            since: line.since,
            files: line.files,
            bytes: line.bytes,
            added: added.collect(),
            gone: line.gone,
        }
    }
}

/// Files that were read to their end and are as they should be: `"all"`, but for those that a fault names, or a list of names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ReadWord {
    /// Every file in the store.
    All(AllWord),
    /// These.
    Files(BTreeSet<String>),
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AllWord {
    /// Every file.
    All,
}

impl ReadWord {
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Files(files) if files.is_empty())
    }
}

impl Default for ReadWord {
    fn default() -> Self {
        Self::Files(BTreeSet::new())
    }
}

impl From<ReadWord> for ReadFiles {
    fn from(word: ReadWord) -> Self {
        match word {
            ReadWord::All(_) => Self::All,
            ReadWord::Files(files) => Self::Files(files),
        }
    }
}

/// How a sample was drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleLine {
    /// From how many files.
    pub of: u64,
    /// How many were drawn, uniformly and without replacement.
    pub drawn: u64,
    /// What the draw was made from.
    pub seed: String,
}

/// Something broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultLine {
    /// How.
    pub kind: FaultWord,
    /// What.
    #[serde(default)]
    pub part: PartWord,
    /// The file, by its path within the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// How many files it tells of without a name, where there are too many to name.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub unnamed: u64,
    /// What was seen, in words.
    pub detail: String,
    /// Snapshots that cannot be restored whole because of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub snapshots: BTreeSet<String>,
    /// Paths that cannot be restored because of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub paths: BTreeSet<String>,
}

impl From<FaultLine> for Fault {
    fn from(line: FaultLine) -> Self {
        Self {
            kind: line.kind.into(),
            part: line.part.into(),
            file: line.file,
            unnamed: line.unnamed,
            detail: line.detail,
            snapshots: line.snapshots,
            paths: line.paths,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_nought(number: &u64) -> bool {
    *number == 0
}

/// Files put together with the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SemanticLine {
    /// How it ended.
    #[serde(default)]
    pub outcome: SemanticWord,
    /// How many files of data were opened.
    #[serde(default)]
    pub files: u64,
    /// What did it, with its version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl From<SemanticLine> for Semantic {
    fn from(line: SemanticLine) -> Self {
        let outcome = match line.outcome {
            SemanticWord::Sound => SemanticOutcome::Sound,
            SemanticWord::Faulty => SemanticOutcome::Faulty,
            SemanticWord::CouldNotComplete(reason) => SemanticOutcome::CouldNotComplete(reason),
        };
        Self { outcome, files: line.files, by: line.by }
    }
}

/// How putting files together ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SemanticWord {
    /// Everything fits.
    #[default]
    Sound,
    /// Something does not: see the faults.
    Faulty,
    /// It could not be brought to an end, and why.
    CouldNotComplete(String),
}
