//! Evidence for writing.
//!
//! One store at a time has a folder. It never changes what was kept or logged; it only adds.

use std::{collections::BTreeMap, fmt, io::Read, ops::Deref, path::Path};

use sha2::{Digest, Sha256};
use vidne_evidence::{Leaf, Observation, token_path};
use vidne_model::id::ExhibitId;

use crate::{
    durable,
    error::StoreError,
    evidence::Evidence,
    exhibit::{self, Kept},
    folder::Folder,
    lock::Lock,
    recover::{self, LOCK, Recovered},
    write::Writer,
};

/// An evidence folder that this process may add to. Reads like [`Evidence`], as of its newest checkpoint.
pub struct Store {
    evidence: Evidence,
    writer: Writer,
    recovered: Recovered,
    /// Observations by service, exhibit and format (the beginning of a hash over them), once somebody asked for it.
    known: Option<BTreeMap<[u8; 16], u64>>,
    _lock: Lock,
}

/// What to do with an observation of the same exhibit in the same format for the same service as an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Log it: that the same was seen again is a fact of its own.
    Log,
    /// Leave it out and name the earlier leaf. The first such append reads the whole log once.
    Skip,
}

/// Where a leaf stands in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logged {
    /// It was logged with this call.
    Now {
        /// Its index.
        index: u64,
    },
    /// It was there before.
    Before {
        /// The index of the earlier leaf.
        index: u64,
    },
}

/// Leaves on their way into the log.
#[derive(Default)]
struct Batch {
    entries: Vec<Vec<u8>>,
    logged: Vec<Logged>,
    observations: BTreeMap<[u8; 16], u64>,
}

impl Logged {
    /// The leaf's index.
    pub fn index(self) -> u64 {
        match self {
            Self::Now { index } | Self::Before { index } => index,
        }
    }
}

impl Store {
    /// Opens the evidence in `dir` (`dir/evidence`) for writing, and begins it where there is none. What an earlier process left
    /// unfinished is completed or cleared.
    ///
    /// `key_path` is the file of the private key, outside `dir`; it is made with mode 0600 when the log is begun, and serves
    /// this one log. `origin` is the log's name: a URL without scheme is customary.
    ///
    /// # Errors
    /// When another process writes to it, when the key is not this log's, or when the log is not what the key signed.
    pub fn open(dir: &Path, key_path: &Path, origin: &str) -> Result<Self, StoreError> {
        let folder = Folder::to_write(dir);
        durable::make_folder(folder.root(), 0o777)?;
        let lock = Lock::for_writing(&folder.path(LOCK))?;
        let (writer, checkpoint, recovered) = recover::open(folder.clone(), key_path, origin)?;
        let evidence = Evidence { folder, key: writer.key.verifier().clone(), checkpoint };
        Ok(Self { evidence, writer, recovered, known: None, _lock: lock })
    }

    /// Opens the evidence in `dir` for reading: no private key, no lock.
    ///
    /// # Errors
    /// As [`Evidence::open`].
    pub fn read(dir: &Path) -> Result<Evidence, StoreError> {
        Evidence::open(dir)
    }

    /// What an earlier process had left unfinished.
    pub fn recovered(&self) -> Recovered {
        self.recovered
    }

    /// Keeps the bytes of `source`, at most `limit` of them, as an exhibit. When it returns, they are durable.
    ///
    /// # Errors
    /// When `source` is longer, or cannot be read, or the disk refuses; nothing is then kept.
    pub fn keep(&self, mut source: impl Read, limit: u64) -> Result<Kept, StoreError> {
        exhibit::keep(&self.evidence.folder, &mut source, limit)
    }

