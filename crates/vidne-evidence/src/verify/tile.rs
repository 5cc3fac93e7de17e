//! Reads one tile or one bundle for the verification, and tells what is wrong with its form.
//!
//! It never judges whether hashes are right.

use std::{io, ops::Range};

use tlog_tiles::{HASH_SIZE, Hash, record_hash};

use crate::{
    bundle::{MAX_ENTRY, entries, parse_bundle},
    files::{Files, read_at_most},
    report::{Problem, ProblemKind, Report},
    tile_path::{Stack, TILE_WIDTH, TilePath},
};

/// A hash and where in its file the thing stands that it is of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) hash: Option<Hash>,
    pub(super) offset: u64,
}

/// Which file of a tile was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The one that was asked for.
    Asked,
    /// The full one, where the partial one is gone.
    Wider,
}

/// The hashes that a tile's file holds, as many as the tile should have; nothing where the file has none.
pub(super) fn hashes(files: &dyn Files, path: TilePath, report: &mut Report) -> Vec<Slot> {
    let (place, length) = (path.in_folder(), path.width() * HASH_SIZE);
    let (bytes, form) =
        found(files, path, ProblemKind::TileMissing, report).unwrap_or((Vec::new(), Form::Wider));
    if !bytes.is_empty() && bytes.len() < length {
        let reason = format!("the tile ends here and should be {length} bytes long");
        let problem = Problem::new(ProblemKind::TileTruncated, place, reason).byte(bytes.len() as u64);
        report.problem(problem.leaves(below(path, bytes.len() / HASH_SIZE)));
    } else if form == Form::Asked && bytes.len() > length {
        let reason = "the tile goes on after its last hash";
        report.problem(Problem::new(ProblemKind::TileChanged, place, reason).byte(length as u64));
    }
    let mut chunks = bytes.chunks_exact(HASH_SIZE);
    (0..path.width())
        .map(|slot| Slot {
            hash: chunks.next().map(|bytes| Hash(bytes.try_into().expect("chunks of that length"))),
            offset: (slot * HASH_SIZE) as u64,
        })
        .collect()
}

/// The hashes of the entries of a bundle, as many as it should have; nothing where entries are lost.
pub(super) fn entry_hashes(files: &dyn Files, path: TilePath, report: &mut Report) -> Vec<Slot> {
    let mut slots = vec![Slot::default(); path.width()];
    let Some((bundle, form)) = found(files, path, ProblemKind::EntriesMissing, report) else { return slots };
    let mut read = entries(&bundle);
    let mut end = 0;
    for (index, slot) in slots.iter_mut().enumerate() {
        let (reason, offset) = match read.next() {
            Some(Ok(entry)) => {
                *slot = Slot { hash: Some(record_hash(entry.bytes)), offset: entry.offset as u64 };
                end = entry.offset + 2 + entry.bytes.len();
                report.entries += 1;
                continue;
            }
            Some(Err(error)) => (error.to_string(), error.offset()),
            None => (format!("the entries end here: {index} are there and {} should be", path.width()), end),
        };
        let problem = Problem::new(ProblemKind::EntriesTruncated, path.in_folder(), reason);
        report.problem(problem.byte(offset as u64).leaves(below(path, index)));
        return slots;
    }
    if form == Form::Asked && end < bundle.len() {
        let reason = format!("the file goes on after its {} entries", path.width());
        report.problem(Problem::new(ProblemKind::EntriesTooMany, path.in_folder(), reason).byte(end as u64));
    }
    slots
}

/// The leaves under a tile from slot `from` on.
pub(super) fn below(path: TilePath, from: usize) -> Range<u64> {
    slots_below(path, from..path.width())
}

/// The leaves under some slots of a tile.
pub(super) fn slots_below(path: TilePath, slots: Range<usize>) -> Range<u64> {
    let level = match path.stack() {
        Stack::Hashes(level) => 8 * u32::from(level),
        Stack::Entries => 0,
    };
    let first = path.number() * TILE_WIDTH as u64;
    (first + slots.start as u64) << level..(first + slots.end as u64) << level
}

/// The file of a tile or bundle; a full one serves where a partial one is gone.
pub(super) fn bytes(files: &dyn Files, path: TilePath) -> io::Result<Option<Vec<u8>>> {
    Ok(read(files, path)?.map(|(bytes, _)| bytes))
}

fn read(files: &dyn Files, path: TilePath) -> io::Result<Option<(Vec<u8>, Form)>> {
    let limit = longest(path);
    let full = TilePath::full(path.stack(), path.number());
    for (path, form) in [(path, Form::Asked), (full, Form::Wider)] {
        if let Some(bytes) = read_at_most(files, &path.in_folder(), limit)? {
            return Ok(Some((bytes, form)));
        }
    }
    Ok(None)
}

fn found(
    files: &dyn Files,
    path: TilePath,
    missing: ProblemKind,
    report: &mut Report,
) -> Option<(Vec<u8>, Form)> {
    match read(files, path) {
        Ok(Some(found)) if !found.0.is_empty() => return Some(found),
        Ok(Some(_)) => {
            let problem = Problem::new(missing, path.in_folder(), "the file is empty").byte(0);
            report.problem(problem.leaves(below(path, 0)));
        }
        Ok(None) => {
            let problem = Problem::new(missing, path.in_folder(), "the file is missing");
            report.problem(problem.leaves(below(path, 0)));
        }
        Err(error) => report.unreadable(&path.in_folder(), &error),
    }
    None
}

/// The longest that such a file can rightly be, in bytes.
pub(super) fn longest(path: TilePath) -> usize {
    match path.stack() {
        Stack::Hashes(_) => TILE_WIDTH * HASH_SIZE,
        Stack::Entries => TILE_WIDTH * (MAX_ENTRY + 2),
    }
}

/// Whether the bytes hold fewer hashes or entries than the path says.
pub(super) fn is_short(path: TilePath, bytes: &[u8]) -> bool {
    match path.stack() {
        Stack::Hashes(_) => bytes.len() != path.width() * HASH_SIZE,
        Stack::Entries => parse_bundle(bytes).map_or(true, |entries| entries.len() != path.width()),
    }
}
