//! One copy's part of the ledger, as a look uses it.
//!
//! It never marks a file as read: it only notes, as pending, what was read to its end.

use std::collections::BTreeMap;

use redb::{Database, ReadableDatabase, ReadableTable, TableError};
use vidne_model::id::ExhibitId;
use vidne_read::lines::ProofWord;

use super::{
    LedgerError, Remembered, remembered,
    table::{COPIES, Mark, NEVER, Names, exhibit, instant, proof_number},
};
use crate::stock::{Held, Known};

/// How long what a killed run read may wait for a look that tells it, in milliseconds. Later it is read again.
const PENDING_FOR: i64 = 24 * 60 * 60 * 1000;

/// One copy's part of the ledger.
pub(crate) struct CopyLedger<'a> {
    database: &'a Database,
    names: Names,
    key: (String, String),
}

impl<'a> CopyLedger<'a> {
    pub(super) fn new(database: &'a Database, number: u64, backup: &str, copy: &str) -> Self {
        Self { database, names: Names::new(number), key: (backup.to_owned(), copy.to_owned()) }
    }

    pub(crate) fn standing(&self) -> Result<Option<ExhibitId>, LedgerError> {
        let copies = self.database.begin_read()?.open_table(COPIES)?;
        Ok(copies.get((&*self.key.0, &*self.key.1))?.and_then(|row| exhibit(row.value().1)))
    }

    /// What the last look said names the repository.
    pub(crate) fn repository(&self) -> Result<Option<String>, LedgerError> {
        let copies = self.database.begin_read()?.open_table(COPIES)?;
        let row = copies.get((&*self.key.0, &*self.key.1))?;
        Ok(row.map(|row| row.value().2.to_owned()).filter(|name| !name.is_empty()))
    }

    /// Lays files (by name) beside what is remembered: fills in what is known of each, and returns what is gone.
    pub(crate) fn compare(&self, files: &mut [Held]) -> Result<BTreeMap<String, u64>, LedgerError> {
        let mut gone = BTreeMap::new();
        let table = match self.database.begin_read()?.open_table(self.names.files()) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(gone),
            other => other?,
        };
        let mut here = files.iter_mut().peekable();
        for row in table.iter()? {
            let (name, row) = row?;
            let (name, (bytes, first_seen, last_read, _, owed)) = (name.value(), row.value());
            while here.next_if(|held| &*held.name < name).is_some() {}
            let Some(held) = here.next_if(|held| &*held.name == name) else {
                gone.insert(name.to_owned(), bytes);
                continue;
            };
            held.known = if held.bytes == bytes { Known::Same } else { Known::Resized { from: bytes } };
            held.is_added = held.known != Known::Same;
            if !held.is_added {
                held.last_read = instant(last_read);
                held.owed = (owed != 0).then_some(first_seen);
            }
        }
        Ok(gone)
    }

    pub(crate) fn marks(&self) -> Result<BTreeMap<String, Mark>, LedgerError> {
        let table = match self.database.begin_read()?.open_table(self.names.marks()) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(BTreeMap::new()),
            other => other?,
        };
        table
            .iter()?
            .map(|row| row.map(|(name, row)| (name.value().to_owned(), Mark::of(row.value()))))
            .map(|row| Ok(row?))
            .collect()
    }

    /// Notes files as read to their end by a run that began at `began`, in milliseconds of Unix time.
    pub(crate) fn note<'f>(
        &self,
        read: impl Iterator<Item = &'f Held>,
        proof: ProofWord,
        began: i64,
    ) -> Result<(), LedgerError> {
        let write = self.database.begin_write()?;
        {
            let mut pending = write.open_table(self.names.pending())?;
            for held in read {
                let modified = held.modified.unwrap_or(NEVER);
                pending.insert(&*held.name, (held.bytes, modified, began, proof_number(proof)))?;
            }
        }
        write.commit()?;
        Ok(())
    }

    /// Fills in what a killed run had read. What waited too long, may have changed since, or was noted of another
    /// repository or in another way, is dropped and read again.
    pub(crate) fn take_pending(
        &self,
        files: &mut [Held],
        proof: ProofWord,
        is_another: bool,
    ) -> Result<(), LedgerError> {
        let oldest = jiff::Timestamp::now().as_millisecond() - PENDING_FOR;
        let write = self.database.begin_write()?;
        {
            let mut pending = write.open_table(self.names.pending())?;
            pending.retain(|name, (bytes, modified, began, by)| {
                let Ok(index) = files.binary_search_by(|held| (*held.name).cmp(name)) else { return false };
                let held = &mut files[index];
                let is_same = held.bytes == bytes && held.modified.unwrap_or(NEVER) == modified;
                // Stores tell whole seconds: a file that changed in the run's first second may have changed again in it.
                let is_settled = modified.saturating_add(1000) <= began;
                held.is_pending =
                    is_same && is_settled && !is_another && began >= oldest && by == proof_number(proof);
                held.is_pending
            })?;
        }
        write.commit()?;
        Ok(())
    }

    pub(crate) fn files(&self) -> Result<Vec<Remembered>, LedgerError> {
        let table = match self.database.begin_read()?.open_table(self.names.files()) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
            other => other?,
        };
        let rows = table.iter()?.map(|row| row.map(|(name, row)| remembered(name.value(), row.value())));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn pending_names(&self) -> Result<Vec<String>, LedgerError> {
        let table = match self.database.begin_read()?.open_table(self.names.pending()) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
            other => other?,
        };
        let rows = table.iter()?.map(|row| row.map(|(name, _)| name.value().to_owned()));
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
