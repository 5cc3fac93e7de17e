//! Lists of hashes beside plain folders and tar files: `SHA256SUMS` and its kin, and `BagIt`'s manifests.
//!
//! It never gives a name that leads out of the listed folder, and never takes a line it cannot read for nothing.

mod name;
mod read;

use std::{collections::BTreeMap, fmt};

pub use read::read;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::{ReadError, hex};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Lines of `sha256sum`, `shasum` or `sha256sum --tag`; the algorithm by tag or by the length of the hash.
    Sums,
    /// A `manifest-….txt` or `tagmanifest-….txt` of `BagIt` (RFC 8493).
    BagIt(Algorithm),
}

impl Format {
    /// By the last part of a path: `manifest-sha256.txt` is `BagIt`'s; `SHA256SUMS`, `checksums.sha256`, `x.tar.sha512`
    /// and their kin are sums. Nothing if the name tells nothing.
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("tagmanifest-").or_else(|| lower.strip_prefix("manifest-")) {
            return rest.strip_suffix(".txt").and_then(Algorithm::of_word).map(Self::BagIt);
        }
        let stem = lower.strip_suffix(".txt").or_else(|| lower.strip_suffix(".asc")).unwrap_or(&lower);
        let sums = stem.strip_suffix("sums").or_else(|| stem.strip_suffix("sum"));
        let word = sums.or_else(|| stem.rsplit_once('.').map(|(_, end)| end))?;
        Algorithm::of_word(word).map(|_| Self::Sums)
    }
}

/// How a hash is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// SHA-1: finds rot; two files with one hash can be made.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// Bytes of a hash.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    /// A state to feed bytes to.
    pub fn hasher(self) -> Hasher {
        match self {
            Self::Sha1 => Hasher(State::Sha1(Sha1::new())),
            Self::Sha256 => Hasher(State::Sha256(Sha256::new())),
            Self::Sha512 => Hasher(State::Sha512(Sha512::new())),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        })
    }
}

/// A hash under way.
#[derive(Clone)]
pub struct Hasher(State);

/// Its state.
#[derive(Clone)]
enum State {
    Sha1(Sha1),
    Sha256(Sha256),
    Sha512(Sha512),
}

impl Hasher {
    /// Feeds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sha1(state) => state.update(bytes),
            State::Sha256(state) => state.update(bytes),
            State::Sha512(state) => state.update(bytes),
        }
    }

    /// The hash of all that was fed.
    pub fn finish(self) -> Hash {
        let (algorithm, digest) = match self.0 {
            State::Sha1(state) => (Algorithm::Sha1, state.finalize().to_vec()),
            State::Sha256(state) => (Algorithm::Sha256, state.finalize().to_vec()),
            State::Sha512(state) => (Algorithm::Sha512, state.finalize().to_vec()),
        };
        Hash { algorithm, digest }
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").finish_non_exhaustive()
    }
}

/// A hash, shown as hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash {
    /// How it is made.
    pub algorithm: Algorithm,
    /// Its bytes, [`Algorithm::bytes`] of them.
    digest: Vec<u8>,
}

impl Hash {
    /// Its bytes.
    pub fn digest(&self) -> &[u8] {
        &self.digest
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::write(&self.digest))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{self}", self.algorithm)
    }
}

/// What a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HashList {
    /// Paths relative to the listed folder, with `/`, and what each must hold.
    pub entries: BTreeMap<String, Hash>,
    /// Lines that could not be read: the first [`HashList::SHOWN`].
    pub faults: Vec<ReadError>,
    /// How many lines could not be read.
    pub fault_count: u64,
    /// Lines of files whose names are not UTF-8: nothing is wrong with them, and nothing here can name those files.
    pub foreign: u64,
}

impl HashList {
    /// Faults that are named.
    pub const SHOWN: usize = 100;
}

/// What the fuzzing engine calls: any bytes give names that stay in their folder.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    for format in [Format::Sums, Format::BagIt(Algorithm::Sha256), Format::BagIt(Algorithm::Sha512)] {
        if let Ok(list) = read("fuzz", format, bytes) {
            for (name, hash) in &list.entries {
                assert!(
                    name.split('/').all(|part| !matches!(part, "" | "." | "..")),
                    "a name stays in its folder"
                );
                assert_eq!(hash.digest.len(), hash.algorithm.bytes(), "a hash has its length");
            }
            assert!(list.faults.len() as u64 <= list.fault_count, "what is named is counted");
        }
    }
}
