//! The host observer: one look at a machine, made on the machine itself.
//!
//! It tells what stands at given paths, on which file systems folders lie and which files the programs have open. It never
//! judges, never changes anything, never tells content, and knows neither the declaration nor the evidence folder.

mod below;
mod certificate;
mod content;
mod der;
mod held;
mod item;
mod key;
mod line;
mod machine;
pub mod maps;
pub mod mount;
mod open;
mod owner;
mod place;
mod process;
mod seen;
mod shown;
mod space;
mod storage;

use std::path::PathBuf;

use jiff::Timestamp;

pub use line::line;
pub use seen::{
    CertificateSeen, HostSeen, ItemSeen, KindSeen, MatchingSeen, OpenFileSeen, OpenSeen, PresentSeen,
    StateSeen, StorageSeen,
};

use owner::Owners;
use place::Place;

/// What to look at.
#[derive(Debug, Clone)]
pub struct Ask {
    /// As which declared machine it is looked at.
    pub host: String,
    /// What to look for, in the order in which it is told.
    pub items: Vec<ItemAsk>,
    /// Folders whose file systems are told.
    pub storages: Vec<String>,
    /// Whether the programs' open files are looked at.
    pub open_files: OpenFilesAsk,
    /// The folder that is the machine's root: `/`, or where the file system of another machine is mounted. Paths are asked
    /// for and told as seen from there.
    pub root: PathBuf,
    /// Where the kernel tells of programs and mounts: `/proc`.
    pub proc: PathBuf,
}

/// Something to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAsk {
    /// Its full path.
    pub path: String,
    /// The certificate that belongs to it: the full path of a PEM or DER file.
    pub certificate: Option<String>,
}

/// Whether the programs' open files are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenFilesAsk {
    /// They are.
    Look {
        /// Only files below these folders are told; where there is none, all are.
        below: Vec<String>,
    },
    /// They are not.
    LeaveOut,
}

/// Looks at the machine. What could not be looked at says so; the look itself always ends.
///
/// Files are opened for reading only, and only regular ones: a pipe, a device or a socket is told of and left alone.
pub fn look(ask: &Ask) -> HostSeen {
    let root = ask.root.canonicalize().unwrap_or_else(|_| ask.root.clone());
    let place = Place::new(&root);
    let mut remarks = Vec::new();
    let mut owners = Owners::new(&place);
    let items = ask.items.iter().map(|item| item::look(&place, item, &mut owners, &mut remarks)).collect();
    let storages = storage::look(&place, ask, &mut remarks);
    let open = match &ask.open_files {
        OpenFilesAsk::Look { below } => open::look(&place, &ask.proc, below, &mut remarks),
        OpenFilesAsk::LeaveOut => OpenSeen::NotLooked,
    };
    HostSeen {
        at: Timestamp::now(),
        host: ask.host.clone(),
        name: machine::name(&place, &ask.proc),
        machine: machine::hashed_id(&place),
        tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
        items,
        storages,
        open,
        remarks,
    }
}
