//! One look at a machine, made on the machine itself: what must be there, where data lie, what its programs have open.
//!
//! It holds paths, sizes, hashes and dates, never content. What could not be looked at says so.

use jiff::Timestamp;

use crate::id::{ExhibitId, HostId};

/// One look at a machine.
#[derive(Debug, Clone, PartialEq)]
pub struct HostLook {
    /// The exhibit that tells of it.
    pub exhibit: ExhibitId,
    /// When it ended.
    pub at: Timestamp,
    /// As which declared machine it was looked at.
    pub host: HostId,
    /// What the machine calls itself.
    pub name: String,
    /// A hash of its machine id: two machines never share it.
    pub machine: Option<String>,
    /// What looked, with its version.
    pub tool: String,
    /// What was looked for.
    pub items: Vec<HostItem>,
    /// Where kinds of data lie.
    pub storages: Vec<SeenStorage>,
    /// Files that programs have open.
    pub open: OpenFiles,
}

/// Something that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostItem {
    /// Its path.
    pub path: String,
    /// What was found there.
    pub state: ItemState,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// Something is there.
    Present {
        /// What.
        kind: FileKind,
        /// Its size in bytes.
        bytes: u64,
        /// When its content was changed last.
        modified: Option<Timestamp>,
        /// Whose it is, by name, or by number where no name is known.
        owner: String,
        /// Its permissions, as the lower twelve bits of its mode.
        mode: u32,
        /// The SHA-256 of its content, for files that could be read.
        sha256: Option<ExhibitId>,
        /// The certificate that belongs to it, where one is declared or it is one.
        certificate: Option<CertificateSeen>,
    },
    /// Nothing is there.
    Absent,
    /// It could not be looked at, and why.
    Unreadable(String),
}

/// What kind of thing stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Anything else: a socket, a device, a pipe.
    Other,
}

/// A certificate, and whether it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateSeen {
    /// Its file.
    pub path: String,
    /// When it ends (`notAfter`, RFC 5280 section 4.1.2.5).
    pub not_after: Option<Timestamp>,
    /// Whether the private key at the item's path is the one that it certifies.
    pub key: Matching,
}

/// Whether a key and a certificate belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matching {
    /// They do.
    Matches,
    /// They do not.
    Differs,
    /// The item is no private key.
    NoKey,
    /// It could not be told, and why.
    CouldNotTell(String),
}

/// Where a kind of data lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenStorage {
    /// The declared folder.
    pub path: String,
    /// The folder at which its file system is mounted, where it could be told.
    pub mount: Option<String>,
    /// What is mounted there.
    pub device: Option<String>,
}

/// Files that programs have open.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum OpenFiles {
    /// Nobody looked.
    #[default]
    NotLooked,
    /// What the programs that could be looked at have open, in order of paths, and how many programs could not be looked at.
    Seen {
        /// The files.
        files: Vec<OpenFile>,
        /// Programs that belong to others and kept themselves closed.
        hidden_programs: u32,
    },
}

/// A file that a program has open, or has mapped into its memory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenFile {
    /// Its path.
    pub path: String,
    /// The program, by the name that it gives itself.
    pub by: String,
}
