//! The index: which pack holds which blob, where.
//!
//! It never keeps more than [`MOST_BLOBS`] blobs, and never trusts a number of a file before it is added up.

use serde::Deserialize;

use super::{FileError, Folder, Id, Opened, json, pack};
use crate::{Place, ReadError};

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlobKind {
    /// A piece of a file.
    Data,
    /// A folder's list of what is in it.
    Tree,
}

/// One blob in one pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blob {
    /// The pack, by its number in [`Index::packs`].
    pub pack: u32,
    /// Where it begins, in bytes.
    pub offset: u32,
    /// Bytes as stored.
    pub length: u32,
    /// Bytes once unpacked, where it is packed.
    pub unpacked: Option<u32>,
    /// What it holds.
    pub kind: BlobKind,
    /// SHA-256 of what it holds.
    pub id: Id,
}

/// Every index file of a repository, laid together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// The packs that are listed, sorted.
    pub packs: Vec<Id>,
    /// Index files that could not be read, sorted.
    pub faults: Vec<ReadError>,
    /// Index files that could be read.
    pub files: u64,
    /// Index files that another one replaces, and that are still there.
    pub obsolete: Vec<Id>,
    /// All blobs by pack and place.
    blobs: Vec<Blob>,
    /// Where the blobs of each pack begin, and an end.
    starts: Vec<usize>,
    /// Places in `blobs`, sorted by id.
    by_id: Vec<u32>,
    /// Where in `by_id` each first two bytes of an id begin, and an end.
    buckets: Vec<u32>,
}

impl Index {
    /// The number of a pack.
    pub fn number(&self, pack: &Id) -> Option<u32> {
        self.packs.binary_search(pack).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Every blob, by pack and place.
    pub fn blobs(&self) -> &[Blob] {
        &self.blobs
    }

    /// The blobs of a pack by its number, in order of place; none for a number that is not there.
    pub fn blobs_of(&self, pack: u32) -> &[Blob] {
        let bounds = self.starts.get(pack as usize).zip(self.starts.get(pack as usize + 1));
        bounds.map_or(&[], |(start, end)| &self.blobs[*start..*end])
    }

    /// Where a blob lies: its places in [`Index::blobs`], more than one if it was saved more than once.
    pub fn find(&self, kind: BlobKind, id: Id) -> impl Iterator<Item = u32> {
        let bucket = usize::from(u16::from_be_bytes([id.0[0], id.0[1]]));
        let bounds = self.buckets.get(bucket).zip(self.buckets.get(bucket + 1));
        let within = bounds.map_or(&[][..], |(start, end)| &self.by_id[*start as usize..*end as usize]);
        let first = within.partition_point(|&at| self.blobs[at as usize].id < id);
        let same = within[first..].iter().copied().take_while(move |&at| self.blobs[at as usize].id == id);
        same.filter(move |&at| self.blobs[at as usize].kind == kind)
    }

    /// How long a pack must be: its blobs, its header and the length of that. Less is truncated.
    pub fn expected_bytes(&self, pack: u32) -> u64 {
        let blobs = self.blobs_of(pack);
        let end = blobs.iter().map(|blob| u64::from(blob.offset) + u64::from(blob.length)).max().unwrap_or(0);
        end + pack::header_bytes(blobs)
    }

    fn build(files: Vec<Listing>, faults: Vec<ReadError>) -> Self {
        let mut index = Self { faults, files: files.len() as u64, ..Self::default() };
        index.obsolete = obsolete(&files);
        index.packs = files.iter().flat_map(|file| file.packs.iter().map(|pack| pack.id)).collect();
        index.packs.sort_unstable();
        index.packs.dedup();
        for pack in files.into_iter().flat_map(|file| file.packs) {
            index.add(&pack);
        }
        index.blobs.sort_unstable_by_key(|blob| (blob.pack, blob.offset, blob.id, blob.kind, blob.length));
        index.blobs.dedup();
        index.arrange();
        index
    }

    fn add(&mut self, pack: &Pack) {
        let Some(number) = self.number(&pack.id) else { return };
        let blob = |entry: &Entry| Blob {
            pack: number,
            offset: entry.offset,
            length: entry.length,
            unpacked: Some(entry.uncompressed_length).filter(|&length| length > 0),
            kind: entry.kind,
            id: entry.id,
        };
        if self.blobs.len() + pack.blobs.len() > MOST_BLOBS {
            let file = Folder::Data.path(&pack.id.to_string());
            self.faults.push(ReadError::new(
                &file,
                Place::Whole,
                "the index lists more than 60 million blobs",
                SPLIT,
            ));
            return;
        }
        self.blobs.extend(pack.blobs.iter().map(blob));
    }

    fn arrange(&mut self) {
        let number = |at: usize| u32::try_from(at).expect("no more blobs than MOST_BLOBS");
        self.starts = (0..=self.packs.len())
            .map(|pack| self.blobs.partition_point(|blob| (blob.pack as usize) < pack))
            .collect();
        self.by_id = (0..self.blobs.len()).map(number).collect();
        self.by_id.sort_unstable_by_key(|&at| (self.blobs[at as usize].id, at));
        let first = |at: &u32| {
            let id = &self.blobs[*at as usize].id.0;
            u32::from(u16::from_be_bytes([id[0], id[1]]))
        };
        self.buckets =
            (0..=1 << 16).map(|b| number(self.by_id.partition_point(|at| first(at) < b))).collect();
    }
}

/// Loads every index file.
pub(super) fn load(opened: &Opened<'_>) -> Result<Index, FileError> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for read in opened.documents(Folder::Index, LARGEST, parse)? {
        match read {
            Ok(file) => files.push(file),
            Err(error) => faults.push(error),
        }
    }
    faults.sort();
    Ok(Index::build(files, faults))
}

