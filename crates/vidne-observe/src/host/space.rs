//! The views of the machine's files that its programs have: a container has one of its own, and so has many a service.
//!
//! It never tells a path as only a container sees it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::mount::{self, Mount};

/// The mounts of one view.
pub(super) type Mounts = Rc<Vec<Mount>>;

/// The views that were met.
#[derive(Debug)]
pub(super) struct Spaces {
    ours: Mounts,
    own_name: Option<PathBuf>,
    known: BTreeMap<PathBuf, Mounts>,
}

impl Spaces {
    /// Ours, to begin with.
    pub(super) fn new(proc: &Path) -> Self {
        let own = proc.join("self");
        let ours = Rc::new(mounts(&own).unwrap_or_default());
        Self { ours, own_name: name(&own), known: BTreeMap::new() }
    }

    /// The mounts that we see.
    pub(super) fn ours(&self) -> &[Mount] {
        &self.ours
    }

    /// The mounts that a program sees, where it does not see ours.
    pub(super) fn foreign(&mut self, program: &Path) -> Option<Mounts> {
        let name = name(program)?;
        if self.own_name.as_ref().is_none_or(|own| *own == name) {
            return None;
        }
        if let Some(known) = self.known.get(&name) {
            return Some(Rc::clone(known));
        }
        let mounts = Rc::new(mounts(program).unwrap_or_default());
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(name, Rc::clone(&mounts));
        Some(mounts)
    }
}

/// The mounts that a program sees. None where they cannot be read, or are too many to be true.
pub(super) fn mounts(program: &Path) -> Option<Vec<Mount>> {
    let mut text = Vec::new();
    let file = File::open(program.join("mountinfo")).ok()?;
    file.take(MOST_BYTES + 1).read_to_end(&mut text).ok()?;
    (text.len() as u64 <= MOST_BYTES).then(|| mount::parse(&text))
}

fn name(program: &Path) -> Option<PathBuf> {
    fs::read_link(program.join("ns/mnt")).ok()
}

const MOST_KNOWN: usize = 64;
const MOST_BYTES: u64 = 32 << 20;
