//! Snapshots: who saved what, when.
//!
//! It never judges a time, and never takes a snapshot it could not read for one that is not there.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Id, Opened, json};
use crate::{Place, ReadError};

/// One snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The name of its file.
    pub id: Id,
    /// When the backup began, by the clock of the host that was backed up.
    pub time: Timestamp,
    /// The host, as it named itself.
    pub host: String,
    /// The user who ran the backup; empty if not told.
    pub user: String,
    /// The paths that were asked for, sorted as they stand.
    pub paths: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What was left out by pattern.
    pub excludes: Vec<String>,
    /// The tree at its root.
    pub tree: Id,
    /// The snapshot it was compared with.
    pub parent: Option<Id>,
    /// The snapshot it was rewritten from.
    pub original: Option<Id>,
    /// The program that wrote it, such as "restic 0.16.4"; empty in older ones.
    pub program: String,
}

/// All snapshots of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshots {
    /// What could be read, oldest first.
    pub read: Vec<Snapshot>,
    /// Snapshot files that could not be read.
    pub faults: Vec<ReadError>,
}

/// A snapshot file as restic writes it; what may be absent may be `null`, too.
#[derive(Deserialize)]
struct Written {
    time: String,
    tree: Id,
    #[serde(default)]
    hostname: Option<String>,
    #[serde(default)]
    username: Option<String>,
    #[serde(default)]
    paths: Option<Vec<String>>,
    #[serde(default)]
    tags: Option<Vec<String>>,
    #[serde(default)]
    excludes: Option<Vec<String>>,
    #[serde(default)]
    parent: Option<Id>,
    #[serde(default)]
    original: Option<Id>,
    #[serde(default)]
    program_version: Option<String>,
}

/// Reads one snapshot out of its JSON.
pub(super) fn parse(file: &str, id: Id, text: &[u8]) -> Result<Snapshot, ReadError> {
    let written: Written = json::read(file, text)?;
    let time = written.time.parse();
    let time =
        time.map_err(|_| ReadError::new(file, Place::Part("time".to_owned()), "it is not a time", MEND))?;
    Ok(Snapshot {
        id,
        time,
        host: written.hostname.unwrap_or_default(),
        user: written.username.unwrap_or_default(),
        paths: written.paths.unwrap_or_default(),
        tags: written.tags.unwrap_or_default(),
        excludes: written.excludes.unwrap_or_default(),
        tree: written.tree,
        parent: written.parent,
        original: written.original,
        program: written.program_version.unwrap_or_default(),
    })
}

/// Reads every snapshot.
pub(super) fn all(opened: &Opened<'_>) -> Result<Snapshots, super::FileError> {
    let mut snapshots = Snapshots::default();
    for read in opened.documents(super::Folder::Snapshots, LARGEST, parse)? {
        match read {
            Ok(snapshot) => snapshots.read.push(snapshot),
            Err(error) => snapshots.faults.push(error),
        }
    }
    snapshots.read.sort_by_key(|snapshot| (snapshot.time, snapshot.id));
    snapshots.faults.sort();
    Ok(snapshots)
}

/// Any bytes give a snapshot or an error that names the file.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    if let Err(error) = parse("snapshots/fuzz", Id([0; 32]), bytes) {
        assert!(error.to_string().starts_with("cannot read snapshots/fuzz"), "an error names the file");
    }
}

/// Bytes of a snapshot file at most: it holds lists of paths and patterns, no content.
const LARGEST: u64 = 16 << 20;
const MEND: &str = "restic does not write such a snapshot: look at who did.";
