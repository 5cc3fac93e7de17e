//! Whole packs, with the key: the header agrees with the index, every blob decrypts, unpacks and is what its name says.
//!
//! It never says of a pack that it is sound if not every byte of it was read. That the pack's own name is the SHA-256
//! of its bytes is not looked at here: it needs no key.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU64, Ordering},
};

use super::{
    Blob, BlobKind, FileError, FileProblem, Folder, HeaderEntry, Id, Index, Opened, PackError,
    load::{self, Broken, Room},
    pack, pool,
};

/// What a pack turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackVerdict {
    /// The pack.
    pub pack: Id,
    /// Its bytes; 0 if it is not there.
    pub bytes: u64,
    /// Blobs that are what their names say.
    pub sound_blobs: u64,
    /// What is wrong: the first [`PackVerdict::SHOWN`].
    pub faults: Vec<PackFault>,
    /// How many faults there are.
    pub fault_count: u64,
}

impl PackVerdict {
    /// Faults that are named.
    pub const SHOWN: usize = 100;

    /// Whether every byte was read and is right.
    pub fn is_sound(&self) -> bool {
        self.fault_count == 0
    }
}

/// What is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PackFault {
    /// It is not there, or could not be read.
    #[error("it could not be read: {}", .0.problem)]
    Unread(FileError),
    /// It is larger than any pack may be.
    #[error("it has {0} bytes, more than any pack may have")]
    TooLarge(u64),
    /// Its header makes no sense.
    #[error(transparent)]
    Header(PackError),
    /// The index lists blobs in it that its header does not have there.
    #[error("the index lists {count} blobs in it that its header does not, such as {}", .first.short())]
    OnlyInIndex {
        /// How many.
        count: u64,
        /// The first of them.
        first: Id,
    },
    /// Its header has blobs that the index does not list there.
    #[error("its header has {count} blobs that the index does not, such as {}", .first.short())]
    OnlyInHeader {
        /// How many.
        count: u64,
        /// The first of them.
        first: Id,
    },
    /// A blob is damaged, or was wrong when it was written.
    #[error("the {} {} at byte {offset} is damaged: {reason}", word(*.kind), .blob.short())]
    Blob {
        /// Its name.
        blob: Id,
        /// What it should hold.
        kind: BlobKind,
        /// Where it begins.
        offset: u32,
        /// Why, in lower case.
        reason: &'static str,
    },
}

/// How far a verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Packs read to their end.
    pub packs: u64,
    /// Bytes of them.
    pub bytes: u64,
}

/// See [`Opened::semantic`].
pub(super) fn verify(
    opened: &Opened<'_>,
    packs: &[Id],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<PackVerdict>, FileError> {
    let index = opened.index()?;
    let sizes = opened.sizes()?;
    let (packs_done, bytes_done) = (AtomicU64::new(0), AtomicU64::new(0));
    Ok(pool::each(opened.workers, packs, Room::new, |room, id| {
        let mut check = Check::new(opened, index, *id, sizes.get(id).copied());
        check.run(room);
        let bytes = bytes_done.fetch_add(check.verdict.bytes, Ordering::Relaxed) + check.verdict.bytes;
        let packs = packs_done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress { packs, bytes });
        check.verdict
    }))
}

/// One pack under verification.
struct Check<'c, 'f> {
    opened: &'c Opened<'f>,
    listed: &'c [Blob],
    path: String,
    found: Option<u64>,
    verdict: PackVerdict,
}

impl<'c, 'f> Check<'c, 'f> {
    fn new(opened: &'c Opened<'f>, index: &'c Index, pack: Id, found: Option<u64>) -> Self {
        let listed = index.number(&pack).map_or(&[][..], |number| index.blobs_of(number));
        let bytes = found.unwrap_or(0);
        let verdict = PackVerdict { pack, bytes, sound_blobs: 0, faults: Vec::new(), fault_count: 0 };
        Self { opened, listed, path: Folder::Data.path(&pack.to_string()), found, verdict }
    }

