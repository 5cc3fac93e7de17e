//! `index.N`: in which segment each object of a repository lies, as borg 1.x writes it (`_hashindex.c`). It is not
//! encrypted.
//!
//! It never keeps the objects, only how far each segment must reach; and never trusts a number in it before it was
//! laid beside the file's size.

use std::{collections::BTreeMap, io::Read};

use crate::{Place, ReadError, unpack::fill};

/// What an index says of the segments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    /// Segments that hold objects still in use, by number.
    pub segments: BTreeMap<u32, Needed>,
}

/// What a segment must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needed {
    /// Objects still in use.
    pub objects: u64,
    /// Bytes that it must have at least: the last one's header ends there.
    pub bytes: u64,
}

impl Index {
    /// Reads the index of transaction `last`, a file of so many bytes. `file` is the path that an error names.
    ///
    /// # Errors
    /// It is not what borg 1.x writes, names segments that are younger than itself, is not as long as it says, or is
    /// larger than any that is read.
    pub fn read(file: &str, bytes: u64, last: u64, mut reader: impl Read) -> Result<Self, ReadError> {
        let mut table = Table { file, reader: &mut reader, at: 0 };
        let told = table.head(bytes)?;
        let mut index = Self::default();
        let mut entries = 0;
        let mut buffer = vec![0; AT_ONCE * BUCKET];
        let mut left = told.buckets;
        while left > 0 {
            let count = left.min(AT_ONCE as u64);
            let length = usize::try_from(count).map_or(buffer.len(), |count| count * BUCKET);
            let start = table.at;
            table.exactly(&mut buffer[..length])?;
            for (bucket, offset) in buffer[..length].chunks_exact(BUCKET).zip((start..).step_by(BUCKET)) {
                let wrong = |reason: &str| error(file, Place::Byte(offset), reason);
                if let Some(place) = Lies::read(bucket).map_err(wrong)? {
                    entries += 1;
                    index.take(place, last).map_err(wrong)?;
                }
            }
            left -= count;
        }
        if entries == told.entries {
            Ok(index)
        } else {
            let reason = format!("it holds {entries} objects and says that it holds {}", told.entries);
            Err(error(file, Place::Whole, reason))
        }
    }

    fn take(&mut self, lies: Lies, last: u64) -> Result<(), &'static str> {
        if u64::from(lies.segment) > last {
            return Err("it names a segment that is younger than itself");
        }
        if self.segments.len() >= MOST_SEGMENTS && !self.segments.contains_key(&lies.segment) {
            return Err("it names more segments than any repository has");
        }
        let needed = self.segments.entry(lies.segment).or_default();
        needed.objects += 1;
        needed.bytes = needed.bytes.max(u64::from(lies.offset) + OBJECT);
        Ok(())
    }
}

struct Told {
    entries: u64,
    buckets: u64,
}

struct Table<'r> {
    file: &'r str,
    reader: &'r mut dyn Read,
    at: u64,
}

impl Table<'_> {
    fn head(&mut self, bytes: u64) -> Result<Told, ReadError> {
        let file = self.file;
        let wrong = |place, reason: String| Err(error(file, place, reason));
        if bytes > LARGEST {
            return wrong(Place::Whole, format!("it has {bytes} bytes, and no more than {LARGEST} are read"));
        }
        let mut head = [0; HEAD];
        self.exactly(&mut head)?;
        if head[..8] != *MARK {
            return wrong(Place::Byte(0), "it does not begin as an index of borg 1.x does".into());
        }
        let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let told = Told { entries: number(8).into(), buckets: number(12).into() };
        if (head[16], head[17]) != (32, 8) {
            let reason =
                format!("its keys have {} bytes and its values {}, not 32 and 8", head[16], head[17]);
            return wrong(Place::Byte(16), reason);
        }
        let must = HEAD as u64 + told.buckets * BUCKET as u64;
        if bytes != must || told.entries > told.buckets {
            let reason =
                format!("it has {bytes} bytes, and {must} by its own head, with {} objects", told.entries);
            return wrong(Place::Whole, reason);
        }
        Ok(told)
    }

    fn exactly(&mut self, bytes: &mut [u8]) -> Result<(), ReadError> {
        let place = Place::Byte(self.at);
        let count = fill(self.reader, bytes).map_err(|cause| error(self.file, place, cause.to_string()))?;
        self.at += count as u64;
        if count == bytes.len() {
            Ok(())
        } else {
            Err(error(self.file, Place::Byte(self.at), "it ends too early"))
        }
    }
}

/// Where an object lies.
#[derive(Debug, Clone, Copy)]
struct Lies {
    segment: u32,
    offset: u32,
}

impl Lies {
    /// Nothing where the bucket holds no object.
    fn read(bucket: &[u8]) -> Result<Option<Self>, &'static str> {
        let number =
            |at: usize| bucket[at..at + 4].iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        let (segment, offset) = (number(32), number(36));
        match segment {
            EMPTY | DELETED => Ok(None),
            LARGEST_SEGMENT.. => Err("it names a segment that cannot be"),
            _ if offset < SEGMENT_MARK => Err("it names an object where no object can lie"),
            _ => Ok(Some(Self { segment, offset })),
        }
    }
}

fn error(file: &str, place: Place, reason: impl Into<String>) -> ReadError {
    ReadError::new(file, place, reason, MEND)
}

