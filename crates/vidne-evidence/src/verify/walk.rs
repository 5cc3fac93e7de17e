//! Every file among the tiles: those beyond the checkpoint, and partial tiles of earlier sizes.
//!
//! It never judges a tile that the rebuilt tree was compared with already.

use std::io;

use crate::{
    files::{Files, read_at_most},
    report::{Problem, ProblemKind, Report},
    tile_path::TilePath,
    verify::{Activity, tile},
};

pub(super) fn walk(files: &dyn Files, size: u64, activity: Activity, report: &mut Report) {
    let mut last = Widest::default();
    let before = report.problems.len();
    let listed = files.list("log/tile", &mut |file| {
        let Some(path) = file.strip_prefix("log/").and_then(|path| path.parse::<TilePath>().ok()) else {
            return report.stray(file);
        };
        let Some(widest) =
            TilePath::widest(path.stack(), path.number(), size).filter(|_| path.is_within(size))
        else {
            return beyond(path, size, activity, report);
        };
        if path != widest {
            earlier(files, path, widest, &mut last, report);
        }
    });
    if let Err(error) = listed {
        report.unreadable("log/tile", &error);
    }
    // Folders list their files in any order.
    report.problems[before..].sort_by(|one, other| one.path.cmp(&other.path));
}

/// The widest form of the tile that was looked at last: partial tiles of one number come one after another.
#[derive(Default)]
struct Widest(Option<(TilePath, Vec<u8>)>);

impl Widest {
    fn bytes(&mut self, files: &dyn Files, path: TilePath) -> io::Result<&[u8]> {
        if self.0.as_ref().is_none_or(|(held, _)| *held != path) {
            self.0 = Some((path, tile::bytes(files, path)?.unwrap_or_default()));
        }
        Ok(self.0.as_ref().map_or(&[], |(_, bytes)| bytes.as_slice()))
    }
}

fn beyond(path: TilePath, size: u64, activity: Activity, report: &mut Report) {
    if activity == Activity::Appending {
        return;
    }
    let reason = format!(
        "it stands beyond the checkpoint, which counts {size} leaves: an older checkpoint was put back, or an append was \
         interrupted (opening the log for writing clears that away)"
    );
    let problem = Problem::new(ProblemKind::BeyondCheckpoint, path.in_folder(), reason);
    let leaves = tile::below(path, 0);
    report.problem(problem.leaves(leaves.start.max(size)..leaves.end));
}

/// A partial tile of an earlier size must be the beginning of the widest.
fn earlier(files: &dyn Files, path: TilePath, widest: TilePath, last: &mut Widest, report: &mut Report) {
    let place = path.in_folder();
    // Only this very file: one that was outgrown and taken away while we look is no problem.
    let partial = match read_at_most(files, &place, tile::longest(path)) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return,
        Err(error) => return report.unreadable(&place, &error),
    };
    // The widest was judged before; when it cannot be read, that was said.
    let Ok(whole) = last.bytes(files, widest) else { return };
    let same = partial.iter().zip(whole).take_while(|(partial, whole)| partial == whole).count();
    let (kind, reason) = if same < partial.len() {
        (ProblemKind::TileChanged, format!("it is not the beginning of {}", widest.in_folder()))
    } else if tile::is_short(path, &partial) {
        (ProblemKind::TileTruncated, "it breaks off".to_owned())
    } else {
        return;
    };
    report.problem(Problem::new(kind, place, reason).byte(same as u64).leaves(tile::below(path, 0)));
}
