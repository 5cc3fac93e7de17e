//! Whose a file is: the name that belongs to a user number.
//!
//! It never reads passwords: names and numbers only.

use std::{collections::BTreeMap, io::Read, path::Path};

use nix::unistd::{Uid, User};

use super::{place::Place, shown::shown};

/// The machine's user names.
#[derive(Debug)]
pub(super) struct Owners<'a> {
    place: &'a Place<'a>,
    known: BTreeMap<u32, String>,
    listed: Option<BTreeMap<u32, String>>,
}

impl<'a> Owners<'a> {
    /// Names are asked for when they are needed.
    pub(super) fn new(place: &'a Place<'a>) -> Self {
        Self { place, known: BTreeMap::new(), listed: None }
    }

    /// The user's name, or the number itself where no name is known.
    pub(super) fn name(&mut self, number: u32) -> String {
        if let Some(name) = self.known.get(&number) {
            return name.clone();
        }
        let name = self.asked(number).or_else(|| self.listed(number)).unwrap_or_else(|| number.to_string());
        self.known.insert(number, name.clone());
        name
    }

    /// The system's own answer counts first: users may come from a directory service and stand in no file.
    fn asked(&self, number: u32) -> Option<String> {
        if !self.place.is_ours() {
            return None;
        }
        let user = User::from_uid(Uid::from_raw(number)).ok()??;
        Some(shown(user.name.as_bytes()))
    }

    fn listed(&mut self, number: u32) -> Option<String> {
        let place = self.place;
        self.listed.get_or_insert_with(|| read_list(place)).get(&number).cloned()
    }
}

fn read_list(place: &Place<'_>) -> BTreeMap<u32, String> {
    let mut bytes = Vec::new();
    if let Ok(reached) = place.reach(Path::new("/etc/passwd"))
        && let Ok(file) = reached.content()
        && file.take(MOST_BYTES).read_to_end(&mut bytes).is_err()
    {
        bytes.clear();
    }
    names(&bytes)
}

/// Where a number has two names, the first one counts, as it does for the system.
fn names(passwd: &[u8]) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    for line in passwd.split(|byte| *byte == b'\n') {
        let mut fields = line.split(|byte| *byte == b':');
        let (Some(name), Some(number)) = (fields.next(), fields.nth(1)) else { continue };
        let number = str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        if let Some(number) = number.filter(|_| !name.is_empty()) {
            names.entry(number).or_insert_with(|| shown(name));
        }
    }
    names
}

const MOST_BYTES: u64 = 16 << 20;

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_number_has_the_first_name_that_is_listed_for_it() {
        let names = names(
            b"root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:\n\nbroken\nca\x1b:x:17:1:::\n:x:9:::\n+::::::\n",
        );
        assert_eq!(
            names.into_iter().collect::<Vec<_>>(),
            [(0, "root".to_owned()), (17, "ca\\x1b".to_owned())]
        );
    }
}
