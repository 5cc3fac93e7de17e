//! Repositories that the real tools write, sound and with planted faults.
//!
//! It needs restic, borg, pgBackRest and PostgreSQL: a test that does not find one says how to get it. It never touches
//! anything but folders of its own.

mod borg;
#[path = "../shared/folder.rs"]
mod folder;
mod listed;
mod pgbackrest;
mod restic;
mod tarred;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Runs a tool to its end and gives what it printed.
fn run(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| {
        panic!("cannot start {program} ({error}): apt-get install restic borgbackup pgbackrest postgresql-15")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Every file below a folder, as paths relative to it, sorted.
fn files_below(root: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_symlink() {
            } else if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(root).expect("below").to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// Bytes that look like noise and are always the same.
fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed * 2 + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..bytes).map(|_| next()).collect()
}

/// Changes one byte of a file.
fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).expect("a file");
    bytes[at] ^= 0x40;
    let mut allowed = fs::metadata(path).expect("a file").permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut allowed, 0o600);
    fs::set_permissions(path, allowed).expect("an own file");
    fs::write(path, bytes).expect("an own file");
}
