//! A restic repository, opened with its key.
//!
//! It never holds a pack's content longer than it takes to check it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    num::NonZeroUsize,
};

use vidne_read::lines::{ContentsLine, FaultLine, FaultWord, PartWord, SnapshotLine};
use vidne_repository::restic::{
    self, Affected, Cut, Fault, FaultKind, FileError, FileProblem, Files, Folder, Id, KeyError, Listed,
    OpenError, Opened, PackVerdict, Snapshot, Tally,
};

use super::request::{Closed, Request, Said, Work};
use crate::{
    ask::Limits,
    fault::{of_all, of_file},
    place::{self, Found, Place},
    progress::{Stop, Watch},
};

/// Does what was asked, and says what comes of it.
pub(super) fn work(request: &Request, say: &mut dyn FnMut(&Said)) {
    let place = match place::open_at(&request.location, &request.ssh) {
        Ok(place) => place,
        Err(error) => return say(&Said::Failed(error.to_string())),
    };
    let files = PlaceFiles { place: &*place };
    let workers = NonZeroUsize::new(request.workers).unwrap_or(NonZeroUsize::MIN);
    match restic::open(&files, &request.key, workers) {
        Ok(opened) => {
            say(&Said::Opened { format: opened.config().version });
            if let Err(error) = with(&opened, request, say) {
                say(&Said::Failed(error.to_string()));
            }
        }
        Err(error) => say(&Said::Closed(closed(&error))),
    }
}

fn with(opened: &Opened<'_>, request: &Request, say: &mut dyn FnMut(&Said)) -> Result<(), FileError> {
    match &request.work {
        Work::List { contents } => list(opened, *contents, request.paths, say),
        Work::Affected { files } => affected(opened, files, say),
        Work::Semantic { files } => semantic(opened, files, say),
    }
}

fn list(opened: &Opened<'_>, contents: bool, most: u64, say: &mut dyn FnMut(&Said)) -> Result<(), FileError> {
    let structure = opened.structure()?;
    say(&Said::Snapshots(structure.snapshots.read.iter().map(snapshot).collect()));
    structure.faults.iter().filter_map(fault).for_each(|fault| say(&Said::Fault(fault)));
    if contents {
        for snapshot in newest(&structure.snapshots.read) {
            say(&Said::Contents(contents_of(opened, snapshot, most)?));
        }
    }
    Ok(())
}

fn snapshot(snapshot: &Snapshot) -> SnapshotLine {
    SnapshotLine {
        id: snapshot.id.to_string(),
        time: Some(snapshot.time),
        arrived: None,
        host: (!snapshot.host.is_empty()).then(|| snapshot.host.clone()),
        paths: snapshot.paths.clone(),
    }
}

/// The newest snapshot of every machine and set of paths, the newest first, and not more than anybody looks at.
fn newest(snapshots: &[Snapshot]) -> Vec<&Snapshot> {
    const MOST: usize = 16;
    let mut latest = BTreeMap::new();
    for snapshot in snapshots {
        latest.insert((&snapshot.host, &snapshot.paths), snapshot);
    }
    let mut latest: Vec<&Snapshot> = latest.into_values().collect();
    latest.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.time));
    latest.truncate(MOST);
    latest
}

fn contents_of(opened: &Opened<'_>, snapshot: &Snapshot, most: u64) -> Result<ContentsLine, FileError> {
    let entries = usize::try_from(most).unwrap_or(usize::MAX);
    let limits = restic::Limits { entries, ..restic::Limits::default() };
    let contents = opened.contents(snapshot, limits)?;
    let cut = contents.cuts.first().map(Cut::to_string);
    Ok(ContentsLine { snapshot: snapshot.id.to_string(), paths: contents.paths, cut })
}

