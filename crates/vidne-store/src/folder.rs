//! An evidence folder as files to read.
//!
//! It never follows a link and never opens anything but ordinary files: a folder from a stranger may hold pipes and devices.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use rustix::{fs::OFlags, io::Errno};
use vidne_evidence::Files;

use crate::error::StoreError;

/// The name of the evidence folder inside the folder that a user names.
const EVIDENCE: &str = "evidence";

/// An evidence folder, for reading.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The evidence in `dir`: `dir/evidence`, or `dir` itself where it is an evidence folder.
    ///
    /// # Errors
    /// [`StoreError::NoEvidence`] when there is neither.
    pub fn find(dir: &Path) -> Result<Self, StoreError> {
        let inside = dir.join(EVIDENCE);
        if inside.is_dir() {
            return Ok(Self { root: inside });
        }
        if dir.join("log").is_dir() || dir.join("key.pub").is_file() {
            return Ok(Self { root: dir.to_owned() });
        }
        Err(StoreError::NoEvidence { path: dir.to_owned() })
    }

    /// The place where evidence in `dir` is written.
    pub(crate) fn to_write(dir: &Path) -> Self {
        Self { root: dir.join(EVIDENCE) }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file of this crate's own naming is.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    pub(crate) fn open_file(&self, file: &str) -> io::Result<Option<File>> {
        self.refuse_links(file)?;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let opened =
            OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(self.path(file));
        let file = match opened {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => return Err(is_link()),
            Err(error) => return Err(error),
        };
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not an ordinary file"));
        }
        Ok(Some(file))
    }

    /// A stranger's folder leads nowhere else: no folder on the way to a file may be a link.
    fn refuse_links(&self, file: &str) -> io::Result<()> {
        let above = Path::new(file).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let is_linked =
            |folder: &Path| fs::symlink_metadata(self.root.join(folder)).is_ok_and(|it| it.is_symlink());
        match above.filter(|folder| is_linked(folder)).last() {
            Some(folder) => {
                let reason = format!("{} is a link, which is not followed", folder.display());
                Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
            }
            None => Ok(()),
        }
    }

    pub(crate) fn read(&self, file: &str, limit: usize) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = vidne_evidence::read_at_most(self, file, limit)
            .map_err(StoreError::io("read", &self.path(file)))?;
        match bytes {
            Some(bytes) if bytes.len() > limit => Err(StoreError::Damaged {
                path: self.path(file),
                reason: format!("it is longer than {limit} bytes, which it never should be"),
            }),
            bytes => Ok(bytes),
        }
    }
}

impl Files for Folder {
    fn open(&self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        Ok(self.open_file(path)?.map(|file| Box::new(file) as Box<dyn Read>))
    }

    fn list(&self, folder: &str, each: &mut dyn FnMut(&str)) -> io::Result<()> {
        // As if for a file in it.
        self.refuse_links(&format!("{folder}/any"))?;
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let listed = match fs::read_dir(self.path(&folder)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                listed => listed?,
            };
            for item in listed {
                let item = item?;
                let path = format!("{folder}/{}", item.file_name().to_string_lossy());
                if item.file_type()?.is_dir() {
                    folders.push(path);
                } else {
                    each(&path);
                }
            }
        }
        Ok(())
    }
}

fn is_link() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is a link, which is not followed")
}
