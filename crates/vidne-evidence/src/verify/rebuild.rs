//! Builds the tree again from the entries, tile by tile, and compares every hash with the tiles and the signed root.
//!
//! It never holds more than one tile for each level.

use std::{mem, ops::Range};

use tlog_tiles::Hash;

use crate::{
    checkpoint::TreeHead,
    files::Files,
    frontier::Frontier,
    key::VerifierKey,
    report::{Problem, ProblemKind, Report},
    tile_path::{Stack, TILE_WIDTH, TilePath},
    verify::{
        Activity,
        blame::{self, Settled, subtree_root},
        head,
        past::Past,
        tile::{self, Slot},
    },
};

pub(super) fn rebuild(
    files: &dyn Files,
    head: TreeHead,
    key: Option<&VerifierKey>,
    activity: Activity,
    report: &mut Report,
) {
    let past = Past::open(files, key, activity, report);
    let mut rebuild = Rebuild {
        files,
        size: head.size,
        levels: Vec::new(),
        edge: Vec::new(),
        frontier: Frontier::default(),
        leaves: Leaves::AllKnown,
        past,
        report,
    };
    rebuild.compare_past();
    for number in 0..Stack::Entries.tiles(head.size) {
        let path = TilePath::widest(Stack::Entries, number, head.size).expect("the pile has this many tiles");
        let entries = tile::entry_hashes(files, path, rebuild.report);
        rebuild.tile(0, number, entries);
    }
    rebuild.finish(head);
}

struct Rebuild<'a> {
    files: &'a dyn Files,
    size: u64,
    /// For each level above the leaves the roots of the tiles below, until a tile of them is full.
    levels: Vec<Level>,
    /// The tiles on the right that are not full: they are judged together, by the root.
    edge: Vec<(TilePath, Vec<Slot>, Vec<Slot>)>,
    frontier: Frontier,
    leaves: Leaves,
    past: Option<Past<'a>>,
    report: &'a mut Report,
}

#[derive(Default)]
struct Level {
    /// Tiles that were full and are done with.
    finished: u64,
    slots: Vec<Slot>,
}

/// Whether the roots of earlier sizes can still be told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    AllKnown,
    SomeLost,
}

