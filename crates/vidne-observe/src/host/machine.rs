//! Which machine this is.
//!
//! It never tells the machine id itself: who knows it can follow the machine elsewhere.

use std::{fs::File, io::Read, path::Path};

use sha2::{Digest, Sha256};

use super::{place::Place, shown::shown};

/// What the machine calls itself; empty where it does not say.
pub(super) fn name(place: &Place<'_>, proc: &Path) -> String {
    let told = if place.is_ours() { File::open(proc.join("sys/kernel/hostname")).ok() } else { None };
    let told = told.and_then(first_word).or_else(|| text_at(place, "/etc/hostname"));
    told.map(|name| shown(&name)).unwrap_or_default()
}

/// The SHA-256 of `vidne machine` and the machine id, in hexadecimal. None where it has no id, or not yet.
pub(super) fn hashed_id(place: &Place<'_>) -> Option<String> {
    let id = text_at(place, "/etc/machine-id").filter(|id| id != b"uninitialized")?;
    Some(hex(&Sha256::new_with_prefix("vidne machine").chain_update(id).finalize()))
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text_at(place: &Place<'_>, path: &str) -> Option<Vec<u8>> {
    first_word(place.reach(Path::new(path)).ok()?.content().ok()?)
}

/// The first line that is not empty, without the space around it.
fn first_word(file: File) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.find(|line| !line.is_empty()).map(<[u8]>::to_vec)
}

const MOST_BYTES: u64 = 4096;
