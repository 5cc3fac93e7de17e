//! Facts out of recordings that nobody here made.
//!
//! The folder is named by `VIDNE_REAL`, otherwise it lies beside the project. Without it every test here fails and says
//! so: leave this binary out where the folder is not there. What is asserted was counted by a small program of another
//! kind over the same files, or by eye.

mod archive;
mod devtools;
mod inspection;

use std::{env, fs, path::PathBuf};

use sha2::{Digest, Sha256};
use vidne_model::{id::ExhibitId, observed::Observed};
use vidne_read::{Ask, Limits, ReadError, detect, read};

/// Reads a recording of the folder, its format found by itself.
fn reading(path: &str) -> Result<Observed, ReadError> {
    reading_pages(path, &[])
}

/// Reads a recording, and the wanted pages in it.
fn reading_pages(path: &str, pages: &[&str]) -> Result<Observed, ReadError> {
    let bytes = bytes(path);
    let format = detect(path, &bytes[..bytes.len().min(4096)]).expect("a known format");
    let pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
    let exhibit = ExhibitId(Sha256::digest(&bytes).into());
    read(&bytes, &Ask { exhibit, name: path, format, pages: &pages, limits: Limits::default() })
}

/// The bytes of a recording of the folder.
fn bytes(path: &str) -> Vec<u8> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    let folder = env::var_os("VIDNE_REAL").map_or_else(beside, PathBuf::from);
    let path = folder.join(path);
    let missing = "is missing: set VIDNE_REAL to the folder of real recordings, or leave these tests out";
    fs::read(&path).unwrap_or_else(|error| panic!("{} {missing} ({error})", path.display()))
}
