//! A restic repository, opened with its key.
//!
//! It never holds a pack's content longer than it takes to check it.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
};

use vidne_read::lines::{ContentsLine, FaultLine, FaultWord, PartWord, SnapshotLine};
use vidne_repository::restic::{
    self, Affected, Amount, Cut, Fault, FaultKind, FileError, FileProblem, Id, KeyError, OpenError, Opened,
    PackVerdict, Snapshot, Spare, Structure, Tally, Weight,
};

use super::{
    files::PlaceFiles,
    request::{Closed, Request, Said, Work},
};
use crate::{
    fault::{of_all, of_file, of_many},
    machine, place,
};

/// Does what was asked, and says what comes of it.
pub(super) fn work(request: &Request, say: &mut dyn FnMut(&Said)) {
    let place = match place::open_at(&request.location, &request.ssh) {
        Ok(place) => place,
        Err(error) => return say(&Said::Failed(error.to_string())),
    };
    let files = PlaceFiles::new(&*place);
    match open(&files, request) {
        Ok(opened) => {
            say(&Said::Opened { format: opened.config().version });
            if let Err(why) = with(&files, opened, request, say) {
                say(&Said::Failed(why));
            }
        }
        Err(error) => say(&Said::Closed(closed(&error, &files))),
    }
}

fn open<'f>(files: &'f PlaceFiles<'f>, request: &Request) -> Result<Opened<'f>, OpenError> {
    let workers = NonZeroUsize::new(request.workers).unwrap_or(NonZeroUsize::MIN);
    restic::open(files, &request.key, workers)
}

fn with<'f>(
    files: &'f PlaceFiles<'f>,
    opened: Opened<'f>,
    request: &Request,
    say: &mut dyn FnMut(&Said),
) -> Result<(), String> {
    let done = match &request.work {
        Work::List { contents } => return list(files, opened, request, *contents, say),
        Work::Affected { files } => affected(&opened, files, say),
        Work::Semantic { files: packs } => semantic(files, &opened, packs, say),
    };
    done.map_err(|error| error.to_string())
}

fn list<'f>(
    files: &'f PlaceFiles<'f>,
    opened: Opened<'f>,
    request: &Request,
    contents: bool,
    say: &mut dyn FnMut(&Said),
) -> Result<(), String> {
    let (opened, structure) = settled(files, opened, request)?;
    say(&Said::Snapshots(structure.snapshots.read.iter().map(snapshot).collect()));
    let named = structure.faults.iter().filter(|fault| matches!(fault.kind, FaultKind::PackUnlisted { .. }));
    let unnamed = structure.unlisted.saturating_sub(named.count() as u64);
    let more = (unnamed > 0).then(|| of_many(FaultWord::Unreferenced, PartWord::Data, unnamed));
    let faults = structure.faults.iter().filter_map(fault).chain(more).chain(spare(&structure.spare));
    faults.for_each(|fault| say(&Said::Fault(files.excuse(fault))));
    if contents {
        for snapshot in newest(&structure.snapshots.read, &request.hosts) {
            let contents = contents_of(&opened, snapshot, request.paths);
            say(&Said::Contents(contents.map_err(|error| error.to_string())?));
        }
    }
    files.refused_below("snapshots").map_or(Ok(()), |(name, why)| Err(format!("{name}: {why}")))
}

/// The structure. Pruning goes on while it is looked at: what seems broken counts only if the indexes and snapshots that
/// were there before are those that are there after.
fn settled<'f>(
    files: &'f PlaceFiles<'f>,
    mut opened: Opened<'f>,
    request: &Request,
) -> Result<(Opened<'f>, Structure), String> {
    const TIMES: usize = 4;
    let failed = |error: FileError| error.to_string();
    for _ in 0..TIMES {
        let before = files.standing().map_err(failed)?;
        let structure = opened.structure().map_err(failed)?;
        let is_broken = structure.faults.iter().any(|fault| fault.weight() != Weight::Note);
        if !is_broken || files.standing().map_err(failed)? == before {
            return Ok((opened, structure));
        }
        opened = open(files, request).map_err(|error| error.to_string())?;
    }
    Err("its index was written anew each time that it was read".to_owned())
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

/// The newest snapshot of every machine and set of paths, those of the machine that is asked for first, then the newest,
/// and not more than anybody looks at.
fn newest<'s>(snapshots: &'s [Snapshot], hosts: &[String]) -> Vec<&'s Snapshot> {
    const MOST: usize = 16;
    let mut latest = BTreeMap::new();
    for snapshot in snapshots {
        latest.insert((&snapshot.host, &snapshot.paths), snapshot);
    }
    let mut latest: Vec<&Snapshot> = latest.into_values().collect();
    latest.sort_by_key(|snapshot| {
        (!machine::is_among(hosts, &snapshot.host), std::cmp::Reverse(snapshot.time))
    });
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

/// What lies there without need, by the lists themselves: `restic prune` takes it away. Data that no snapshot needs any more is not
/// told: it lies in every repository between two prunings.
fn spare(spare: &Spare) -> impl Iterator<Item = FaultLine> {
    let detail = "another index replaces it, and it is still there";
    let obsolete = spare.obsolete.iter().map(move |index| {
        of_file(FaultWord::Unreferenced, PartWord::Index, &format!("index/{index}"), detail)
    });
    let Amount { blobs, bytes } = spare.repeated;
    let repeated = (blobs > 0).then(|| {
        let detail = format!("{blobs} of its blobs, {bytes} bytes, lie there more than once");
        of_all(FaultWord::Unreferenced, PartWord::Data, detail)
    });
    obsolete.chain(repeated)
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

fn semantic(
    files: &PlaceFiles<'_>,
    opened: &Opened<'_>,
    packs: &[String],
    say: &mut dyn FnMut(&Said),
) -> Result<(), FileError> {
    // Small enough that a deadline costs little, large enough for every processor.
    const AT_ONCE: usize = 32;
    let before = files.standing()?;
    let index = opened.index()?;
    let mut done = 0;
    for batch in packs.chunks(AT_ONCE) {
        let (mut names, mut ids) = self::packs(batch);
        // What no index lists belongs to nothing: it was pruned since it was seen, or is still being written.
        let is_listed: Vec<bool> = ids.iter().map(|id| index.number(id).is_some()).collect();
        keep(&mut names, &is_listed);
        keep(&mut ids, &is_listed);
        for (file, verdict) in names.iter().zip(opened.semantic(&ids, &|_| {})?) {
            let Some(fault) = of_pack(file, &verdict) else { continue };
            if fault.kind == FaultWord::Missing && files.standing()? != before {
                continue;
            }
            say(&Said::Fault(files.excuse(fault)));
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

fn keep<T>(all: &mut Vec<T>, is_kept: &[bool]) {
    let mut kept = is_kept.iter();
    all.retain(|_| kept.next().is_some_and(|kept| *kept));
}

fn packs(files: &[String]) -> (Vec<String>, Vec<Id>) {
    let id = |file: &String| Some((file.clone(), file.rsplit('/').next()?.parse::<Id>().ok()?));
    files.iter().filter_map(id).unzip()
}

fn closed(error: &OpenError, files: &PlaceFiles<'_>) -> Closed {
    let unread = files.refused_below("keys").filter(|_| matches!(error, OpenError::Key(_)));
    if let Some((name, why)) = unread {
        return Closed::Other(format!("{name}: {why}"));
    }
    match error {
        OpenError::Files(error) | OpenError::Key(KeyError::Files(error)) => Closed::Other(error.to_string()),
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
