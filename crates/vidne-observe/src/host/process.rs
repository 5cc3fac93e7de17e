//! One program: what it is called, and which links and lines the kernel gives for its open and mapped files.
//!
//! It never opens what they lead to. A program that ends meanwhile is nothing to speak of.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    os::unix::ffi::OsStringExt,
    path::{Path, PathBuf},
};

use rustix::{
    fs::{AtFlags, CWD, FileType, StatxFlags, statx},
    io::Errno,
};

use super::shown::shown;

/// A program, by its folder below `/proc`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Program<'a>(pub(super) &'a Path);

/// Why a program was not looked at, or not to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    /// It has ended.
    Gone,
    /// It belongs to others and keeps itself closed.
    Hidden,
}

/// An open file: the link that leads to it, and where the link says it leads.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) link: PathBuf,
    pub(super) target: Vec<u8>,
}

/// What is told of a file: which one it is, and whether it can have a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    /// A regular file that stands in some folder.
    pub(super) stands: bool,
    /// The file system's number and the file's own.
    pub(super) identity: (u32, u32, u64),
}

impl Program<'_> {
    /// The name that it gives itself; empty where it has ended.
    pub(super) fn name(self) -> String {
        let mut name = Vec::new();
        if let Ok(file) = File::open(self.0.join("comm"))
            && file.take(256).read_to_end(&mut name).is_err()
        {
            name.clear();
        }
        shown(name.strip_suffix(b"\n").unwrap_or(&name))
    }

    /// Whether it still runs, in memory of its own: the kernel's threads have no files, nor have programs that have ended and
    /// were not buried.
    pub(super) fn is_alive(self) -> bool {
        let mut told = Vec::new();
        match File::open(self.0.join("stat")).and_then(|file| file.take(4096).read_to_end(&mut told)) {
            Ok(_) => !is_dead_or_kernel(&told),
            Err(error) => unseen(&error) == Unseen::Hidden,
        }
    }

    /// What it has open.
    pub(super) fn opened(self) -> Result<impl Iterator<Item = Result<Opened, Unseen>>, Unseen> {
        let links = fs::read_dir(self.0.join("fd")).map_err(|error| unseen(&error))?;
        Ok(links.map(|link| {
            let link = link.map_err(|error| unseen(&error))?.path();
            let target = fs::read_link(&link).map_err(|error| unseen(&error))?;
            Ok(Opened { target: target.into_os_string().into_vec(), link })
        }))
    }

    /// Hands over the lines that tell what it has mapped.
    pub(super) fn each_mapped(self, mut take: impl FnMut(&[u8])) -> Result<(), Unseen> {
        let mut lines = BufReader::new(File::open(self.0.join("maps")).map_err(|error| unseen(&error))?);
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = lines.by_ref().take(MOST_LINE).read_until(b'\n', &mut line);
            match read.map_err(|error| unseen(&error))? {
                0 => return Ok(()),
                _ => take(line.strip_suffix(b"\n").unwrap_or(&line)),
            }
        }
    }
}

/// The facts at the end of a path, as far as the machine knows them: a server that does not answer is not waited for.
pub(super) fn facts(path: &Path) -> io::Result<Facts> {
    let flags = AtFlags::STATX_DONT_SYNC | AtFlags::NO_AUTOMOUNT;
    let facts = statx(CWD, path, flags, StatxFlags::BASIC_STATS)?;
    let regular = FileType::from_raw_mode(facts.stx_mode.into()) == FileType::RegularFile;
    Ok(Facts {
        stands: regular && facts.stx_nlink > 0,
        identity: (facts.stx_dev_major, facts.stx_dev_minor, facts.stx_ino),
    })
}

fn unseen(error: &io::Error) -> Unseen {
    match Errno::from_io_error(error) {
        Some(Errno::NOENT | Errno::SRCH) => Unseen::Gone,
        _ => Unseen::Hidden,
    }
}

/// The program's name stands in brackets and may hold anything, brackets too: what counts follows the last one. There the state
/// stands first and the flags seventh (proc(5), `/proc/pid/stat`).
fn is_dead_or_kernel(stat: &[u8]) -> bool {
    let Some(end) = stat.iter().rposition(|byte| *byte == b')') else { return false };
    let mut fields = stat[end + 1..].trim_ascii().split(|byte| *byte == b' ');
    let state = fields.next().unwrap_or_default();
    let flags = fields.nth(5).and_then(|flags| str::from_utf8(flags).ok()?.parse::<u64>().ok());
    matches!(state, b"Z" | b"X") || flags.is_some_and(|flags| flags & KERNEL_THREAD != 0)
}

const MOST_LINE: u64 = 32 << 10;
/// `PF_KTHREAD` in the kernel's `include/linux/sched.h`.
const KERNEL_THREAD: u64 = 0x0020_0000;

#[cfg(test)]
mod tests {
    use super::is_dead_or_kernel;

    #[test]
    fn the_kernels_threads_and_the_dead_are_no_programs() {
        assert!(is_dead_or_kernel(b"2 (kthreadd) S 0 0 0 0 -1 2129984 0 0\n"));
        assert!(is_dead_or_kernel(b"7 (a) R) Z 1 7 7 0 -1 4228364 0 0\n"));
        assert!(!is_dead_or_kernel(b"7 (Z) Z) S 1 7 7 0 -1 4194304 0 0\n"));
        assert!(!is_dead_or_kernel(b"nonsense"));
    }
}
