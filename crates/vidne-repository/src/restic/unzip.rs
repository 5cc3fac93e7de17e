//! zstd, bounded, with a context that is used again.
//!
//! It never gives more than was said to come.

use std::io::{self, Read};

use zstd::{bulk, stream::read::Decoder};

use crate::{Place, ReadError};

/// The most that one index, snapshot or tree may unpack to, in bytes.
pub(super) const UNPACKED: u64 = 512 << 20;
/// The most that one blob may hold, in bytes. restic's chunks end at 8 MiB; trees of very full folders are larger.
pub(super) const BLOB: u32 = 256 << 20;

/// The text of an index or a snapshot: JSON as it stands, or the byte 2 and JSON packed with zstd.
pub(super) fn document(file: &str, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    match bytes.first() {
        Some(b'{' | b'[') => Ok(bytes.to_vec()),
        Some(2) => stream(&bytes[1..]).map_err(|error| {
            ReadError::new(file, Place::Whole, format!("its zstd data cannot be unpacked ({error})"), MEND)
        }),
        _ => Err(ReadError::new(file, Place::Byte(0), "it is neither JSON nor packed with zstd", MEND)),
    }
}

fn stream(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut decoder = Decoder::with_buffer(bytes)?;
    decoder.window_log_max(27)?;
    let mut text = Vec::new();
    decoder.take(UNPACKED + 1).read_to_end(&mut text)?;
    if text.len() as u64 > UNPACKED {
        return Err(io::Error::other("it unpacks to more than 512 MiB"));
    }
    Ok(text)
}

/// A context and a buffer for blobs whose length is known beforehand.
pub(super) struct Unzip {
    context: Option<bulk::Decompressor<'static>>,
    text: Vec<u8>,
}

impl Unzip {
    /// Nothing is allocated yet.
    pub(super) const fn new() -> Self {
        Self { context: None, text: Vec::new() }
    }

    /// Exactly `length` bytes, or nothing.
    pub(super) fn blob(&mut self, packed: &[u8], length: u32) -> Option<&[u8]> {
        if length > BLOB {
            return None;
        }
        let length = usize::try_from(length).ok()?;
        self.text.clear();
        self.text.try_reserve(length).ok()?;
        if self.context.is_none() {
            self.context = bulk::Decompressor::new().ok();
        }
        let written = self.context.as_mut()?.decompress_to_buffer(packed, &mut self.text).ok()?;
        (written == length).then(|| &self.text[..length])
    }
}

const MEND: &str =
    "Rebuild it: `restic repair index` for an index; another copy of the repository for a snapshot.";
