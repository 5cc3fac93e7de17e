//! One writer at a time, known by its process id; verifiers keep writers out and one another in.
//!
//! The lock is the system's own, so a process that was killed never leaves it behind. The id in the file is only ever shown.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
    process,
};

use rustix::fs::{FlockOperation, flock};

use crate::error::StoreError;

/// Held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// What a verifier learns about writers.
pub(crate) enum Writers {
    /// None, and none will come while this is held.
    KeptOut(#[expect(dead_code, reason = "held for its drop")] Option<Lock>),
    /// One is at work.
    AtWork,
}

impl Lock {
    /// Takes the folder for writing.
    pub(crate) fn for_writing(path: &Path) -> Result<Self, StoreError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(StoreError::io("open for writing", path))?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(refusal(&mut file, path.to_owned()));
        }
        let written = file.set_len(0).and_then(|()| writeln!(file, "{}", process::id()));
        written.map_err(StoreError::io("write", path))?;
        Ok(Self { _file: file })
    }
}

/// Keeps writers out for as long as the answer is held. Where there is no lock file, or it cannot be opened, nobody can be writing
/// by way of it.
pub(crate) fn keep_writers_out(path: &Path) -> Writers {
    let Ok(file) = File::open(path) else { return Writers::KeptOut(None) };
    match flock(&file, FlockOperation::NonBlockingLockShared) {
        Ok(()) => Writers::KeptOut(Some(Lock { _file: file })),
        Err(_) => Writers::AtWork,
    }
}

fn refusal(file: &mut File, path: PathBuf) -> StoreError {
    if flock(&*file, FlockOperation::NonBlockingLockShared).is_ok() {
        return StoreError::BeingVerified { path };
    }
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.take(32).read_to_string(&mut text));
    StoreError::Locked { path, pid: read.ok().and_then(|_| text.trim().parse().ok()) }
}