    /// Adds leaves to the log, in order, under one new checkpoint. When it returns, all of them are durable; when it fails, none
    /// of them counts, except after [`StoreError::InDoubt`].
    ///
    /// # Errors
    /// When a leaf names an exhibit that was not kept, or cannot be written, or the disk refuses.
    pub fn append(&mut self, leaves: &[Leaf], repeats: Repeats) -> Result<Vec<Logged>, StoreError> {
        if repeats == Repeats::Skip && self.known.is_none() {
            self.known = Some(self.observations()?);
        }
        let batch = self.batch(leaves, repeats)?;
        if !batch.entries.is_empty() {
            self.evidence.checkpoint = self.writer.append(&batch.entries)?;
        }
        if let Some(known) = &mut self.known {
            for (key, index) in batch.observations {
                known.entry(key).or_insert(index);
            }
        }
        Ok(batch.logged)
    }

    /// Keeps an RFC 3161 token over the present checkpoint's note.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_token(&self, token: &[u8]) -> Result<(), StoreError> {
        let name = token_path(self.evidence.checkpoint.size(), digits(token));
        let path = self.evidence.folder.path(&name);
        durable::replace(&path, &self.evidence.folder.path("tmp/token"), token, durable::READ_ONLY)
    }

    /// What is to be written, and what is there already.
    fn batch(&self, leaves: &[Leaf], repeats: Repeats) -> Result<Batch, StoreError> {
        let size = self.evidence.checkpoint.size();
        let mut batch = Batch::default();
        let mut lengths = BTreeMap::new();
        for leaf in leaves {
            let index = size + batch.entries.len() as u64;
            let key = observation(leaf).map(key_of);
            if let Some(index) = self.earlier(key, &batch.observations, repeats) {
                batch.logged.push(Logged::Before { index });
                continue;
            }
            self.check_exhibits(leaf, &mut lengths)?;
            batch.entries.push(leaf.to_entry().map_err(|source| StoreError::Leaf { index, source })?);
            batch.logged.push(Logged::Now { index });
            if let Some(key) = key {
                batch.observations.entry(key).or_insert(index);
            }
        }
        Ok(batch)
    }

    fn earlier(&self, key: Option<[u8; 16]>, new: &BTreeMap<[u8; 16], u64>, repeats: Repeats) -> Option<u64> {
        let key = key.filter(|_| repeats == Repeats::Skip)?;
        self.known.as_ref()?.get(&key).or_else(|| new.get(&key)).copied()
    }

    /// Looks each exhibit up once for a batch.
    fn check_exhibits(&self, leaf: &Leaf, lengths: &mut BTreeMap<ExhibitId, u64>) -> Result<(), StoreError> {
        for (id, size) in leaf.exhibits() {
            let found = match lengths.get(&id) {
                Some(found) => *found,
                None => {
                    exhibit::length(&self.evidence.folder, &id)?.ok_or(StoreError::ExhibitMissing { id })?
                }
            };
            lengths.insert(id, found);
            if let Some(size) = size.filter(|size| *size != found) {
                let reason = format!("it is {found} bytes long, and the leaf says {size}");
                return Err(StoreError::ExhibitChanged { id, reason });
            }
        }
        Ok(())
    }

    fn observations(&self) -> Result<BTreeMap<[u8; 16], u64>, StoreError> {
        let mut known = BTreeMap::new();
        for read in self.evidence.leaves() {
            let read = read?;
            if let Some(observation) = observation(&read.leaf) {
                known.entry(key_of(observation)).or_insert(read.index);
            }
        }
        Ok(known)
    }
}

impl Deref for Store {
    type Target = Evidence;

    fn deref(&self) -> &Evidence {
        &self.evidence
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("evidence", &self.evidence).finish_non_exhaustive()
    }
}

fn digits(token: &[u8]) -> u64 {
    u64::from_be_bytes(*Sha256::digest(token).first_chunk().expect("a hash has more than eight bytes"))
}

fn observation(leaf: &Leaf) -> Option<&Observation> {
    match leaf {
        Leaf::Observation(observation) => Some(observation),
        _ => None,
    }
}

/// Sixteen bytes tell apart more observations than a log can hold.
fn key_of(observation: &Observation) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update(observation.exhibit.0);
    hasher.update((observation.format.len() as u64).to_be_bytes());
    hasher.update(&observation.format);
    hasher.update(observation.service.as_str());
    *hasher.finalize().first_chunk().expect("a hash has more than sixteen bytes")
}
