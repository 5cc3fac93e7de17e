//! Evidence for reading: leaves, exhibits, proofs. Needs no key but the public one.
//!
//! It shows what stands in the files under a signed checkpoint. It never vouches for them: that is what verifying is for.

use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};
use vidne_evidence::{
    Checkpoint, Frontier, Hash, InclusionProof, Leaf, MAX_ENTRY, ProofError, Stack, TILE_WIDTH, TilePath,
    VerifierKey, entries, exhibit_path, parse_leaf, prove_inclusion, record_hash,
};
use vidne_model::id::ExhibitId;

use crate::{error::StoreError, folder::Folder, history, recover, write::CHECKPOINT};

/// The longest time-stamp token that is read, in bytes.
const MAX_TOKEN: usize = 1 << 20;

/// Where the entries lie.
const ENTRIES: &str = "log/tile/entries";

/// An evidence folder as of one signed checkpoint.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub(crate) folder: Folder,
    pub(crate) key: VerifierKey,
    pub(crate) checkpoint: Checkpoint,
}

/// A leaf and its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedLeaf {
    /// Its index, from 0.
    pub index: u64,
    /// What it says.
    pub leaf: Leaf,
    /// Its bytes in the log, which a proof is about.
    pub entry: Vec<u8>,
}

/// An RFC 3161 token over a checkpoint, as it came from the authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Leaves under the checkpoint it stamps.
    pub size: u64,
    /// The token.
    pub bytes: Vec<u8>,
}

impl Evidence {
    /// Opens the evidence in `dir` for reading.
    ///
    /// # Errors
    /// When there is none, or its checkpoint is not signed by the key beside it.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let folder = Folder::find(dir)?;
        let key = recover::public_key(&folder)?.ok_or_else(|| recover::without_key(&folder, dir))?;
        let in_place = recover::in_place(&folder, &key)?.ok_or_else(|| StoreError::Damaged {
            path: folder.path(CHECKPOINT),
            reason: "it is missing".to_owned(),
        })?;
        let checkpoint = history::newest(&folder, &key, in_place)?;
        Ok(Self { folder, key, checkpoint })
    }

    /// The signed checkpoint that everything else here is under.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The public key that comes with the folder.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Its files.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// All leaves, in order, a bundle at a time. After the last one, an error tells where they are not those that were signed.
    pub fn leaves(&self) -> Leaves<'_> {
        Leaves { evidence: self, next: 0, read: VecDeque::new(), hashed: Some(Frontier::default()) }
    }

    /// One leaf.
    ///
    /// # Errors
    /// When there is no such leaf, or it cannot be read.
    pub fn leaf(&self, index: u64) -> Result<LoggedLeaf, StoreError> {
        let size = self.checkpoint.size();
        let none = || StoreError::from(ProofError::NoSuchLeaf { index, size });
        if index >= size {
            return Err(none());
        }
        let width = TILE_WIDTH as u64;
        let within = usize::try_from(index % width).map_err(|_| none())?;
        self.bundle(index / width)?.into_iter().nth(within).map_or_else(|| Err(none()), |(_, leaf)| leaf)
    }

    /// The proof that leaf `index` is under the checkpoint.
    ///
    /// # Errors
    /// When there is no such leaf, or the tiles are not those that were signed.
    pub fn prove(&self, index: u64) -> Result<InclusionProof, StoreError> {
        Ok(prove_inclusion(&self.folder, &self.checkpoint, index)?)
    }

    /// The bytes of an exhibit, checked against its name.
    ///
    /// # Errors
    /// When it is missing, longer than `limit` bytes, or was changed.
    pub fn exhibit(&self, id: &ExhibitId, limit: u64) -> Result<Vec<u8>, StoreError> {
        let path = self.folder.path(&exhibit_path(id));
        let mut bytes = Vec::new();
        let mut reader = self.open_exhibit(id)?;
        (&mut reader).take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|source| match source
            .kind()
        {
            io::ErrorKind::InvalidData => StoreError::ExhibitChanged { id: *id, reason: source.to_string() },
            _ => StoreError::Io { doing: "read", path, source },
        })?;
        if bytes.len() as u64 > limit {
            return Err(StoreError::TooLong { limit });
        }
        Ok(bytes)
    }

    /// An exhibit to read in pieces. Reading its end fails when the bytes were not those that its name says.
    ///
    /// # Errors
    /// When it is missing or cannot be opened.
    pub fn open_exhibit(&self, id: &ExhibitId) -> Result<ExhibitReader, StoreError> {
        let path = exhibit_path(id);
        let opened =
            self.folder.open_file(&path).map_err(StoreError::io("open", &self.folder.path(&path)))?;
        let file = opened.ok_or(StoreError::ExhibitMissing { id: *id })?;
        Ok(ExhibitReader { file, id: *id, hasher: Sha256::new() })
    }

    /// The tokens that were kept over this log's checkpoints, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let log = self.folder.path("log");
        let mut tokens = Vec::new();
        for item in fs::read_dir(&log).map_err(StoreError::io("list", &log))? {
            let name = item.map_err(StoreError::io("list", &log))?.file_name();
            let name = name.to_string_lossy();
            let size = name.strip_prefix("checkpoint-").and_then(|rest| rest.strip_suffix(".tsr"));
            let Some(size) = size.and_then(|rest| rest.split_once('-')?.0.parse().ok()) else { continue };
            if let Some(bytes) = self.folder.read(&format!("log/{name}"), MAX_TOKEN)? {
                tokens.push(Token { size, bytes });
            }
        }
        tokens.sort_by(|one, other| (one.size, &one.bytes).cmp(&(other.size, &other.bytes)));
        Ok(tokens)
    }

    /// The leaves of one bundle with their hashes, as many as the checkpoint covers.
    fn bundle(&self, number: u64) -> Result<Bundle, StoreError> {
        let size = self.checkpoint.size();
        let path = TilePath::widest(Stack::Entries, number, size)
            .expect("only bundles under the checkpoint are read");
        let limit = TILE_WIDTH * (MAX_ENTRY + 2);
        let found = match self.folder.read(&path.in_folder(), limit)? {
            // A partial bundle may be gone once the full one is there.
            None => self.folder.read(&TilePath::full(Stack::Entries, number).in_folder(), limit)?,
            found => found,
        };
        let damaged =
            |reason: String| StoreError::Damaged { path: self.folder.path(&path.in_folder()), reason };
        let bundle = found.ok_or_else(|| damaged("it is missing".to_owned()))?;
        let first = number * TILE_WIDTH as u64;
        let mut leaves = VecDeque::with_capacity(path.width());
        for (index, entry) in (first..).zip(entries(&bundle).take(path.width())) {
            let entry = entry.map_err(|error| damaged(error.to_string()))?.bytes;
            let leaf = parse_leaf(entry).map(|leaf| LoggedLeaf { index, leaf, entry: entry.to_vec() });
            leaves.push_back((record_hash(entry), leaf.map_err(|source| StoreError::Leaf { index, source })));
        }
        if leaves.len() < path.width() {
            return Err(damaged(format!(
                "it holds {} entries and should hold {}",
                leaves.len(),
                path.width()
            )));
        }
        Ok(leaves)
    }
}

