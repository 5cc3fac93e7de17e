//! restic repositories, formats 1 and 2, with the key: what they hold, whether it hangs together, whether it decrypts.
//!
//! It never writes, locks or waits, and never reads again what was not there. The format is described in restic's
//! "References / Design". What needs no key (the name of a file is the SHA-256 of its bytes) is the caller's to check.
//!
//! ```text
//! let opened = restic::open(&files, password, workers)?;  // key, config
//! let snapshots = opened.snapshots()?;                    // newest last
//! let contents = opened.contents(&snapshots.read[0], Limits::default())?;
//! let structure = opened.structure()?;                    // no pack of data is read
//! let verdicts = opened.semantic(&packs, &|_| {})?;       // every blob of these packs
//! let affected = opened.affected(&damaged_packs)?;        // which snapshots and paths those packs carry
//! ```

mod affected;
mod cipher;
mod contents;
mod files;
mod graph;
mod id;
mod index;
mod json;
mod key;
mod load;
mod opened;
mod pack;
mod pool;
mod semantic;
mod snapshot;
mod structure;
mod tree;
mod unzip;

pub use affected::{Affected, Tally};
pub use contents::{Contents, Cut, Limits};
pub use files::{FileError, FileProblem, Files, Folder, Listed};
pub use id::Id;
pub use index::{Blob, BlobKind, Index};
pub use key::{KeyError, Parameters};
pub use opened::{Config, OpenError, Opened, open};
pub use pack::{HeaderEntry, PackError};
pub use semantic::{PackFault, PackVerdict, Progress};
pub use snapshot::{Snapshot, Snapshots};
pub use structure::{Amount, Fault, FaultKind, Spare, Structure, Weight};

/// What the fuzzing engine calls: the parsers of bytes that lie behind the key.
pub mod fuzz {
    pub use super::{
        index::fuzz as index, pack::fuzz as pack, snapshot::fuzz as snapshot, tree::fuzz as tree,
    };
}

#[cfg(test)]
mod tests;
