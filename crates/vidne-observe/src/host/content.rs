//! What a file holds: its SHA-256, and for small files the bytes, so that keys and certificates can be compared.
//!
//! It never keeps bytes longer than it needs them: they may be a private key, and are overwritten when they are dropped.

use std::{
    fs::{File, Metadata},
    io::{ErrorKind, Read},
    os::unix::fs::MetadataExt,
};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    machine::hex,
    place::{Reached, unreadable},
};

/// What a file holds.
pub(super) struct Content {
    /// The SHA-256 of all of it, in hexadecimal.
    pub(super) sha256: String,
    /// All of it, where it is at most a mebibyte.
    pub(super) bytes: Option<Zeroizing<Vec<u8>>>,
}

/// Reads a regular file once, from its begin to its end.
///
/// # Errors
/// Why it could not be read, or not hashed, and how to mend it.
pub(super) fn read(reached: &Reached) -> Result<Content, String> {
    if reached.facts.len() > MOST_HASHED {
        return Err(TOO_LARGE.to_owned());
    }
    let mut file = reached.content()?;
    let before = stamp(&file)?;
    let content = hashed(&mut file, before.0)?;
    if stamp(&file)? != before {
        return Err("it was changed while it was read: look again when nobody writes to it".to_owned());
    }
    Ok(content)
}

fn hashed(file: &mut File, length: u64) -> Result<Content, String> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut hash = Sha256::new();
    let mut buffer = Zeroizing::new(vec![0; length.clamp(SMALL, BUFFER)]);
    // Room for all of it from the start: a vector that grows leaves copies of its bytes behind.
    let room = length.clamp(SMALL, MOST_KEPT);
    let mut kept = Zeroizing::new(Vec::with_capacity(room));
    let mut total = 0_u64;
    loop {
        let part = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => &buffer[..length],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(&error)),
        };
        hash.update(part);
        total += part.len() as u64;
        if total > MOST_HASHED {
            return Err(TOO_LARGE.to_owned());
        }
        if total <= room as u64 {
            kept.extend_from_slice(part);
        }
    }
    let bytes = (total <= room as u64).then_some(kept);
    Ok(Content { sha256: hex(&hash.finalize()), bytes })
}

/// What changes when somebody writes to a file.
fn stamp(file: &File) -> Result<(u64, i64, i64), String> {
    let of = |facts: Metadata| (facts.len(), facts.mtime(), facts.mtime_nsec());
    file.metadata().map(of).map_err(|error| unreadable(&error))
}

const SMALL: usize = 4 << 10;
const BUFFER: usize = 256 << 10;
const MOST_KEPT: usize = 1 << 20;
const MOST_HASHED: u64 = 4 << 30;
const TOO_LARGE: &str =
    "it is larger than 4 GiB and was not hashed: ask for a smaller file that stands for it";
