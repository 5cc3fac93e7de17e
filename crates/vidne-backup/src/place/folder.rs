//! A folder of this machine.
//!
//! It never follows a link, never leaves the folder, and opens for reading only, without a trace in the access times
//! where the system allows that.

use std::{
    fs::File,
    io::{self, Read},
    os::fd::OwnedFd,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use rustix::{
    fd::AsFd,
    fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, ResolveFlags, fstat, openat, openat2, statat},
    io::Errno,
};

use super::{Entry, Found, LINK, NO_FILE, Place, PlaceError, Tally, shown};
use crate::{ask::Limits, progress::Watch};

/// A folder of this machine.
pub(super) struct Folder {
    path: PathBuf,
    root: OwnedFd,
}

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, PlaceError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let root = openat(CWD, path, flags, Mode::empty()).map_err(|error| match error {
            Errno::NOENT => PlaceError::NotThere(format!("there is nothing at {}", path.display())),
            Errno::NOTDIR => PlaceError::NotThere(format!("{} is not a folder", path.display())),
            other => PlaceError::Unreachable(format!("{} cannot be opened: {other}", path.display())),
        })?;
        Ok(Self { path: path.to_owned(), root })
    }

    fn file(&self, name: &str) -> io::Result<File> {
        // Opening something that is no file must not wait for a writer.
        let fd = self.beneath(name, OFlags::RDONLY | OFlags::NONBLOCK)?;
        if FileType::from_raw_mode(fstat(&fd)?.st_mode) != FileType::RegularFile {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
        }
        Ok(File::from(fd))
    }

    fn beneath(&self, name: &str, flags: OFlags) -> rustix::io::Result<OwnedFd> {
        let flags = flags | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        match self.resolved(name, flags | OFlags::NOATIME) {
            // Only the owner may ask for untouched access times.
            Err(Errno::PERM) => self.resolved(name, flags),
            done => done,
        }
    }

    fn resolved(&self, name: &str, flags: OFlags) -> rustix::io::Result<OwnedFd> {
        let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match openat2(&self.root, name, flags, Mode::empty(), within) {
            Err(Errno::NOSYS) => step_by_step(self.root.as_fd(), name, flags),
            done => done,
        }
    }
}

/// For kernels without `openat2`: every folder on the way is opened by itself, no link followed.
fn step_by_step(root: rustix::fd::BorrowedFd<'_>, name: &str, flags: OFlags) -> rustix::io::Result<OwnedFd> {
    let mut at = rustix::io::dup(root)?;
    let mut parts = name.split('/').peekable();
    while let Some(part) = parts.next() {
        if part == ".." {
            return Err(Errno::XDEV);
        }
        let way = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        at = openat(&at, part, if parts.peek().is_some() { way } else { flags }, Mode::empty())?;
    }
    Ok(at)
}

impl Place for Folder {
    fn list(
        &self,
        under: &str,
        limits: &Limits,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(Found),
    ) -> Result<(), PlaceError> {
        let mut tally = Tally::new(limits, watch);
        let mut waiting = vec![under.to_owned()];
        while let Some(folder) = waiting.pop() {
            let named = if folder.is_empty() { "." } else { &folder };
            let opened = self.beneath(named, OFlags::RDONLY | OFlags::DIRECTORY).and_then(Dir::new);
            match opened {
                Ok(dir) => list_one(dir, &folder, &mut tally, &mut waiting, take)?,
                Err(error) if folder.is_empty() => {
                    return Err(PlaceError::Unreachable(format!(
                        "{} cannot be listed: {error}",
                        self.path.display()
                    )));
                }
                Err(Errno::NOENT) => {}
                Err(error) => take(Found::Odd { name: folder, why: format!("it cannot be listed: {error}") }),
            }
        }
        Ok(())
    }

    fn open<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(Box::new(self.file(name)?))
    }

    fn read_at(&self, name: &str, offset: u64, into: &mut [u8]) -> io::Result<()> {
        self.file(name)?.read_exact_at(into, offset)
    }

    fn folder(&self) -> Option<&Path> {
        Some(&self.path)
    }
}

fn list_one(
    mut dir: Dir,
    folder: &str,
    tally: &mut Tally<'_>,
    waiting: &mut Vec<String>,
    take: &mut dyn FnMut(Found),
) -> Result<(), PlaceError> {
    while let Some(entry) = dir.read() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                take(Found::Odd { name: folder.to_owned(), why: format!("listing it stopped: {error}") });
                break;
            }
        };
        if matches!(entry.file_name().to_bytes(), b"." | b"..") {
            continue;
        }
        tally.count()?;
        let Ok(last) = entry.file_name().to_str() else {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            take(Found::Odd { name: shown(&name), why: "its name is not UTF-8".into() });
            continue;
        };
        let name = if folder.is_empty() { last.to_owned() } else { format!("{folder}/{last}") };
        if let Some(why) = tally.objection(&name) {
            take(Found::Odd { name: shown(&name), why });
            continue;
        }
        let fd = dir.fd().map_err(|error| PlaceError::Unreachable(format!("{folder}: {error}")))?;
        match statat(fd, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => sort(name, &stat, waiting, take),
            // It went away between listing and asking: nothing to tell.
            Err(Errno::NOENT) => {}
            Err(error) => take(Found::Odd { name, why: format!("it cannot be asked for its size: {error}") }),
        }
    }
    Ok(())
}

fn sort(name: String, stat: &rustix::fs::Stat, waiting: &mut Vec<String>, take: &mut dyn FnMut(Found)) {
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => take(Found::File(Entry {
            name: name.into(),
            bytes: u64::try_from(stat.st_size).unwrap_or(0),
            modified: stat.st_mtime.checked_mul(1000),
        })),
        FileType::Directory => waiting.push(name),
        FileType::Symlink => {
            take(Found::Odd { name, why: LINK.into() });
        }
        _ => take(Found::Odd { name, why: NO_FILE.into() }),
    }
}
