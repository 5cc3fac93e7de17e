//! Blobs out of a pack: each stretch that holds wanted blobs is read once, into a buffer that is used again.
//!
//! It never reads what nobody asked for beyond small gaps, and never keeps what it has read.

use ring::digest::{SHA256, digest};

use super::{Blob, FileError, Folder, Id, Opened, cipher::OVERHEAD, tree, tree::Node, unzip, unzip::Unzip};

/// What one thread uses again for every pack.
pub(super) struct Room {
    bytes: Vec<u8>,
    unzip: Unzip,
}

impl Room {
    /// Nothing is allocated yet.
    pub(super) const fn new() -> Self {
        Self { bytes: Vec::new(), unzip: Unzip::new() }
    }
}

/// Why a blob could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Broken {
    /// The pack could not be read there.
    Unread(FileError),
    /// The blob is damaged, or was wrong when it was written.
    Blob(&'static str),
}

/// Reads these trees (all of one pack, by place) and hands each to `give`.
pub(super) fn trees<'b>(
    opened: &Opened<'_>,
    pack: Id,
    blobs: &[&'b Blob],
    room: &mut Room,
    mut give: impl FnMut(&'b Blob, Result<Vec<Node>, Broken>),
) {
    let path = Folder::Data.path(&pack.to_string());
    self::blobs(opened, &path, blobs, room, |blob, text| {
        let wrong = |_| Broken::Blob("it is whole, and it is not a tree as restic writes it");
        give(blob, text.and_then(|text| tree::parse(&path, text).map_err(wrong)));
    });
}

/// Reads these blobs of the pack at `path` (by place) and hands what each holds to `give`: decrypted, unpacked, and
/// compared with its name.
pub(super) fn blobs<'b>(
    opened: &Opened<'_>,
    path: &str,
    blobs: &[&'b Blob],
    room: &mut Room,
    mut give: impl FnMut(&'b Blob, Result<&[u8], Broken>),
) {
    for stretch in stretches(blobs) {
        let (start, end) = (begin(stretch[0]), end(stretch[stretch.len() - 1]));
        let Some(bytes) = space(&mut room.bytes, end - start) else {
            for blob in stretch {
                give(blob, Err(Broken::Blob("it is larger than any blob may be")));
            }
            continue;
        };
        if let Err(error) = opened.files.read_at(path, start, bytes) {
            for blob in stretch {
                give(blob, Err(Broken::Unread(error.clone())));
            }
            continue;
        }
        let mut rest = bytes;
        let mut at = start;
        for blob in stretch {
            let skipped = usize::try_from(begin(blob) - at).expect("blobs of a stretch do not overlap");
            let (sealed, after) = std::mem::take(&mut rest)[skipped..].split_at_mut(blob.length as usize);
            give(blob, plain(opened, blob, sealed, &mut room.unzip).map_err(Broken::Blob));
            (rest, at) = (after, self::end(blob));
        }
    }
}

fn plain<'a>(
    opened: &Opened<'_>,
    blob: &Blob,
    sealed: &'a mut [u8],
    unzip: &'a mut Unzip,
) -> Result<&'a [u8], &'static str> {
    let text = opened.key.open(sealed).ok_or("it is not what was sealed with this repository's key")?;
    let text = match blob.unpacked {
        None => &*text,
        Some(length) => unzip.blob(text, length).ok_or("its zstd data does not unpack to the length told")?,
    };
    // Nearly twice as fast as `sha2` on processors without instructions for it, and the same on those with.
    if digest(&SHA256, text).as_ref() == blob.id.0 {
        Ok(text)
    } else {
        Err("what it holds is not what its name says")
    }
}

/// Blobs that lie close enough to be read at once. Overlapping blobs (never written, but who knows) are kept apart,
/// since each is decrypted where it lies.
fn stretches<'s, 'b>(blobs: &'s [&'b Blob]) -> impl Iterator<Item = &'s [&'b Blob]> {
    let mut first = None;
    blobs.chunk_by(move |left, right| {
        let from = *first.get_or_insert(begin(left));
        let near = begin(right).checked_sub(end(left)).is_some_and(|gap| gap <= GAP);
        let joined = near && end(right) - from <= AT_ONCE;
        if !joined {
            first = None;
        }
        joined
    })
}

fn begin(blob: &Blob) -> u64 {
    u64::from(blob.offset)
}

fn end(blob: &Blob) -> u64 {
    u64::from(blob.offset) + u64::from(blob.length)
}

fn space(bytes: &mut Vec<u8>, length: u64) -> Option<&mut [u8]> {
    let length = usize::try_from(length).ok().filter(|&length| length <= unzip::BLOB as usize + OVERHEAD)?;
    if bytes.len() < length {
        bytes.resize(length, 0);
    }
    Some(&mut bytes[..length])
}

/// Bytes between two blobs that are read along rather than asked for apart.
const GAP: u64 = 64 << 10;
/// Bytes read at once, unless one blob has more: few requests, and a buffer that stays in the cache.
const AT_ONCE: u64 = 8 << 20;