fn fault(fault: &Fault) -> Option<FaultLine> {
    let (kind, part, detail) = match &fault.kind {
        FaultKind::NotAPack => return None,
        // Left behind by a backup that was broken off, or one that is under way.
        FaultKind::PackUnlisted { bytes } => {
            (FaultWord::Unreferenced, PartWord::Data, format!("no index lists this pack of {bytes} bytes"))
        }
        FaultKind::PackMissing { expected } => (
            FaultWord::Missing,
            PartWord::Data,
            format!("the index lists this pack of {expected} bytes, and it is not there"),
        ),
        FaultKind::PackTruncated { expected, found } => (
            FaultWord::Truncated,
            PartWord::Data,
            format!(
                "it has {found} bytes, and by the index it must have {expected}: {} are lost",
                expected - found
            ),
        ),
        FaultKind::PackTooLong { expected, found } => (
            FaultWord::Altered,
            PartWord::Data,
            format!("it has {found} bytes, and by the index it must have {expected}"),
        ),
        FaultKind::IndexUnreadable(error) => (FaultWord::Altered, PartWord::Index, error.reason.clone()),
        FaultKind::SnapshotUnreadable(error) => {
            (FaultWord::Altered, PartWord::Snapshot, error.reason.clone())
        }
        FaultKind::Unlisted => (
            FaultWord::Inconsistent,
            PartWord::Index,
            "snapshots need data that no index lists: an index is missing, or a backup was not finished"
                .to_owned(),
        ),
        FaultKind::TreeDamaged { reason, offset, .. } => (
            FaultWord::Altered,
            PartWord::Data,
            format!("the list of a folder in it, at byte {offset}, cannot be read: {reason}"),
        ),
        FaultKind::NameLeaves => {
            (FaultWord::Refused, PartWord::Data, "it holds names that lead out of their folder".to_owned())
        }
        FaultKind::TooMany => {
            (FaultWord::Refused, PartWord::Data, "it holds more folders than are looked through".to_owned())
        }
    };
    let mut line = of_file(kind, part, &fault.file, detail);
    add_affected(&mut line.snapshots, &mut line.paths, &fault.affected);
    if let Some(more) = more(&fault.affected) {
        line.detail = format!("{}; {more}", line.detail);
    }
    if fault.file.is_empty() {
        line = FaultLine { snapshots: line.snapshots, paths: line.paths, ..of_all(kind, part, line.detail) };
    }
    Some(line)
}

fn add_affected(snapshots: &mut BTreeSet<String>, paths: &mut BTreeSet<String>, affected: &Affected) {
    snapshots.extend(affected.snapshots.iter().map(Id::to_string));
    paths.extend(affected.paths.iter().cloned());
}

fn more(affected: &Affected) -> Option<String> {
    let shown = affected.paths.len() as u64;
    match affected.tally {
        Tally::Exactly(all) if all > shown => {
            Some(format!("{all} paths are affected, of which {shown} are named"))
        }
        Tally::AtLeast(all) if all > shown => {
            Some(format!("at least {all} paths are affected, of which {shown} are named"))
        }
        Tally::NotTraced => Some("which paths are affected was not traced, since too much is damaged".into()),
        _ => None,
    }
}

fn affected(opened: &Opened<'_>, files: &[String], say: &mut dyn FnMut(&Said)) -> Result<(), FileError> {
    let (names, ids) = packs(files);
    for (file, affected) in names.into_iter().zip(opened.affected(&ids)?) {
        let (mut snapshots, mut paths) = (BTreeSet::new(), BTreeSet::new());
        add_affected(&mut snapshots, &mut paths, &affected);
        say(&Said::Affected { file, snapshots, paths, more: more(&affected) });
    }
    Ok(())
}

fn semantic(opened: &Opened<'_>, files: &[String], say: &mut dyn FnMut(&Said)) -> Result<(), FileError> {
    // Small enough that a deadline costs little, large enough for every processor.
    const AT_ONCE: usize = 32;
    let mut done = 0;
    for batch in files.chunks(AT_ONCE) {
        let (names, ids) = packs(batch);
        for (file, verdict) in names.iter().zip(opened.semantic(&ids, &|_| {})?) {
            if let Some(fault) = of_pack(file, &verdict) {
                say(&Said::Fault(fault));
            }
        }
        done += batch.len() as u64;
        say(&Said::Verified { files: done });
    }
    Ok(())
}

