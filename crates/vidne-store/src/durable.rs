//! Files and folders that survive a power cut: written, flushed, and flushed again in the folder that names them.
//!
//! It never reports success before the system has confirmed that the bytes are on the disk.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    thread,
};

use crate::error::StoreError;

/// Files that are held open at once before they are flushed: well below what a process may have open.
const HELD: usize = 64;

/// How many are flushed at a time.
const FLUSHERS: usize = 8;

/// Mode of what is never changed again.
pub(crate) const READ_ONLY: u32 = 0o444;

/// Makes what a folder lists durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(StoreError::io("flush the folder", path))
}

/// Makes a folder with its parents, and makes that durable.
pub(crate) fn make_folder(path: &Path, mode: u32) -> Result<(), StoreError> {
    let mut changed = BTreeSet::new();
    make_folders(path, mode, &mut changed)?;
    changed.iter().try_for_each(|folder| sync_folder(folder))
}

/// Writes a small file so that it is there whole or not at all, under its final name.
pub(crate) fn replace(path: &Path, temporary: &Path, bytes: &[u8], mode: u32) -> Result<(), StoreError> {
    stage(temporary, bytes, mode)?;
    put_in_place(temporary, path)
}

/// Writes a file durably under a name that does not count yet.
pub(crate) fn stage(temporary: &Path, bytes: &[u8], mode: u32) -> Result<(), StoreError> {
    let mut file = create(temporary, mode)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(StoreError::io("write", temporary))
}

/// Gives a staged file its final name, and makes that durable.
pub(crate) fn put_in_place(temporary: &Path, path: &Path) -> Result<(), StoreError> {
    fs::rename(temporary, path).map_err(StoreError::io("rename to", path))?;
    sync_folder(path.parent().expect("a file of ours lies in a folder"))
}

/// A new file; one that an earlier attempt left there is put aside first.
pub(crate) fn create(path: &Path, mode: u32) -> Result<File, StoreError> {
    let open = || OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    let file = match open() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path).and_then(|()| open())
        }
        other => other,
    };
    file.map_err(StoreError::io("create", path))
}

/// Sets a file's mode whatever the process's mask says.
pub(crate) fn set_mode(file: &File, path: &Path, mode: u32) -> Result<(), StoreError> {
    file.set_permissions(Permissions::from_mode(mode)).map_err(StoreError::io("set the mode of", path))
}

/// Many new files that become durable together, or are taken away again.
#[derive(Default)]
pub(crate) struct NewFiles {
    held: Vec<(PathBuf, File)>,
    written: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl NewFiles {
    /// Writes one more file, not yet durable.
    pub(crate) fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let folder = path.parent().expect("a file of ours lies in a folder");
        if !self.folders.contains(folder) {
            make_folders(folder, 0o777, &mut self.folders)?;
            self.folders.insert(folder.to_owned());
        }
        let mut file = create(path, READ_ONLY)?;
        self.written.push(path.to_owned());
        file.write_all(bytes).map_err(StoreError::io("write", path))?;
        self.held.push((path.to_owned(), file));
        if self.held.len() < HELD {
            return Ok(());
        }
        flush_together(&self.held)?;
        self.held.clear();
        Ok(())
    }

    /// Makes all of them durable, with the folders that name them.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        for folder in &self.folders {
            let opened = File::open(folder).map_err(StoreError::io("flush the folder", folder))?;
            self.held.push((folder.clone(), opened));
        }
        flush_together(&self.held)?;
        self.held.clear();
        Ok(())
    }

    /// Takes away what was written. What cannot be taken away is cleared when the folder is opened again.
    pub(crate) fn undo(self) {
        drop(self.held);
        for path in self.written {
            let _ = fs::remove_file(path);
        }
    }
}

/// Flushes files and folders, several at a time: a journal commits once for all that wait for it.
pub(crate) fn flush_together(files: &[(PathBuf, File)]) -> Result<(), StoreError> {
    let flush = |files: &[(PathBuf, File)]| {
        files.iter().try_for_each(|(path, file)| file.sync_all().map_err(StoreError::io("flush", path)))
    };
    let share = files.len().div_ceil(FLUSHERS).max(1);
    thread::scope(|scope| {
        let mut shares = files.chunks(share);
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|share| scope.spawn(move || flush(share))).collect();
        let own = flush(own);
        others.into_iter().map(|other| other.join().expect("flushing does not panic")).fold(own, Result::and)
    })
}

/// Makes a folder with its parents, and notes which folders list something new.
fn make_folders(path: &Path, mode: u32, changed: &mut BTreeSet<PathBuf>) -> Result<(), StoreError> {
    let mut missing = Vec::new();
    let mut at = path;
    while !at.is_dir() {
        missing.push(at);
        let Some(parent) = at.parent().filter(|parent| !parent.as_os_str().is_empty()) else { break };
        at = parent;
    }
    for folder in missing.into_iter().rev() {
        match fs::DirBuilder::new().mode(mode).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(StoreError::io("make the folder", folder)(error));
            }
            _ => {}
        }
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        changed.insert(parent.unwrap_or(Path::new(".")).to_owned());
    }
    Ok(())
}
