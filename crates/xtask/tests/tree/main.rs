//! What must hold for the work tree as a whole: who may depend on whom, what a file may hold, and that the
//! texts about the tree are true.
//!
//! It builds nothing and knows no rule about services.

mod architecture;
mod arrow;
mod text;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the work tree.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("this crate lies two folders below the root")
}

/// What a program prints when it runs at the root.
fn printed(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    let output = command.args(arguments).current_dir(root()).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("cannot start {program}: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {} failed: {complaint}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

/// The files that are part of the project: tracked ones, and new ones that git does not ignore.
fn files() -> Vec<String> {
    let listed = printed("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let mut files: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
    files.retain(|file| root().join(file).is_file());
    assert!(!files.is_empty(), "git lists no file");
    files
}
