//! What can be told of a restic repository without its key: bytes that do not fit their name, and what is no longer there.
//!
//! It never calls a pack missing that may have been pruned: pruning rewrites the index that names the pack.

use std::io::{self, Read};

use vidne_read::lines::{FaultLine, FaultWord, PartWord};

use super::{super::hex, CONFIG, Settings, keyed::Keyed};
use crate::{
    ask::ReadMode,
    course::Course,
    fault::{of_all, of_file},
    ledger::Mark,
    place::Place,
    reading::{Examine, Verdict, hash},
    stock::{Held, Known, Survey},
};

/// Every file is named by the SHA-256 of its bytes; the settings are known by the name of the repository.
pub(crate) struct NamedByHash {
    pub(crate) settings: Option<String>,
}

impl Examine for NamedByHash {
    fn examine(
        &self,
        held: &Held,
        all: &[Held],
        file: &mut dyn Read,
        buffer: &mut [u8],
    ) -> io::Result<Verdict> {
        let (digest, read) = hash(file, buffer)?;
        let digest = hex(digest.as_ref());
        let name = match held.part {
            PartWord::Settings => self.settings.as_deref().unwrap_or_default(),
            _ => held.name.rsplit('/').next().unwrap_or_default(),
        };
        if digest == name {
            return Ok(Verdict::Sound);
        }
        let (kind, detail) = if let Some(other) = owner(all, &digest) {
            (FaultWord::Swapped, swapped(&other))
        } else {
            let detail =
                format!("its {read} bytes are not those that it is named after: their SHA-256 is {digest}");
            (FaultWord::Altered, detail)
        };
        Ok(Verdict::Broken(of_file(kind, held.part, &held.name, detail)))
    }
}

fn swapped(other: &str) -> String {
    format!("it holds the bytes of {other}: one was put in the place of the other")
}

/// A pack of a wrong size may be another one, whole: then that is what has to be said.
fn recognised(course: &Course<'_>, survey: &Survey, place: &dyn Place, fault: FaultLine) -> FaultLine {
    /// Far more than restic puts into a pack.
    const LARGEST: u64 = 1 << 30;
    let has_wrong_size = matches!(fault.kind, FaultWord::Truncated | FaultWord::Altered);
    if !has_wrong_size || course.ask.read == ReadMode::Nothing || course.watch.cut().is_some() {
        return fault;
    }
    let held = fault.file.as_deref().and_then(|name| survey.find(name)).map(|index| &survey.files[index]);
    let Some(held) = held.filter(|held| held.part == PartWord::Data && held.bytes <= LARGEST) else {
        return fault;
    };
    let read = place.open(&held.name).and_then(|mut file| hash(&mut file, &mut vec![0; 1 << 20]));
    let other = read.ok().and_then(|(digest, _)| owner(&survey.files, &hex(digest.as_ref())));
    match other.filter(|other| **other != *held.name) {
        Some(other) => FaultLine { kind: FaultWord::Swapped, detail: swapped(&other), ..fault },
        None => fault,
    }
}

/// The file whose name says that the bytes are its own.
fn owner(all: &[Held], digest: &str) -> Option<String> {
    let places = [
        format!("data/{}/{digest}", &digest[..2]),
        format!("index/{digest}"),
        format!("snapshots/{digest}"),
        format!("keys/{digest}"),
    ];
    places.into_iter().find(|path| all.binary_search_by(|held| (*held.name).cmp(path)).is_ok())
}

