//! Opening a folder for writing: begin a log, or take one up where its newest signed checkpoint left it.
//!
//! What was interrupted is completed if it was signed and cleared if it was not. It never clears what a signed checkpoint covers, and never goes
//! on with a log that is not what the key signed.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use vidne_evidence::{
    Checkpoint, Edge, Files, MAX_NOTE, SigningKey, TilePath, TreeHead, VerifierKey, history,
};

use crate::{
    durable,
    error::StoreError,
    folder::Folder,
    key::{self, Guard},
    write::{CHECKPOINT, HISTORY, History, STAGED, State, Writer},
};

pub(crate) const KEY: &str = "key.pub";
pub(crate) const LOCK: &str = "lock";
const TEMPORARY: &str = "tmp";
const MAX_KEY: usize = 4096;

/// What an earlier process had left unfinished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Leaves of a signed checkpoint that was not yet in place, and now is. They may not have been acknowledged.
    pub completed_leaves: u64,
    /// Tiles and entries that no signed checkpoint covered, and that were cleared. They were never acknowledged.
    pub cleared_tiles: u64,
    /// Temporary files that were cleared.
    pub cleared_temporaries: u64,
}

/// Opens the folder, which the caller has locked.
pub(crate) fn open(
    folder: Folder,
    key_path: &Path,
    origin: &str,
) -> Result<(Writer, Checkpoint, Recovered), StoreError> {
    let mut recovered =
        Recovered { cleared_temporaries: clear_temporaries(&folder)?, ..Recovered::default() };
    let key = own_key(&folder, key_path, origin)?;
    let guard = Guard::open(key_path)?;
    let (history, signed) = open_history(&folder, key.verifier())?;
    let in_place = in_place(&folder, key.verifier())?;
    let newest = newest(&folder, signed, in_place.as_ref())?;
    check_guard(&folder, &guard, newest.as_ref())?;
    let head = newest.as_ref().map_or_else(|| Edge::default().head(), Checkpoint::head);
    let edge = Edge::load(&folder, head)
        .map_err(|source| StoreError::Edge { path: folder.root().to_owned(), source })?;
    let mut writer = Writer { folder, key, guard, history, edge, state: State::Known };
    let checkpoint = match newest {
        None => begin(&mut writer)?,
        Some(newest) => {
            if in_place.as_ref().map(Checkpoint::head) != Some(newest.head()) {
                let before = in_place.as_ref().map_or(0, Checkpoint::size);
                recovered.completed_leaves = newest.size() - before;
                put_in_place(&writer.folder, &newest)?;
            }
            writer.guard.note(newest.head());
            newest
        }
    };
    recovered.cleared_tiles = clear_tiles(&writer.folder, checkpoint.size())?;
    Ok((writer, checkpoint, recovered))
}

/// The verifier key of the folder, or nothing when no log was begun.
pub(crate) fn public_key(folder: &Folder) -> Result<Option<VerifierKey>, StoreError> {
    let Some(bytes) = folder.read(KEY, MAX_KEY)? else { return Ok(None) };
    VerifierKey::parse(&String::from_utf8_lossy(&bytes))
        .map(Some)
        .map_err(|source| StoreError::Key { path: folder.path(KEY), source })
}

/// The checkpoint in place, or nothing when there is none.
pub(crate) fn in_place(folder: &Folder, key: &VerifierKey) -> Result<Option<Checkpoint>, StoreError> {
    let Some(note) = folder.read(CHECKPOINT, MAX_NOTE)? else { return Ok(None) };
    Checkpoint::verify(&note, key)
        .map(Some)
        .map_err(|source| StoreError::Checkpoint { path: folder.path(CHECKPOINT), source })
}

/// The private key of this folder's log; made and published when the log is to be begun.
fn own_key(folder: &Folder, path: &Path, origin: &str) -> Result<SigningKey, StoreError> {
    let other = |key: &SigningKey, expected: &str| StoreError::OtherKey {
        path: path.to_owned(),
        found: key.verifier().name().to_owned(),
        expected: expected.to_owned(),
    };
    let public = public_key(folder)?;
    if public.is_none() && (folder.path(CHECKPOINT).exists() || folder.path("log/tile").exists()) {
        return Err(StoreError::Damaged { path: folder.path(KEY), reason: "it is missing".to_owned() });
    }
    let key = match key::load(path) {
        Err(StoreError::KeyMissing { .. }) if public.is_none() => key::create(path, origin)?,
        other => other?,
    };
    if key.verifier().name() != origin {
        return Err(other(&key, origin));
    }
    match public {
        Some(public) if public != *key.verifier() => Err(other(&key, public.name())),
        Some(_) => Ok(key),
        None => {
            let text = format!("{}\n", key.verifier());
            durable::replace(
                &folder.path(KEY),
                &folder.path("tmp/key.pub"),
                text.as_bytes(),
                durable::READ_ONLY,
            )?;
            Ok(key)
        }
    }
}

