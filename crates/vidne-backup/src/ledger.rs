//! The ledger: which files of which copy are there, when each was first seen, and when it was last read to its end.
//!
//! It is an index and never evidence: it can be lost and is then built again from the recorded looks ([`Ledger::replay`]).
//! What a run read before it was killed is kept apart as pending, until a look tells it and [`Ledger::tell`] takes it in.

mod apply;
mod copy;
mod table;

use std::{
    io,
    path::{Path, PathBuf},
};

use redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, WriteTransaction,
};
use vidne_model::id::ExhibitId;
use vidne_read::lines::{BackupLine, ProofWord};

pub(crate) use copy::CopyLedger;
pub(crate) use table::Mark;

use table::{COPIES, META, Row, SCHEMA};

/// The ledger of all copies, in one file. One process at a time has it.
#[derive(Debug)]
pub struct Ledger {
    database: Database,
    path: PathBuf,
}

/// A ledger that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The ledger.
    pub ledger: Ledger,
    /// Where the old file was put, because it could not be used; or nothing was there. Then it is empty, and is to be
    /// built again with [`Ledger::replay`].
    pub fresh: Option<Fresh>,
}

/// Why a ledger is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fresh {
    /// There was none.
    New,
    /// The old one could not be read, for that reason, and lies under that path now.
    SetAside {
        /// Where.
        to: PathBuf,
        /// Why.
        reason: String,
    },
}

/// What the ledger remembers of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Its path within the repository.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was first told, in milliseconds since 1970.
    pub first_seen: i64,
    /// When it was last read to its end and found right, in milliseconds since 1970, and what that shows.
    pub last_read: Option<(i64, ProofWord)>,
    /// Whether it was never put together with the key.
    pub is_owed: bool,
}

/// What replaying came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Looks that were taken in.
    pub taken: u64,
    /// Looks that go on from a look that is not there, and were left aside.
    pub left_aside: u64,
}

/// The ledger could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another process has it.
    #[error("the ledger {} is in use by another process", .0.display())]
    Busy(PathBuf),
    /// The look goes on from another look than the ledger does.
    #[error("the ledger goes on from another look than the one given")]
    OutOfStep,
    /// The file system refused.
    #[error("the ledger {} cannot be used", path.display())]
    File {
        /// The ledger's file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The database within the file refused.
    #[error("the ledger cannot be read or written")]
    Database(#[source] Box<redb::Error>),
}

impl LedgerError {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Busy(_) => {
                "Wait until the other vidne has ended, or give this one an evidence folder of its own."
            }
            Self::OutOfStep => "Build the ledger again from the recorded looks.",
            Self::File { .. } => {
                "See that the folder is there, has room, and belongs to the user who runs vidne."
            }
            Self::Database(_) => "Move the ledger's file away: it is built again from the recorded looks.",
        }
    }
}

impl<E: Into<redb::Error>> From<E> for LedgerError {
    fn from(error: E) -> Self {
        Self::Database(Box::new(error.into()))
    }
}

impl Ledger {
    /// Opens the ledger, or begins one. A file that cannot be used is renamed, never deleted.
    ///
    /// # Errors
    /// Another process has it, or the file system refuses.
    pub fn open(path: &Path) -> Result<Opened, LedgerError> {
        let was_there = path.metadata().is_ok_and(|metadata| metadata.len() > 0);
        match Self::open_as_is(path) {
            Ok(ledger) => Ok(Opened { ledger, fresh: (!was_there).then_some(Fresh::New) }),
            Err(Trouble::Unusable(reason)) => {
                let to =
                    set_aside(path).map_err(|error| LedgerError::File { path: path.to_owned(), error })?;
                let ledger = Self::open_as_is(path).map_err(|trouble| trouble.into_error(path))?;
                Ok(Opened { ledger, fresh: Some(Fresh::SetAside { to, reason }) })
            }
            Err(trouble) => Err(trouble.into_error(path)),
        }
    }

