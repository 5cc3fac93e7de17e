//! A pack's header: what lies in the pack, told by the pack itself.
//!
//! It never takes a length for true that the pack does not have.

use super::{Blob, BlobKind, Id, cipher::OVERHEAD};

/// One line of a header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeaderEntry {
    /// Where the blob begins, in bytes.
    pub offset: u64,
    /// Bytes as stored.
    pub length: u32,
    /// Bytes once unpacked, where it is packed.
    pub unpacked: Option<u32>,
    /// What it holds.
    pub kind: BlobKind,
    /// SHA-256 of what it holds.
    pub id: Id,
}

/// A header makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PackError {
    /// The pack is too short for any header.
    #[error("it has {0} bytes, too few for a header")]
    TooShort(u64),
    /// The header would not fit into the pack, or is larger than any header.
    #[error("its last four bytes give its header {0} bytes, which cannot be")]
    HeaderLength(u32),
    /// The header does not open with the key.
    #[error("its header is not what was sealed with this repository's key")]
    HeaderSealed,
    /// A kind of blob that is not known.
    #[error("line {line} of its header has the unknown kind {kind}")]
    Kind {
        /// From 1.
        line: u64,
        /// The kind as it stands there.
        kind: u8,
    },
    /// The header ends inside a line.
    #[error("its header ends inside line {0}")]
    Cut(u64),
    /// The blobs and the header are not as long together as the pack.
    #[error("its header accounts for {told} bytes, and it has {found}")]
    Sum {
        /// Bytes that blobs and header take.
        told: u64,
        /// Bytes of the pack.
        found: u64,
    },
}

/// Bytes of the sealed header and its length, for these blobs.
pub(super) fn header_bytes(blobs: &[Blob]) -> u64 {
    let lines: u64 = blobs.iter().map(|blob| if blob.unpacked.is_some() { PACKED } else { PLAIN }).sum();
    lines + OVERHEAD as u64 + TRAILER
}

/// Bytes of the sealed header, out of the last four bytes of a pack.
pub(super) fn header_length(trailer: [u8; 4], pack: u64) -> Result<u32, PackError> {
    let length = u32::from_le_bytes(trailer);
    let fits = u64::from(length) + TRAILER <= pack;
    let sane = length as usize >= OVERHEAD && u64::from(length) <= LARGEST;
    if fits && sane { Ok(length) } else { Err(PackError::HeaderLength(length)) }
}

/// The lines of an opened header.
pub(super) fn entries(mut header: &[u8]) -> Result<Vec<HeaderEntry>, PackError> {
    let mut entries = Vec::with_capacity(header.len() / 37);
    let mut offset = 0;
    while let Some((&kind, rest)) = header.split_first() {
        let line = entries.len() as u64 + 1;
        let (entry, rest) = entry(kind, rest, offset, line)?;
        offset += u64::from(entry.length);
        entries.push(entry);
        header = rest;
    }
    Ok(entries)
}

/// Whether the blobs and the header fill the pack, no byte more and none less.
pub(super) fn adds_up(entries: &[HeaderEntry], header: u32, pack: u64) -> Result<(), PackError> {
    let blobs: u64 = entries.iter().map(|entry| u64::from(entry.length)).sum();
    let told = blobs + u64::from(header) + TRAILER;
    if told == pack { Ok(()) } else { Err(PackError::Sum { told, found: pack }) }
}

/// Any bytes give lines that lie one behind the other, or an error.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    if let Some((trailer, header)) = bytes.split_first_chunk::<4>() {
        if let Ok(length) = header_length(*trailer, bytes.len() as u64) {
            assert!(length as usize + 4 <= bytes.len(), "a header fits into its pack");
        }
        if let Ok(entries) = entries(header) {
            assert!(entries.len() <= header.len() / 37, "a line takes at least 37 bytes");
            for pair in entries.windows(2) {
                assert_eq!(
                    pair[0].offset + u64::from(pair[0].length),
                    pair[1].offset,
                    "one behind the other"
                );
            }
        }
    }
}

fn entry(kind: u8, rest: &[u8], offset: u64, line: u64) -> Result<(HeaderEntry, &[u8]), PackError> {
    let what = match kind {
        0 | 2 => BlobKind::Data,
        1 | 3 => BlobKind::Tree,
        _ => return Err(PackError::Kind { line, kind }),
    };
    let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
    let cut = PackError::Cut(line);
    let (length, mut rest) = rest.split_first_chunk::<4>().ok_or_else(|| cut.clone())?;
    let mut unpacked = None;
    if kind >= 2 {
        let (told, after) = rest.split_first_chunk::<4>().ok_or_else(|| cut.clone())?;
        (unpacked, rest) = (Some(number(told)), after);
    }
    let (id, rest) = rest.split_first_chunk::<32>().ok_or(cut)?;
    Ok((HeaderEntry { offset, length: number(length), unpacked, kind: what, id: Id(*id) }, rest))
}

/// Bytes of the length at the end.
pub(super) const TRAILER: u64 = 4;
/// Bytes of a line for a blob as it is.
const PLAIN: u64 = 37;
/// Bytes of a line for a blob that is packed with zstd.
const PACKED: u64 = 41;
/// Bytes of a header at most: some 400,000 blobs.
const LARGEST: u64 = 16 << 20;
