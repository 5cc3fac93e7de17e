//! One stored file: unpacked as it comes, counted and hashed.
//!
//! It never holds more than one buffer, and stops as soon as there is more than there should be.

use std::io::Read;

use sha1::{Digest, Sha1};

use crate::{Packing, hex, unpack::fill};

/// What a file must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Content {
    /// Bytes, where known.
    pub bytes: Option<u64>,
    /// SHA-1, where known.
    pub sha1: Option<[u8; 20]>,
}

/// A stored file does not hold what it must.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It could not be read, or does not unpack.
    #[error("it cannot be read or unpacked behind byte {at} of the original: {reason}")]
    Unread {
        /// Bytes of the original that came before.
        at: u64,
        /// What the reader or the packing said.
        reason: String,
    },
    /// It holds another number of bytes.
    #[error("it holds {found} bytes and should hold {told}")]
    Bytes {
        /// As the list says.
        told: u64,
        /// As found; one more than told where reading stopped there.
        found: u64,
    },
    /// It holds other bytes.
    #[error("it holds other bytes: SHA-1 {} instead of {}", hex::write(.found), hex::write(.told))]
    Sha1 {
        /// As the list says.
        told: [u8; 20],
        /// As found.
        found: [u8; 20],
    },
}

/// Reads a stored file to its end and compares what is inside. Gives the bytes inside.
///
/// # Errors
/// It does not hold what it must.
pub fn verify(reader: impl Read, packing: Packing, content: Content) -> Result<u64, FileFault> {
    let unread = |at, error: std::io::Error| FileFault::Unread { at, reason: error.to_string() };
    let mut reader = packing.reader(reader).map_err(|error| unread(0, error))?;
    let mut buffer = vec![0; BUFFER];
    let mut sha1 = Sha1::new();
    let mut found = 0;
    loop {
        let count = fill(&mut reader, &mut buffer).map_err(|error| unread(found, error))?;
        sha1.update(&buffer[..count]);
        found += count as u64;
        if let Some(told) = content.bytes.filter(|&told| found > told) {
            return Err(FileFault::Bytes { told, found: told + 1 });
        }
        if count < buffer.len() {
            break;
        }
    }
    if let Some(told) = content.bytes.filter(|&told| found != told) {
        return Err(FileFault::Bytes { told, found });
    }
    let sha1 = sha1.finalize().into();
    match content.sha1 {
        Some(told) if told != sha1 => Err(FileFault::Sha1 { told, found: sha1 }),
        _ => Ok(found),
    }
}

/// Bytes read at once.
const BUFFER: usize = 128 << 10;