    /// The exhibit of the look that the ledger goes on from, for one copy.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn standing(&self, backup: &str, copy: &str) -> Result<Option<ExhibitId>, LedgerError> {
        let read = self.database.begin_read()?;
        let copies = read.open_table(COPIES)?;
        Ok(copies.get((backup, copy))?.and_then(|row| table::exhibit(row.value().1)))
    }

    /// Takes in a look that was kept as that exhibit. To be called once the exhibit is durable: from then on its reads
    /// are no longer pending. A look without a stock changes nothing.
    ///
    /// # Errors
    /// It goes on from another look than the ledger does, or the ledger cannot be written.
    pub fn tell(&self, look: &BackupLine, exhibit: ExhibitId) -> Result<(), LedgerError> {
        if look.stock.is_none() {
            return Ok(());
        }
        let write = self.database.begin_write()?;
        apply::apply(&write, look, exhibit)?;
        write.commit()?;
        Ok(())
    }

    /// Builds the ledger again from the looks, the oldest first. What is pending stays pending.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn replay(
        &self,
        looks: impl IntoIterator<Item = (ExhibitId, BackupLine)>,
    ) -> Result<Replayed, LedgerError> {
        let write = self.database.begin_write()?;
        apply::forget(&write)?;
        let mut replayed = Replayed::default();
        for (exhibit, look) in looks {
            if look.stock.is_none() {
                continue;
            }
            match apply::apply(&write, &look, exhibit) {
                Ok(()) => replayed.taken += 1,
                Err(LedgerError::OutOfStep) => replayed.left_aside += 1,
                Err(error) => return Err(error),
            }
        }
        write.commit()?;
        Ok(replayed)
    }

    /// All that is remembered of a copy, by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn files(&self, backup: &str, copy: &str) -> Result<Vec<Remembered>, LedgerError> {
        self.copy(backup, copy)?.files()
    }

    /// Names that were read by a run that did not live to tell of them.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn pending_names(&self, backup: &str, copy: &str) -> Result<Vec<String>, LedgerError> {
        self.copy(backup, copy)?.pending_names()
    }

    /// One copy's part of it.
    pub(crate) fn copy(&self, backup: &str, copy: &str) -> Result<CopyLedger<'_>, LedgerError> {
        let known =
            self.database.begin_read()?.open_table(COPIES)?.get((backup, copy))?.map(|row| row.value().0);
        if let Some(number) = known {
            return Ok(CopyLedger::new(&self.database, number, backup, copy));
        }
        let write = self.database.begin_write()?;
        let number = number_of(&write, backup, copy)?;
        write.commit()?;
        Ok(CopyLedger::new(&self.database, number, backup, copy))
    }

    fn open_as_is(path: &Path) -> Result<Self, Trouble> {
        let mut builder = Builder::new();
        // A look must stay small beside the machine's own work; what was changed by others is to be seen at once.
        builder.set_cache_size(16 << 20).set_check_integrity_on_open(true);
        let database = builder.create(path).map_err(Trouble::from)?;
        let ledger = Self { database, path: path.to_owned() };
        ledger.prepare()?;
        Ok(ledger)
    }

    fn prepare(&self) -> Result<(), Trouble> {
        let unusable = |error: LedgerError| match error {
            LedgerError::Database(error) => Trouble::Unusable(error.to_string()),
            other => Trouble::Unusable(other.to_string()),
        };
        let schema = (|| {
            let write = self.database.begin_write()?;
            let found = {
                let mut meta = write.open_table(META)?;
                let found = meta.get("schema")?.map(|value| value.value());
                if found.is_none() {
                    meta.insert("schema", SCHEMA)?;
                }
                write.open_table(COPIES)?;
                found.unwrap_or(SCHEMA)
            };
            write.commit()?;
            Ok(found)
        })()
        .map_err(unusable)?;
        if schema == SCHEMA {
            return Ok(());
        }
        Err(Trouble::Unusable(format!("{} is of schema {schema}, not {SCHEMA}", self.path.display())))
    }
}

/// The number under which a copy's tables stand.
fn number_of(write: &WriteTransaction, backup: &str, copy: &str) -> Result<u64, LedgerError> {
    let mut copies = write.open_table(COPIES)?;
    if let Some(row) = copies.get((backup, copy))? {
        return Ok(row.value().0);
    }
    let mut number = 0;
    for row in copies.iter()? {
        number = number.max(row?.1.value().0 + 1);
    }
    copies.insert((backup, copy), (number, &[][..], ""))?;
    Ok(number)
}

/// Why the ledger did not open.
enum Trouble {
    Busy,
    File(io::Error),
    Unusable(String),
}

impl Trouble {
    fn into_error(self, path: &Path) -> LedgerError {
        let path = path.to_owned();
        match self {
            Self::Busy => LedgerError::Busy(path),
            Self::File(error) => LedgerError::File { path, error },
            Self::Unusable(reason) => LedgerError::File { path, error: io::Error::other(reason) },
        }
    }
}

impl From<DatabaseError> for Trouble {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => Self::Busy,
            DatabaseError::Storage(StorageError::Io(error))
                if !matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) =>
            {
                Self::File(error)
            }
            other => Self::Unusable(other.to_string()),
        }
    }
}

fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let now = jiff::Timestamp::now().as_millisecond();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".set-aside-{now}"));
    let to = path.with_file_name(name);
    std::fs::rename(path, &to)?;
    Ok(to)
}

/// For rows as they are read.
fn remembered(name: &str, row: Row) -> Remembered {
    let (bytes, first_seen, last_read, proof, owed) = row;
    Remembered {
        name: name.to_owned(),
        bytes,
        first_seen,
        last_read: table::instant(last_read).map(|at| (at, table::proof(proof))),
        is_owed: owed != 0,
    }
}
