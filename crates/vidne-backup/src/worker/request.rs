//! What is asked of a worker, and what it says.
//!
//! Both stay within this crate: a worker and the one that starts it are the same program.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use vidne_read::lines::{ContentsLine, FaultLine, SnapshotLine};

use crate::place::Location;

/// What is asked of a worker, on its standard input.
#[derive(Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) location: Location,
    pub(crate) ssh: Vec<String>,
    /// The password's bytes.
    pub(crate) key: Vec<u8>,
    pub(crate) workers: usize,
    /// What the machine is called whose snapshots are listed first.
    pub(crate) hosts: Vec<String>,
    /// Paths listed of one snapshot at most.
    pub(crate) paths: u64,
    pub(crate) work: Work,
}

/// What is to be done with an opened repository.
#[derive(Serialize, Deserialize)]
pub(crate) enum Work {
    /// Its structure and snapshots, and the newest ones' contents where asked for.
    List { contents: bool },
    /// What cannot be restored for lack of these files of data.
    Affected { files: Vec<String> },
    /// Opens these files of data, in this order.
    Semantic { files: Vec<String> },
}

/// What a worker says, one line each.
#[derive(Serialize, Deserialize)]
pub(crate) enum Said {
    /// The repository does not open.
    Closed(Closed),
    /// It does, in that format.
    Opened {
        format: u32,
    },
    Snapshots(Vec<SnapshotLine>),
    Contents(ContentsLine),
    Fault(FaultLine),
    Affected {
        file: String,
        snapshots: BTreeSet<String>,
        paths: BTreeSet<String>,
        more: Option<String>,
    },
    /// So many of the files asked for were opened, in the order asked.
    Verified {
        files: u64,
    },
    /// It could not be brought to an end.
    Failed(String),
    /// Nothing more comes.
    Done,
}

/// Why a repository does not open.
#[derive(Serialize, Deserialize)]
pub(crate) enum Closed {
    /// The password opens no key.
    WrongPassword(String),
    /// No key can be used.
    NoKey(String),
    /// The settings do not open.
    Settings(String),
    /// Anything else.
    Other(String),
}
