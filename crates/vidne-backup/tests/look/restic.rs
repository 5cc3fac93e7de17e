//! restic repositories, healthy and with planted faults, with and without the key.

mod broken;
mod healthy;
mod refused;

use std::{fs, path::PathBuf};

use crate::lab::Lab;

/// A repository with three snapshots of two folders, which stand beside it.
fn repository(lab: &Lab, format: &str) -> PathBuf {
    let path = lab.path("repo");
    let at = path.to_str().unwrap().to_owned();
    lab.run("restic", &["init", "-r", &at, "--repository-version", format]);
    let one = lab.source("one", 12, 40_000);
    lab.run("restic", &["backup", "-r", &at, one.to_str().unwrap(), "--host", "ica03"]);
    fs::write(one.join("d0/late"), crate::lab::noise(99, 300_000)).unwrap();
    lab.run("restic", &["backup", "-r", &at, one.to_str().unwrap(), "--host", "ica03"]);
    let two = lab.source("two", 3, 9000);
    lab.run("restic", &["backup", "-r", &at, two.to_str().unwrap(), "--host", "db01"]);
    path
}

fn at(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}
