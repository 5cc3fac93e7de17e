//! Which files are read in a look: what is new, then what was read longest ago, within a budget; or a sample.
//!
//! It never prefers a small file that happens to fit over a large one whose turn it is: that would starve the large ones.

use std::cmp::Reverse;

use ring::digest::{Context, SHA256};
use vidne_read::lines::PartWord;

use crate::stock::Held;

/// Which of the files that `is_taken` takes to read under that budget, in the order of reading. A file larger than the
/// whole budget is read alone, since it would never be read otherwise. What was found broken before is read again in
/// any case, and first.
pub fn plan(files: &[Held], budget: Option<u64>, is_taken: &dyn Fn(&Held) -> bool) -> Vec<usize> {
    let mut turn: Vec<usize> = (0..files.len()).filter(|index| is_taken(&files[*index])).collect();
    turn.sort_by_key(|index| files[*index].turn());
    let mut left = budget.unwrap_or(u64::MAX);
    let mut taken = Vec::new();
    for index in turn {
        let held = &files[index];
        if held.bytes > left && !held.is_suspect && !taken.is_empty() {
            break;
        }
        left = left.saturating_sub(held.bytes);
        taken.push(index);
    }
    // The largest first within each turn, so that no processor is left with a large one at the end.
    taken.sort_by_key(|index| (files[*index].class(), Reverse(files[*index].bytes), *index));
    taken
}

/// How many bytes a look has to read so that every byte is read again within `days`, though a share of the runs is
/// missed: `ceil(bytes / runs that are left) + largest`. `largest` is the largest file, since a look ends before the
/// first file that does not fit. `None` where no run is left.
pub fn budget_for(bytes: u64, largest: u64, days: u32, runs_per_day: u32, missed_share: f64) -> Option<u64> {
    let planned = u64::from(days) * u64::from(runs_per_day);
    let missed = (0..=planned).find(|missed| share(*missed, planned) >= missed_share)?;
    let runs = planned - missed;
    (runs > 0).then(|| bytes.div_ceil(runs).saturating_add(largest))
}

/// A uniform draw of `draw` names out of `names`, without replacement: those whose SHA-256 after the seed comes first.
/// The same seed draws the same.
pub fn sample<'a>(names: impl Iterator<Item = &'a str>, draw: usize, seed: &[u8; 32]) -> Vec<&'a str> {
    let lot = |name: &'a str| {
        let mut context = Context::new(&SHA256);
        context.update(seed);
        context.update(name.as_bytes());
        let mut lot = [0; 32];
        lot.copy_from_slice(context.finish().as_ref());
        (lot, name)
    };
    let mut lots: Vec<_> = names.map(lot).collect();
    lots.sort_unstable();
    lots.truncate(draw);
    lots.into_iter().map(|(_, name)| name).collect()
}

/// The places of the files that a sample reads: the drawn ones among the data, and everything else.
pub(crate) fn sampled(files: &[Held], draw: u64, seed: &[u8; 32]) -> (Vec<usize>, u64) {
    let data = || files.iter().filter(|held| held.part == PartWord::Data).map(|held| &*held.name);
    let of = data().count() as u64;
    let mut drawn = sample(data(), usize::try_from(draw).unwrap_or(usize::MAX), seed);
    drawn.sort_unstable();
    let is_taken = |held: &Held| held.part != PartWord::Data || drawn.binary_search(&&*held.name).is_ok();
    let mut taken: Vec<usize> = (0..files.len()).filter(|index| is_taken(&files[*index])).collect();
    taken.sort_by_key(|index| Reverse(files[*index].bytes));
    (taken, of)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of runs are small")]
fn share(missed: u64, planned: u64) -> f64 {
    if planned == 0 { 1.0 } else { missed as f64 / planned as f64 }
}
