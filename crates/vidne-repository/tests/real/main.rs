//! restic's own broken repositories: each gives what its name says, and the sound one nothing.
//!
//! The folder is named by `VIDNE_REAL`, otherwise it lies beside the project. Without it every test here fails and says
//! so: leave this binary out where the folder is not there.

#[path = "../shared/folder.rs"]
mod folder;
mod restic;

use std::{env, fs::File, path::PathBuf};

use flate2::read::GzDecoder;
use tempfile::TempDir;

/// Unpacks a recording of the folder into a folder of its own.
fn unpacked(path: &str) -> TempDir {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    let folder = env::var_os("VIDNE_REAL").map_or_else(beside, PathBuf::from);
    let path = folder.join(path);
    let missing = "is missing: set VIDNE_REAL to the folder of real recordings, or leave these tests out";
    let file = File::open(&path).unwrap_or_else(|error| panic!("{} {missing} ({error})", path.display()));
    let place = TempDir::new().expect("a temporary folder");
    tar::Archive::new(GzDecoder::new(file)).unpack(place.path()).expect("a tar");
    place
}
