//! What no file of the project may hold, and what every source file has.

use std::fs;

use super::{files, root};

/// A source file longer than this is two things in one.
const MOST_LINES: usize = 800;

/// Parts of paths that exist on one machine only; written in two halves so that this file may stand.
const OF_ONE_MACHINE: &[&str] = &[concat!("/wo", "rk/"), concat!("/fa", "rm/")];

/// What is written where something is still to be written.
const UNFINISHED: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("#", "[ignore"),
];

#[test]
fn no_file_names_a_path_of_one_machine() {
    let found = places(|file| extension(file) != "lock", OF_ONE_MACHINE);
    assert!(found.is_empty(), "paths of one machine:\n{}", found.join("\n"));
}

#[test]
fn no_file_is_empty() {
    let found = names(|file| !file.contains("/site/"), |_, text| text.is_empty());
    assert!(found.is_empty(), "these hold nothing: what are they for?\n{}", found.join("\n"));
}

#[test]
fn no_source_file_is_left_unfinished() {
    let found = places(is_source, UNFINISHED);
    assert!(found.is_empty(), "unfinished work:\n{}", found.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is() {
    let found = names(is_source, |_, text| !text.starts_with("//! "));
    assert!(found.is_empty(), "these do not open with `//!` and what they are:\n{}", found.join("\n"));
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let found = names(is_source, |_, text| text.lines().count() > MOST_LINES);
    assert!(
        found.is_empty(),
        "more than {MOST_LINES} lines: what is two things in it?\n{}",
        found.join("\n")
    );
}

#[test]
fn tests_over_inputs_that_others_made_stand_in_the_group_of_that_name() {
    let in_tests =
        |file: &str| is_source(file) && file.contains("/tests/") && !file.starts_with("crates/xtask/");
    let in_group = |file: &str| file.ends_with("/real.rs") || file.contains("/real/");
    let found = names(in_tests, |file, text| text.contains("VIDNE_REAL") && !in_group(file));
    assert!(
        found.is_empty(),
        "these read VIDNE_REAL outside of a module named `real`:\n{}",
        found.join("\n")
    );
}

/// The files in question for which something holds.
fn names(wanted: impl Fn(&str) -> bool, holds: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let found = texts(wanted).into_iter().filter(|(file, text)| holds(file, text));
    found.map(|(file, _)| file).collect()
}

/// Where the files in question hold one of the parts, as `file:line`.
fn places(wanted: impl Fn(&str) -> bool, parts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, text) in texts(wanted) {
        for (number, line) in text.lines().enumerate() {
            if parts.iter().any(|part| line.contains(part)) {
                found.push(format!("{file}:{}", number + 1));
            }
        }
    }
    found
}

fn is_source(file: &str) -> bool {
    extension(file) == "rs"
}

fn extension(file: &str) -> &str {
    file.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The files that are wanted and are text, with what they hold.
fn texts(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let wanted = files().into_iter().filter(|file| wanted(file));
    let with_text = |file: String| fs::read_to_string(root().join(&file)).ok().map(|text| (file, text));
    wanted.filter_map(with_text).collect()
}