impl Rebuild<'_> {
    /// Compares a tile with what its children hash to.
    fn tile(&mut self, level: u8, number: u64, built: Vec<Slot>) {
        let stack = Stack::Hashes(level);
        let path = TilePath::widest(stack, number, self.size).expect("there are hashes for this tile");
        let kept = tile::hashes(self.files, path, self.report);
        if !path.is_full() {
            return self.edge.push((path, built, kept));
        }
        let settled = blame::full(&built, &kept, || parent_slot(self.files, level, number, self.size));
        self.report_differences(path, &built, &kept, &settled);
        let root = subtree_root(&settled);
        if level == 0 {
            self.extend_frontier(&settled, root);
        }
        self.raise(level + 1, root);
    }

    fn raise(&mut self, level: u8, hash: Option<Hash>) {
        let above = usize::from(level) - 1;
        if self.levels.len() == above {
            self.levels.push(Level::default());
        }
        let pile = &mut self.levels[above];
        pile.slots.push(Slot { hash, offset: 0 });
        if pile.slots.len() == TILE_WIDTH {
            let (number, built) = (pile.finished, mem::take(&mut pile.slots));
            pile.finished += 1;
            self.tile(level, number, built);
        }
    }

    fn finish(mut self, head: TreeHead) {
        for (level, pile) in (1..).zip(mem::take(&mut self.levels)) {
            if !pile.slots.is_empty() {
                self.tile(level, pile.finished, pile.slots);
            }
        }
        let edge = mem::take(&mut self.edge);
        let (paths, sides): (Vec<_>, Vec<_>) =
            edge.into_iter().map(|(path, built, kept)| (path, (built, kept))).unzip();
        let (settled, root_fits) = blame::edge(&sides, head.root);
        for ((path, (built, kept)), settled) in paths.into_iter().zip(&sides).zip(&settled) {
            self.report_differences(path, built, kept, settled);
            if path.stack() == Stack::Hashes(0) {
                self.extend_frontier(settled, None);
            }
        }
        if !root_fits {
            self.report_root();
        }
        if let Some(past) = self.past {
            past.finish(head, self.report);
        }
    }

    /// Follows the leaves of a tile, one by one only where a checkpoint was signed among them.
    fn extend_frontier(&mut self, settled: &Settled, root: Option<Hash>) {
        if settled.iter().any(Option::is_none) {
            self.leaves = Leaves::SomeLost;
        }
        if self.leaves == Leaves::SomeLost {
            return self.compare_past();
        }
        let end = self.frontier.size() + settled.len() as u64;
        let signed_inside = self.past.as_ref().and_then(Past::next_size).is_some_and(|size| size < end);
        match root {
            Some(root) if !signed_inside => {
                self.frontier.push(8, root);
                self.compare_past();
            }
            _ => {
                for hash in settled.iter().flatten() {
                    self.frontier.push(0, *hash);
                    self.compare_past();
                }
            }
        }
    }

    fn compare_past(&mut self) {
        let Some(past) = &mut self.past else { return };
        if self.leaves == Leaves::SomeLost {
            return past.compare(self.size, None, self.report);
        }
        let size = self.frontier.size();
        if past.next_size() == Some(size) {
            past.compare(size, Some(self.frontier.root()), self.report);
        }
    }

    fn report_differences(&mut self, path: TilePath, built: &[Slot], kept: &[Slot], settled: &Settled) {
        for slots in runs(built, settled) {
            let place = built[slots.start].offset;
            let leaves = tile::slots_below(path, slots.clone());
            let (file, offset, reason) = match path.stack() {
                Stack::Hashes(0) => {
                    let entries = TilePath::widest(Stack::Entries, path.number(), self.size).unwrap_or(path);
                    (entries, place, "the entry is not the one that was logged")
                }
                _ => (
                    path,
                    (slots.start * 32) as u64,
                    "entries and tiles below were changed together: they no longer hash to this",
                ),
            };
            let problem = Problem::new(ProblemKind::EntryChanged, file.in_folder(), reason);
            self.report.problem(problem.byte(offset).leaves(leaves));
        }
        for slots in runs(kept, settled) {
            let reason = "the tile does not hold what the entries below it hash to";
            let problem = Problem::new(ProblemKind::TileChanged, path.in_folder(), reason);
            self.report
                .problem(problem.byte(kept[slots.start].offset).leaves(tile::slots_below(path, slots)));
        }
    }

    fn report_root(&mut self) {
        let suspects = self.past.as_ref().map_or(0..self.size, |past| past.suspects(self.size));
        let reason = format!(
            "the root that was signed for {} leaves is not what the log hashes to: leaves were changed, removed or swapped",
            self.size
        );
        self.report
            .problem(Problem::new(ProblemKind::RootDiffers, head::CHECKPOINT, reason).leaves(suspects));
    }
}

/// What the tile above keeps for a full tile.
fn parent_slot(files: &dyn Files, level: u8, number: u64, size: u64) -> Option<Hash> {
    let path = TilePath::widest(Stack::Hashes(level + 1), number / TILE_WIDTH as u64, size)?;
    let bytes = tile::bytes(files, path).ok()??;
    let slot = usize::try_from(number % TILE_WIDTH as u64).ok()? * 32;
    Some(Hash(bytes.get(slot..slot + 32)?.try_into().ok()?))
}

/// Runs of slots that hold another hash than the settled one.
fn runs(slots: &[Slot], settled: &Settled) -> Vec<Range<usize>> {
    let differs = |index: usize| slots[index].hash.is_some() && slots[index].hash != settled[index];
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in (0..slots.len()).filter(|index| differs(*index)) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}
