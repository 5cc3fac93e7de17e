//! Where evidence is read from: a folder, an archive, a web server, a map in memory.
//!
//! Implementors never follow a path out of the evidence folder; callers only ever ask for paths that this crate made.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use vidne_model::id::ExhibitId;

/// The files of one evidence folder; tree and exhibits are read at the same time. Paths are relative to it, with `/` between their parts.
pub trait Files: Sync {
    /// A file to read from its start, or nothing when there is none of that name.
    ///
    /// # Errors
    /// When it is there and cannot be opened, or is no ordinary file.
    fn open(&self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>>;

    /// Names every file under `folder`, at any depth, in any order. A folder that is not there has none.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    fn list(&self, folder: &str, each: &mut dyn FnMut(&str)) -> io::Result<()>;
}

/// An evidence folder in memory: paths to contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryFiles(pub BTreeMap<String, Vec<u8>>);

impl Files for MemoryFiles {
    fn open(&self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        Ok(self.0.get(path).map(|bytes| Box::new(bytes.as_slice()) as Box<dyn Read>))
    }

    fn list(&self, folder: &str, each: &mut dyn FnMut(&str)) -> io::Result<()> {
        let under = format!("{folder}/");
        self.0.keys().filter(|path| path.starts_with(&under)).for_each(|path| each(path));
        Ok(())
    }
}

/// Where an exhibit is kept in the evidence folder.
pub fn exhibit_path(id: &ExhibitId) -> String {
    let digits = id.to_string();
    format!("exhibits/{}/{digits}", &digits[..2])
}

/// The whole of a file, or its first `limit + 1` bytes when it is longer: the caller sees that it is too long, and memory stays bounded.
///
/// # Errors
/// When it cannot be read.
pub fn read_at_most(files: &dyn Files, path: &str, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = files.open(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
