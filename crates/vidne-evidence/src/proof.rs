//! Proofs, made from tiles and checked without them: that a leaf is in the log, and that a log only grew.
//!
//! A tile is believed only after it was hashed up to the checkpoint's root; that is done here, because `TileHashReader` of
//! `tlog_tiles` 0.2 leaves some full tiles unchecked when several of the root's subtrees lie in one tile. What a check returns ([`Included`],
//! [`Continued`]) comes from a check and from nowhere else.

use std::{cell::RefCell, collections::BTreeMap};

use tlog_tiles::{
    EMPTY_HASH, HASH_SIZE, Hash, HashReader, Tile, check_record, check_tree, prove_record, prove_tree,
    record_hash, split_stored_hash_index,
};

use crate::{
    checkpoint::Checkpoint,
    files::{Files, read_at_most},
    tile_path::{Stack, TILE_WIDTH, TilePath},
    tree::{Edge, EdgeError},
};

/// More than any proof for a log of [`crate::MAX_LEAVES`] needs.
const MAX_HASHES: usize = 64;

/// The hashes that lead from one leaf to the root (RFC 6962, section 2.1.1).
#[derive(Debug, Clone, PartialEq)]
pub struct InclusionProof {
    /// Which leaf, from 0.
    pub index: u64,
    /// Number of leaves under the checkpoint it was made for.
    pub size: u64,
    /// From the leaf's sibling upwards.
    pub hashes: Vec<Hash>,
}

/// The hashes that tie an older root to a newer one (RFC 6962, section 2.1.2).
#[derive(Debug, Clone, PartialEq)]
pub struct ConsistencyProof {
    /// Leaves under the older checkpoint.
    pub old_size: u64,
    /// Leaves under the newer one.
    pub new_size: u64,
    /// As RFC 6962 orders them.
    pub hashes: Vec<Hash>,
}

/// An entry is in the log at this index. Only [`InclusionProof::check`] says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Included {
    index: u64,
}

/// A newer checkpoint holds every leaf of an older one, in the same order. Only [`ConsistencyProof::check`] says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continued {
    leaves_added: u64,
}

/// A proof cannot be made, or does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The log has no such leaf.
    #[error("the log has {size} leaves, there is no leaf {index}")]
    NoSuchLeaf {
        /// What was asked for.
        index: u64,
        /// What there is.
        size: u64,
    },
    /// The older checkpoint counts more leaves than the newer.
    #[error("the remembered checkpoint counts {old} leaves and the log only {new}: leaves were taken away")]
    Shrunk {
        /// Leaves under the older checkpoint.
        old: u64,
        /// Leaves under the newer one.
        new: u64,
    },
    /// A tile cannot be read or has the wrong length.
    #[error("{0}")]
    Tile(String),
    /// The tiles do not hash to the checkpoint's root.
    #[error("the tiles do not hash to the root that was signed for {size} leaves")]
    TilesDiffer {
        /// Leaves under the checkpoint.
        size: u64,
    },
    /// The proof is for other sizes than the checkpoints have.
    #[error("the proof is for another checkpoint")]
    OtherCheckpoint,
    /// The hashes do not lead where they should.
    #[error("the proof does not hold: the log was rewritten, or the proof is wrong")]
    Wrong,
}

/// Makes the proof that leaf `index` is under the checkpoint.
///
/// # Errors
/// When there is no such leaf, or the tiles on the way are not those that were signed.
pub fn prove_inclusion(
    files: &dyn Files,
    under: &Checkpoint,
    index: u64,
) -> Result<InclusionProof, ProofError> {
    let size = under.size();
    if index >= size {
        return Err(ProofError::NoSuchLeaf { index, size });
    }
    let tiles = Tiles::of(files, under)?;
    let hashes = prove_record(size, index, &tiles).map_err(|_| tiles.error())?;
    Ok(InclusionProof { index, size, hashes })
}

/// Makes the proof that the tree of the checkpoint begins with its own first `old_size` leaves as they were at that size.
///
/// # Errors
/// When the log is shorter, or the tiles on the way are not those that were signed.
pub fn prove_consistency(
    files: &dyn Files,
    old_size: u64,
    new: &Checkpoint,
) -> Result<ConsistencyProof, ProofError> {
    let new_size = new.size();
    if old_size > new_size {
        return Err(ProofError::Shrunk { old: old_size, new: new_size });
    }
    if old_size == 0 {
        return Ok(ConsistencyProof { old_size, new_size, hashes: Vec::new() });
    }
    let tiles = Tiles::of(files, new)?;
    let hashes = prove_tree(new_size, old_size, &tiles).map_err(|_| tiles.error())?;
    Ok(ConsistencyProof { old_size, new_size, hashes })
}

impl InclusionProof {
    /// Checks that `entry` is leaf [`InclusionProof::index`] of the log under the checkpoint.
    ///
    /// # Errors
    /// When it is not, or the proof is for another checkpoint.
    pub fn check(&self, under: &Checkpoint, entry: &[u8]) -> Result<Included, ProofError> {
        if self.size != under.size() {
            return Err(ProofError::OtherCheckpoint);
        }
        if self.hashes.len() > MAX_HASHES {
            return Err(ProofError::Wrong);
        }
        check_record(&self.hashes, self.size, under.root(), self.index, record_hash(entry))
            .map_err(|_| ProofError::Wrong)?;
        Ok(Included { index: self.index })
    }
}

