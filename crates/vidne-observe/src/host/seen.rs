//! What a look at a machine tells.
//!
//! It never holds content: paths, sizes, hashes, dates and reasons only. Every text is free of control characters.

use jiff::Timestamp;

/// One look at a machine.
#[derive(Debug, Clone, PartialEq)]
pub struct HostSeen {
    /// When it ended.
    pub at: Timestamp,
    /// As which declared machine it was looked at.
    pub host: String,
    /// What the machine calls itself; empty where it does not.
    pub name: String,
    /// The SHA-256 of its machine id, in hexadecimal. The id itself is not told.
    pub machine: Option<String>,
    /// What looked, with its version.
    pub tool: String,
    /// What was looked for.
    pub items: Vec<ItemSeen>,
    /// Where folders lie.
    pub storages: Vec<StorageSeen>,
    /// Files that programs have open.
    pub open: OpenSeen,
    /// What was left out, and why, in words for whoever started the look.
    pub remarks: Vec<String>,
}

/// Something that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSeen {
    /// Its path, as it was asked for.
    pub path: String,
    /// What was found there.
    pub state: StateSeen,
}

/// What was found at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateSeen {
    /// Something is there.
    Present(PresentSeen),
    /// Nothing is there.
    Absent,
    /// It could not be looked at: why, and how to mend it.
    Unreadable(String),
}

/// Something that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentSeen {
    /// What.
    pub kind: KindSeen,
    /// The size of a file in bytes; 0 for anything else.
    pub bytes: u64,
    /// When its content was changed last.
    pub modified: Option<Timestamp>,
    /// Whose it is, by name, or by number where no name is known.
    pub owner: String,
    /// Its permissions, as the lower twelve bits of its mode.
    pub mode: u32,
    /// The SHA-256 of a file's content, in hexadecimal, where it could be read to its end.
    pub sha256: Option<String>,
    /// The certificate that belongs to it, where one was asked for or it is one.
    pub certificate: Option<CertificateSeen>,
}

/// What kind of thing stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KindSeen {
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
    pub key: MatchingSeen,
}

/// Whether a key and a certificate belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatchingSeen {
    /// They do.
    Matches,
    /// They do not.
    Differs,
    /// The item is no private key.
    NoKey,
    /// It could not be told, and why.
    CouldNotTell(String),
}

/// Where a folder lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageSeen {
    /// The folder, as it was asked for.
    pub path: String,
    /// The folder at which its file system is mounted.
    pub mount: Option<String>,
    /// What is mounted there. A part of a file system stands in brackets behind it: `/dev/sda1[/srv/ca]`.
    pub device: Option<String>,
}

/// Files that programs have open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenSeen {
    /// Nobody looked, or nothing could be looked at.
    NotLooked,
    /// What the programs that could be looked at have open.
    Seen {
        /// The files, in order of paths, then programs.
        files: Vec<OpenFileSeen>,
        /// How many programs could not be looked at, or not to their end.
        hidden_programs: u32,
    },
}

/// A file that a program has open, or has mapped into its memory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenFileSeen {
    /// Its path.
    pub path: String,
    /// The program, by the name that it gives itself.
    pub by: String,
}
