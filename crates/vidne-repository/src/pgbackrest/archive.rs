//! `archive.info`: the databases whose WAL is archived.

use std::collections::BTreeMap;

use super::{backups::Database, sheet::Sheet};
use crate::ReadError;

/// What `archive.info` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// The database of today, by its number in `databases`.
    pub current: u64,
    /// Every database there was, by its number.
    pub databases: BTreeMap<u64, Database>,
}

impl Archive {
    /// Reads `archive.info`, after comparing it with its own checksum. `file` is the path that an error names.
    ///
    /// # Errors
    /// It is damaged, encrypted, or of another format.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let sheet = Sheet::read(file, bytes)?;
        Ok(Self { current: sheet.value("db", "db-id")?, databases: Database::history(&sheet, "db-id")? })
    }
}
