//! What the lists say of the files beside them.
//!
//! It never takes a list for its own proof of more than that it can be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read},
    ops::Bound,
};

use vidne_read::lines::{FaultWord, PartWord};
use vidne_repository::listed::{self, Format, Hash};

use crate::{
    course::Course,
    fault::of_file,
    place::{Place, objection},
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
            if is_signature(held, files) {
                expected.lists.insert(held.name.to_string());
                continue;
            }
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
        if list.foreign > 0 {
            let detail = format!(
                "{} of the files that it names have names that are not UTF-8, and are not looked at",
                list.foreign
            );
            course.fault(of_file(FaultWord::Refused, PartWord::Index, &held.name, detail));
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

    /// Whether a list names that file or anything in that folder; with no list at all nothing tells what must be there.
    pub(super) fn wants(&self, name: &str) -> bool {
        let below = format!("{name}/");
        let mut named = self.files.range::<str, _>((Bound::Included(&*below), Bound::Unbounded));
        let is_above = named.next().is_some_and(|(path, _)| path.starts_with(&below));
        self.is_nothing() || self.lists(name) || is_above
    }

    /// Tells files that no list names, where there are lists: nothing tells what they must hold.
    pub(super) fn judge_unlisted(&self, course: &mut Course<'_>, survey: &Survey) {
        if self.is_nothing() {
            return;
        }
        for held in survey.of(PartWord::Data) {
            if !self.lists(&held.name) && !self.comes_with_a_list(&held.name) {
                let detail = "no list of hashes names it, so that nothing tells what it must hold";
                course.fault(of_file(FaultWord::Unreferenced, held.part, &held.name, detail));
            }
        }
    }

    /// Whether a file belongs to a list by its name: the signature of one, or what `BagIt` puts beside its lists.
    fn comes_with_a_list(&self, name: &str) -> bool {
        let signed = [".asc", ".sig", ".gpg", ".minisig"].iter().find_map(|end| name.strip_suffix(end));
        let (folder, last) = name.rsplit_once('/').map_or(("", name), |(folder, last)| (folder, last));
        let is_of_a_bag = matches!(last, "bagit.txt" | "bag-info.txt" | "fetch.txt");
        let beside = |list: &String| list.rsplit_once('/').map_or("", |(folder, _)| folder) == folder;
        signed.is_some_and(|list| self.lists.contains(list)) || is_of_a_bag && self.lists.iter().any(beside)
    }

    /// Tells what is listed and not there.
    pub(super) fn judge(&self, course: &mut Course<'_>, survey: &Survey) {
        for (path, (_, list)) in &self.files {
            // What no listing takes was told where it was refused.
            let is_refused = || objection(path, &course.ask.limits).is_some();
            if survey.find(path).is_none() && !is_refused() {
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

/// Whether that is the signature of a list beside it, and no list.
fn is_signature(held: &Held, files: &[Held]) -> bool {
    let signed = held.name.strip_suffix(".asc");
    signed.is_some_and(|list| files.binary_search_by(|file| (*file.name).cmp(list)).is_ok())
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
