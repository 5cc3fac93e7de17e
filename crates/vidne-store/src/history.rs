//! The file of checkpoints, open for adding.
//!
//! It never holds half a line for long: what was not written whole is cut off before anything follows it.

use std::{
    cmp::Ordering,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Seek, SeekFrom},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use vidne_evidence::{Checkpoint, VerifierKey, history};

use crate::{durable::flush_together, error::StoreError, folder::Folder, write::State};

pub(crate) const HISTORY: &str = "log/checkpoints";

pub(crate) struct History {
    file: File,
    path: PathBuf,
    /// In bytes, up to the end of the last whole line.
    length: u64,
}

impl History {
    /// Opens it, cuts off a line that was not written whole, and returns the checkpoint of the last one.
    pub(crate) fn open(folder: &Folder, key: &VerifierKey) -> Result<(Self, Option<Checkpoint>), StoreError> {
        let path = folder.path(HISTORY);
        let opened =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o644).open(&path);
        let file = opened.map_err(StoreError::io("open for writing", &path))?;
        let (last, length) = last_line(&file).map_err(StoreError::io("read", &path))?;
        if file.metadata().map_err(StoreError::io("read", &path))?.len() > length {
            file.set_len(length).and_then(|()| file.sync_all()).map_err(StoreError::io("write", &path))?;
        }
        let signed = last.map(|line| parse_last(&line, key, &path)).transpose()?;
        Ok((Self { file, path, length }, signed))
    }

    /// Adds a line, and makes it durable together with the staged checkpoint.
    pub(crate) fn add(
        &mut self,
        line: &str,
        staged: (PathBuf, File),
        state: &mut State,
    ) -> Result<(), StoreError> {
        if let Err(error) = self.file.write_all_at(line.as_bytes(), self.length) {
            // A line that is not whole does not count, and is cut off here or when the folder is opened.
            if self.file.set_len(self.length).is_err() {
                *state = State::InDoubt;
            }
            return Err(StoreError::io("write", &self.path)(error));
        }
        let own = self.file.try_clone().map_err(StoreError::io("write", &self.path));
        let flushed = own.and_then(|own| flush_together(&[(self.path.clone(), own), staged]));
        if let Err(error) = flushed {
            // After a failed flush nobody knows what is on the disk.
            *state = State::InDoubt;
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }
}

/// The newest checkpoint for readers: an older one put back in place hides nothing, for what the history shows signed was durable by then.
pub(crate) fn newest(
    folder: &Folder,
    key: &VerifierKey,
    in_place: Checkpoint,
) -> Result<Checkpoint, StoreError> {
    let path = folder.path(HISTORY);
    let damaged = |reason: String| StoreError::Damaged { path: path.clone(), reason };
    let file = folder.open_file(HISTORY).map_err(StoreError::io("open", &path))?;
    let file = file.ok_or_else(|| damaged("it is missing".to_owned()))?;
    let (last, _) = last_line(&file).map_err(StoreError::io("read", &path))?;
    let last = last.ok_or_else(|| damaged("it holds no whole line".to_owned()))?;
    let signed = parse_last(&last, key, &path)?;
    match signed.size().cmp(&in_place.size()) {
        Ordering::Greater => Ok(signed),
        Ordering::Equal => Ok(in_place),
        Ordering::Less => Err(damaged(format!(
            "its last line counts {} leaves, and the checkpoint in place {}: lines were removed",
            signed.size(),
            in_place.size()
        ))),
    }
}

fn parse_last(line: &str, key: &VerifierKey, path: &Path) -> Result<Checkpoint, StoreError> {
    history::parse_line(line, key).map_err(|error| StoreError::Damaged {
        path: path.to_owned(),
        reason: format!("its last line cannot be used: {error}"),
    })
}

/// The last whole line, and where it ends.
fn last_line(mut file: &File) -> io::Result<(Option<String>, u64)> {
    let length = file.metadata()?.len();
    let start = length.saturating_sub(2 * history::MAX_LINE as u64);
    file.seek(SeekFrom::Start(start))?;
    let (mut last, mut end, mut at) = (None, 0, start);
    let mut file = BufReader::new(file);
    loop {
        let mut bytes = Vec::new();
        at += file.read_until(b'\n', &mut bytes)? as u64;
        match bytes.strip_suffix(b"\n") {
            Some(line) => {
                last = Some(String::from_utf8_lossy(line).into_owned());
                end = at;
            }
            None if last.is_none() && start > 0 => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "its end holds no whole line"));
            }
            None => return Ok((last, end)),
        }
    }
}