const MARK: &[u8; 8] = b"BORG_IDX";
/// Mark, objects, buckets, and the bytes of a key and of a value.
const HEAD: usize = 18;
/// A key and a value.
const BUCKET: usize = 40;
/// Buckets read at once.
const AT_ONCE: usize = 4096;
/// CRC, length, kind and name of an object.
const OBJECT: u64 = 41;
/// No object lies in the mark at a segment's beginning.
const SEGMENT_MARK: u32 = 8;
const EMPTY: u32 = 0xffff_ffff;
const DELETED: u32 = 0xffff_fffe;
/// The first number that borg gives to no segment.
const LARGEST_SEGMENT: u32 = 0xffff_fc00;
/// Bytes at most: over a hundred million objects, some hundred terabytes.
const LARGEST: u64 = 4 << 30;
/// Segments at most, of half a gigabyte each as borg writes them.
const MOST_SEGMENTS: usize = 1 << 20;
const MEND: &str =
    "Borg derives it from the segments: move it aside, and the next `borg` command writes it anew.";

/// What must hold of any bytes.
///
/// # Panics
/// When something does not hold.
pub(super) fn fuzz(bytes: &[u8]) {
    const LAST: u64 = 1000;
    match Index::read("index.1000", bytes.len() as u64, LAST, bytes) {
        Ok(index) => {
            let objects: u64 = index.segments.values().map(|needed| needed.objects).sum();
            assert!(objects <= (bytes.len() / BUCKET) as u64, "no more objects than there is room for");
            assert!(index.segments.keys().all(|segment| u64::from(*segment) <= LAST), "none is younger");
            assert!(
                index.segments.values().all(|needed| needed.bytes > OBJECT),
                "an object lies behind the mark"
            );
        }
        Err(error) => {
            assert!(error.to_string().starts_with("cannot read index.1000"), "an error names the file");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An index as borg writes it, with an empty and a deleted bucket.
    fn written(objects: &[(u32, u32)]) -> Vec<u8> {
        let count = |count: usize| u32::try_from(count).expect("few").to_le_bytes();
        let mut bytes = MARK.to_vec();
        bytes.extend(count(objects.len()));
        bytes.extend(count(objects.len() + 2));
        bytes.extend([32, 8]);
        for (segment, offset) in objects.iter().copied().chain([(EMPTY, 0), (DELETED, 0)]) {
            bytes.extend([7; 32]);
            bytes.extend(segment.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Index, ReadError> {
        Index::read("index.1000", bytes.len() as u64, 1000, bytes)
    }

    proptest! {
        #[test]
        fn a_written_index_reads_back(objects in prop::collection::vec((0..=1000_u32, 8..u32::MAX), 0..400)) {
            let index = read(&written(&objects)).expect("an index");
            let mut needed: BTreeMap<u32, Needed> = BTreeMap::new();
            for (segment, offset) in objects {
                let needed = needed.entry(segment).or_default();
                needed.objects += 1;
                needed.bytes = needed.bytes.max(u64::from(offset) + OBJECT);
            }
            prop_assert_eq!(index.segments, needed);
        }

        #[test]
        fn a_changed_byte_gives_an_index_or_an_error_that_names_the_file(
            objects in prop::collection::vec((0..=1000_u32, 8..u32::MAX), 0..40), at in any::<prop::sample::Index>(), byte in any::<u8>(),
        ) {
            let mut bytes = written(&objects);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            crate::borg::fuzz(&bytes);
        }

        #[test]
        fn an_index_of_another_length_is_refused(objects in prop::collection::vec((0..=1000_u32, 8..u32::MAX), 0..40), at in any::<prop::sample::Index>(), more in 1..100_usize) {
            let bytes = written(&objects);
            prop_assert!(read(&bytes[..at.index(bytes.len())]).is_err());
            prop_assert!(read(&[&bytes[..], &vec![0; more]].concat()).is_err());
            // What was listed is not what is read.
            prop_assert!(Index::read("index.1000", bytes.len() as u64, 1000, &bytes[..at.index(bytes.len())]).is_err());
        }
    }

    #[test]
    fn an_index_larger_than_what_is_read_at_once_reads_back() {
        let objects: Vec<(u32, u32)> = (0..9000).map(|number| (number % 7, number + 8)).collect();
        let index = read(&written(&objects)).expect("an index");
        assert_eq!(index.segments.values().map(|needed| needed.objects).sum::<u64>(), 9000);
        assert_eq!(index.segments.values().map(|needed| needed.bytes).max(), Some(8999 + 8 + OBJECT));
    }

    #[test]
    fn what_borg_does_not_write_is_refused_with_its_reason() {
        let larger = Index::read("index.1000", LARGEST + 1, 1000, &[][..]).expect_err("too large");
        assert!(larger.reason.contains("no more than"), "{larger}");
        for (objects, reason) in [
            ([(1001, 8)], "younger than itself"),
            ([(LARGEST_SEGMENT, 8)], "cannot be"),
            ([(1, 7)], "no object can lie"),
        ] {
            let error = read(&written(&objects)).expect_err("refused");
            assert!(error.reason.contains(reason), "{error}");
        }
        let mut fewer = written(&[(1, 8)]);
        fewer[8] = 2;
        assert!(read(&fewer).expect_err("refused").reason.contains("says that it holds 2"));
        let mut other = written(&[]);
        other[..8].copy_from_slice(b"BORG2IDX");
        assert!(read(&other).is_err());
    }
}
