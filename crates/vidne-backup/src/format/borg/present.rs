//! Which segments must be there, by the index of the last transaction: it is not encrypted, and names the segment of each
//! object in use.
//!
//! It never tells a segment as lost that compacting may have dropped: while a transaction ends, segments go before the
//! index that tells so is written, and after the commit that makes them needless.

use std::collections::BTreeMap;

use vidne_read::lines::{FaultWord, PartWord};
use vidne_repository::borg::{COMMIT, Index, Needed, Role};

use super::super::Timed;
use crate::{
    course::{Course, End},
    fault::of_file,
    place::{Entry, Found, Place},
};

/// What one listing showed of segments and indexes.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The index of the last transaction that was brought to its end, and its size: `index.N` is written after segment N.
    index: Option<(u64, u64)>,
    /// By number.
    segments: BTreeMap<u64, Entry>,
    /// What is there and was not looked at: links, and folders that cannot be listed.
    odd: Vec<String>,
}

impl Seen {
    pub(super) fn of(found: &[Found]) -> Self {
        let mut seen = Self::default();
        for found in found {
            match found {
                Found::File(entry) => match Role::of(&entry.name) {
                    Role::Segment(number) => drop(seen.segments.insert(number, entry.clone())),
                    Role::Derived => {
                        let number = entry.name.strip_prefix("index.").and_then(|end| end.parse().ok());
                        seen.index = seen.index.max(number.map(|number| (number, entry.bytes)));
                    }
                    _ => {}
                },
                Found::Odd { name, .. } => seen.odd.push(name.clone()),
            }
        }
        seen
    }

    /// The segment of the last transaction that was brought to its end.
    pub(super) fn committed(&self) -> Option<u64> {
        self.index.map(|(last, _)| last)
    }

    /// Segments that the index needs and that are not there, or too short; with their size, where they are there.
    fn lacks(&self, index: &Index) -> BTreeMap<u64, (Needed, Option<u64>)> {
        let needed = index.segments.iter().map(|(segment, needed)| (u64::from(*segment), *needed));
        let found = |segment| self.segments.get(&segment).map(|entry| entry.bytes);
        let beside = needed.map(|(segment, needed)| (segment, (needed, found(segment))));
        beside.filter(|(_, (needed, found))| found.is_none_or(|found| found < needed.bytes)).collect()
    }

    /// Whether the file, or a folder that it would lie in, is there and was not looked at.
    fn hides(&self, file: &str) -> bool {
        let is_above = |odd: &str| file.strip_prefix(odd).is_some_and(|rest| rest.starts_with('/'));
        self.odd.iter().any(|odd| odd == file || is_above(odd))
    }

    /// Whether a commit stands behind the last index: then segments may be on their way out.
    fn may_be_compacted(&self, place: &dyn Place, last: u64) -> bool {
        self.segments.range(last.saturating_add(1)..).any(|(_, entry)| {
            let mut end = [0; COMMIT.len()];
            let at = entry.bytes.saturating_sub(COMMIT.len() as u64);
            place.read_at(&entry.name, at, &mut end).is_err() || end == COMMIT
        })
    }
}

/// Tells segments that the index needs and that are not there, or are shorter than it says. `file_of`: the path of a
/// segment.
pub(super) fn judge(
    course: &mut Course<'_>,
    place: &dyn Place,
    mut seen: Seen,
    file_of: &dyn Fn(u64) -> String,
) -> Result<(), End> {
    const TIMES: usize = 3;
    for _ in 0..TIMES {
        let Some(last) = seen.committed() else { return Ok(()) };
        let index = match read(course, place, &mut seen)? {
            Had::Index(index) => index,
            Had::Another => continue,
            Had::Nothing => return Ok(()),
        };
        if seen.lacks(&index).is_empty() {
            return Ok(());
        }
        // What is not there may have gone while it was listed: it counts only if it is not there for this index, and
        // if no transaction was about to end once that was seen.
        let again = Seen::of(&course.list(place)?);
        let after = Seen::of(&course.list(place)?);
        if after.committed() != Some(last) {
            seen = after;
            continue;
        }
        let lacks = again.lacks(&index);
        let is_told = |segment: u64| !again.hides(&file_of(segment));
        let lacks: Vec<_> = lacks.into_iter().filter(|(segment, _)| is_told(*segment)).collect();
        if let Some((segment, _)) = lacks.first()
            && after.may_be_compacted(place, last)
        {
            let why = format!(
                "{} is not as index.{last} has it, while a transaction of borg was not brought to its end: look again, \
                 and if nothing writes here, run `borg check`",
                file_of(*segment)
            );
            course.could_not_complete(why);
            return Ok(());
        }
        for (segment, (needed, found)) in lacks {
            tell(course, &file_of(segment), last, needed, found);
        }
        return Ok(());
    }
    course.could_not_complete("the index was written anew each time that it was read".into());
    Ok(())
}

fn tell(course: &mut Course<'_>, file: &str, last: u64, needed: Needed, found: Option<u64>) {
    let fault = match found {
        None => {
            let detail =
                format!("by index.{last}, {} objects in use lie in it, and it is not there", needed.objects);
            of_file(FaultWord::Missing, PartWord::Data, file, detail)
        }
        Some(found) => {
            let detail = format!(
                "it has {found} bytes, and by index.{last}, which places {} objects in it, it must have at least {}",
                needed.objects, needed.bytes
            );
            of_file(FaultWord::Truncated, PartWord::Data, file, detail)
        }
    };
    course.fault(fault);
}

/// What came of reading an index.
enum Had {
    Index(Index),
    /// Another one has come in its place, and was seen.
    Another,
    /// It cannot be read, and that is told.
    Nothing,
}

fn read(course: &mut Course<'_>, place: &dyn Place, seen: &mut Seen) -> Result<Had, End> {
    let Some((last, bytes)) = seen.index else { return Ok(Had::Nothing) };
    course.progress.stage("reading the index");
    let file = format!("index.{last}");
    let read = match place.open(&file) {
        Ok(open) => {
            let timed = Timed { file: open, watch: course.watch };
            Index::read(&file, bytes, last, timed).map_err(|error| format!("{}{}", error.reason, error.place))
        }
        Err(error) => Err(error.to_string()),
    };
    let why = match read {
        Ok(index) => return Ok(Had::Index(index)),
        Err(why) => why,
    };
    if let Some(cut) = course.watch.cut() {
        course.could_not_complete(format!("the index was not read to its end: {cut}"));
        return Ok(Had::Nothing);
    }
    let now = Seen::of(&course.list(place)?);
    if now.index == seen.index {
        let detail = format!("which segments must be there cannot be told: the index cannot be read: {why}");
        course.fault(of_file(FaultWord::Refused, PartWord::Index, &file, detail));
        return Ok(Had::Nothing);
    }
    *seen = now;
    Ok(Had::Another)
}
