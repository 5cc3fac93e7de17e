//! `backup.manifest`: every file of one backup.
//!
//! It never gives a path that leads out of the stanza's folder.

use serde::Deserialize;

use super::sheet::{Line, Sheet};
use crate::{Packing, ReadError, hex};

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The label of the backup.
    pub label: String,
    /// The names of the databases, sorted.
    pub databases: Vec<String>,
    /// How its files are packed.
    pub packing: Packing,
    /// Its files, in the order of the manifest.
    pub files: Vec<FileEntry>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Its name in the manifest, such as `pg_data/base/1/1259`.
    pub name: String,
    /// Bytes of the original.
    pub bytes: u64,
    /// Bytes as stored.
    pub stored_bytes: u64,
    /// SHA-1 of the original; none where there is no byte.
    pub sha1: Option<[u8; 20]>,
    /// SHA-1 of the stored bytes, where the manifest has it.
    pub stored_sha1: Option<[u8; 20]>,
    /// Where it lies.
    pub stored: Stored,
}

/// Where a file lies; paths are relative to `backup/STANZA/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stored {
    /// A file of its own, packed as the manifest says.
    Whole {
        /// `LABEL/pg_data/….gz`.
        path: String,
    },
    /// A stretch of a bundle, packed by itself.
    Bundle {
        /// `LABEL/bundle/N`.
        path: String,
        /// Where it begins, in bytes; [`FileEntry::stored_bytes`] are its length.
        offset: u64,
    },
    /// Nowhere: it has no byte, and is made anew in a restore.
    Nowhere,
    /// As blocks of several backups (`repo-block`): not read here, verify with `pgbackrest verify`.
    Unsupported,
}

impl FileEntry {
    /// The path of the file it lies in, relative to `backup/STANZA/`.
    pub fn path(&self) -> Option<&str> {
        match &self.stored {
            Stored::Whole { path } | Stored::Bundle { path, .. } => Some(path),
            Stored::Nowhere | Stored::Unsupported => None,
        }
    }
}

impl Manifest {
    /// Reads a manifest, after comparing it with its own checksum. `file` is the path that an error names.
    ///
    /// # Errors
    /// It is damaged, encrypted, of another format, or names a file outside the repository.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let sheet = Sheet::read(file, bytes)?;
        let label: String = sheet.value("backup", "backup-label")?;
        let packing = packing(&sheet)?;
        let bundled = sheet.maybe("backup", "backup-bundle")?.unwrap_or(false);
        let made = Made { sheet: &sheet, label: &label, packing, bundled };
        let files = sheet.section("target:file").map(|line| made.entry(line)).collect::<Result<_, _>>()?;
        let mut databases: Vec<String> = sheet.section("db").map(|line| line.key.to_owned()).collect();
        databases.sort();
        Ok(Self { label, databases, packing, files })
    }
}

/// A line of `target:file` as pgBackRest writes it.
#[derive(Deserialize)]
struct Written {
    size: u64,
    #[serde(rename = "repo-size")]
    repo_size: Option<u64>,
    checksum: Option<String>,
    rck: Option<String>,
    reference: Option<String>,
    bni: Option<u64>,
    bno: Option<u64>,
    /// The size of blocks and of their map: either shows that the file is kept in blocks.
    bi: Option<u64>,
    bims: Option<u64>,
}

/// What the paths of all files are made of.
struct Made<'s, 'b> {
    sheet: &'s Sheet<'b>,
    label: &'s str,
    packing: Packing,
    bundled: bool,
}

impl Made<'_, '_> {
    fn entry(&self, line: &Line<'_>) -> Result<FileEntry, ReadError> {
        let written: Written = self.sheet.parse(line)?;
        let sha1 = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => match hex::read(text.as_bytes()) {
                Some(sha1) => Ok(Some(sha1)),
                None => Err(self.sheet.strange(line, "a checksum is not a SHA-1")),
            },
        };
        Ok(FileEntry {
            name: line.key.to_owned(),
            bytes: written.size,
            stored_bytes: written.repo_size.unwrap_or(written.size),
            sha1: sha1(&written.checksum)?,
            stored_sha1: sha1(&written.rck)?,
            stored: self.stored(line, &written)?,
        })
    }

    fn stored(&self, line: &Line<'_>, written: &Written) -> Result<Stored, ReadError> {
        let label = written.reference.as_deref().unwrap_or(self.label);
        if written.bi.is_some() || written.bims.is_some() {
            return Ok(Stored::Unsupported);
        }
        let stored = match written.bni {
            Some(bundle) => {
                Stored::Bundle { path: format!("{label}/bundle/{bundle}"), offset: written.bno.unwrap_or(0) }
            }
            None if self.bundled && written.size == 0 => Stored::Nowhere,
            None => Stored::Whole { path: format!("{label}/{}{}", line.key, self.packing.ending()) },
        };
        let inside =
            |path: &str| path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains('\0');
        match &stored {
            Stored::Whole { path } | Stored::Bundle { path, .. } if !inside(path) => {
                Err(self.sheet.strange(line, "its path leads out of the repository"))
            }
            _ => Ok(stored),
        }
    }
}

fn packing(sheet: &Sheet<'_>) -> Result<Packing, ReadError> {
    let named: Option<String> = sheet.maybe("backup:option", "option-compress-type")?;
    let old: Option<bool> = sheet.maybe("backup:option", "option-compress")?;
    match named.as_deref() {
        Some("none") => Ok(Packing::Plain),
        Some("gz") => Ok(Packing::Gzip),
        Some("lz4") => Ok(Packing::Lz4),
        Some("zst") => Ok(Packing::Zstd),
        Some("bz2") => Ok(Packing::Bzip2),
        None => Ok(if old == Some(true) { Packing::Gzip } else { Packing::Plain }),
        Some(_) => Err(sheet.unknown("backup:option", "option-compress-type")),
    }
}