fn of_pack(file: &str, verdict: &PackVerdict) -> Option<FaultLine> {
    use restic::PackFault::{Blob, Header, OnlyInHeader, OnlyInIndex, TooLarge, Unread};
    let first = verdict.faults.first()?;
    let kind = match first {
        Unread(FileError { problem: FileProblem::Missing, .. }) => FaultWord::Missing,
        Unread(FileError { problem: FileProblem::Short, .. }) => FaultWord::Truncated,
        Unread(_) => FaultWord::Altered,
        TooLarge(_) => FaultWord::Refused,
        Header(_) | Blob { .. } => FaultWord::Sealed,
        OnlyInIndex { .. } | OnlyInHeader { .. } => FaultWord::Inconsistent,
    };
    let detail = first.to_string();
    let detail = match verdict.fault_count {
        0 | 1 => detail,
        more => format!("{detail}; {} more faults in it", more - 1),
    };
    Some(of_file(kind, PartWord::Data, file, detail))
}

fn packs(files: &[String]) -> (Vec<String>, Vec<Id>) {
    let id = |file: &String| Some((file.clone(), file.rsplit('/').next()?.parse::<Id>().ok()?));
    files.iter().filter_map(id).unzip()
}

fn closed(error: &OpenError) -> Closed {
    match error {
        OpenError::Key(KeyError::NoKeyFile) => Closed::NoKey("no key file is left under keys/".into()),
        OpenError::Key(KeyError::WrongPassword { tried, .. }) => Closed::WrongPassword(format!(
            "the password opens none of the {} key files: it is another one, or a key file was replaced",
            tried.len()
        )),
        OpenError::Key(KeyError::NoneUsable(refused)) => {
            let why = refused
                .first()
                .map(|error| format!(": {}: {}", error.file, error.reason))
                .unwrap_or_default();
            Closed::NoKey(format!("none of the {} key files can be used{why}", refused.len()))
        }
        OpenError::NoConfig => Closed::Settings("the settings are not there".into()),
        OpenError::Config(error) => {
            Closed::Settings(format!("the settings do not open with the key: {}", error.reason))
        }
        other => Closed::Other(other.to_string()),
    }
}

/// A place as the reader of the format asks for it.
struct PlaceFiles<'p> {
    place: &'p dyn Place,
}

impl Files for PlaceFiles<'_> {
    fn list(&self, folder: Folder) -> Result<Vec<Listed>, FileError> {
        let stop = Stop::default();
        // The one that started us keeps the time.
        let watch = Watch::new(&stop, std::time::Duration::MAX);
        let mut listed = Vec::new();
        let listing = self.place.list(folder.name(), &Limits::default(), &watch, &mut |found| {
            if let Found::File(entry) = found {
                let name = entry.name.rsplit('/').next().unwrap_or_default().to_owned();
                listed.push(Listed { name, bytes: entry.bytes });
            }
        });
        let failed = |error: place::PlaceError| FileError {
            path: folder.name().to_owned(),
            problem: FileProblem::Other(error.to_string()),
        };
        listing.map_err(failed).map(|()| listed)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        self.place.small(path, limit).map_err(|error| problem(path, &error))
    }

    fn read_at(&self, path: &str, offset: u64, into: &mut [u8]) -> Result<(), FileError> {
        self.place.read_at(path, offset, into).map_err(|error| problem(path, &error))
    }
}

fn problem(path: &str, error: &io::Error) -> FileError {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => FileProblem::Missing,
        io::ErrorKind::UnexpectedEof => FileProblem::Short,
        io::ErrorKind::FileTooLarge => FileProblem::TooLarge,
        _ => FileProblem::Other(error.to_string()),
    };
    FileError { path: path.to_owned(), problem }
}