impl ConsistencyProof {
    /// Checks that the log only grew from `old` to `new`.
    ///
    /// # Errors
    /// When it did not, or the proof is for other checkpoints.
    pub fn check(&self, old: &Checkpoint, new: &Checkpoint) -> Result<Continued, ProofError> {
        if self.old_size != old.size() || self.new_size != new.size() || old.origin() != new.origin() {
            return Err(ProofError::OtherCheckpoint);
        }
        let leaves_added = self
            .new_size
            .checked_sub(self.old_size)
            .ok_or(ProofError::Shrunk { old: self.old_size, new: self.new_size })?;
        if self.hashes.len() > MAX_HASHES {
            return Err(ProofError::Wrong);
        }
        let holds = match self.old_size {
            0 => self.hashes.is_empty() && old.root() == EMPTY_HASH,
            size => check_tree(&self.hashes, self.new_size, new.root(), size, old.root()).is_ok(),
        };
        if holds { Ok(Continued { leaves_added }) } else { Err(ProofError::Wrong) }
    }
}

impl Included {
    /// Which leaf, from 0.
    pub fn index(self) -> u64 {
        self.index
    }
}

impl Continued {
    /// How many leaves the newer checkpoint has more.
    pub fn leaves_added(self) -> u64 {
        self.leaves_added
    }
}

/// The tiles of one checkpoint. A full tile is believed when it hashes to the slot that the tile above keeps for it,
/// the partial ones on the right when they hash to the signed root.
struct Tiles<'a> {
    files: &'a dyn Files,
    edge: Edge,
    believed: RefCell<BTreeMap<(u8, u64), Vec<u8>>>,
    /// Why a tile could not be had: the reader's own error has no room for it.
    failure: RefCell<Option<ProofError>>,
}

impl<'a> Tiles<'a> {
    fn of(files: &'a dyn Files, under: &Checkpoint) -> Result<Self, ProofError> {
        let edge = Edge::load_hashes(files, under.head()).map_err(|error| match error {
            EdgeError::RootDiffers { size } => ProofError::TilesDiffer { size },
            other => ProofError::Tile(other.to_string()),
        })?;
        Ok(Self { files, edge, believed: RefCell::default(), failure: RefCell::default() })
    }

    fn error(&self) -> ProofError {
        self.failure.take().unwrap_or(ProofError::TilesDiffer { size: self.edge.size() })
    }

    /// Hashes of a tile, one after another.
    fn tile(&self, level: u8, number: u64) -> Result<Vec<u8>, ProofError> {
        let stack = Stack::Hashes(level);
        if number == stack.count(self.edge.size()) / TILE_WIDTH as u64 {
            return Ok(self.edge.hashes(level).to_vec());
        }
        if let Some(believed) = self.believed.borrow().get(&(level, number)) {
            return Ok(believed.clone());
        }
        let path = TilePath::full(stack, number).in_folder();
        let bytes = read_at_most(self.files, &path, TILE_WIDTH * HASH_SIZE)
            .map_err(|error| ProofError::Tile(format!("{path} cannot be read: {error}")))?
            .ok_or_else(|| ProofError::Tile(format!("{path} is missing")))?;
        if bytes.len() != TILE_WIDTH * HASH_SIZE {
            return Err(ProofError::Tile(format!("{path} is not {} bytes long", TILE_WIDTH * HASH_SIZE)));
        }
        let above = self.tile(level + 1, number / TILE_WIDTH as u64)?;
        if slots(&above, number % TILE_WIDTH as u64, 1) != Some(Tile::subtree_hash(&bytes).0.as_slice()) {
            return Err(ProofError::TilesDiffer { size: self.edge.size() });
        }
        self.believed.borrow_mut().insert((level, number), bytes.clone());
        Ok(bytes)
    }

    /// The root of a perfect subtree.
    fn hash(&self, index: u64) -> Result<Hash, ProofError> {
        let (height, number) = split_stored_hash_index(index);
        let first = number << (height % 8);
        let tile = self.tile(height / 8, first / TILE_WIDTH as u64)?;
        let hashes = slots(&tile, first % TILE_WIDTH as u64, 1 << (height % 8));
        hashes.map(Tile::subtree_hash).ok_or(ProofError::TilesDiffer { size: self.edge.size() })
    }
}

impl HashReader for Tiles<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let hashes: Result<Vec<Hash>, ProofError> = indexes.iter().map(|index| self.hash(*index)).collect();
        hashes.map_err(|error| {
            *self.failure.borrow_mut() = Some(error);
            tlog_tiles::Error::InvalidTile
        })
    }
}

fn slots(tile: &[u8], first: u64, count: usize) -> Option<&[u8]> {
    let start = usize::try_from(first).ok()? * HASH_SIZE;
    tile.get(start..start + count * HASH_SIZE)
}
