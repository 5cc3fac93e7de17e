//! A repository with its key: where everything else begins.
//!
//! It never changes anything, takes no lock, and reads each index once.

use std::{collections::BTreeMap, fmt, num::NonZeroUsize, sync::OnceLock};

use serde::Deserialize;

use super::{
    Affected, Contents, FileError, FileProblem, Files, Folder, Id, Index, KeyError, Limits, PackVerdict,
    Progress, Snapshot, Snapshots, Structure, affected, cipher::Key, contents, index, json, key, pool,
    semantic, snapshot, structure, unzip,
};
use crate::{Place, ReadError};

/// A repository cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is no file `config`: this is no restic repository, or it lies elsewhere.
    #[error("there is no config: no restic repository is here")]
    NoConfig,
    /// The place did not answer.
    #[error("the repository could not be read")]
    Files(#[source] FileError),
    /// The password did not become a key.
    #[error("the key could not be had")]
    Key(#[source] KeyError),
    /// The key fits a key file, and the config does not open with it or does not read.
    #[error("the config could not be read")]
    Config(#[source] ReadError),
    /// A format that is not 1 or 2.
    #[error("the repository has format {0}, and only 1 and 2 are known")]
    Format(u32),
}

impl OpenError {
    /// What can be done about it, in one sentence.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::NoConfig => {
                "See that the declared place is right; bring the config back from another copy."
            }
            Self::Files(error) => error.help(),
            Self::Key(error) => error.help(),
            Self::Config(error) => error.mend,
            Self::Format(_) => "Verify this repository without the key, or with restic itself.",
        }
    }
}

/// What the repository says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Config {
    /// The format: 1 or 2.
    pub version: u32,
    /// A number drawn when it was made: the same in every copy that `cp` made, another in one that `restic copy` made.
    pub id: Id,
}

/// An opened repository.
pub struct Opened<'f> {
    /// The place it lies in.
    pub(super) files: &'f dyn Files,
    /// The key of everything in it.
    pub(super) key: Key,
    /// Threads at most.
    pub(super) workers: NonZeroUsize,
    config: Config,
    key_file: String,
    index: OnceLock<Result<Index, FileError>>,
    sizes: OnceLock<Result<BTreeMap<Id, u64>, FileError>>,
}

/// Opens a repository with the bytes of its password (without a line end). `workers` threads are used at most, now and
/// later.
///
/// # Errors
/// See [`OpenError`]; [`OpenError::Key`] tells a missing key file from a wrong password.
pub fn open<'f>(
    files: &'f dyn Files,
    password: &[u8],
    workers: NonZeroUsize,
) -> Result<Opened<'f>, OpenError> {
    let mut bytes = files.read("config", 1 << 20).map_err(|error| match error.problem {
        FileProblem::Missing => OpenError::NoConfig,
        _ => OpenError::Files(error),
    })?;
    let (key_file, key) = key::find(files, password).map_err(OpenError::Key)?;
    let text = key.open(&mut bytes).ok_or_else(|| OpenError::Config(unopened("config", CONFIG)))?;
    let config: Config = json::read("config", text).map_err(OpenError::Config)?;
    if !matches!(config.version, 1 | 2) {
        return Err(OpenError::Format(config.version));
    }
    Ok(Opened { files, key, workers, config, key_file, index: OnceLock::new(), sizes: OnceLock::new() })
}

impl Opened<'_> {
    /// What the repository says of itself.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The name of the key file that the password opened.
    pub fn key_file(&self) -> &str {
        &self.key_file
    }

    /// The index, read the first time it is asked for and kept.
    ///
    /// # Errors
    /// The folder could not be listed. Index files that cannot be read are in [`Index::faults`].
    pub fn index(&self) -> Result<&Index, FileError> {
        self.index.get_or_init(|| index::load(self)).as_ref().map_err(Clone::clone)
    }

    /// The packs that lie there with their sizes, listed the first time they are asked for: packs never change.
    pub(super) fn sizes(&self) -> Result<&BTreeMap<Id, u64>, FileError> {
        let list = || {
            let listed = self.files.list(Folder::Data)?;
            Ok(listed.into_iter().filter_map(|file| Some((file.name.parse().ok()?, file.bytes))).collect())
        };
        self.sizes.get_or_init(list).as_ref().map_err(Clone::clone)
    }

    /// Every snapshot, read anew.
    ///
    /// # Errors
    /// The folder could not be listed.
    pub fn snapshots(&self) -> Result<Snapshots, FileError> {
        snapshot::all(self)
    }

    /// Every path that a snapshot holds.
    ///
    /// # Errors
    /// The index could not be listed. Trees that cannot be read cut the contents short: [`Contents::cuts`].
    pub fn contents(&self, snapshot: &Snapshot, limits: Limits) -> Result<Contents, FileError> {
        contents::walk(self, snapshot, limits)
    }

    /// Whether everything that is listed is there, in the length it must have, and every tree closes. No pack of data
    /// is read.
    ///
    /// # Errors
    /// A folder could not be listed.
    pub fn structure(&self) -> Result<Structure, FileError> {
        structure::check(self)
    }

    /// The snapshots and paths that need something out of each of these packs.
    ///
    /// # Errors
    /// A folder could not be listed.
    pub fn affected(&self, packs: &[Id]) -> Result<Vec<Affected>, FileError> {
        affected::by_packs(self, packs)
    }

    /// Reads these packs to their end: the header agrees with the index, every blob decrypts, unpacks and is what its
    /// name says. One verdict for each, in the order asked. `progress` is called after each pack, from any thread.
    ///
    /// # Errors
    /// The index could not be listed.
    pub fn semantic(
        &self,
        packs: &[Id],
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Vec<PackVerdict>, FileError> {
        semantic::verify(self, packs, progress)
    }

    /// Reads every file of a folder of documents, in order of names.
    pub(super) fn documents<T: Send>(
        &self,
        folder: Folder,
        limit: u64,
        parse: impl Fn(&str, Id, &[u8]) -> Result<T, ReadError> + Sync,
    ) -> Result<Vec<Result<T, ReadError>>, FileError> {
        let mut listed = self.files.list(folder)?;
        listed.sort();
        let read = |(): &mut (), listed: &super::Listed| {
            let path = folder.path(&listed.name);
            let id: Id =
                listed.name.parse().map_err(|_| ReadError::new(&path, Place::Whole, NAME, FOREIGN))?;
            let text = self.document(&path, limit)?;
            parse(&path, id, &text)
        };
        Ok(pool::each(self.workers, &listed, || (), read))
    }

    /// The text of one index or snapshot.
    fn document(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let unread =
            |error: FileError| ReadError::new(path, Place::Whole, error.problem.to_string(), error.help());
        let mut bytes = self.files.read(path, limit).map_err(unread)?;
        let text = self.key.open(&mut bytes).ok_or_else(|| unopened(path, DOCUMENT))?;
        unzip::document(path, text)
    }
}

impl fmt::Debug for Opened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("config", &self.config)
            .field("key_file", &self.key_file)
            .finish_non_exhaustive()
    }
}

fn unopened(path: &str, mend: &'static str) -> ReadError {
    ReadError::new(path, Place::Whole, "it is not what was sealed with this repository's key", mend)
}

const CONFIG: &str = "Bring the config back from another copy; it may be damaged, or of another repository.";
const DOCUMENT: &str = "Bring it back from another copy; an index can be rebuilt with `restic repair index`.";
const NAME: &str = "its name is not a SHA-256";
const FOREIGN: &str = "restic did not write this file: look at who put it there.";
