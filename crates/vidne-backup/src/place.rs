//! Where a copy lies: a folder, an SFTP server, a bucket. One interface to list it and to read from it.
//!
//! It never writes: nothing here can create, change, lock or touch anything in a place.

mod folder;
mod location;
#[cfg(feature = "s3")]
mod s3;
mod sftp;

use std::{
    io::{self, Read},
    path::Path,
};

use crate::{
    ask::{Ask, Limits},
    progress::{Cut, Watch},
};

pub(crate) use location::Location;

/// A place with a copy in it. Names are relative to it, with `/`.
pub(crate) trait Place: Send + Sync {
    /// Tells every file below a folder of it (`""`: below itself), in any order, by its name within the place. Links are
    /// told as odd and never followed. A folder within the place that is not there is empty.
    fn list(
        &self,
        under: &str,
        limits: &Limits,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(Found),
    ) -> Result<(), PlaceError>;

    /// One file, to be read from its beginning.
    fn open<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + Send + 'a>>;

    /// Fills `into` with the bytes from `offset` on; an end before that is [`io::ErrorKind::UnexpectedEof`].
    fn read_at(&self, name: &str, offset: u64, into: &mut [u8]) -> io::Result<()>;

    /// The folder of this machine that it is, if it is one.
    fn folder(&self) -> Option<&Path> {
        None
    }

    /// All of a small file.
    fn small(&self, name: &str, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(name)?.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("it is larger than {most} bytes"),
            ));
        }
        Ok(bytes)
    }
}

/// What a listing tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A file.
    File(Entry),
    /// Something that is not read, and why.
    Odd { name: String, why: String },
}

/// Why a link is odd.
const LINK: &str = "it is a link, and links are not followed";
/// Why a pipe, a socket or a device is odd.
const NO_FILE: &str = "it is neither a file nor a folder";

impl Found {
    /// Its name, where it has no bytes of its own that anybody could read.
    pub(crate) fn without_bytes(&self) -> Option<&str> {
        match self {
            Self::Odd { name, why } if why == LINK || why == NO_FILE => Some(name),
            _ => None,
        }
    }
}

/// A file of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: Box<str>,
    pub(crate) bytes: u64,
    /// When it arrived, as the place says, in milliseconds since 1970.
    pub(crate) modified: Option<i64>,
}

/// A place could not be listed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlaceError {
    #[error("{0}")]
    Unreachable(String),
    #[error("{0}")]
    NotThere(String),
    #[error("{0}")]
    TooMuch(String),
    #[error(transparent)]
    Cut(#[from] Cut),
}

/// Opens a place; an unreachable one may show itself only when it is listed.
pub(crate) fn open(ask: &Ask) -> Result<Box<dyn Place>, PlaceError> {
    let location = Location::parse(&ask.location).map_err(PlaceError::NotThere)?;
    open_at(&location, &ask.ssh)
}

/// The same for a location that was read before.
pub(crate) fn open_at(location: &Location, ssh: &[String]) -> Result<Box<dyn Place>, PlaceError> {
    match location {
        Location::Folder(path) => Ok(Box::new(folder::Folder::open(path)?)),
        Location::Sftp(host) => Ok(Box::new(sftp::Server::new(host.clone(), ssh.to_vec()))),
        #[cfg(feature = "s3")]
        Location::Bucket { bucket, prefix } => Ok(Box::new(s3::Bucket::open(bucket, prefix)?)),
        #[cfg(not(feature = "s3"))]
        Location::Bucket { .. } => Err(PlaceError::Unreachable(
            "this vidne was built without its s3 feature, so buckets are out of reach".into(),
        )),
    }
}

/// Whether an error is about one file; otherwise the place itself has failed.
pub(crate) fn is_about_one_file(error: &io::Error) -> bool {
    const INPUT_OUTPUT: i32 = 5;
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::FileTooLarge
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory
    ) || error.raw_os_error() == Some(INPUT_OUTPUT)
}

/// Counts what a listing finds, and refuses what is too much.
pub(crate) struct Tally<'a> {
    limits: &'a Limits,
    watch: &'a Watch<'a>,
    entries: u64,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(limits: &'a Limits, watch: &'a Watch<'a>) -> Self {
        Self { limits, watch, entries: 0 }
    }

    /// One more file or folder.
    pub(crate) fn count(&mut self) -> Result<(), PlaceError> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(PlaceError::TooMuch(format!(
                "it lists more than {} files and folders; listing stopped there",
                self.limits.entries
            )));
        }
        if self.entries.is_multiple_of(512)
            && let Some(cut) = self.watch.cut()
        {
            return Err(cut.into());
        }
        Ok(())
    }

    /// Why a name is not gone on with, if so.
    pub(crate) fn objection(&self, name: &str) -> Option<String> {
        objection(name, self.limits)
    }
}

/// Why no listing goes on with a name, if so.
pub(crate) fn objection(name: &str, limits: &Limits) -> Option<String> {
    if name.len() > limits.name {
        return Some(format!("its path is longer than {} bytes", limits.name));
    }
    if name.split('/').count() > limits.depth {
        return Some(format!("it lies more than {} folders deep", limits.depth));
    }
    if name.split('/').any(|part| matches!(part, "" | "." | "..")) || name.chars().any(char::is_control) {
        return Some("its path holds an empty part, a dot or a control character".into());
    }
    None
}

/// A name as it can be shown: short, and without control characters.
pub(crate) fn shown(name: &str) -> String {
    let shown: String = name.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if shown.len() < name.len() { format!("{shown}…") } else { shown }
}
