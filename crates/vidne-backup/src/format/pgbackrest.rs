//! pgBackRest repositories: backups and archived WAL, by the lists that pgBackRest keeps beside them.
//!
//! It never needs pgBackRest or a key; of an encrypted repository only names and sizes are told.

mod expected;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use vidne_read::lines::{ContentsLine, FaultLine, FaultWord, ListWord, PartWord, ProofWord, SnapshotLine};
use vidne_repository::{
    ReadError,
    pgbackrest::{self, Archive, Backup, Backups, Manifest, PageErrors, Segment, WalFile},
};

use self::expected::Expected;
use super::{hex_digest, instant};
use crate::{
    ask::Contents,
    course::{Course, End},
    fault::of_file,
    place::{Found, Place},
    stock::{self, Survey},
};

/// Looks at a pgBackRest repository.
pub(crate) fn look(course: &mut Course<'_>, place: &dyn Place) -> Result<(), End> {
    let found = course.list(place)?;
    let stanza = stanza(course, &found)?;
    let lists = Lists::read(course, place, &stanza, &found);
    let part = |name: &str| lists.part(name);
    let start = [format!("backup/{stanza}/"), format!("archive/{stanza}/")];
    let latest = format!("backup/{stanza}/latest");
    let is_ours = |name: &str| name != latest && start.iter().any(|start| name.starts_with(start));
    let files = stock::sort(found, &part, &is_ours, &mut course.faults);
    course.line.repository = lists.repository();
    let proof = if lists.is_encrypted { ProofWord::SizeOnly } else { ProofWord::ListedHash };
    let mut survey = course.survey(files, proof)?;
    tell_snapshots(course, &lists, &survey);
    if lists.is_encrypted {
        course.judge_sizes(&survey);
    }
    let expected = Expected::new(&lists);
    expected.judge(course, &survey);
    judge_wal(course, place, &lists, &survey);
    course.read(place, &mut survey, &expected, &|held| expected.is_known(held))?;
    course.tell_stock(survey);
    Ok(())
}

/// The stanza asked for, or the only one there is.
fn stanza(course: &mut Course<'_>, found: &[Found]) -> Result<String, End> {
    let of = |name: &str| {
        let mut parts = name.split('/');
        let is_ours = matches!(parts.next(), Some("backup" | "archive"));
        let stanza = parts.next().filter(|_| is_ours)?;
        parts.next().map(|_| stanza.to_owned())
    };
    let names = found.iter().filter_map(|found| match found {
        Found::File(entry) => of(&entry.name),
        Found::Odd { name, .. } => of(name),
    });
    let stanzas: BTreeSet<String> = names.collect();
    let place = &course.ask.location;
    let why = match &course.ask.stanza {
        Some(asked) if stanzas.contains(asked) => return Ok(asked.clone()),
        Some(asked) => format!("the pgBackRest repository at {place} holds no stanza {asked}"),
        None if stanzas.len() == 1 => return Ok(stanzas.into_iter().next().unwrap_or_default()),
        None if stanzas.is_empty() => {
            format!("no pgBackRest repository stands at {place}: it holds no backup and no archive")
        }
        None => {
            let all: Vec<String> = stanzas.into_iter().collect();
            format!(
                "the pgBackRest repository at {place} holds several stanzas ({}), and none was named",
                all.join(", ")
            )
        }
    };
    course.no_repository(why)
}

/// What pgBackRest's own lists say.
pub(super) struct Lists {
    stanza: String,
    backups: Option<Backups>,
    archive: Option<Archive>,
    /// By label.
    manifests: BTreeMap<String, Manifest>,
    is_encrypted: bool,
}

/// More than any list or manifest that is read.
const LARGEST: u64 = 512 << 20;

impl Lists {
    fn read(course: &mut Course<'_>, place: &dyn Place, stanza: &str, found: &[Found]) -> Self {
        course.progress.stage("reading lists");
        let names: BTreeSet<&str> = found
            .iter()
            .filter_map(|found| match found {
                Found::File(entry) => Some(&*entry.name),
                Found::Odd { .. } => None,
            })
            .collect();
        let mut reader = Reader { course, place, names, is_encrypted: false };
        let backups =
            reader.list(&format!("backup/{stanza}/backup.info"), PartWord::Index, None, Backups::read);
        let archive =
            reader.list(&format!("archive/{stanza}/archive.info"), PartWord::Index, None, Archive::read);
        let mut manifests = BTreeMap::new();
        for backup in backups.iter().flat_map(|backups| &backups.backups) {
            let label = &backup.label;
            let path = format!("backup/{stanza}/{label}/backup.manifest");
            if let Some(manifest) = reader.list(&path, PartWord::Snapshot, Some(label), Manifest::read) {
                manifests.insert(label.clone(), manifest);
            }
        }
        let is_encrypted = reader.is_encrypted;
        Self { stanza: stanza.to_owned(), backups, archive, manifests, is_encrypted }
    }

