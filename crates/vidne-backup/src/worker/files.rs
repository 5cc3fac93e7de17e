//! A place as the reader of restic's format asks for it.
//!
//! It never takes what may not be read for something that is not there.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

use vidne_read::lines::{FaultLine, FaultWord, PartWord};
use vidne_repository::restic::{FileError, FileProblem, Files, Folder, Id, Listed};

use crate::{
    ask::Limits,
    place::{Found, Place, PlaceError},
    progress::{Stop, Watch},
};

/// A place, and what it did not let us read.
pub(super) struct PlaceFiles<'p> {
    place: &'p dyn Place,
    /// By path: why.
    refused: Mutex<BTreeMap<String, String>>,
}

impl<'p> PlaceFiles<'p> {
    pub(super) fn new(place: &'p dyn Place) -> Self {
        Self { place, refused: Mutex::default() }
    }

    /// The names of all indexes and snapshots: while they stay, nothing is pruned.
    pub(super) fn standing(&self) -> Result<BTreeSet<String>, FileError> {
        let names = |folder| Ok(self.list(folder)?.into_iter().map(|listed| listed.name));
        Ok(names(Folder::Index)?.chain(names(Folder::Snapshots)?).collect())
    }

    /// The first path at or below that one that could not be read, and why.
    pub(super) fn refused_below(&self, above: &str) -> Option<(String, String)> {
        let refused = self.refused();
        let mut below = refused.range(above.to_owned()..).filter(|(name, _)| is_at_or_below(name, above));
        below.next().map(|(name, why)| (name.clone(), why.clone()))
    }

    /// A fault as it is, or what it comes of: a file that may not be read, or that lies where nothing may be listed, is
    /// neither missing nor damaged.
    pub(super) fn excuse(&self, fault: FaultLine) -> FaultLine {
        let cause = match (&fault.file, fault.part) {
            // What no index lists: one that may not be read may.
            (Some(file), PartWord::Index) if file.ends_with('/') => self.refused_below("index"),
            (Some(file), _) => self.refused_above(file),
            (None, PartWord::Index) => self.refused_below("index"),
            (None, _) => None,
        };
        match cause {
            Some((name, why)) => FaultLine {
                kind: FaultWord::Refused,
                detail: if fault.file.as_ref() == Some(&name) { why } else { format!("{name}: {why}") },
                snapshots: BTreeSet::new(),
                paths: BTreeSet::new(),
                ..fault
            },
            None => fault,
        }
    }

    fn refused_above(&self, file: &str) -> Option<(String, String)> {
        let refused = self.refused();
        let found = refused.iter().find(|(name, _)| is_at_or_below(file, name));
        found.map(|(name, why)| (name.clone(), why.clone()))
    }

    fn refused(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn problem(&self, path: &str, error: &io::Error) -> FileError {
        let problem = match error.kind() {
            io::ErrorKind::NotFound => FileProblem::Missing,
            io::ErrorKind::UnexpectedEof => FileProblem::Short,
            io::ErrorKind::FileTooLarge => FileProblem::TooLarge,
            _ => FileProblem::Other(error.to_string()),
        };
        if error.kind() == io::ErrorKind::PermissionDenied {
            self.refused().insert(path.to_owned(), format!("this user may not read it: {error}"));
        }
        FileError { path: path.to_owned(), problem }
    }
}

impl Files for PlaceFiles<'_> {
    fn list(&self, folder: Folder) -> Result<Vec<Listed>, FileError> {
        let stop = Stop::default();
        // The one that started us keeps the time.
        let watch = Watch::new(&stop, std::time::Duration::MAX);
        let (mut listed, mut hidden) = (Vec::new(), None);
        let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        let listing = self.place.list(folder.name(), &Limits::default(), &watch, &mut |found| match found {
            Found::File(entry) => listed.push(Listed { name: last(&entry.name), bytes: entry.bytes }),
            Found::Odd { name, why } => {
                // Without one pack, the others tell of it; without a list, nothing does.
                let is_list = matches!(folder, Folder::Index | Folder::Snapshots);
                if name == folder.name() || is_list && last(&name).parse::<Id>().is_ok() {
                    hidden.get_or_insert((name.clone(), why.clone()));
                }
                self.refused().insert(name, why);
            }
        });
        let failed = |error: PlaceError| FileError {
            path: folder.name().to_owned(),
            problem: FileProblem::Other(error.to_string()),
        };
        listing.map_err(failed)?;
        match hidden {
            Some((path, why)) => Err(FileError { path, problem: FileProblem::Other(why) }),
            None => Ok(listed),
        }
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        self.place.small(path, limit).map_err(|error| self.problem(path, &error))
    }

    fn read_at(&self, path: &str, offset: u64, into: &mut [u8]) -> Result<(), FileError> {
        self.place.read_at(path, offset, into).map_err(|error| self.problem(path, &error))
    }
}

fn is_at_or_below(name: &str, above: &str) -> bool {
    name.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
