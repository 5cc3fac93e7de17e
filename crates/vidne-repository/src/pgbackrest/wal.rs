//! Archived WAL: names of segments, and the ones that a backup needs and that are not there.
//!
//! It never takes a partial segment for a whole one.

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::WalRange;
use crate::{Packing, hex};

/// A WAL segment, by the 24 digits of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The timeline.
    pub timeline: u32,
    /// The upper half of the position in the log.
    pub log: u32,
    /// The number in that part of the log.
    pub number: u32,
}

/// A file of the archive that holds a segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalFile {
    /// The segment.
    pub segment: Segment,
    /// SHA-1 of what it holds once unpacked.
    pub sha1: [u8; 20],
    /// How it is packed.
    pub packing: Packing,
    /// Whether the segment was finished.
    pub finish: Finish,
}

/// Whether a segment was finished when it was archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finish {
    /// It was.
    Whole,
    /// The server was promoted before it was full.
    Partial,
}

/// Segments that are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The first of them, at most [`Gap::SHOWN`].
    pub first: Vec<Segment>,
    /// How many there are.
    pub count: u64,
}

impl Gap {
    /// Segments that are named.
    pub const SHOWN: usize = 100;
}

impl Segment {
    /// The one after it, where a segment has `bytes` (16 MiB unless `initdb` was told otherwise; a power of two from
    /// 1 MiB to 1 GiB).
    #[must_use]
    pub fn next(self, bytes: u64) -> Self {
        let last = u32::try_from((1 << 32) / bytes.clamp(1 << 20, 1 << 30) - 1).unwrap_or(0xff);
        if self.number >= last {
            Self { log: self.log.wrapping_add(1), number: 0, ..self }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08X}{:08X}{:08X}", self.timeline, self.log, self.number)
    }
}

/// The text is not the name of a WAL segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the 24 hexadecimal digits of a WAL segment")]
pub struct NotASegment;

impl FromStr for Segment {
    type Err = NotASegment;

    fn from_str(text: &str) -> Result<Self, NotASegment> {
        let bytes: [u8; 12] = hex::read(text.as_bytes()).ok_or(NotASegment)?;
        let part = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        Ok(Self { timeline: part(0), log: part(4), number: part(8) })
    }
}

impl WalFile {
    /// By the last part of its path. Nothing for what is no segment: timeline histories (`.history`), marks of backups
    /// (`.backup`), files that pgBackRest did not write.
    pub fn of_name(name: &str) -> Option<Self> {
        let packing = Packing::of_name(name);
        let (segment, sha1) = name.strip_suffix(packing.ending())?.rsplit_once('-')?;
        let (segment, finish) = match segment.strip_suffix(".partial") {
            Some(segment) => (segment, Finish::Partial),
            None => (segment, Finish::Whole),
        };
        Some(Self { segment: segment.parse().ok()?, sha1: hex::read(sha1.as_bytes())?, packing, finish })
    }
}

/// The segments of a stretch that are not among `archived`, where a segment has `bytes` (16 MiB is the usual). Nothing
/// if all are there.
pub fn missing(range: WalRange, archived: &BTreeSet<Segment>, bytes: u64) -> Option<Gap> {
    let mut gap = Gap { first: Vec::new(), count: 0 };
    let mut segment = range.start;
    for _ in 0..LONGEST {
        if segment > range.stop {
            break;
        }
        if !archived.contains(&segment) {
            gap.count += 1;
            if gap.first.len() < Gap::SHOWN {
                gap.first.push(segment);
            }
        }
        segment = segment.next(bytes);
    }
    (gap.count > 0).then_some(gap)
}

/// Segments walked at most: a backup that takes longer than these is none.
const LONGEST: u64 = 16 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(text: &str) -> Segment {
        text.parse().expect("a segment")
    }

    #[test]
    fn the_log_goes_on_after_its_last_segment() {
        let last = segment("0000000100000000000000FF");
        assert_eq!(last.next(16 << 20).to_string(), "000000010000000100000000");
        assert_eq!(last.next(1 << 20).to_string(), "000000010000000000000100");
        assert_eq!(segment("000000010000000000000003").next(1 << 30).to_string(), "000000010000000100000000");
    }

    #[test]
    fn a_segment_that_is_not_there_is_named() {
        let range = WalRange {
            start: segment("0000000100000000000000FE"),
            stop: segment("000000010000000100000001"),
        };
        let all = ["0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000"];
        let archived = all.iter().map(|text| segment(text)).collect();
        let gap = missing(range, &archived, 16 << 20).expect("a gap");
        assert_eq!((gap.first, gap.count), (vec![range.stop], 1));
        assert_eq!(missing(WalRange { stop: segment(all[2]), ..range }, &archived, 16 << 20), None);
    }

    #[test]
    fn files_of_the_archive_are_told_by_their_names() {
        let sha1 = "b348748ae3c3e6d7faf75b30a63e8a85703971cf";
        let whole = WalFile::of_name(&format!("000000010000000000000001-{sha1}.gz")).expect("a segment");
        assert_eq!((whole.packing, whole.finish), (Packing::Gzip, Finish::Whole));
        let part = WalFile::of_name(&format!("000000010000000000000001.partial-{sha1}")).expect("a segment");
        assert_eq!((part.packing, part.finish), (Packing::Plain, Finish::Partial));
        for name in ["000000010000000000000002.00000028.backup", "00000002.history", "x-y.gz", ""] {
            assert_eq!(WalFile::of_name(name), None, "{name}");
        }
    }
}
