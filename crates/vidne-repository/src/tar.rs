//! What a tar holds: paths and sizes, with long names of GNU and POSIX, plain or packed.
//!
//! It never unpacks to a place, never follows a link, never keeps content, and says where the file breaks off.

mod header;
mod walk;

use std::io::{self, Read};

pub use walk::walk;

use crate::{Packing, ReadError};

/// How much of a tar is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries.
    pub entries: u64,
    /// Bytes of one name or link.
    pub name: usize,
    /// Bytes of all names and links together.
    pub names: u64,
    /// Bytes of the tar once unpacked.
    pub bytes: u64,
}

impl Default for Limits {
    /// Two million entries, names of 64 KiB and half a gigabyte together, 64 TiB.
    fn default() -> Self {
        Self { entries: 2_000_000, name: 64 << 10, names: 512 << 20, bytes: 64 << 40 }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path as written, without `/` at its end. What is not UTF-8 stands as `\xNN`.
    pub path: String,
    /// Bytes of a file.
    pub bytes: u64,
    /// What it is.
    pub kind: Kind,
    /// Where its header begins, in bytes of the unpacked tar.
    pub offset: u64,
    /// Where it would lead out of the folder it is unpacked in.
    pub leaves: Option<Leaves>,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, and where it points.
    Link(String),
    /// Another name of a file before it.
    HardLink(String),
    /// A device or a pipe, or something unknown.
    Other(u8),
}

/// How an entry leads out of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaves {
    /// Its own path does: it is absolute, or goes up.
    Path,
    /// What it links to does.
    Link,
}

/// What a tar holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// How it ended.
    pub end: End,
}

/// How the reading of a tar ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// With the mark of its end: it is whole.
    Marked {
        /// Bytes of the unpacked tar, up to the mark.
        bytes: u64,
    },
    /// Between two entries, without the mark: as good as truncated, though some writers leave the mark out.
    Unmarked {
        /// Bytes of the unpacked tar.
        bytes: u64,
    },
    /// It breaks off, is damaged, or is larger than it may be: nothing behind that place is known.
    Broken(ReadError),
}

/// Lists a tar. `file` is the path that an error names.
pub fn list(file: &str, reader: impl Read, packing: Packing, limits: Limits) -> Listing {
    let mut entries = Vec::new();
    let mut keep = |entry: &Entry, _: &mut dyn Read| -> io::Result<()> {
        entries.push(entry.clone());
        Ok(())
    };
    let end = walk(file, reader, packing, limits, &mut keep);
    Listing { entries, end }
}

/// What the fuzzing engine calls: any bytes, plain and as each packing, are read to an end within small limits.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { entries: 100, name: 500, names: 10_000, bytes: 1 << 20 };
    for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd, Packing::Bzip2] {
        let listing = list("fuzz", bytes, packing, limits);
        assert!(listing.entries.len() as u64 <= limits.entries, "no more entries than allowed");
        for entry in &listing.entries {
            assert!(entry.path.len() <= limits.name * 4, "no longer name than allowed");
        }
        if let End::Broken(error) = &listing.end {
            assert!(error.to_string().starts_with("cannot read fuzz"), "an error names the file");
        }
    }
}