/// Any bytes give an index that finds each of its blobs again, or an error that names the file.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    match parse("index/fuzz", Id([0; 32]), bytes) {
        Err(error) => {
            assert!(error.to_string().starts_with("cannot read index/fuzz"), "an error names the file");
        }
        Ok(file) => {
            let index = Index::build(vec![file], Vec::new());
            for (at, blob) in index.blobs.iter().enumerate() {
                assert!(
                    index.find(blob.kind, blob.id).any(|found| found as usize == at),
                    "a blob is found again"
                );
                assert!(index.blobs_of(blob.pack).contains(blob), "a blob lies in its pack");
                assert!(index.expected_bytes(blob.pack) > u64::from(blob.offset), "a pack holds its blobs");
            }
        }
    }
}

/// One index file as restic writes it.
#[derive(Deserialize)]
struct Listing {
    #[serde(skip)]
    id: Option<Id>,
    #[serde(default)]
    supersedes: Option<Vec<Id>>,
    #[serde(default)]
    packs: Vec<Pack>,
}

#[derive(Deserialize)]
struct Pack {
    id: Id,
    #[serde(default)]
    blobs: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: Id,
    #[serde(rename = "type")]
    kind: BlobKind,
    offset: u32,
    length: u32,
    #[serde(default)]
    uncompressed_length: u32,
}

fn parse(file: &str, id: Id, text: &[u8]) -> Result<Listing, ReadError> {
    // The oldest indexes are the bare list of packs.
    if text.first() == Some(&b'[') {
        return Ok(Listing { id: Some(id), supersedes: None, packs: json::read(file, text)? });
    }
    let listing: Listing = json::read(file, text)?;
    Ok(Listing { id: Some(id), ..listing })
}

/// Index files that one of the others replaces.
fn obsolete(files: &[Listing]) -> Vec<Id> {
    let mut replaced: Vec<Id> = files
        .iter()
        .flat_map(|file| file.supersedes.iter().flatten().copied().filter(|id| Some(*id) != file.id))
        .collect();
    replaced.sort_unstable();
    replaced.dedup();
    replaced.retain(|id| files.iter().any(|file| file.id == Some(*id)));
    replaced
}

/// Blobs kept at most: 60 million take some 3.5 GB.
const MOST_BLOBS: usize = 60_000_000;
/// Bytes of an index file at most, as stored.
const LARGEST: u64 = 256 << 20;
const SPLIT: &str = "Verify this repository with restic itself, or split it.";
