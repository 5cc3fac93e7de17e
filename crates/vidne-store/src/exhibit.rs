//! Keeping exhibits: streamed into a temporary file, hashed on the way, made durable, and only then given their name.
//!
//! It never holds more than a piece of an exhibit in memory, and never overwrites one.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use sha2::{Digest, Sha256};
use vidne_evidence::exhibit_path;
use vidne_model::id::ExhibitId;

use crate::{
    durable::{self, READ_ONLY},
    error::StoreError,
    folder::Folder,
};

/// How much is read at once, in bytes.
const PIECE: usize = 1 << 16;

/// An exhibit that is durable under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub id: ExhibitId,
    /// Its length in bytes.
    pub size: u64,
    /// Whether it was there before.
    pub stored: Stored,
}

/// When an exhibit came into the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// With this call.
    Now,
    /// Before: the same bytes are stored once.
    Already,
}

pub(crate) fn keep(folder: &Folder, source: &mut dyn Read, limit: u64) -> Result<Kept, StoreError> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let temporary = folder.path(&format!("tmp/exhibit-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    let kept = copy(source, &temporary, limit).and_then(|(id, size)| settle(folder, &temporary, id, size));
    if kept.is_err() {
        // What stays behind is cleared when the folder is opened again.
        let _ = fs::remove_file(&temporary);
    }
    kept
}

fn copy(source: &mut dyn Read, temporary: &Path, limit: u64) -> Result<(ExhibitId, u64), StoreError> {
    let mut file = durable::create(temporary, 0o600)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        let count = match source.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(StoreError::io("read what is to be kept as", temporary)(error)),
        };
        size += count as u64;
        if size > limit {
            return Err(StoreError::TooLong { limit });
        }
        hasher.update(&piece[..count]);
        file.write_all(&piece[..count]).map_err(StoreError::io("write", temporary))?;
    }
    durable::set_mode(&file, temporary, READ_ONLY)?;
    file.sync_all().map_err(StoreError::io("write", temporary))?;
    Ok((ExhibitId(hasher.finalize().into()), size))
}

fn settle(folder: &Folder, temporary: &Path, id: ExhibitId, size: u64) -> Result<Kept, StoreError> {
    let path = folder.path(&exhibit_path(&id));
    let parent = path.parent().expect("an exhibit lies in a folder");
    durable::make_folder(parent, 0o777)?;
    let Some(there) = length(folder, &id)? else {
        durable::put_in_place(temporary, &path)?;
        return Ok(Kept { id, size, stored: Stored::Now });
    };
    if there != size {
        let reason = format!("it is {there} bytes long and should be {size}");
        return Err(StoreError::ExhibitChanged { id, reason });
    }
    // It may stem from a process that was killed between the rename and the flush.
    File::open(&path).and_then(|file| file.sync_all()).map_err(StoreError::io("flush", &path))?;
    durable::sync_folder(parent)?;
    fs::remove_file(temporary).map_err(StoreError::io("remove", temporary))?;
    Ok(Kept { id, size, stored: Stored::Already })
}

/// The length of a kept exhibit in bytes, or nothing when it is not there.
pub(crate) fn length(folder: &Folder, id: &ExhibitId) -> Result<Option<u64>, StoreError> {
    let path = folder.path(&exhibit_path(id));
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => Ok(Some(found.len())),
        Ok(_) => Err(StoreError::ExhibitChanged { id: *id, reason: "it is not an ordinary file".to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("look at", &path)(error)),
    }
}
