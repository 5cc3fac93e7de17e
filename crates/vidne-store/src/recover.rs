//! Opening a folder for writing: begin a log, or take one up where its newest signed checkpoint left it.
//!
//! What was interrupted is completed if it was signed and cleared if it was not. It never clears what a signed checkpoint covers, and never goes
//! on with a log that is not what the key signed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use vidne_evidence::{Checkpoint, Edge, Files, MAX_NOTE, SigningKey, TilePath, TreeHead, VerifierKey};

use crate::{
    durable,
    error::StoreError,
    folder::Folder,
    history::{HISTORY, History},
    key::{self, Guard},
    write::{CHECKPOINT, STAGED, State, Writer},
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
    let (history, signed) = History::open(&folder, key.verifier())?;
    let in_place = in_place(&folder, key.verifier())?;
    let newest = newest(&folder, signed, in_place.as_ref())?;
    let head = newest.as_ref().map_or_else(|| Edge::default().head(), Checkpoint::head);
    check_guard(&folder, &guard, head)?;
    let edge = Edge::load(&folder, head)
        .map_err(|source| StoreError::Edge { path: folder.root().to_owned(), source })?;
    let mut writer = Writer { folder, key, guard, history, edge, state: State::Known };
    let checkpoint = match newest {
        None => writer.commit(head)?,
        Some(newest) => {
            recovered.completed_leaves = complete(&writer, &newest, in_place.as_ref())?;
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

/// What a folder without its public key is: a log that lost it, or none at all.
pub(crate) fn without_key(folder: &Folder, dir: &Path) -> StoreError {
    if has_log(folder) {
        StoreError::Damaged { path: folder.path(KEY), reason: "it is missing".to_owned() }
    } else {
        StoreError::NoEvidence { path: dir.to_owned() }
    }
}

fn has_log(folder: &Folder) -> bool {
    folder.path(CHECKPOINT).exists() || folder.path("log/tile").exists()
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
    let public = public_key(folder)?;
    if public.is_none() && has_log(folder) {
        return Err(without_key(folder, path));
    }
    let key = match key::load(path) {
        Err(StoreError::KeyMissing { .. }) if public.is_none() => key::create(path, origin)?,
        other => other?,
    };
    let name = key.verifier().name();
    if name != origin || public.as_ref().is_some_and(|public| public != key.verifier()) {
        let (found, expected) =
            (name.to_owned(), public.map_or(origin.to_owned(), |public| public.name().to_owned()));
        return Err(StoreError::OtherKey { path: path.to_owned(), found, expected });
    }
    if public.is_none() {
        let text = format!("{}\n", key.verifier());
        durable::replace(
            &folder.path(KEY),
            &folder.path("tmp/key.pub"),
            text.as_bytes(),
            durable::READ_ONLY,
        )?;
    }
    Ok(key)
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

fn check_guard(folder: &Folder, guard: &Guard, found: TreeHead) -> Result<(), StoreError> {
    match guard.signed()? {
        Some(signed) if signed.size > found.size => {
            let (signed, found) = (signed.size, found.size);
            Err(StoreError::OlderCopy { path: folder.root().to_owned(), signed, found })
        }
        Some(signed) if signed.size == found.size && signed.root != found.root => Err(StoreError::Damaged {
            path: folder.path(CHECKPOINT),
            reason: format!("the key has signed another root for the same {} leaves", found.size),
        }),
        _ => Ok(()),
    }
}

/// Puts the newest signed checkpoint in place where it is not, and tells how many leaves that adds.
fn complete(writer: &Writer, newest: &Checkpoint, in_place: Option<&Checkpoint>) -> Result<u64, StoreError> {
    writer.guard.note(newest.head());
    if in_place.map(Checkpoint::head) == Some(newest.head()) {
        return Ok(0);
    }
    let folder = &writer.folder;
    durable::replace(&folder.path(CHECKPOINT), &folder.path(STAGED), newest.note(), 0o644)?;
    Ok(newest.size() - in_place.map_or(0, Checkpoint::size))
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
