//! Backups: what is kept of which machine, how often, where, and who could destroy it.
//!
//! It never says that a backup works: looks at its copies do. What nobody declared is absent here, not assumed.

use std::collections::BTreeSet;

use jiff::Span;

use crate::{
    id::{BackupId, CopyId, EscrowId, HostId, StoreId},
    place::Place,
    time::{Day, Period},
};

/// A place where copies lie.
#[derive(Debug, Clone)]
pub struct Store {
    /// Its name in this declaration.
    pub id: StoreId,
    /// What fails together: a room, a data centre, a region.
    pub failure_domain: Option<String>,
    /// Who can delete everything in it: a team, an account, a supplier.
    pub administration: Option<String>,
    /// What those who administer the machine that is backed up cannot do to it. `None` where nothing is declared.
    pub protected_against: Option<BTreeSet<Protection>>,
    /// When it is in use.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

/// What a store keeps others from doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protection {
    /// To delete a copy.
    Deletion,
    /// To change a copy.
    Alteration,
    /// To read a copy.
    Reading,
}

impl Protection {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Deletion, Self::Alteration, Self::Reading];

    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deletion => "deletion",
            Self::Alteration => "alteration",
            Self::Reading => "reading",
        }
    }
}

/// What is kept of a machine, and how often.
#[derive(Debug, Clone)]
pub struct Backup {
    /// Its name in this declaration.
    pub id: BackupId,
    /// Of which machine.
    pub of: HostId,
    /// What makes it, and so how it is read.
    pub tool: BackupTool,
    /// Everything that must be in it: absolute paths, or names of databases for `pgbackrest`.
    pub scope: Vec<String>,
    /// Paths below the scope that need not be in it.
    pub leaves_out: Vec<String>,
    /// The folder that its names begin at, where that is not the root of the machine.
    pub relative_to: Option<String>,
    /// How often a snapshot is made.
    pub every: Span,
    /// How much later than that a snapshot may be.
    pub tolerance: Option<Span>,
    /// How often its copies are looked at.
    pub check_every: Option<Span>,
    /// Within which time every stored byte is read again.
    pub read_every: Option<Span>,
    /// How many bytes are read in one look at most.
    pub read_budget: Option<u64>,
    /// Where it lies.
    pub copies: Vec<Copy>,
    /// When it is in use.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

impl Backup {
    /// How old the newest snapshot may become: interval and tolerance together, by the calendar.
    pub fn due_after(&self, snapshot: jiff::Timestamp) -> jiff::Timestamp {
        let due = crate::time::later(snapshot, self.every);
        self.tolerance.map_or(due, |tolerance| crate::time::later(due, tolerance))
    }
}

/// What makes a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackupTool {
    /// A restic repository, format 1 or 2.
    Restic,
    /// A borg repository, format 1.
    Borg,
    /// A pgBackRest repository.
    PgBackRest,
    /// A folder of files with a list of their hashes.
    Folder,
    /// A folder of tar archives with a list of their hashes.
    Tar,
}

impl BackupTool {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Restic, Self::Borg, Self::PgBackRest, Self::Folder, Self::Tar];

    /// As it is written in a declaration and in observation lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Restic => "restic",
            Self::Borg => "borg",
            Self::PgBackRest => "pgbackrest",
            Self::Folder => "folder",
            Self::Tar => "tar",
        }
    }

    /// Whether its repositories can be encrypted, so that losing the key loses the backup.
    pub fn needs_key(self) -> bool {
        matches!(self, Self::Restic | Self::Borg)
    }
}

/// One copy of a backup.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its name within the backup.
    pub id: CopyId,
    /// In which store it lies.
    pub store: Option<StoreId>,
    /// Where: a path, `sftp://user@host/path` or `s3://bucket/prefix`.
    pub location: Option<String>,
    /// How much later than the first copy it may have what that one has. The first copy of a backup has no lag of its own.
    pub max_lag: Option<Span>,
    /// The machine that would restore from it, and from which it must be reachable.
    pub restored_from: Option<HostId>,
    /// Where its key is, so that what is encrypted can be listed.
    pub key: Option<Secret>,
    /// The stanza, for `pgbackrest`.
    pub stanza: Option<String>,
    /// When it is in use.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

/// Where a secret is. Never the secret itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// In this file.
    File(String),
    /// On the standard output of this command.
    Command(Vec<String>),
}

/// A deposit of a repository's key with somebody who outlives the machine.
#[derive(Debug, Clone)]
pub struct Escrow {
    /// Its name in this declaration.
    pub id: EscrowId,
    /// The backup whose key it is.
    pub backup: BackupId,
    /// Who holds it, in words.
    pub held_by: String,
    /// What fails together with it.
    pub failure_domain: Option<String>,
    /// When the backup was opened with the deposited key, the newest last.
    pub opened: Vec<Opened>,
    /// How often that is to be done.
    pub open_every: Option<Span>,
    /// When it is in force.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

impl Escrow {
    /// As somebody knew it on that day: what was opened later is not known yet.
    #[must_use]
    pub(super) fn known_by(&self, day: jiff::civil::Date) -> Self {
        let mut known = self.clone();
        known.opened.retain(|opened| opened.on.date <= day);
        known
    }
}

/// A repository was opened with a deposited key.
#[derive(Debug, Clone)]
pub struct Opened {
    /// When.
    pub on: Day,
    /// Who did it, in words.
    pub by: Option<String>,
    /// Which copy was opened.
    pub copy: Option<CopyId>,
    /// What came of it.
    pub result: OpenedResult,
    /// Where it is declared.
    pub place: Place,
}

/// What came of opening a repository with a deposited key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenedResult {
    /// Its snapshots could be listed.
    Listed,
    /// It did not open.
    Failed,
}
