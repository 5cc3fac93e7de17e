//! Bad input: a clear error that names file and place, and nothing recorded is lost.

use crate::folder::{Folder, text};

/// Imports a bad capture after a good one: it is refused for that reason, and the good one stands.
fn refused(name: &str, bytes: impl AsRef<[u8]>, reason: &str) {
    let folder = Folder::new("https://www.example.se/");
    let good = folder.write(
        "good.jsonl",
        r#"{"schema":1,"kind":"web.visit","at":"2022-11-07T08:00:00Z","url":"https://www.example.se/"}"#,
    );
    let bad = folder.write(name, bytes);
    let output = folder.run(&["import", "site", &good, &bad]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(name) && said.contains(reason), "{said}");
    let verified = folder.run(&["verify", "site"]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
    assert!(text(&verified.stdout).contains("1 entry, 1 exhibit,"), "{}", text(&verified.stdout));
}

#[test]
fn a_har_that_breaks_off_is_refused_with_its_place() {
    refused(
        "broken.har",
        r#"{"log":{"version":"1.2","entries":[{"startedDateTime":"2022-11-07T"#,
        "broken.har",
    );
}

#[test]
fn deep_nesting_is_refused() {
    refused("deep.har", format!("{{\"log\":{}", "[".repeat(200_000)), "deep.har");
}

#[test]
fn a_file_of_no_known_kind_is_refused() {
    refused("sound.mp3", [0xff, 0xfb, 0x90, 0x44], "none of the known kinds");
}

#[test]
fn a_refused_capture_says_how_to_mend_it() {
    refused("empty.har", r#"{"log":{}}"#, "\nhelp: ");
    refused("old.arc", "filedesc://old.arc 127.0.0.1 20140101000000 text/plain 75", "warcio recompress");
    refused("page.html", "<!DOCTYPE html><html><title>x</title></html>", "save a HAR");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let folder = Folder::new("https://www.example.se/");
    let output = folder.run(&["import", "site", "missing.har"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("missing.har cannot be opened"), "{}", text(&output.stderr));
}

#[test]
fn every_mistake_of_a_declaration_is_shown_with_its_line() {
    let folder = Folder::new("https://www.example.se/");
    let text_of = "[[organisation]]\nid = \"a\"\nname = \"A\"\ncuntry = \"SE\"\n[[edge]]\nid = \"e\"\nfrom_organisation = \"a\"\nto_organisation = \"b\"\nrole = \"procesor\"\n";
    std::fs::write(folder.dir().join("more.toml"), text_of).expect("it can be written");
    let output = folder.run(&["check", "site"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for place in ["more.toml:4", "more.toml:8", "more.toml:9"] {
        assert!(said.contains(place), "{place} is missing from\n{said}");
    }
}

#[test]
fn arguments_that_make_no_sense_exit_with_two() {
    let folder = Folder::new("https://www.example.se/");
    for arguments in [
        &["assess"][..],
        &["assess", "site", "--at", "yesterday"],
        &["explain", "no-such-rule"],
        &["forecast", "site", "--until", "soon"],
        &["forecast", "site", "--until", "2020-01-01"],
        &["init", "other", "--url", "not an address"],
    ] {
        assert_eq!(folder.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn an_address_that_is_none_leaves_no_folder_behind() {
    let folder = Folder::new("https://www.example.se/");
    let output = folder.run(&["init", "other", "--url", "not an address"]);
    assert!(text(&output.stderr).contains("is not an address"), "{}", text(&output.stderr));
    assert!(!folder.dir().with_file_name("other").exists());
}

#[test]
fn half_a_declaration_does_not_pass_for_the_whole() {
    let folder = Folder::new("https://www.example.se/");
    std::os::unix::fs::symlink("nowhere", folder.dir().join("register.toml")).expect("it can be linked");
    let output = folder.run(&["check", "site"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("register.toml leads to no file"), "{}", text(&output.stderr));
}

#[test]
fn init_never_writes_over_a_declaration() {
    let folder = Folder::new("https://www.example.se/");
    let before = std::fs::read(folder.dir().join("service.toml")).expect("it can be read");
    assert_eq!(folder.run(&["init", "site"]).status.code(), Some(1));
    assert_eq!(std::fs::read(folder.dir().join("service.toml")).expect("it can be read"), before);
}