    fn run(&mut self, room: &mut Room) {
        let Some(bytes) = self.found else {
            let path = self.path.clone();
            return self.fault(PackFault::Unread(FileError { path, problem: FileProblem::Missing }));
        };
        if u32::try_from(bytes).is_err() {
            return self.fault(PackFault::TooLarge(bytes));
        }
        match self.header(bytes) {
            Ok(entries) => {
                self.compare(&entries);
                let blobs: Vec<Blob> = entries.iter().map(blob).collect();
                self.blobs(&blobs.iter().collect::<Vec<_>>(), room);
            }
            Err(fault) => {
                self.fault(fault);
                self.blobs(&apart(self.listed, bytes), room);
            }
        }
    }

    /// The lines of the header, which fill the pack.
    fn header(&self, bytes: u64) -> Result<Vec<HeaderEntry>, PackFault> {
        let files = self.opened.files;
        let begin = bytes.checked_sub(pack::TRAILER).ok_or(PackFault::Header(PackError::TooShort(bytes)))?;
        let mut trailer = [0; 4];
        files.read_at(&self.path, begin, &mut trailer).map_err(PackFault::Unread)?;
        let length = pack::header_length(trailer, bytes).map_err(PackFault::Header)?;
        let mut sealed = vec![0; length as usize];
        files.read_at(&self.path, begin - u64::from(length), &mut sealed).map_err(PackFault::Unread)?;
        let text = self.opened.key.open(&mut sealed).ok_or(PackFault::Header(PackError::HeaderSealed))?;
        let entries = pack::entries(text).map_err(PackFault::Header)?;
        pack::adds_up(&entries, length, bytes).map_err(PackFault::Header)?;
        Ok(entries)
    }

    /// A pack that is in no index has nothing to be compared with.
    fn compare(&mut self, entries: &[HeaderEntry]) {
        if self.listed.is_empty() {
            return;
        }
        let header: BTreeSet<Blob> = entries.iter().map(blob).collect();
        let index: BTreeSet<Blob> = self.listed.iter().map(|blob| Blob { pack: 0, ..*blob }).collect();
        let mut only = index.difference(&header);
        if let Some(first) = only.next() {
            self.fault(PackFault::OnlyInIndex { count: 1 + only.count() as u64, first: first.id });
        }
        let mut only = header.difference(&index);
        if let Some(first) = only.next() {
            self.fault(PackFault::OnlyInHeader { count: 1 + only.count() as u64, first: first.id });
        }
    }

    fn blobs(&mut self, blobs: &[&Blob], room: &mut Room) {
        let (opened, path) = (self.opened, self.path.clone());
        load::blobs(opened, &path, blobs, room, |blob, text| match text {
            Ok(_) => self.verdict.sound_blobs += 1,
            Err(Broken::Unread(error)) => self.fault(PackFault::Unread(error)),
            Err(Broken::Blob(reason)) => {
                let Blob { id, kind, offset, .. } = *blob;
                self.fault(PackFault::Blob { blob: id, kind, offset, reason });
            }
        });
    }

    fn fault(&mut self, fault: PackFault) {
        self.verdict.fault_count += 1;
        if self.verdict.faults.len() < PackVerdict::SHOWN && self.verdict.faults.last() != Some(&fault) {
            self.verdict.faults.push(fault);
        }
    }
}

/// A line of the header as a blob; the pack is below 4 GiB, so every place fits.
fn blob(entry: &HeaderEntry) -> Blob {
    let offset = u32::try_from(entry.offset).unwrap_or(u32::MAX);
    let HeaderEntry { length, unpacked, kind, id, .. } = *entry;
    Blob { pack: 0, offset, length, unpacked, kind, id }
}

/// The blobs that lie inside the pack and behind each other: what an index says needs not be so.
fn apart(listed: &[Blob], bytes: u64) -> Vec<&Blob> {
    let mut end = 0;
    let mut kept = Vec::new();
    for blob in listed {
        let (from, to) = (u64::from(blob.offset), u64::from(blob.offset) + u64::from(blob.length));
        if from >= end && to <= bytes {
            kept.push(blob);
            end = to;
        }
    }
    kept
}

const fn word(kind: BlobKind) -> &'static str {
    match kind {
        BlobKind::Data => "piece of a file",
        BlobKind::Tree => "list of a folder",
    }
}
