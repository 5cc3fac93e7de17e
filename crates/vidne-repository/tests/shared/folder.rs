//! A repository in a local folder, for tests and the example: the plain way over `std::fs`.
//!
//! It never writes, and never tries a file again.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use vidne_repository::restic::{FileError, FileProblem, Files, Folder, Listed};

/// A local folder.
pub(crate) struct LocalFolder(pub(crate) PathBuf);

impl Files for LocalFolder {
    fn list(&self, folder: Folder) -> Result<Vec<Listed>, FileError> {
        let mut listed = Vec::new();
        let named = |error| problem(folder.name(), &error);
        collect(&self.0.join(folder.name()), &mut listed).map_err(named)?;
        Ok(listed)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let mut bytes = Vec::new();
        let file = self.open(path)?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| problem(path, &error))?;
        let too_large = || FileError { path: path.to_owned(), problem: FileProblem::TooLarge };
        if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
    }

    fn read_at(&self, path: &str, offset: u64, into: &mut [u8]) -> Result<(), FileError> {
        let mut file = self.open(path)?;
        file.seek(SeekFrom::Start(offset)).map_err(|error| problem(path, &error))?;
        file.read_exact(into).map_err(|error| problem(path, &error))
    }
}

impl LocalFolder {
    fn open(&self, path: &str) -> Result<File, FileError> {
        File::open(self.0.join(path)).map_err(|error| problem(path, &error))
    }
}

fn collect(folder: &Path, listed: &mut Vec<Listed>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        let kept = entry.metadata()?;
        if kept.is_dir() {
            collect(&entry.path(), listed)?;
        } else {
            listed.push(Listed { name: entry.file_name().to_string_lossy().into_owned(), bytes: kept.len() });
        }
    }
    Ok(())
}

fn problem(path: &str, error: &io::Error) -> FileError {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => FileProblem::Missing,
        io::ErrorKind::UnexpectedEof => FileProblem::Short,
        _ => FileProblem::Other(error.to_string()),
    };
    FileError { path: path.to_owned(), problem }
}
