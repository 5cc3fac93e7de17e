//! What can be told of a restic repository without its key: bytes that do not fit their name, and what is no longer there.
//!
//! It never calls a pack missing that may have been pruned: pruning rewrites the index that names the pack.

use std::io::{self, Read};

use vidne_read::lines::{FaultWord, PartWord};

use super::{super::hex, CONFIG, Settings, keyed::Keyed};
use crate::{
    course::Course,
    fault::{of_all, of_file},
    ledger::Mark,
    place::Place,
    reading::{Examine, Verdict, hash},
    stock::{Held, Survey},
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
            (
                FaultWord::Swapped,
                format!("it holds the bytes of {other}: one was put in the place of the other"),
            )
        } else {
            let detail =
                format!("its {read} bytes are not those that it is named after: their SHA-256 is {digest}");
            (FaultWord::Altered, detail)
        };
        Ok(Verdict::Broken(of_file(kind, held.part, &held.name, detail)))
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
        course.fault(fault.clone());
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
    for held in survey.files.iter().filter(|held| held.bytes == 0 && held.shrunk_from().is_none()) {
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
