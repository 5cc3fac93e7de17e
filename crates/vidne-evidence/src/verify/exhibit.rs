//! Every exhibit against its name, and against the entries that rest on it.
//!
//! Exhibits are compared in as many passes as keep the list of one pass bounded, and hashed in pieces.

use std::{
    io::{self, Read},
    ops::Range,
};

use sha2::{Digest, Sha256};
use vidne_model::id::ExhibitId;

use crate::{
    bundle::entries,
    files::{Files, exhibit_path},
    leaf::parse_leaf,
    report::{Problem, ProblemKind, Report},
    tile_path::{Stack, TILE_WIDTH, TilePath},
    verify::tile,
};

/// About how many leaves one pass lists.
const LEAVES_PER_PASS: u64 = 1 << 20;

/// From how many on the list is rid of repetitions while it grows.
const COMPACT: usize = 1 << 16;

const EXHIBITS: &str = "exhibits";

pub(super) fn check(files: &dyn Files, size: u64) -> Report {
    let mut report = Report::new();
    let passes = (size / LEAVES_PER_PASS + 1).min(256);
    for pass in 0..passes {
        let first_bytes = pass * 256 / passes..(pass + 1) * 256 / passes;
        check_some(files, size, &first_bytes, &mut report);
    }
    report
}

/// An exhibit that an entry rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    id: ExhibitId,
    /// In bytes, where the entry says so.
    size: Option<u64>,
    /// The first leaf that says so.
    leaf: u64,
}

/// What became of a wanted exhibit among the files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    NotYet,
}

fn check_some(files: &dyn Files, size: u64, first_bytes: &Range<u64>, report: &mut Report) {
    let wanted = wanted(files, size, first_bytes, report);
    let mut seen = vec![Seen::NotYet; wanted.len()];
    let listed = files.list(EXHIBITS, &mut |path| match id_of(path) {
        Some(id) if !first_bytes.contains(&u64::from(id.0[0])) => {}
        Some(id) => {
            let first = wanted.partition_point(|wanted| wanted.id < id);
            if wanted.get(first).is_none_or(|wanted| wanted.id != id) {
                return report.stray(path);
            }
            seen[first] = Seen::Yes;
        }
        None if first_bytes.start == 0 => report.stray(path),
        None => {}
    });
    if let Err(error) = listed {
        report.unreadable(EXHIBITS, &error);
    }
    let mut index = 0;
    for same in wanted.chunk_by(|one, other| one.id == other.id) {
        match seen[index] {
            Seen::Yes => check_one(files, same, report),
            Seen::NotYet => missing(same[0], report),
        }
        index += same.len();
    }
}

/// The exhibits whose first byte is in the range, sorted; each size that is claimed for one stands once.
fn wanted(files: &dyn Files, size: u64, first_bytes: &Range<u64>, report: &mut Report) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let mut compact_at = COMPACT;
    for number in 0..Stack::Entries.tiles(size) {
        let path = TilePath::widest(Stack::Entries, number, size).expect("the pile has this many tiles");
        // What cannot be read was reported when the tree was rebuilt.
        let bundle = tile::bytes(files, path).ok().flatten().unwrap_or_default();
        let first = number * TILE_WIDTH as u64;
        for (leaf, entry) in (first..).zip(entries(&bundle).map_while(Result::ok).take(path.width())) {
            match parse_leaf(entry.bytes) {
                Ok(read) => wanted.extend(
                    read.exhibits()
                        .filter(|(id, _)| first_bytes.contains(&u64::from(id.0[0])))
                        .map(|(id, size)| Wanted { id, size, leaf }),
                ),
                Err(error) if first_bytes.start == 0 => {
                    let problem =
                        Problem::new(ProblemKind::EntryUnreadable, path.in_folder(), error.to_string());
                    report.problem(problem.byte(entry.offset as u64).leaves(leaf..leaf + 1));
                }
                Err(_) => {}
            }
        }
        if wanted.len() >= compact_at {
            compact(&mut wanted);
            compact_at = COMPACT.max(2 * wanted.len());
        }
    }
    compact(&mut wanted);
    wanted
}

/// Sorts, and keeps the first leaf for each size that is claimed for an exhibit.
fn compact(wanted: &mut Vec<Wanted>) {
    wanted.sort_unstable();
    wanted.dedup_by_key(|wanted| (wanted.id, wanted.size));
}

fn check_one(files: &dyn Files, wanted: &[Wanted], report: &mut Report) {
    let id = wanted[0].id;
    let path = exhibit_path(&id);
    let (found, length) = match hash(files, &path) {
        Ok(Some(found)) => found,
        Ok(None) => return missing(wanted[0], report),
        Err(error) => return report.unreadable(&path, &error),
    };
    report.exhibits += 1;
    report.exhibit_bytes += length;
    let mut changed = |leaf: u64, reason: String| {
        let problem = Problem::new(ProblemKind::ExhibitChanged, &path, reason);
        report.problem(problem.leaves(leaf..leaf + 1).exhibit(id));
    };
    let mut said = false;
    for wanted in wanted {
        if let Some(size) = wanted.size.filter(|size| *size != length) {
            changed(wanted.leaf, format!("the exhibit is {length} bytes long, and its entry says {size}"));
            said = true;
        }
    }
    if found != id && !said {
        changed(wanted[0].leaf, format!("the exhibit's {length} bytes were changed: they hash to {found}"));
    }
}

fn missing(wanted: Wanted, report: &mut Report) {
    let problem =
        Problem::new(ProblemKind::ExhibitMissing, exhibit_path(&wanted.id), "the exhibit is missing");
    report.problem(problem.leaves(wanted.leaf..wanted.leaf + 1).exhibit(wanted.id));
}

fn hash(files: &dyn Files, path: &str) -> io::Result<Option<(ExhibitId, u64)>> {
    let Some(mut file) = files.open(path)? else { return Ok(None) };
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    let mut length = 0;
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(Some((ExhibitId(hasher.finalize().into()), length))),
            Ok(count) => {
                hasher.update(&piece[..count]);
                length += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The exhibit whose place this is.
fn id_of(path: &str) -> Option<ExhibitId> {
    let id: ExhibitId = path.rsplit('/').next()?.parse().ok()?;
    (exhibit_path(&id) == path).then_some(id)
}
