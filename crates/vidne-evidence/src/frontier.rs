//! The roots of the perfect subtrees that make up a growing tree: enough to tell its root at every size on the way.
//!
//! It never keeps more than one hash for each bit of the size.

use tlog_tiles::{EMPTY_HASH, Hash, node_hash};

/// The right edge of a tree of leaves that are hashed one after another.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    /// From the largest subtree, on the left, to the smallest.
    roots: Vec<Hash>,
}

impl Frontier {
    /// Adds one leaf by its hash.
    pub fn add(&mut self, leaf: Hash) {
        self.push(0, leaf);
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The RFC 6962 root over them.
    pub fn root(&self) -> Hash {
        let joined = self.roots.iter().rev().copied().reduce(|right, left| node_hash(left, right));
        joined.unwrap_or(EMPTY_HASH)
    }

    /// Adds a perfect subtree of two to the power of `height` leaves; the size so far must be a multiple of that.
    pub(crate) fn push(&mut self, height: u32, root: Hash) {
        debug_assert!(self.size.is_multiple_of(1 << height), "subtrees stand on their own width");
        let mut hash = root;
        for _ in 0..(self.size >> height).trailing_ones() {
            let left = self.roots.pop().expect("one root for each bit of the size");
            hash = node_hash(left, hash);
        }
        self.roots.push(hash);
        self.size += 1 << height;
    }
}
