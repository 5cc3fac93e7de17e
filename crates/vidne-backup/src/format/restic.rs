//! restic repositories, formats 1 and 2: every file under `data`, `index`, `snapshots` and `keys` is named by the SHA-256
//! of its stored bytes (restic's "References / Design"), so that its bytes are proved without a key.
//!
//! It never opens anything encrypted: what needs the key is a worker's.

mod keyed;
mod keyless;

use std::io;

use vidne_read::lines::{FaultWord, ListWord, PartWord, ProofWord, SnapshotLine};

use super::{hex, instant};
use crate::{
    course::{Course, End},
    fault::{of_all, of_file},
    place::Place,
    reading::hash,
    stock::{self, Held, Survey},
};

use keyless::NamedByHash;

const CONFIG: &str = "config";

/// Looks at a restic repository.
pub(crate) fn look(course: &mut Course<'_>, place: &dyn Place) -> Result<(), End> {
    let found = course.list(place)?;
    let is_ours = |name: &str| name == CONFIG || part_of_folder(name).is_some();
    let files = stock::sort(found, &part, &is_ours, &mut course.faults);
    recognise(course, &files)?;
    let settings = identify(course, place, &files)?;
    let mut survey = course.survey(files, ProofWord::NamedByHash)?;
    let keyed = keyed::open(course);
    keyless::judge(course, &survey, settings, keyed.as_ref(), place);
    let examine = NamedByHash { settings: course.line.repository.clone() };
    survey.forget_empty(&course.faults);
    // What is too short is told already.
    course.read(place, &mut survey, &examine, &|held| held.bytes > 0 && held.shrunk_from().is_none())?;
    match &keyed {
        Some(keyed) => {
            keyed.trace(course);
            keyed.verify(course, &survey);
        }
        None => snapshots_by_name(course, &survey),
    }
    hide_snapshots(course, &survey, keyed.is_some());
    course.tell_stock(survey);
    Ok(())
}

/// A list that lacks snapshots for want of a right to read them is none: else they would seem to be gone.
fn hide_snapshots(course: &mut Course<'_>, survey: &Survey, is_opened: bool) {
    let is_hidden = |file: &str| {
        (file == "snapshots" || file.starts_with("snapshots/")) && (is_opened || survey.find(file).is_none())
    };
    let mut refused = course.faults.iter().filter(|fault| fault.kind == FaultWord::Refused);
    let why = refused.find_map(|fault| {
        let file = fault.file.as_ref().filter(|file| is_hidden(file))?;
        Some(format!("{file}: {}", fault.detail))
    });
    if let Some(why) = why {
        course.line.snapshots.clear();
        course.line.list = ListWord::Unknown(why);
    }
}

/// What a file of a restic repository is. Locks come and go and are left out.
fn part(name: &str) -> Option<PartWord> {
    if name == CONFIG {
        return Some(PartWord::Settings);
    }
    let part = part_of_folder(name)?;
    let mut parts = name.split('/').skip(1);
    let last = match (part, parts.next()?, parts.next()) {
        (PartWord::Data, folder, Some(last)) if last.get(..2) == Some(folder) => last,
        (PartWord::Data, ..) | (_, _, Some(_)) => return None,
        (_, last, None) => last,
    };
    (parts.next().is_none() && is_id(last)).then_some(part)
}

fn part_of_folder(name: &str) -> Option<PartWord> {
    Some(match name.split('/').next()? {
        "data" => PartWord::Data,
        "index" => PartWord::Index,
        "snapshots" => PartWord::Snapshot,
        "keys" => PartWord::Key,
        _ => return None,
    })
}

fn is_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn recognise(course: &mut Course<'_>, files: &[Held]) -> Result<(), End> {
    if !files.is_empty() || course.faults.iter().next().is_some() {
        return Ok(());
    }
    let why = format!(
        "no restic repository stands at {}: it holds no config, no keys and no data",
        course.ask.location
    );
    course.no_repository(why)
}

/// What is known of the settings file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settings {
    /// It is what it was, or nobody saw it before.
    AsBefore,
    /// Other bytes than at the last look.
    Changed,
    /// Not there, or not to be read.
    Absent,
}

/// Names the repository by its settings file, which never changes but for a change of format.
fn identify(course: &mut Course<'_>, place: &dyn Place, files: &[Held]) -> Result<Settings, End> {
    const MOST: u64 = 1 << 20;
    let remembered = course.ledger.repository()?;
    let settings = place.small(CONFIG, MOST).and_then(|bytes| hash(&mut &*bytes, &mut [0; 4096]));
    match settings {
        Ok((digest, _)) => {
            let name = hex(digest.as_ref());
            let is_changed = remembered.as_ref().is_some_and(|before| *before != name);
            if is_changed && shares_files(course, files)? {
                course.line.repository = remembered;
                return Ok(Settings::Changed);
            }
            course.line.repository = Some(name);
            Ok(Settings::AsBefore)
        }
        Err(error) => {
            course.line.repository = remembered;
            if files.iter().any(|held| &*held.name == CONFIG) {
                let detail = format!("the repository's settings cannot be read: {error}");
                let is_refused =
                    matches!(error.kind(), io::ErrorKind::FileTooLarge | io::ErrorKind::PermissionDenied);
                let kind = if is_refused { FaultWord::Refused } else { FaultWord::Altered };
                course.fault(of_file(kind, PartWord::Settings, CONFIG, detail));
            }
            Ok(Settings::Absent)
        }
    }
}

/// Whether at least half of the files that are remembered are still there: then it is the same repository.
fn shares_files(course: &Course<'_>, files: &[Held]) -> Result<bool, End> {
    let mut files: Vec<Held> = files.to_vec();
    let gone = course.ledger.compare(&mut files)?;
    let shared = files.iter().filter(|held| !held.is_added && held.part != PartWord::Settings).count();
    Ok(shared > 0 && shared >= gone.len())
}

/// Tells snapshots as far as their names tell of them.
fn snapshots_by_name(course: &mut Course<'_>, survey: &Survey) {
    let mut snapshots: Vec<&Held> = survey.of(PartWord::Snapshot).collect();
    snapshots.sort_by_key(|held| (held.modified, &*held.name));
    let over = snapshots.len().saturating_sub(course.ask.limits.snapshots);
    if over > 0 {
        let detail = format!("it holds {} snapshots; the oldest {over} are not told", snapshots.len());
        course.fault(of_all(FaultWord::Refused, PartWord::Snapshot, detail));
    }
    course.line.snapshots = snapshots[over..]
        .iter()
        .map(|held| SnapshotLine {
            id: held.name.rsplit('/').next().unwrap_or_default().to_owned(),
            arrived: held.modified.and_then(instant),
            ..SnapshotLine::default()
        })
        .collect();
    if course.ask.key.is_none() {
        course.line.list = ListWord::NamesOnly("it is encrypted, and no key was given".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_format_belong_to_a_repository() {
        let id = "ab".repeat(32);
        assert_eq!(part("config"), Some(PartWord::Settings));
        assert_eq!(part(&format!("data/ab/{id}")), Some(PartWord::Data));
        assert_eq!(part(&format!("snapshots/{id}")), Some(PartWord::Snapshot));
        for stranger in [
            &*format!("data/cd/{id}"),
            &*format!("data/{id}"),
            &*format!("locks/{id}"),
            "data/ab/x.tmp",
            "README",
        ] {
            assert_eq!(part(stranger), None, "{stranger}");
        }
    }
}
