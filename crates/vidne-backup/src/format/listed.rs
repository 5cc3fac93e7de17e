//! Plain folders and folders of tar archives, by the lists of hashes beside them (`SHA256SUMS` and its kin, `BagIt`).
//!
//! It never says more of a file that no list names than that it can be read and has the size that it had.

mod expected;
mod snapshot;

use std::collections::BTreeSet;

use vidne_read::lines::{FaultWord, ListWord, PartWord, ProofWord};
use vidne_repository::listed::Format;

use self::expected::Expected;
use crate::{
    ask::{Contents, Tool},
    course::{Course, End},
    fault::of_file,
    ledger::Mark,
    place::{Found, Place},
    stock::{self, Held, Known, Survey},
};

/// Looks at a folder, or at a folder of tar archives.
pub(crate) fn look(course: &mut Course<'_>, place: &dyn Place) -> Result<(), End> {
    let found = course.list(place)?;
    let tool = course.ask.tool;
    let part = |name: &str| part(tool, name);
    let is_ours = |name: &str| !name.split('/').any(is_of_the_system);
    let (bare, found): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| found.without_bytes().is_some());
    let files = stock::sort(found, &part, &is_ours, &mut course.faults);
    if !files.iter().any(|held| held.part == PartWord::Data) && course.faults.iter().next().is_none() {
        let what = if tool == Tool::Tar { "no tar archive" } else { "no file" };
        return course.no_repository(format!("there is {what} at {}", course.ask.location));
    }
    let expected = Expected::read(course, place, &files);
    // A list names what has bytes. What it does not name and has none lies in every tree.
    let bare =
        bare.into_iter().filter(|found| found.without_bytes().is_some_and(|name| expected.wants(name)));
    stock::sort(bare.collect(), &part, &is_ours, &mut course.faults);
    let proof = if expected.is_nothing() { ProofWord::SizeOnly } else { ProofWord::ListedHash };
    let mut survey = course.survey(files, proof)?;
    expected.judge(course, &survey);
    if !vanished(course, &survey, &expected) {
        unlisted(course, &survey, &expected)?;
        expected.judge_unlisted(course, &survey);
    }
    let groups = snapshot::groups(tool, &survey);
    course.line.snapshots = groups.iter().map(snapshot::Group::line).collect();
    course.line.list = ListWord::Whole;
    if course.ask.contents == Contents::Newest {
        snapshot::tell_contents(course, place, &groups);
    }
    drop(groups);
    course.read(place, &mut survey, &expected, &|held: &Held| expected.is_known(held))?;
    course.tell_stock(survey);
    Ok(())
}

/// Tells lists that were there before and are gone, while files that they may have named are here and in no other list.
fn vanished(course: &mut Course<'_>, survey: &Survey, expected: &Expected) -> bool {
    let marked = survey.marks.iter().filter(|(_, mark)| matches!(mark, Mark::Missing { .. }));
    let names: BTreeSet<&String> = survey.gone.keys().chain(marked.map(|(name, _)| name)).collect();
    let is_bare =
        |held: &&Held| held.part == PartWord::Data && held.known != Known::New && !expected.lists(&held.name);
    let mut is_told = false;
    for name in names.into_iter().filter(|name| survey.find(name).is_none()) {
        let (folder, last) = name.rsplit_once('/').map_or(("", &**name), |(folder, last)| (folder, last));
        if Format::of_name(last).is_none() {
            continue;
        }
        // The list of one file alone goes with it.
        let alone = name.rsplit_once('.').map(|(file, _)| file);
        if alone.is_some_and(|file| survey.gone.contains_key(file)) {
            continue;
        }
        let below = |held: &&Held| {
            folder.is_empty() || held.name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        if survey.files.iter().filter(below).any(|held| is_bare(&held)) {
            let detail = "this list of hashes was there before and is gone: nothing tells any more what the files that it named must hold";
            course.fault(of_file(FaultWord::Missing, PartWord::Index, name, detail));
            is_told = true;
        }
    }
    is_told
}

/// Tells files that a list named when they were read last, and that none names now.
fn unlisted(course: &mut Course<'_>, survey: &Survey, expected: &Expected) -> Result<(), End> {
    let was_listed = |proof| matches!(proof, ProofWord::ListedHash);
    for file in course.ledger.files()? {
        let is_here = survey.find(&file.name).filter(|index| survey.files[*index].part == PartWord::Data);
        let is_proved = file.last_read.is_some_and(|(_, proof)| was_listed(proof));
        if is_proved && is_here.is_some() && !expected.lists(&file.name) {
            let detail = "a list of hashes named it, and none does any more: nothing tells what it must hold";
            course.fault(of_file(FaultWord::Refused, PartWord::Data, &file.name, detail));
        }
    }
    Ok(())
}

fn part(tool: Tool, name: &str) -> Option<PartWord> {
    let last = name.rsplit('/').next().unwrap_or_default();
    if name.split('/').any(is_of_the_system) {
        return None;
    }
    if Format::of_name(last).is_some() {
        return Some(PartWord::Index);
    }
    (tool == Tool::Folder || is_tar(last)).then_some(PartWord::Data)
}

/// What file systems put everywhere.
fn is_of_the_system(part: &str) -> bool {
    matches!(part, "lost+found" | ".snapshot" | ".zfs" | ".Trash-0")
}

fn is_tar(name: &str) -> bool {
    const ENDS: [&str; 12] = [
        ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2", ".tbz", ".tar.lz4", ".tar.xz",
        ".txz", ".tar.gpg",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}
