//! Entries and tiles disagree: which of them was changed?
//!
//! A full tile is judged by the slot that its parent tile keeps for it, the tiles on the right edge by the signed root. Where
//! neither side fits, the entries are followed, for they are what was logged. It never reports; it only decides.

use tlog_tiles::{Hash, Tile};

use crate::{tree::joined_root, verify::tile::Slot};

/// The hashes that are held to be right, slot by slot; nothing where neither side has one.
pub(super) type Settled = Vec<Option<Hash>>;

/// Decides for a full tile. `parent` is asked only when the sides disagree.
pub(super) fn full(built: &[Slot], kept: &[Slot], parent: impl FnOnce() -> Option<Hash>) -> Settled {
    let mut sides = sides(built, kept);
    if sides.len() == 1 {
        return sides.remove(0);
    }
    let expected = parent();
    let fits = |side: &Settled| expected.is_some() && subtree_root(side) == expected;
    let chosen = sides.iter().position(fits).or_else(|| sides.iter().position(is_complete));
    sides.swap_remove(chosen.unwrap_or(MERGED))
}

/// Decides for the partial tiles on the right of the tree, lowest first, together. Tells also whether the root fits.
pub(super) fn edge(levels: &[(Vec<Slot>, Vec<Slot>)], root: Hash) -> (Vec<Settled>, bool) {
    let sides: Vec<Vec<Settled>> = levels.iter().map(|(built, kept)| sides(built, kept)).collect();
    let choices: usize = sides.iter().map(Vec::len).product();
    for choice in 0..choices {
        let picked = pick(&sides, choice);
        if edge_root(&picked) == Some(root) {
            return (picked.into_iter().cloned().collect(), true);
        }
    }
    let fallback = |sides: &Vec<Settled>| {
        let chosen = sides.iter().position(is_complete).unwrap_or(sides.len() - 1);
        sides[chosen].clone()
    };
    (sides.iter().map(fallback).collect(), false)
}

/// The root of a tile whose slots are all known.
pub(super) fn subtree_root(side: &Settled) -> Option<Hash> {
    bytes(side).map(|bytes| Tile::subtree_hash(&bytes))
}

/// Where both sides have lost something, what is left of them is put together.
const MERGED: usize = 2;

/// What may be right: one side if they agree, otherwise the entries' side, the tile's, and both put together.
fn sides(built: &[Slot], kept: &[Slot]) -> Vec<Settled> {
    let side = |slots: &[Slot]| slots.iter().map(|slot| slot.hash).collect::<Settled>();
    let (built, kept) = (side(built), side(kept));
    if built == kept {
        return vec![built];
    }
    let merged = built.iter().zip(&kept).map(|(built, kept)| built.or(*kept)).collect();
    vec![built, kept, merged]
}

fn pick(sides: &[Vec<Settled>], mut choice: usize) -> Vec<&Settled> {
    let mut picked = Vec::with_capacity(sides.len());
    for sides in sides {
        picked.push(&sides[choice % sides.len()]);
        choice /= sides.len();
    }
    picked
}

fn edge_root(levels: &[&Settled]) -> Option<Hash> {
    let levels: Option<Vec<Vec<u8>>> = levels.iter().map(|side| bytes(side)).collect();
    levels.map(|levels| joined_root(&levels))
}

fn is_complete(side: &Settled) -> bool {
    side.iter().all(Option::is_some)
}

fn bytes(side: &Settled) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(side.len() * 32);
    for hash in side {
        bytes.extend((*hash)?.0);
    }
    Some(bytes)
}