    fn part(&self, name: &str) -> Option<PartWord> {
        let (kind, rest) = name.split_once('/')?;
        let rest = rest.strip_prefix(&self.stanza)?.strip_prefix('/')?;
        let plain = rest.strip_suffix(".copy").unwrap_or(rest);
        match (kind, rest.split_once('/')) {
            ("backup", None) if plain == "backup.info" => Some(PartWord::Index),
            ("archive", None) if plain == "archive.info" => Some(PartWord::Index),
            ("backup", Some((label, within))) if self.holds(label) => {
                let is_list = within.strip_suffix(".copy").unwrap_or(within) == "backup.manifest";
                Some(if is_list { PartWord::Snapshot } else { PartWord::Data })
            }
            ("archive", Some((_, within))) => {
                let last = within.rsplit('/').next()?;
                (self.is_encrypted || WalFile::of_name(last).is_some()).then_some(PartWord::Data)
            }
            _ => None,
        }
    }

    /// Whether that is the folder of a backup that is listed; one under way, or one being deleted, is not.
    fn holds(&self, label: &str) -> bool {
        let is_label = label.len() >= 16
            && label.as_bytes()[8] == b'-'
            && label.as_bytes()[..8].iter().all(u8::is_ascii_digit);
        match &self.backups {
            Some(backups) => backups.backups.iter().any(|backup| backup.label == label),
            None => is_label,
        }
    }

    /// Stanza and the number that `initdb` drew for its first database.
    fn repository(&self) -> Option<String> {
        let databases = self.backups.as_ref().map(|backups| &backups.databases);
        let databases = databases.or(self.archive.as_ref().map(|archive| &archive.databases))?;
        let (_, first) = databases.first_key_value()?;
        Some(hex_digest(format!("pgbackrest {} {}", self.stanza, first.system).as_bytes()))
    }

    fn backups(&self) -> &[Backup] {
        self.backups.as_ref().map_or(&[], |backups| &backups.backups)
    }
}

struct Reader<'r, 'c> {
    course: &'r mut Course<'c>,
    place: &'r dyn Place,
    names: BTreeSet<&'r str>,
    is_encrypted: bool,
}

impl Reader<'_, '_> {
    /// A list, or its copy where that is all that can be read.
    fn list<T>(
        &mut self,
        path: &str,
        part: PartWord,
        label: Option<&String>,
        read: impl Fn(&str, &[u8]) -> Result<T, ReadError>,
    ) -> Option<T> {
        let (mut list, mut broken) = (None, Vec::new());
        for path in [path.to_owned(), format!("{path}.copy")] {
            match self.one(&path, &read) {
                Ok(read) => list = list.or(Some(read)),
                Err(None) => return None,
                Err(Some(fault)) => broken.push((path, fault)),
            }
        }
        for (path, (kind, why)) in broken {
            let detail = match &list {
                Some(_) => format!("{why}; the other one of the list and its copy can be read"),
                None => format!("{why}, and neither can the other one of the list and its copy"),
            };
            let snapshots =
                if list.is_none() { label.cloned().into_iter().collect() } else { BTreeSet::new() };
            self.course.fault(FaultLine { snapshots, ..of_file(kind, part, &path, detail) });
        }
        list
    }

    /// The error is nothing where the list is encrypted.
    fn one<T>(
        &mut self,
        path: &str,
        read: &impl Fn(&str, &[u8]) -> Result<T, ReadError>,
    ) -> Result<T, Option<(FaultWord, String)>> {
        if !self.names.contains(path) {
            return Err(Some((FaultWord::Missing, "it is not there".into())));
        }
        let bytes = self.place.small(path, LARGEST).map_err(|error| {
            let kind = if error.kind() == io::ErrorKind::FileTooLarge {
                FaultWord::Refused
            } else {
                FaultWord::Altered
            };
            Some((kind, format!("it cannot be read: {error}")))
        })?;
        if pgbackrest::is_encrypted(&bytes) {
            self.is_encrypted = true;
            return Err(None);
        }
        read(path, &bytes)
            .map_err(|error| Some((FaultWord::Altered, format!("it cannot be read: {}", error.reason))))
    }
}