/// Tells everything that names, sizes and, where there is a key, the structure show, before a pack is read.
pub(super) fn judge(
    course: &mut Course<'_>,
    survey: &Survey,
    settings: Settings,
    keyed: Option<&Keyed>,
    place: &dyn Place,
) {
    match (settings, keyed) {
        // The settings opened with the key: it was restic that changed them.
        (Settings::Changed, Some(_)) => {}
        (settings, _) => judge_settings(course, survey, settings),
    }
    for fault in keyed.into_iter().flat_map(|keyed| &keyed.faults) {
        let fault = recognised(course, survey, place, fault.clone());
        course.fault(fault);
    }
    // A folder that may not be listed is told as such.
    if survey.of(PartWord::Key).next().is_none() && !course.faults.name("keys") {
        let detail = "no key file is left under keys/: nothing in this repository can be opened, even with the right password";
        course.fault(of_all(FaultWord::Missing, PartWord::Key, detail));
    }
    if keyed.is_none() {
        // With the key the structure tells for certain what is missing; names only tell what changed.
        judge_index(course, survey);
        judge_packs(course, survey, place);
    } else if keyed
        .is_some_and(|keyed| keyed.faults.iter().any(|fault| fault.kind == FaultWord::Inconsistent))
    {
        judge_index(course, survey);
    }
    course.judge_sizes(survey);
    let empty = survey.files.iter().filter(|held| held.bytes == 0 && held.shrunk_from().is_none());
    // Only so many are named: those that were before are named again.
    let (known, new): (Vec<_>, Vec<_>) = empty.partition(|held| held.known != Known::New);
    for held in known.into_iter().chain(new) {
        course.fault(of_file(FaultWord::Truncated, held.part, &held.name, "it is empty"));
    }
}

fn judge_settings(course: &mut Course<'_>, survey: &Survey, settings: Settings) {
    match settings {
        Settings::AsBefore => {}
        Settings::Changed => {
            let detail = "the repository's settings are not what they were at the last look, while its data are: \
                          `restic migrate` changes them, damage does too; a look with the key tells which";
            course.fault(of_file(FaultWord::Altered, PartWord::Settings, CONFIG, detail));
        }
        Settings::Absent if survey.find(CONFIG).is_some() => {}
        Settings::Absent => {
            let detail = "the repository's settings are not there: restic does not open it without them";
            course.fault(of_file(FaultWord::Missing, PartWord::Settings, CONFIG, detail));
        }
    }
}

fn judge_index(course: &mut Course<'_>, survey: &Survey) {
    let has_data =
        survey.of(PartWord::Data).next().is_some() && survey.of(PartWord::Snapshot).next().is_some();
    if has_data && survey.of(PartWord::Index).next().is_none() && !course.faults.name("index") {
        let detail = "no index is left under index/, while packs and snapshots are: restic finds nothing in this \
                      repository until `restic rebuild-index` (or `repair index`) has been run";
        course.fault(of_all(FaultWord::Missing, PartWord::Index, detail));
    }
    if survey.of(PartWord::Index).any(|held| held.is_added) {
        return;
    }
    for name in absent(survey, "index/") {
        let detail = "this index was there before, is gone, and no new one has come in its place: what it lists is not found any more";
        course.fault(of_file(FaultWord::Missing, PartWord::Index, &name, detail));
    }
}

fn judge_packs(course: &mut Course<'_>, survey: &Survey, place: &dyn Place) {
    // Pruning removes the index that named the pack. As long as every index that was there is there, nothing was pruned.
    let is_rewritten = survey.gone.keys().any(|name| name.starts_with("index/"));
    if is_rewritten || survey.of(PartWord::Index).next().is_none() {
        return;
    }
    let missing = absent(survey, "data/");
    if !missing.is_empty()
        && !survey.of(PartWord::Index).all(|held| place.read_at(&held.name, 0, &mut [0]).is_ok())
    {
        // Pruning goes on while we look: the index was replaced after it was listed.
        return;
    }
    for name in missing {
        let detail = "this pack was there before and is gone, while every index is still there: it was not pruned away";
        course.fault(of_file(FaultWord::Missing, PartWord::Data, &name, detail));
    }
}

/// What was there, or was found missing before, and is not there.
fn absent(survey: &Survey, folder: &str) -> Vec<String> {
    let marked = survey
        .marks
        .iter()
        .filter(|(name, mark)| matches!(mark, Mark::Missing { .. }) && survey.find(name).is_none());
    let names = survey.gone.keys().chain(marked.map(|(name, _)| name));
    names.filter(|name| name.starts_with(folder)).cloned().collect()
}
