//! The machine's files, seen from its root.
//!
//! It never leaves the root by a symbolic link, and never opens anything but a regular file: what stands at a path is asked
//! first, through a handle that opens nothing, and exactly that is read afterwards.

use std::{
    fs::{self, File, Metadata},
    io,
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::{ffi::OsStrExt, fs::FileTypeExt},
    },
    path::{Path, PathBuf},
};

use rustix::{
    fs::{Mode, OFlags, ResolveFlags, open, openat2},
    io::Errno,
};

use super::below;

/// How to be let in.
pub(super) const MEND_RIGHTS: &str = "run as root, or give CAP_DAC_READ_SEARCH";

/// The machine's files.
#[derive(Debug)]
pub(super) struct Place<'a> {
    root: &'a Path,
}

/// Something that was reached.
#[derive(Debug)]
pub(super) struct Reached {
    handle: File,
    /// Its facts, at the end of all symbolic links.
    pub(super) facts: Metadata,
}

/// Why something was not reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missed {
    /// Nothing is there.
    Absent,
    /// A symbolic link is there, and nothing at its end.
    Dangling,
    /// Why, and how to mend it.
    Unreadable(String),
}

impl<'a> Place<'a> {
    /// The files below that folder.
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root }
    }

    /// Whether these are the files of the machine that we run on.
    pub(super) fn is_ours(&self) -> bool {
        self.root == Path::new("/")
    }

    /// Follows a full path to what stands at its end, and opens nothing.
    pub(super) fn reach(&self, path: &Path) -> Result<Reached, Missed> {
        if !path.is_absolute() {
            return Err(Missed::Unreadable("it is no full path: write it from `/` on".to_owned()));
        }
        let root = self.root_handle()?;
        let handle = match self.handle(&root, path, OFlags::empty()) {
            Ok(handle) => handle,
            Err(Errno::NOENT | Errno::NOTDIR) => return Err(self.nothing(&root, path)),
            Err(error) => return Err(Missed::Unreadable(reason(error))),
        };
        let facts = handle.metadata().map_err(|error| Missed::Unreadable(unreadable(&error)))?;
        Ok(Reached { handle, facts })
    }

    /// A path of the machine that we run on, as seen from the root; `None` where it lies outside.
    pub(super) fn inside<'p>(&self, path: &'p [u8]) -> Option<&'p [u8]> {
        match below::rest(path, self.root.as_os_str().as_bytes())? {
            b"" => Some(b"/"),
            rest => Some(rest),
        }
    }

    /// Without its root a machine has no files, but that does not make them absent.
    fn root_handle(&self) -> Result<OwnedFd, Missed> {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        open(self.root, flags, Mode::empty()).map_err(|error| {
            Missed::Unreadable(format!("the root that was given cannot be entered: {}", reason(error)))
        })
    }

    fn handle(&self, root: &OwnedFd, path: &Path, more: OFlags) -> rustix::io::Result<File> {
        let flags = OFlags::PATH | OFlags::CLOEXEC | more;
        let handle = if self.is_ours() {
            open(path, flags, Mode::empty())?
        } else {
            openat2(root, path, flags, Mode::empty(), ResolveFlags::IN_ROOT)?
        };
        Ok(File::from(handle))
    }

    fn nothing(&self, root: &OwnedFd, path: &Path) -> Missed {
        match self.handle(root, path, OFlags::NOFOLLOW) {
            Ok(_) => Missed::Dangling,
            Err(_) => Missed::Absent,
        }
    }
}

impl Reached {
    /// Opens it for reading, if it is a regular file.
    ///
    /// # Errors
    /// Why it could not be, and how to mend it.
    pub(super) fn content(&self) -> Result<File, String> {
        if !self.facts.is_file() {
            return Err(format!("it is {}, and those are not opened", kind(&self.facts)));
        }
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        // Looking shall leave no trace; only the owner and root may ask for that.
        let file = match open(self.own_name(), flags | OFlags::NOATIME, Mode::empty()) {
            Err(Errno::PERM) => open(self.own_name(), flags, Mode::empty()),
            other => other,
        };
        file.map(File::from).map_err(reason)
    }

    /// Its path at the end of all symbolic links, on the machine that we run on.
    pub(super) fn real_path(&self) -> io::Result<PathBuf> {
        fs::read_link(self.own_name())
    }

    /// The handle's name for the kernel: it leads to this very file, whatever stands at its path by now.
    fn own_name(&self) -> String {
        format!("/proc/self/fd/{}", self.handle.as_raw_fd())
    }
}

/// Why something could not be read, and how to mend it.
pub(super) fn unreadable(error: &io::Error) -> String {
    match Errno::from_io_error(error) {
        Some(errno) => reason(errno),
        None => error.to_string(),
    }
}

fn reason(error: Errno) -> String {
    match error {
        Errno::ACCESS | Errno::PERM => format!("permission denied: {MEND_RIGHTS}"),
        Errno::LOOP => "its symbolic links lead in a circle: point the link at the file itself".to_owned(),
        Errno::NAMETOOLONG => "its path is longer than the system allows: correct the path".to_owned(),
        Errno::INVAL => "the system does not take its path: correct the path".to_owned(),
        Errno::NOSYS => {
            "this kernel cannot look below another root: use Linux 5.6 or later, or look at `/`".to_owned()
        }
        Errno::NOENT | Errno::NOTDIR => "no such folder: correct the path".to_owned(),
        Errno::AGAIN => "it gives nothing without waiting, and nobody waits for it here".to_owned(),
        Errno::IO | Errno::STALE | Errno::NOTCONN | Errno::HOSTDOWN | Errno::TIMEDOUT => {
            format!("its file system fails ({error}): see the kernel's log, and mount it again")
        }
        other => format!("{other}: see the kernel's log"),
    }
}

fn kind(facts: &Metadata) -> &'static str {
    let kind = facts.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}
