//! Where a fuzz target starts: files of the kind it reads, taken from the tree and from the inputs that
//! others made.
//!
//! It copies; it never changes the files it takes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::target::Target;
use crate::tree::Tree;

/// Folders of the tree that hold files worth starting from.
const PLACES: &[&str] = &["crates", "examples", "catalogue", "fuzz/seeds"];

/// Longer files are cut here, in bytes. The engine tries inputs up to the length of the longest seed, and
/// what is longer costs executions; a file cut short is an input that must be borne, too.
const LONGEST: usize = 64 * 1024;

/// Most seeds for one target.
const MOST: usize = 200;

/// Puts seeds into the target's corpus and tells how many.
pub(super) fn sow(tree: &Tree, target: &Target) -> Result<usize> {
    let corpus = tree.path("fuzz/corpus").join(&target.name);
    fs::create_dir_all(&corpus).with_context(|| format!("cannot make {}", corpus.display()))?;
    let places = PLACES.iter().map(|place| tree.path(place)).chain(tree.real().ok());
    let mut files = Vec::new();
    places.for_each(|place| gather(&place, target, &mut files));
    files.sort();
    files.truncate(MOST);
    for (number, file) in files.iter().enumerate() {
        let mut bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        bytes.truncate(LONGEST);
        let seed = corpus.join(format!("seed-{number:03}"));
        fs::write(&seed, bytes).with_context(|| format!("cannot write {}", seed.display()))?;
    }
    Ok(files.len())
}

/// The files below the folder whose names end as the target wants. A folder that cannot be listed holds none.
fn gather(folder: &Path, target: &Target, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => gather(&path, target, files),
            Ok(kind) if kind.is_file() && target.wants(&path) => files.push(path),
            _ => {}
        }
    }
}
