//! JSON that lies behind the key: errors say where and what kind, never what stood there.

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::{Place, ReadError};

/// Reads one value; `file` is the path that an error names.
pub(super) fn read<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, ReadError> {
    serde_json::from_slice(bytes).map_err(|error| {
        let reason = match error.classify() {
            Category::Eof => "its JSON ends too early",
            Category::Data => "its JSON is not of the shape that restic writes",
            Category::Syntax | Category::Io => "it is not JSON",
        };
        ReadError::new(file, Place::Byte(byte(bytes, &error)), reason, MEND)
    })
}

/// Where the error lies, in bytes from the beginning.
fn byte(bytes: &[u8], error: &serde_json::Error) -> u64 {
    let before = error.line().saturating_sub(1);
    let lines: usize = bytes.split_inclusive(|&byte| byte == b'\n').take(before).map(<[u8]>::len).sum();
    u64::try_from(lines + error.column().saturating_sub(1)).unwrap_or(u64::MAX)
}

const MEND: &str =
    "It decrypts but does not read: a newer format or a writer other than restic. Run `restic check`.";
