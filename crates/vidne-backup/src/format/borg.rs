//! borg repositories, format 1: segments by the CRC-32 of their entries; archives as `borg` itself lists them.
//!
//! It never lets borg near the repository's own files: borg works on a stand-in, whose settings and indexes are copies, so
//! that no lock, no cache and no rebuilt index is left behind.

mod command_line;
mod present;
mod tool;

use std::io::{self, Read};

use vidne_read::lines::{FaultWord, ListWord, PartWord, ProofWord};
use vidne_repository::borg::{self, Config, FaultKind, KeyPlace, Role, Tag};

use super::{Caught, hex_digest};
use crate::{
    course::{Course, End},
    fault::{of_all, of_file},
    ledger::Mark,
    place::Place,
    reading::{Examine, Verdict},
    stock::{self, Held, Known, Survey},
};

use present::Seen;

const CONFIG: &str = "config";

/// Looks at a borg repository.
pub(crate) fn look(course: &mut Course<'_>, place: &dyn Place) -> Result<(), End> {
    let found = course.list(place)?;
    let seen = Seen::of(&found);
    let committed = seen.committed();
    let part = |name: &str| part(name, committed);
    let is_ours = |name: &str| name == CONFIG || name.starts_with("data/");
    let files = stock::sort(found, &part, &is_ours, &mut course.faults);
    if files.is_empty() && course.faults.iter().next().is_none() {
        let why = format!(
            "no borg repository stands at {}: it holds no config and no segments",
            course.ask.location
        );
        return course.no_repository(why);
    }
    let config = identify(course, place, &files)?;
    let mut survey = course.survey(files, ProofWord::Checksum)?;
    course.judge_sizes(&survey);
    present::judge(course, place, seen, &|segment| file_of(segment, &survey, config.as_ref()))?;
    judge(course, &survey, committed.filter(|last| is_still_last(place, *last)));
    let sealing = sealing(place, &survey);
    judge_key(course, config.as_ref(), sealing);
    list(course, place, sealing, committed);
    course.read(place, &mut survey, &Checksums { config: config.map(|config| config.id) }, &|held| {
        held.bytes > 0
    })?;
    course.tell_stock(survey);
    Ok(())
}

/// Whether no other transaction was brought to its end since the listing.
fn is_still_last(place: &dyn Place, last: u64) -> bool {
    place.read_at(&format!("index.{last}"), 0, &mut [0]).is_ok()
}

/// What is not committed yet belongs to a backup under way, and to no stock.
fn part(name: &str, committed: Option<u64>) -> Option<PartWord> {
    match Role::of(name) {
        Role::Config => Some(PartWord::Settings),
        Role::Segment(number) if committed.is_none_or(|last| number <= last) => Some(PartWord::Data),
        _ => None,
    }
}

fn number(name: &str) -> Option<u64> {
    match Role::of(name) {
        Role::Segment(number) => Some(number),
        _ => None,
    }
}

/// The path of a segment, whether it is there or not.
fn file_of(segment: u64, survey: &Survey, config: Option<&Config>) -> String {
    /// As borg makes repositories.
    const USUAL: u64 = 1000;
    let listed = survey.files.iter().map(|held| &*held.name);
    let mut known = listed.chain(survey.gone.keys().chain(survey.marks.keys()).map(String::as_str));
    if let Some(name) = known.find(|name| number(name) == Some(segment)) {
        return name.to_owned();
    }
    let told = config.and_then(|config| config.segments_per_folder).filter(|number| *number > 0);
    format!("data/{}/{segment}", segment / told.unwrap_or(USUAL))
}

fn identify(course: &mut Course<'_>, place: &dyn Place, files: &[Held]) -> Result<Option<Config>, End> {
    const MOST: u64 = 1 << 20;
    let remembered = course.ledger.repository()?;
    let is_listed = files.iter().any(|held| &*held.name == CONFIG);
    let read = place.small(CONFIG, MOST);
    let is_denied = read.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied);
    let read = read.map_err(|error| error.to_string());
    let config = read.and_then(|bytes| Config::read(CONFIG, &bytes).map_err(|error| error.to_string()));
    match config {
        Ok(config) => {
            course.line.repository = Some(hex_digest(&config.id));
            Ok(Some(config))
        }
        Err(why) => {
            course.line.repository = remembered;
            let (kind, detail) = if is_listed {
                (
                    if is_denied { FaultWord::Refused } else { FaultWord::Altered },
                    format!("the repository's settings, its key among them, cannot be read: {why}"),
                )
            } else {
                (
                    FaultWord::Missing,
                    "the repository's settings, its key among them, are not there".to_owned(),
                )
            };
            course.fault(of_file(kind, PartWord::Settings, CONFIG, detail));
            Ok(None)
        }
    }
}

