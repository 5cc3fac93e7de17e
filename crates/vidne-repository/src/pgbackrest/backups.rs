//! `backup.info`: the backups that are there.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use super::{Segment, sheet::Line, sheet::Sheet};
use crate::ReadError;

/// What `backup.info` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    /// The version of pgBackRest that wrote it.
    pub program: String,
    /// The backups, oldest first.
    pub backups: Vec<Backup>,
    /// The database of today, by its number in `databases`.
    pub current: u64,
    /// Every database there was, by its number.
    pub databases: BTreeMap<u64, Database>,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its label, which names its folder.
    pub label: String,
    /// How much it holds by itself.
    pub kind: BackupKind,
    /// When it began.
    pub start: Timestamp,
    /// When it ended.
    pub stop: Timestamp,
    /// The backup it builds upon; none for a full one.
    pub prior: Option<String>,
    /// Backups whose folders it needs, besides its own.
    pub references: Vec<String>,
    /// The WAL it needs to be consistent; none for one of a stopped server.
    pub wal: Option<WalRange>,
    /// The database, by its number in [`Backups::databases`].
    pub database: u64,
    /// Bytes of the original files, those in references among them.
    pub bytes: u64,
    /// Whether pages with a wrong checksum were met; none if pages were not checked.
    pub page_errors: Option<PageErrors>,
}

/// What pgBackRest met while it read pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageErrors {
    /// Every page was right.
    None,
    /// Some page was already wrong when it was saved.
    Some,
}

/// How much a backup holds by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BackupKind {
    /// Everything.
    Full,
    /// What changed since the last full one.
    Diff,
    /// What changed since the last one of any kind.
    Incr,
}

/// A stretch of WAL, both ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalRange {
    /// The first segment.
    pub start: Segment,
    /// The last segment.
    pub stop: Segment,
}

/// A database cluster.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Database {
    /// PostgreSQL's version, such as "15".
    pub version: String,
    /// The number that `initdb` drew.
    pub system: u64,
}

impl Backups {
    /// Reads `backup.info`, after comparing it with its own checksum. `file` is the path that an error names.
    ///
    /// # Errors
    /// It is damaged, encrypted, or of another format.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let sheet = Sheet::read(file, bytes)?;
        let mut backups = sheet
            .section("backup:current")
            .map(|line| Backup::of(&sheet, line))
            .collect::<Result<Vec<_>, _>>()?;
        backups.sort_by(|left, right| (left.start, &left.label).cmp(&(right.start, &right.label)));
        Ok(Self {
            program: sheet.value("backrest", "backrest-version")?,
            backups,
            current: sheet.value("db", "db-id")?,
            databases: Database::history(&sheet, "db-system-id")?,
        })
    }
}

impl Database {
    /// The section `db:history`; the two lists give the drawn number different names.
    pub(super) fn history(sheet: &Sheet<'_>, system: &str) -> Result<BTreeMap<u64, Self>, ReadError> {
        let read = |line: &Line<'_>| {
            let number =
                line.key.parse().map_err(|_| sheet.strange(line, "it does not begin with a number"))?;
            let values: BTreeMap<String, serde_json::Value> = sheet.parse(line)?;
            let version = values.get("db-version").and_then(|value| value.as_str());
            let system = values.get(system).and_then(serde_json::Value::as_u64);
            let (version, system) =
                version.zip(system).ok_or_else(|| sheet.strange(line, "it lacks a version or a system"))?;
            Ok((number, Self { version: version.to_owned(), system }))
        };
        sheet.section("db:history").map(read).collect()
    }
}

/// A line of `backup:current` as pgBackRest writes it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Written {
    backup_type: BackupKind,
    backup_timestamp_start: i64,
    backup_timestamp_stop: i64,
    #[serde(default)]
    backup_prior: Option<String>,
    #[serde(default)]
    backup_reference: Option<Vec<String>>,
    #[serde(default)]
    backup_archive_start: Option<String>,
    #[serde(default)]
    backup_archive_stop: Option<String>,
    #[serde(default)]
    backup_error: Option<bool>,
    #[serde(default)]
    backup_info_size: u64,
    db_id: u64,
}

impl Backup {
    fn of(sheet: &Sheet<'_>, line: &Line<'_>) -> Result<Self, ReadError> {
        let written: Written = sheet.parse(line)?;
        let time = |seconds| {
            Timestamp::from_second(seconds).map_err(|_| sheet.strange(line, "a time is out of range"))
        };
        let part = |name: &str| !name.is_empty() && !name.contains('/') && name != "." && name != "..";
        let mut references = written.backup_reference.unwrap_or_default();
        references.retain(|name| name != line.key);
        if !part(line.key) || !references.iter().all(|name| part(name)) {
            return Err(sheet.strange(line, "a label is not the name of a folder"));
        }
        Ok(Self {
            label: line.key.to_owned(),
            kind: written.backup_type,
            start: time(written.backup_timestamp_start)?,
            stop: time(written.backup_timestamp_stop)?,
            prior: written.backup_prior,
            references,
            wal: wal(sheet, line, written.backup_archive_start, written.backup_archive_stop)?,
            database: written.db_id,
            bytes: written.backup_info_size,
            page_errors: written
                .backup_error
                .map(|met| if met { PageErrors::Some } else { PageErrors::None }),
        })
    }
}

fn wal(
    sheet: &Sheet<'_>,
    line: &Line<'_>,
    start: Option<String>,
    stop: Option<String>,
) -> Result<Option<WalRange>, ReadError> {
    let Some((start, stop)) = start.zip(stop) else { return Ok(None) };
    let range = start.parse().ok().zip(stop.parse().ok());
    let range =
        range.filter(|(start, stop): &(Segment, Segment)| start.timeline == stop.timeline && start <= stop);
    let strange = || sheet.strange(line, "its WAL does not run from one segment to a later one");
    range.map(|(start, stop)| Some(WalRange { start, stop })).ok_or_else(strange)
}
