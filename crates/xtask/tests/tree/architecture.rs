//! `ARCHITECTURE.md` is true: what it names is there, and what is there it names.

use std::fs;

use super::root;

/// Folders whose paths are worth following when a text names them.
const STARTS: &[&str] =
    &["crates/", "examples/", "schema/", "catalogue/", "docs/", "fuzz/", ".ci/", ".config/", ".cargo/"];

#[test]
fn every_path_that_the_architecture_names_exists() {
    let text = architecture();
    let paths = quoted(&text).filter(|quoted| STARTS.iter().any(|start| quoted.starts_with(start)));
    let mut followed = 0;
    for path in paths.filter(|path| !path.contains(['*', '<', ' '])) {
        followed += 1;
        assert!(root().join(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
    assert!(followed > 0, "ARCHITECTURE.md names no path of the tree between backquotes");
}

#[test]
fn every_crate_is_named_in_the_architecture() {
    let text = architecture();
    let crates = fs::read_dir(root().join("crates")).expect("there is a folder of crates");
    for entry in crates {
        let name = entry.expect("the folder can be listed").file_name();
        let name = name.to_string_lossy();
        let named = quoted(&text).any(|quoted| {
            quoted == name
                || quoted.strip_prefix("crates/").is_some_and(|path| path.split('/').next() == Some(&name))
        });
        assert!(named, "ARCHITECTURE.md does not name `{name}`");
    }
}

#[test]
fn the_architecture_stays_short_enough_to_be_read() {
    let lines = architecture().lines().count();
    assert!(lines <= 150, "ARCHITECTURE.md has {lines} lines, and 150 are the most a newcomer reads");
}

fn architecture() -> String {
    let file = root().join("ARCHITECTURE.md");
    fs::read_to_string(file).unwrap_or_else(|error| panic!("cannot read ARCHITECTURE.md: {error}"))
}

/// What stands between single backquotes, outside of fenced blocks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|part| part.lines().flat_map(|line| line.split('`').skip(1).step_by(2)))
}