fn judge(course: &mut Course<'_>, survey: &Survey, committed: Option<u64>) {
    for held in survey.of(PartWord::Data) {
        if let Known::Resized { from } = held.known
            && held.bytes > from
        {
            let detail = format!(
                "it has {} bytes and had {from} before, while borg never writes to a segment again",
                held.bytes
            );
            course.fault(of_file(FaultWord::Altered, PartWord::Data, &held.name, detail));
        } else if held.bytes == 0 && held.shrunk_from().is_none() {
            course.fault(of_file(FaultWord::Truncated, PartWord::Data, &held.name, "it is empty"));
        }
    }
    let segments = || survey.of(PartWord::Data).filter_map(|held| number(&held.name));
    if let Some(last) = committed
        && !segments().any(|number| number == last)
    {
        let detail = format!(
            "segment {last}, with which the last transaction ended, is not there: the newest archives are lost with it"
        );
        let gone = survey.gone.keys().find(|name| number(name) == Some(last));
        let fault = of_all(FaultWord::Missing, PartWord::Data, detail);
        course.fault(vidne_read::lines::FaultLine { file: gone.cloned(), ..fault });
    }
    // Compacting drops segments, and ends in a new one. Without a new one, nothing was dropped.
    let is_written = survey.of(PartWord::Data).any(|held| held.known == Known::New);
    let marked = survey
        .marks
        .iter()
        .filter(|(name, mark)| matches!(mark, Mark::Missing { .. }) && survey.find(name).is_none());
    let absent = survey.gone.keys().chain(marked.map(|(name, _)| name)).filter(|name| number(name).is_some());
    if survey.stock.since.is_some() && !is_written {
        for name in absent.cloned().collect::<Vec<_>>() {
            let detail = "this segment was there before and is gone, while nothing was written since: it was not compacted away";
            course.fault(of_file(FaultWord::Missing, PartWord::Data, &name, detail));
        }
    }
}

/// How the repository is sealed, by the first byte of its newest manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sealing {
    /// It is not encrypted.
    Open,
    /// The key is in the repository, under a passphrase.
    RepositoryKey,
    /// The key is with whoever makes the backups.
    KeyFile,
    /// It could not be told.
    Unknown,
}

/// The manifest is the object named with zeros; the newest one stands in one of the newest segments.
fn sealing(place: &dyn Place, survey: &Survey) -> Sealing {
    const SEGMENTS: usize = 8;
    const MOST: u64 = 1 << 30;
    /// CRC, length, tag and name come before an object's bytes.
    const HEADER: u64 = 41;
    let mut segments: Vec<(u64, &Held)> =
        survey.of(PartWord::Data).filter_map(|held| Some((number(&held.name)?, held))).collect();
    segments.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    for (_, held) in segments.into_iter().take(SEGMENTS).filter(|(_, held)| held.bytes <= MOST) {
        let mut manifest = None;
        let Ok(file) = place.open(&held.name) else { continue };
        borg::scan(file, &mut |entry| {
            if entry.tag == Tag::Put && entry.id == [0; 32] {
                manifest = Some(entry.offset);
            }
        });
        let mut kind = [0];
        if let Some(offset) = manifest
            && place.read_at(&held.name, offset + HEADER, &mut kind).is_ok()
        {
            return match kind[0] {
                2 => Sealing::Open,
                3 | 5 | 6 | 7 => Sealing::RepositoryKey,
                0 | 1 | 4 => Sealing::KeyFile,
                _ => Sealing::Unknown,
            };
        }
    }
    Sealing::Unknown
}

fn judge_key(course: &mut Course<'_>, config: Option<&Config>, sealing: Sealing) {
    match (config.map(|config| config.key), sealing) {
        (Some(KeyPlace::DamagedInConfig), _) => {
            let detail = "the key in the repository's settings is not what borg writes: without `borg key import`, nothing can be restored";
            course.fault(of_file(FaultWord::Altered, PartWord::Key, CONFIG, detail));
        }
        (Some(KeyPlace::Elsewhere), Sealing::RepositoryKey) => {
            let detail = "the repository is sealed with a key of its own, and its settings hold none: without `borg key import`, nothing can be restored";
            course.fault(of_file(FaultWord::Missing, PartWord::Key, CONFIG, detail));
        }
        _ => {}
    }
}

fn list(course: &mut Course<'_>, place: &dyn Place, sealing: Sealing, committed: Option<u64>) {
    if course.ask.key.is_none() && sealing != Sealing::Open {
        course.line.list =
            ListWord::Unknown("the names of archives are encrypted, and no key was given".into());
        return;
    }
    if committed.is_none() {
        let why =
            "the repository has no index, and borg would have to write one before it could list".to_owned();
        course.line.list = ListWord::Unknown(why);
        return;
    }
    tool::list(course, place);
}

/// Every entry of a segment has a CRC-32.
struct Checksums {
    config: Option<[u8; 32]>,
}

impl Examine for Checksums {
    fn examine(
        &self,
        held: &Held,
        _all: &[Held],
        file: &mut dyn Read,
        _buffer: &mut [u8],
    ) -> io::Result<Verdict> {
        if held.part == PartWord::Settings {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            let is_same = Config::read(CONFIG, &bytes).is_ok_and(|config| Some(config.id) == self.config);
            let broken = || {
                of_file(FaultWord::Altered, PartWord::Settings, CONFIG, "it changed while it was looked at")
            };
            return Ok(if is_same { Verdict::Sound } else { Verdict::Broken(broken()) });
        }
        let mut caught = Caught::new(file);
        let report = borg::scan(&mut caught, &mut |_| {});
        caught.end()?;
        let Some(first) = report.first_fault else { return Ok(Verdict::Sound) };
        let kind = match first.kind {
            FaultKind::Truncated { .. } => FaultWord::Truncated,
            _ => FaultWord::Altered,
        };
        let detail = match report.faults {
            0 | 1 => first.to_string(),
            more => format!("{first}; {} more entries are damaged", more - 1),
        };
        Ok(Verdict::Broken(of_file(kind, held.part, &held.name, detail)))
    }
}