/// Opens the history, cuts off a line that was not written whole, and returns the checkpoint of the last one.
fn open_history(folder: &Folder, key: &VerifierKey) -> Result<(History, Option<Checkpoint>), StoreError> {
    let path = folder.path(HISTORY);
    let opened =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o644).open(&path);
    let file = opened.map_err(StoreError::io("open for writing", &path))?;
    let (last, length) = last_line(&file).map_err(StoreError::io("read", &path))?;
    if file.metadata().map_err(StoreError::io("read", &path))?.len() > length {
        file.set_len(length).and_then(|()| file.sync_all()).map_err(StoreError::io("write", &path))?;
    }
    let signed = match last {
        None => None,
        Some(line) => Some(history::parse_line(&line, key).map_err(|error| StoreError::Damaged {
            path: path.clone(),
            reason: format!("its last line cannot be used: {error}"),
        })?),
    };
    Ok((History { file, path, length }, signed))
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

/// The checkpoint to go on from, or nothing when the log is to be begun.
fn newest(
    folder: &Folder,
    signed: Option<Checkpoint>,
    in_place: Option<&Checkpoint>,
) -> Result<Option<Checkpoint>, StoreError> {
    match (signed, in_place) {
        (Some(signed), Some(in_place)) if signed.head() == in_place.head() => Ok(Some(in_place.clone())),
        (Some(signed), in_place) if in_place.is_none_or(|in_place| in_place.size() < signed.size()) => {
            Ok(Some(signed))
        }
        (None, None) if !folder.path("log/tile").exists() => Ok(None),
        (None, None) => Err(StoreError::Damaged {
            path: folder.path(CHECKPOINT),
            reason: "it is missing, and so is the history, though there are tiles".to_owned(),
        }),
        (_, in_place) => Err(StoreError::Damaged {
            path: folder.path(HISTORY),
            reason: format!(
                "its last line is not the checkpoint in place, which counts {} leaves: lines were removed or changed",
                in_place.map_or(0, Checkpoint::size)
            ),
        }),
    }
}

fn check_guard(folder: &Folder, guard: &Guard, newest: Option<&Checkpoint>) -> Result<(), StoreError> {
    let found = newest.map_or(TreeHead { size: 0, root: vidne_evidence::EMPTY_HASH }, Checkpoint::head);
    match guard.signed()? {
        Some(signed) if signed.size > found.size => Err(StoreError::OlderCopy {
            path: folder.root().to_owned(),
            signed: signed.size,
            found: found.size,
        }),
        Some(signed) if signed.size == found.size && signed.root != found.root => Err(StoreError::Damaged {
            path: folder.path(CHECKPOINT),
            reason: format!("the key has signed another root for the same {} leaves", found.size),
        }),
        _ => Ok(()),
    }
}

fn begin(writer: &mut Writer) -> Result<Checkpoint, StoreError> {
    let head = writer.edge.head();
    writer.commit(head)
}

fn put_in_place(folder: &Folder, checkpoint: &Checkpoint) -> Result<(), StoreError> {
    durable::replace(&folder.path(CHECKPOINT), &folder.path(STAGED), checkpoint.note(), 0o644)
}

fn clear_temporaries(folder: &Folder) -> Result<u64, StoreError> {
    for (name, mode) in [("exhibits", 0o777), ("log", 0o777), (TEMPORARY, 0o700)] {
        durable::make_folder(&folder.path(name), mode)?;
    }
    let mut stale: Vec<PathBuf> = Vec::new();
    let listed = folder.list(TEMPORARY, &mut |file| stale.push(folder.path(file)));
    listed.map_err(StoreError::io("list", &folder.path(TEMPORARY)))?;
    let staged = folder.path(STAGED);
    if staged.exists() {
        stale.push(staged);
    }
    for path in &stale {
        fs::remove_file(path).map_err(StoreError::io("remove", path))?;
    }
    Ok(stale.len() as u64)
}

/// Removes tiles beyond the checkpoint, and partial tiles of which the full one is there.
fn clear_tiles(folder: &Folder, size: u64) -> Result<u64, StoreError> {
    let (mut beyond, mut outgrown) = (Vec::new(), Vec::new());
    let listed = folder.list("log/tile", &mut |file| {
        let Some(path) = file.strip_prefix("log/").and_then(|path| path.parse::<TilePath>().ok()) else {
            return;
        };
        if !path.is_within(size) {
            beyond.push(folder.path(file));
        } else if !path.is_full() && TilePath::full(path.stack(), path.number()).is_within(size) {
            outgrown.push(folder.path(file));
        }
    });
    listed.map_err(StoreError::io("list", &folder.path("log/tile")))?;
    for path in beyond.iter().chain(&outgrown) {
        fs::remove_file(path).map_err(StoreError::io("remove", path))?;
    }
    Ok(beyond.len() as u64)
}
