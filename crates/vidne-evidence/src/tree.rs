//! The right edge of the tree: all that is needed to add leaves, and the tiles that adding them fills.
//!
//! It never writes; it hands each tile to the caller. An edge is small (about a megabyte at worst is its bundle, the rest
//! 8 KB for each level), whatever the size of the log.

use tlog_tiles::{EMPTY_HASH, HASH_SIZE, Hash, Tile, node_hash, record_hash};

use crate::{
    bundle::{MAX_ENTRY, entries, parse_bundle},
    checkpoint::TreeHead,
    files::{Files, read_at_most},
    tile_path::{Stack, TILE_WIDTH, TilePath},
};

/// The partial tiles on the right of a tree, and the bundle of entries that is not full yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// Level by level the hashes of the partial tile, one after another, as the tile's file has them.
    levels: Vec<Vec<u8>>,
    entries: Vec<u8>,
}

/// The edge of a log cannot be taken up again from its files.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// A tile cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Path in the evidence folder.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A tile is missing or of the wrong length.
    #[error("{path} should be there with {expected}, and is not")]
    Incomplete {
        /// Path in the evidence folder.
        path: String,
        /// What it should hold.
        expected: String,
    },
    /// Entries and tiles disagree, or do not hash to the root.
    #[error("the tiles on the right of the log do not hash to the root that was signed for {size} leaves")]
    RootDiffers {
        /// Leaves.
        size: u64,
    },
}

impl Edge {
    /// Takes up the edge of a log again and checks that it hashes to the root, from at most one tile for each level.
    ///
    /// # Errors
    /// When a tile is missing, damaged, or of another tree.
    pub fn load(files: &dyn Files, head: TreeHead) -> Result<Self, EdgeError> {
        let mut edge = Self::load_hashes(files, head)?;
        edge.entries = partial(files, Stack::Entries, head.size, TILE_WIDTH * (MAX_ENTRY + 2))?;
        edge.check_entries()?;
        Ok(edge)
    }

