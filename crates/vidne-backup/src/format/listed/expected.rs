//! What the lists say of the files beside them.
//!
//! It never takes a list for its own proof of more than that it can be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read},
};

use vidne_read::lines::{FaultWord, PartWord};
use vidne_repository::listed::{self, Format, Hash};

use crate::{
    course::Course,
    fault::of_file,
    place::Place,
    reading::{Examine, Verdict},
    stock::{Held, Survey},
};

/// What each file must hold.
pub(super) struct Expected {
    /// By path: the hash, and the list that has it.
    files: BTreeMap<String, (Hash, String)>,
    lists: BTreeSet<String>,
}

/// More than any list that is read.
const LARGEST: u64 = 512 << 20;

impl Expected {
    pub(super) fn read(course: &mut Course<'_>, place: &dyn Place, files: &[Held]) -> Self {
        let mut expected = Self { files: BTreeMap::new(), lists: BTreeSet::new() };
        for held in files.iter().filter(|held| held.part == PartWord::Index) {
            let (folder, last) = held.name.rsplit_once('/').unwrap_or(("", &held.name));
            let Some(format) = Format::of_name(last) else { continue };
            let read = place.small(&held.name, LARGEST).map_err(|error| error.to_string());
            match read
                .and_then(|bytes| listed::read(&held.name, format, &bytes).map_err(|error| error.to_string()))
            {
                Ok(hashes) => expected.take(course, held, folder, hashes),
                Err(why) => {
                    let detail = format!("this list of hashes cannot be read: {why}");
                    course.fault(of_file(FaultWord::Altered, PartWord::Index, &held.name, detail));
                }
            }
        }
        expected
    }

    fn take(&mut self, course: &mut Course<'_>, held: &Held, folder: &str, list: listed::HashList) {
        if list.fault_count > 0 {
            let first = list.faults.first().map(ToString::to_string).unwrap_or_default();
            let detail = format!(
                "{} lines of this list of hashes cannot be read, the first: {first}",
                list.fault_count
            );
            course.fault(of_file(FaultWord::Inconsistent, PartWord::Index, &held.name, detail));
        }
        self.lists.insert(held.name.to_string());
        for (name, hash) in list.entries {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_weaker = self.files.get(&path).is_some_and(|(known, _)| known.algorithm >= hash.algorithm);
            if !is_weaker {
                self.files.insert(path, (hash, held.name.to_string()));
            }
        }
    }

    /// Whether there is no list at all.
    pub(super) fn is_nothing(&self) -> bool {
        self.lists.is_empty()
    }

    /// Whether something can be said of a file by reading it.
    pub(super) fn is_known(&self, held: &Held) -> bool {
        self.is_nothing() || self.files.contains_key(&*held.name) || self.lists.contains(&*held.name)
    }

    /// Whether a list says what a file must hold.
    pub(super) fn lists(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Tells what is listed and not there.
    pub(super) fn judge(&self, course: &mut Course<'_>, survey: &Survey) {
        for (path, (_, list)) in &self.files {
            if survey.find(path).is_none() {
                let part = if Format::of_name(path.rsplit('/').next().unwrap_or_default()).is_some() {
                    PartWord::Index
                } else {
                    PartWord::Data
                };
                let detail = format!("{list} lists it, and it is not there");
                course.fault(of_file(FaultWord::Missing, part, path, detail));
            }
        }
    }
}

impl Examine for Expected {
    fn examine(
        &self,
        held: &Held,
        _all: &[Held],
        file: &mut dyn Read,
        buffer: &mut [u8],
    ) -> io::Result<Verdict> {
        let Some((hash, list)) = self.files.get(&*held.name) else {
            let read = io::copy(file, &mut io::sink())?;
            let detail = format!("it has {read} bytes when read and {} when listed", held.bytes);
            let broken = || of_file(FaultWord::Altered, held.part, &held.name, detail);
            return Ok(if read == held.bytes { Verdict::Sound } else { Verdict::Broken(broken()) });
        };
        let mut hasher = hash.algorithm.hasher();
        loop {
            match file.read(buffer) {
                Ok(0) => break,
                Ok(read) => hasher.update(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let found = hasher.finish();
        if found == *hash {
            return Ok(Verdict::Sound);
        }
        let other = self.files.iter().find(|(path, (hash, _))| *hash == found && ***path != *held.name);
        let (kind, detail) = match (other, held.shrunk_from()) {
            (Some((path, _)), _) => (FaultWord::Swapped, format!("it holds what {list} lists as {path}")),
            (None, Some(from)) => {
                (FaultWord::Truncated, format!("it has {} bytes and had {from} before", held.bytes))
            }
            (None, None) => {
                (FaultWord::Altered, format!("its {} is {found}, and {list} says {hash}", hash.algorithm))
            }
        };
        Ok(Verdict::Broken(of_file(kind, held.part, &held.name, detail)))
    }
}