type Bundle = VecDeque<(Hash, Result<LoggedLeaf, StoreError>)>;

/// The leaves of a log, in order. After a bundle that cannot be read it goes on with the next.
#[derive(Debug)]
pub struct Leaves<'a> {
    evidence: &'a Evidence,
    /// The next bundle.
    next: u64,
    read: Bundle,
    /// What was read until now; nothing once a bundle is lost, or the root was told.
    hashed: Option<Frontier>,
}

impl Leaves<'_> {
    /// Entries are what assessments rest on: one that was changed in place must not pass for the one that was logged.
    fn end(&mut self) -> Option<Result<LoggedLeaf, StoreError>> {
        let hashed = self.hashed.take()?;
        (hashed.root() != self.evidence.checkpoint.root()).then(|| {
            Err(StoreError::Damaged {
                path: self.evidence.folder.path(ENTRIES),
                reason: "its entries do not hash to the root that was signed: some were changed, removed or swapped".to_owned(),
            })
        })
    }
}

impl Iterator for Leaves<'_> {
    type Item = Result<LoggedLeaf, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.read.is_empty() {
            if self.next >= Stack::Entries.tiles(self.evidence.checkpoint.size()) {
                return self.end();
            }
            self.next += 1;
            match self.evidence.bundle(self.next - 1) {
                Ok(leaves) => self.read = leaves,
                Err(error) => {
                    self.hashed = None;
                    return Some(Err(error));
                }
            }
        }
        let (hash, leaf) = self.read.pop_front()?;
        if let Some(hashed) = &mut self.hashed {
            hashed.add(hash);
        }
        Some(leaf)
    }
}

/// Reads an exhibit and hashes it on the way.
#[derive(Debug)]
pub struct ExhibitReader {
    file: File,
    id: ExhibitId,
    hasher: Sha256,
}

impl Read for ExhibitReader {
    /// Fails with [`io::ErrorKind::InvalidData`] at the end of bytes that do not hash to the exhibit's name.
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(piece)?;
        self.hasher.update(&piece[..count]);
        if count == 0 && !piece.is_empty() {
            let found = ExhibitId(self.hasher.clone().finalize().into());
            if found != self.id {
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("its bytes hash to {found}")));
            }
        }
        Ok(count)
    }
}
