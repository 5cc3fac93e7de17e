//! A segment: a log of what was put and deleted, each entry under a CRC-32.
//!
//! It never holds more than one buffer, and never goes on where the next entry cannot be told.

use std::{
    fmt,
    io::{self, Read},
};

use crate::unpack::fill;

/// One sound entry of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Where it begins, in bytes.
    pub offset: u64,
    /// Its bytes, header and id among them.
    pub bytes: u32,
    /// What it does.
    pub tag: Tag,
    /// The object; zeros for [`Tag::Commit`].
    pub id: [u8; 32],
}

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// Stores an object.
    Put,
    /// Takes one away.
    Delete,
    /// Makes everything before it valid.
    Commit,
}

/// What a segment turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentReport {
    /// Sound entries.
    pub entries: u64,
    /// Objects stored.
    pub puts: u64,
    /// Objects taken away.
    pub deletes: u64,
    /// Commits.
    pub commits: u64,
    /// Bytes read.
    pub bytes: u64,
    /// What the last sound entry does. A segment that is not the newest and ends without a commit is no fault.
    pub last: Option<Tag>,
    /// The first thing that is wrong.
    pub first_fault: Option<Fault>,
    /// How many things are wrong.
    pub faults: u64,
}

/// The bytes of a commit: what a segment ends with that closes a transaction, or that compacting has filled.
pub const COMMIT: [u8; 9] = [0x40, 0xf4, 0x3c, 0x25, 9, 0, 0, 0, 2];

/// Something wrong in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where the broken entry begins, in bytes.
    pub offset: u64,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file does not begin with borg's mark.
    NotASegment,
    /// The bytes are not those that the CRC was made of.
    Crc {
        /// As written.
        told: u32,
        /// As found.
        found: u32,
    },
    /// A length that no entry of this kind has.
    Length(u32),
    /// A kind of entry that borg 1.x does not write.
    Tag(u8),
    /// The file ends inside the entry.
    Truncated {
        /// Bytes that are missing, at least.
        missing: u64,
    },
    /// The file could not be read on.
    Unread(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::NotASegment => f.write_str("it does not begin as a segment of borg does"),
            FaultKind::Crc { told, found } => {
                write!(
                    f,
                    "the entry at byte {} is damaged: its CRC is {told:08x}, its bytes give {found:08x}",
                    self.offset
                )
            }
            FaultKind::Length(length) => {
                write!(f, "the entry at byte {} has an impossible length of {length}", self.offset)
            }
            FaultKind::Tag(tag) => {
                write!(f, "the entry at byte {} is of kind {tag}, which borg 1.x does not write", self.offset)
            }
            FaultKind::Truncated { missing } => {
                write!(f, "it is truncated: {missing} bytes of the entry at byte {} are missing", self.offset)
            }
            FaultKind::Unread(reason) => write!(f, "it could not be read at byte {}: {reason}", self.offset),
        }
    }
}

impl Fault {
    /// What can be done about it, in one sentence.
    pub const fn help(&self) -> &'static str {
        match self.kind {
            FaultKind::Unread(_) => "See that the place is reachable and that this identity may read it.",
            FaultKind::Tag(_) => {
                "If borg 2 writes here, verify with borg itself; else bring the segment back."
            }
            _ => {
                "Bring the segment back, byte for byte, from another copy; `borg check --repair` only drops what is lost."
            }
        }
    }
}

/// Reads a segment to its end and hands every sound entry to `sink`. After a wrong CRC it goes on behind the entry; it
/// stops where no entry can be told.
pub fn scan(mut reader: impl Read, sink: &mut dyn FnMut(Entry)) -> SegmentReport {
    let mut scan = Scan { reader: &mut reader, buffer: vec![0; BUFFER], report: SegmentReport::default() };
    if scan.begins() {
        while let Some(entry) = scan.entry() {
            sink(entry);
        }
    }
    scan.report
}

struct Scan<'r> {
    reader: &'r mut dyn Read,
    buffer: Vec<u8>,
    report: SegmentReport,
}

/// Why an entry is none.
enum Wrong {
    End,
    GoOn(FaultKind),
    Stop(FaultKind),
}