    /// The edge without its entries: enough for proofs, not for adding leaves.
    pub(crate) fn load_hashes(files: &dyn Files, head: TreeHead) -> Result<Self, EdgeError> {
        let mut edge = Self { size: head.size, ..Self::default() };
        for stack in (0..).map(Stack::Hashes).take_while(|stack| stack.count(head.size) > 0) {
            let hashes = partial(files, stack, head.size, TILE_WIDTH * HASH_SIZE)?;
            edge.check_length(stack, hashes.len(), HASH_SIZE)?;
            edge.levels.push(hashes);
        }
        if edge.root() != head.root {
            return Err(EdgeError::RootDiffers { size: head.size });
        }
        Ok(edge)
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Leaves and root hash.
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root() }
    }

    /// Adds a leaf; hands over each tile that it fills, lowest first.
    ///
    /// # Errors
    /// What `full` returns; the edge is then no longer to be used.
    ///
    /// # Panics
    /// When the entry is longer than [`MAX_ENTRY`], which [`crate::Leaf::to_entry`] never makes.
    pub fn append<E>(
        &mut self,
        entry: &[u8],
        full: &mut impl FnMut(TilePath, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let length = u16::try_from(entry.len()).expect("an entry is at most 65,535 bytes long");
        self.entries.extend(length.to_be_bytes());
        self.entries.extend(entry);
        let number = self.size / TILE_WIDTH as u64;
        self.size += 1;
        if self.size.is_multiple_of(TILE_WIDTH as u64) {
            full(TilePath::full(Stack::Entries, number), &self.entries)?;
            self.entries.clear();
        }
        self.push(0, record_hash(entry), full)
    }

    /// The partial tiles that a checkpoint of the present size needs and one of `since` leaves had not.
    pub fn partial_tiles(&self, since: u64) -> impl Iterator<Item = (TilePath, &[u8])> {
        let hashes = (0..).zip(&self.levels).map(|(level, hashes)| (Stack::Hashes(level), hashes.as_slice()));
        hashes.chain([(Stack::Entries, self.entries.as_slice())]).filter_map(move |(stack, bytes)| {
            let count = stack.count(self.size);
            let path = TilePath::widest(stack, count / TILE_WIDTH as u64, self.size)?;
            (stack.count(since) != count).then_some((path, bytes))
        })
    }

    /// The partial tile of a level, empty where there is none.
    pub(crate) fn hashes(&self, level: u8) -> &[u8] {
        self.levels.get(usize::from(level)).map_or(&[], Vec::as_slice)
    }

    fn push<E>(
        &mut self,
        level: u8,
        hash: Hash,
        full: &mut impl FnMut(TilePath, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.levels.len() <= usize::from(level) {
            self.levels.push(Vec::new());
        }
        let tile = &mut self.levels[usize::from(level)];
        tile.extend(hash.0);
        if tile.len() < TILE_WIDTH * HASH_SIZE {
            return Ok(());
        }
        let number = (self.size >> (8 * u32::from(level))) / TILE_WIDTH as u64 - 1;
        full(TilePath::full(Stack::Hashes(level), number), tile)?;
        let root = Tile::subtree_hash(tile);
        tile.clear();
        self.push(level + 1, root, full)
    }

    fn root(&self) -> Hash {
        joined_root(&self.levels)
    }

    /// A partial tile of `stack` must be `unit` long for each hash or entry it should have.
    fn check_length(&self, stack: Stack, length: usize, unit: usize) -> Result<(), EdgeError> {
        let expected = stack.count(self.size) % TILE_WIDTH as u64;
        if length as u64 == expected * unit as u64 {
            return Ok(());
        }
        Err(incomplete(stack, self.size))
    }

    fn check_entries(&self) -> Result<(), EdgeError> {
        let entries = parse_bundle(&self.entries).map_err(|_| incomplete(Stack::Entries, self.size))?;
        self.check_length(Stack::Entries, entries.len(), 1)?;
        let hashes = self.levels.first().map_or(&[][..], Vec::as_slice);
        let agree = entries
            .iter()
            .zip(hashes.chunks_exact(HASH_SIZE))
            .all(|(entry, hash)| record_hash(entry.bytes).0 == hash);
        if agree { Ok(()) } else { Err(EdgeError::RootDiffers { size: self.size }) }
    }
}

/// The root over the partial tiles of a tree's levels, lowest first (RFC 6962, section 2.1).
pub(crate) fn joined_root<B: AsRef<[u8]>>(levels: &[B]) -> Hash {
    let mut joined = None;
    for hashes in levels {
        let mut rest = hashes.as_ref();
        while !rest.is_empty() {
            let width = rest.len() / HASH_SIZE;
            let (before, last) = rest.split_at(rest.len() - (1 << width.trailing_zeros()) * HASH_SIZE);
            let left = Tile::subtree_hash(last);
            joined = Some(joined.map_or(left, |right| node_hash(left, right)));
            rest = before;
        }
    }
    joined.unwrap_or(EMPTY_HASH)
}

/// The partial tile on the right of a pile. It may be gone from under a reader once the full one is there.
fn partial(files: &dyn Files, stack: Stack, size: u64, limit: usize) -> Result<Vec<u8>, EdgeError> {
    let number = stack.count(size) / TILE_WIDTH as u64;
    let Some(path) = TilePath::widest(stack, number, size) else { return Ok(Vec::new()) };
    let read = |path: TilePath| {
        let path = path.in_folder();
        read_at_most(files, &path, limit).map_err(|source| EdgeError::Unreadable { path, source })
    };
    if let Some(bytes) = read(path)? {
        return Ok(bytes);
    }
    let mut wider = read(TilePath::full(stack, number))?.ok_or_else(|| incomplete(stack, size))?;
    let length = match stack {
        Stack::Hashes(_) => path.width() * HASH_SIZE,
        Stack::Entries => entries(&wider)
            .map_while(Result::ok)
            .take(path.width())
            .last()
            .map_or(0, |entry| entry.offset + 2 + entry.bytes.len()),
    };
    wider.truncate(length);
    Ok(wider)
}

fn incomplete(stack: Stack, size: u64) -> EdgeError {
    let count = stack.count(size);
    let path = TilePath::widest(stack, count / TILE_WIDTH as u64, size);
    let path = path.map_or_else(|| "log/tile".to_owned(), |path| path.in_folder());
    let unit = if stack == Stack::Entries { "entries" } else { "hashes" };
    EdgeError::Incomplete { path, expected: format!("{} {unit}", count % TILE_WIDTH as u64) }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;
    use crate::{files::MemoryFiles, frontier::Frontier};

    fn grow(edge: &mut Edge, files: &mut MemoryFiles, count: u64) {
        let since = edge.size();
        for index in since..since + count {
            let kept: Result<(), Infallible> =
                edge.append(format!("leaf {index}").as_bytes(), &mut |path, bytes| {
                    files.0.insert(path.in_folder(), bytes.to_vec());
                    Ok(())
                });
            let Ok(()) = kept;
        }
        for (path, bytes) in edge.partial_tiles(since) {
            files.0.insert(path.in_folder(), bytes.to_vec());
        }
    }

    #[test]
    fn the_layout_is_that_of_the_format() {
        let (mut edge, mut files) = (Edge::default(), MemoryFiles::default());
        grow(&mut edge, &mut files, 70_000);
        let expected = [
            ("log/tile/0/000", 8192),
            ("log/tile/0/273.p/112", 112 * 32),
            ("log/tile/1/000", 8192),
            ("log/tile/1/001.p/17", 17 * 32),
            ("log/tile/2/000.p/1", 32),
        ];
        for (path, length) in expected {
            assert_eq!(files.0[path].len(), length, "{path}");
        }
        assert_eq!(files.0.len(), 274 + 2 + 1 + 274);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_edge_is_the_same_however_the_leaves_came(batches in prop::collection::vec(0..700u64, 1..6)) {
            let (mut edge, mut files, mut frontier) = (Edge::default(), MemoryFiles::default(), Frontier::default());
            for count in batches {
                grow(&mut edge, &mut files, count);
                while frontier.size() < edge.size() {
                    frontier.push(0, record_hash(format!("leaf {}", frontier.size()).as_bytes()));
                }
                prop_assert_eq!(edge.head().root, frontier.root());
                let again = Edge::load(&files, edge.head()).unwrap();
                prop_assert_eq!(&again, &edge);
            }
        }
    }
}