fn tell_snapshots(course: &mut Course<'_>, lists: &Lists, survey: &Survey) {
    if lists.is_encrypted {
        let mut labels = BTreeMap::new();
        for held in survey.files.iter().filter(|held| held.part == PartWord::Snapshot) {
            let label = held.name.split('/').nth(2).unwrap_or_default().to_owned();
            labels.insert(label, held.modified.and_then(instant));
        }
        let line = |(id, arrived)| SnapshotLine { id, arrived, ..SnapshotLine::default() };
        course.line.snapshots = labels.into_iter().map(line).collect();
        let why = "pgBackRest encrypted it: names and sizes are told, and nothing is known of its bytes";
        course.line.list = ListWord::NamesOnly(why.into());
        return;
    }
    if lists.backups.is_none() {
        course.line.list = ListWord::Unknown("backup.info and its copy cannot be read".into());
        return;
    }
    let line = |backup: &Backup| SnapshotLine {
        id: backup.label.clone(),
        time: Some(backup.stop),
        ..SnapshotLine::default()
    };
    course.line.snapshots = lists.backups().iter().map(line).collect();
    course.line.list = ListWord::Whole;
    if course.ask.contents == Contents::Newest
        && let Some(manifest) = lists.backups().last().and_then(|backup| lists.manifests.get(&backup.label))
    {
        let paths = manifest.databases.iter().map(|name| format!("database:{name}")).collect();
        course.line.contents = vec![ContentsLine { snapshot: manifest.label.clone(), paths, cut: None }];
    }
    for backup in lists.backups().iter().filter(|backup| backup.page_errors == Some(PageErrors::Some)) {
        let path = format!("backup/{}/{}/backup.manifest", lists.stanza, backup.label);
        let detail =
            format!("when {} was made, pages of the database already had wrong checksums", backup.label);
        let fault = of_file(FaultWord::Inconsistent, PartWord::Snapshot, &path, detail);
        course.fault(FaultLine { snapshots: [backup.label.clone()].into(), ..fault });
    }
}

/// Every backup needs the WAL that was written while it was made.
fn judge_wal(course: &mut Course<'_>, place: &dyn Place, lists: &Lists, survey: &Survey) {
    let Some(backups) = &lists.backups else { return };
    for backup in &backups.backups {
        let (Some(range), Some(database)) = (backup.wal, backups.databases.get(&backup.database)) else {
            continue;
        };
        let folder = format!("archive/{}/{}-{}/", lists.stanza, database.version, backup.database);
        let files = || survey.files.iter().filter(|held| held.name.starts_with(&folder));
        let wal = |name: &str| WalFile::of_name(name.rsplit('/').next().unwrap_or_default());
        let archived: BTreeSet<Segment> =
            files().filter_map(|held| wal(&held.name).map(|wal| wal.segment)).collect();
        let size =
            files().find_map(|held| segment_bytes(place, &held.name, &wal(&held.name)?)).unwrap_or(16 << 20);
        let Some(gap) = pgbackrest::missing(range, &archived, size) else { continue };
        for segment in &gap.first {
            let name = segment.to_string();
            let file = format!("{folder}{}/{name}", &name[..16]);
            let detail = format!(
                "WAL segment {name} is not in the archive: without it {} does not become consistent ({} of its segments are missing)",
                backup.label, gap.count
            );
            let fault = of_file(FaultWord::Missing, PartWord::Data, &file, detail);
            course.fault(FaultLine { snapshots: [backup.label.clone()].into(), ..fault });
        }
    }
}

/// How large segments are: `initdb` may have been told another size than 16 MiB.
fn segment_bytes(place: &dyn Place, name: &str, wal: &WalFile) -> Option<u64> {
    let file = place.open(name).ok()?;
    let content = pgbackrest::Content { bytes: None, sha1: Some(wal.sha1) };
    pgbackrest::verify(file, wal.packing, content)
        .ok()
        .filter(|bytes| bytes.is_power_of_two() && *bytes >= 1 << 20)
}
