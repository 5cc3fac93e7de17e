//! The private key of a log, and the guard beside it.
//!
//! A key is made once, for a log that does not exist yet, and never for one that does. It is never written into the evidence folder.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::{FileExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use vidne_evidence::{Hash, SigningKey, TreeHead};

use crate::{durable, error::StoreError};

const MODE: u32 = 0o600;

/// The key at `path`.
pub(crate) fn load(path: &Path) -> Result<SigningKey, StoreError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::KeyMissing { path: path.to_owned() });
        }
        Err(error) => return Err(StoreError::io("read", path)(error)),
    };
    let mode = fs::metadata(path).map_err(StoreError::io("read", path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(StoreError::KeyTooOpen { path: path.to_owned(), mode });
    }
    SigningKey::parse(&text).map_err(|source| StoreError::Key { path: path.to_owned(), source })
}

/// Makes a key for a new log, from the system's random numbers.
pub(crate) fn create(path: &Path, origin: &str) -> Result<SigningKey, StoreError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| StoreError::io("draw random numbers for", path)(io::Error::other(error)))?;
    let key = SigningKey::from_seed(origin, seed)
        .map_err(|source| StoreError::Key { path: path.to_owned(), source })?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        durable::make_folder(folder, 0o700)?;
    }
    let text = format!("{}\n", key.to_text());
    durable::stage(&beside(path, ".new"), text.as_bytes(), MODE)?;
    fs::rename(beside(path, ".new"), path).map_err(StoreError::io("rename to", path))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    durable::sync_folder(folder.unwrap_or(Path::new(".")))?;
    Ok(key)
}

/// The largest tree head that the key has signed, kept where the evidence is not.
///
/// Rewritten in place and not flushed: after a power cut it may be older than the log, which weakens it and breaks nothing; it is never
/// newer than the history. Where the key's folder cannot be written to, there is no guard.
#[derive(Debug)]
pub(crate) struct Guard {
    file: Option<File>,
    path: PathBuf,
}

impl Guard {
    pub(crate) fn open(key_path: &Path) -> Result<Self, StoreError> {
        let path = beside(key_path, ".signed");
        let opened =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(MODE).open(&path);
        match opened {
            Ok(file) => Ok(Self { file: Some(file), path }),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                ) =>
            {
                Ok(Self { file: File::open(&path).ok(), path })
            }
            Err(error) => Err(StoreError::io("open", &path)(error)),
        }
    }

    /// What it says, or nothing while nothing was signed.
    pub(crate) fn signed(&self) -> Result<Option<TreeHead>, StoreError> {
        let Some(file) = &self.file else { return Ok(None) };
        let mut bytes = [0; LINE];
        let length = file.read_at(&mut bytes, 0).map_err(StoreError::io("read", &self.path))?;
        if length == 0 {
            return Ok(None);
        }
        let head = std::str::from_utf8(&bytes).ok().and_then(parse);
        head.map(Some).ok_or_else(|| StoreError::Damaged {
            path: self.path.clone(),
            reason: "it should hold a number of leaves and a root hash; remove it if you know that the evidence is the newest"
                .to_owned(),
        })
    }

    pub(crate) fn note(&self, head: TreeHead) {
        if let Some(file) = &self.file {
            // The history, which is durable already, is what counts: a guard that cannot be written only guards less.
            let _ = file.write_all_at(format!("{:020} {}\n", head.size, head.root).as_bytes(), 0);
        }
    }
}

/// Length of the guard: twenty digits, a blank, 44 of base64, a line break.
const LINE: usize = 66;

fn parse(line: &str) -> Option<TreeHead> {
    let (size, root) = line.strip_suffix('\n')?.split_once(' ')?;
    Some(TreeHead { size: size.parse().ok()?, root: Hash::parse_hash(root).ok()? })
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