impl Scan<'_> {
    fn begins(&mut self) -> bool {
        let mut mark = [0; 8];
        match fill(self.reader, &mut mark) {
            Ok(8) if mark == *MARK => {
                self.report.bytes = 8;
                return true;
            }
            Ok(count) if MARK.starts_with(&mark[..count]) => {
                self.fault(0, FaultKind::Truncated { missing: 8 - count as u64 });
            }
            Ok(_) => self.fault(0, FaultKind::NotASegment),
            Err(error) => self.fault(0, unread(&error)),
        }
        false
    }

    /// The next sound entry, or nothing at the end or where it cannot go on.
    fn entry(&mut self) -> Option<Entry> {
        loop {
            let offset = self.report.bytes;
            match self.next(offset) {
                Ok(entry) => {
                    self.count(entry.tag);
                    return Some(entry);
                }
                Err(Wrong::End) => return None,
                Err(Wrong::GoOn(kind)) => self.fault(offset, kind),
                Err(Wrong::Stop(kind)) => {
                    self.fault(offset, kind);
                    return None;
                }
            }
        }
    }

    fn next(&mut self, offset: u64) -> Result<Entry, Wrong> {
        let mut head = [0; 9];
        let count = self.fill(&mut head)?;
        if count == 0 {
            return Err(Wrong::End);
        }
        if count < head.len() {
            return Err(truncated(HEAD - count as u64));
        }
        let told = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        let bytes = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let tag = tag(head[8], bytes).map_err(Wrong::Stop)?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(&head[4..]);
        let mut id = [0; 32];
        if tag != Tag::Commit {
            self.exactly(&mut id)?;
            crc.update(&id);
        }
        self.data(u64::from(bytes) - tag.least(), &mut crc)?;
        let found = crc.finalize();
        if found == told {
            Ok(Entry { offset, bytes, tag, id })
        } else {
            Err(Wrong::GoOn(FaultKind::Crc { told, found }))
        }
    }

    fn data(&mut self, mut left: u64, crc: &mut crc32fast::Hasher) -> Result<(), Wrong> {
        while left > 0 {
            let length = usize::try_from(left).unwrap_or(BUFFER).min(BUFFER);
            let mut buffer = std::mem::take(&mut self.buffer);
            let count = self.fill(&mut buffer[..length]);
            self.buffer = buffer;
            let count = count?;
            crc.update(&self.buffer[..count]);
            left -= count as u64;
            if count < length {
                return Err(truncated(left));
            }
        }
        Ok(())
    }

    fn exactly(&mut self, bytes: &mut [u8]) -> Result<(), Wrong> {
        let count = self.fill(bytes)?;
        if count == bytes.len() { Ok(()) } else { Err(truncated((bytes.len() - count) as u64)) }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<usize, Wrong> {
        let count = fill(self.reader, bytes).map_err(|error| Wrong::Stop(unread(&error)))?;
        self.report.bytes += count as u64;
        Ok(count)
    }

    fn count(&mut self, tag: Tag) {
        self.report.entries += 1;
        self.report.last = Some(tag);
        match tag {
            Tag::Put => self.report.puts += 1,
            Tag::Delete => self.report.deletes += 1,
            Tag::Commit => self.report.commits += 1,
        }
    }

    fn fault(&mut self, offset: u64, kind: FaultKind) {
        self.report.faults += 1;
        self.report.first_fault.get_or_insert(Fault { offset, kind });
    }
}

impl Tag {
    /// Bytes of an entry without data.
    const fn least(self) -> u64 {
        match self {
            Self::Put | Self::Delete => HEAD + 32,
            Self::Commit => HEAD,
        }
    }
}

fn tag(byte: u8, bytes: u32) -> Result<Tag, FaultKind> {
    let (tag, most) = match byte {
        0 => (Tag::Put, LARGEST),
        1 => (Tag::Delete, HEAD + 32),
        2 => (Tag::Commit, HEAD),
        _ => return Err(FaultKind::Tag(byte)),
    };
    let fits = (tag.least()..=most).contains(&u64::from(bytes));
    if fits { Ok(tag) } else { Err(FaultKind::Length(bytes)) }
}

fn truncated(missing: u64) -> Wrong {
    Wrong::Stop(FaultKind::Truncated { missing })
}

fn unread(error: &io::Error) -> FaultKind {
    FaultKind::Unread(error.to_string())
}

const MARK: &[u8; 8] = b"BORG_SEG";
/// Bytes of CRC, length and kind.
const HEAD: u64 = 9;
/// Bytes of an entry at most, as borg 1.x has it.
const LARGEST: u64 = 20 << 20;
/// Bytes read at once.
const BUFFER: usize = 256 << 10;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A segment as borg writes it.
    fn written(objects: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        for (id, data) in objects {
            bytes.extend(entry(0, &[&[*id; 32], data.as_slice()].concat()));
        }
        bytes.extend(entry(2, &[]));
        bytes
    }

    fn entry(tag: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 9).expect("small").to_le_bytes();
        let after = [&length[..], &[tag], body].concat();
        [&crc32fast::hash(&after).to_le_bytes(), after.as_slice()].concat()
    }

    #[test]
    fn a_commit_is_always_the_same() {
        assert_eq!(entry(2, &[]), COMMIT);
    }

    proptest! {
        #[test]
        fn a_written_segment_reads_back(objects in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..300)), 0..8)) {
            let bytes = written(&objects);
            let mut ids = Vec::new();
            let report = scan(&bytes[..], &mut |entry| if entry.tag == Tag::Put { ids.push(entry.id[0]) });
            prop_assert_eq!(ids, objects.iter().map(|(id, _)| *id).collect::<Vec<_>>());
            prop_assert_eq!((report.faults, report.commits, report.bytes), (0, 1, bytes.len() as u64));
        }

        #[test]
        fn one_changed_byte_is_found(objects in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..300)), 1..8), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = written(&objects);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let report = scan(&bytes[..], &mut |_| {});
            let fault = report.first_fault.expect("a fault");
            prop_assert!(fault.offset <= at as u64);
            prop_assert!(report.faults > 0);
        }

        #[test]
        fn a_truncated_segment_is_found_unless_an_entry_ends_there(objects in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..300)), 1..8), at in any::<prop::sample::Index>()) {
            let bytes = written(&objects);
            let mut ends = vec![8];
            scan(&bytes[..], &mut |entry| ends.push(entry.offset + u64::from(entry.bytes)));
            let at = at.index(bytes.len());
            let report = scan(&bytes[..at], &mut |_| {});
            prop_assert_eq!(report.faults == 0, ends.contains(&(at as u64)));
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..2000), mark in any::<bool>()) {
            let bytes = if mark { [&MARK[..], &bytes].concat() } else { bytes };
            crate::borg::fuzz(&bytes);
        }
    }
}
