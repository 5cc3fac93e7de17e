//! `vidne import` and `vidne verify`: what was kept can be checked, and what was changed is caught, with its place.

use std::path::{Path, PathBuf};

use crate::folder::{Folder, repository, text, vidne};

const LOOK: &str =
    r#"{"schema":1,"kind":"web.visit","at":"2022-11-07T08:00:00Z","url":"https://www.example.se/"}"#;

fn imported(count: usize) -> Folder {
    let folder = Folder::new("https://www.example.se/");
    for number in 0..count {
        let path = folder
            .write(&format!("look-{number}.jsonl"), LOOK.replace("08:00:00", &format!("08:00:{number:02}")));
        let output = folder.run(&["import", "site", &path]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    folder
}

/// The first file below a folder, in order of the names.
fn first_file(dir: &Path) -> PathBuf {
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .expect("it can be listed")
        .map(|each| each.expect("it is there").path())
        .collect();
    paths.sort();
    let first = paths.into_iter().next().expect("it is not empty");
    if first.is_dir() { first_file(&first) } else { first }
}

/// The largest file below a folder: partial tiles of earlier sizes stay beside the newest.
fn largest_file(dir: &Path) -> PathBuf {
    let files =
        std::fs::read_dir(dir).expect("it can be listed").map(|each| each.expect("it is there").path());
    let files = files.map(|path| if path.is_dir() { largest_file(&path) } else { path });
    files.max_by_key(|path| std::fs::metadata(path).expect("it is there").len()).expect("it is not empty")
}

/// Writes a file anew, whatever its mode.
fn overwrite(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).expect("it can be read");
    change(&mut bytes);
    std::fs::remove_file(path).expect("it can be removed");
    std::fs::write(path, bytes).expect("it can be written");
}

fn verified(folder: &Folder) -> (Option<i32>, String) {
    let output = folder.run(&["verify", "site"]);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn the_examples_verify() {
    for example in ["examples/regeringen-se", "examples/regeringen-se-compliant"] {
        let output = vidne(&["verify", example], &repository()).output().expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    }
}

#[test]
fn the_examples_evidence_is_what_their_observation_files_say() {
    for example in ["examples/regeringen-se", "examples/regeringen-se-compliant"] {
        let root = repository().join(example);
        for entry in std::fs::read_dir(root.join("observed")).expect("it can be listed") {
            let path = entry.expect("it is there").path();
            let bytes = std::fs::read(&path).expect("it can be read");
            let digest: String = <sha2::Sha256 as sha2::Digest>::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let kept = root.join("evidence/exhibits").join(&digest[..2]).join(&digest);
            assert!(
                kept.is_file(),
                "{} was changed after it was imported: cargo xtask example",
                path.display()
            );
        }
    }
}

#[test]
fn the_same_capture_is_entered_once_unless_asked_for() {
    let folder = imported(1);
    let again = folder.run(&["import", "site", "look-0.jsonl"]);
    assert!(text(&again.stdout).contains("in the log already as number 0"), "{}", text(&again.stdout));
    let once_more = folder.run(&["import", "site", "look-0.jsonl", "--again"]);
    assert!(
        text(&once_more.stdout).contains("entered in the log as number 1"),
        "{}",
        text(&once_more.stdout)
    );
}

#[test]
fn a_flipped_byte_in_an_exhibit_is_caught() {
    let folder = imported(3);
    let exhibit = first_file(&folder.dir().join("evidence/exhibits"));
    overwrite(&exhibit, |bytes| bytes[10] ^= 1);
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(1), "{said}");
    let name = exhibit.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(said.contains("WRONG") && said.contains(&name), "{said}");
}

#[test]
fn a_removed_entry_is_caught() {
    let folder = imported(3);
    let bundle = largest_file(&folder.dir().join("evidence/log/tile/entries"));
    overwrite(&bundle, |bytes| {
        let length = usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
        bytes.drain(..2 + length);
    });
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("tile/entries"), "{said}");
}

#[test]
fn swapped_entries_are_caught() {
    let folder = imported(3);
    let bundle = largest_file(&folder.dir().join("evidence/log/tile/entries"));
    overwrite(&bundle, |bytes| {
        let first = 2 + usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
        let second = 2 + usize::from(u16::from_be_bytes([bytes[first], bytes[first + 1]]));
        bytes[..first + second].rotate_left(first);
    });
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("entry 0") || said.contains("entries 0"), "{said}");
}

#[test]
fn a_truncated_tile_is_caught() {
    let folder = imported(3);
    let tile = largest_file(&folder.dir().join("evidence/log/tile/0"));
    overwrite(&tile, |bytes| bytes.truncate(bytes.len() - 7));
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("tile/0"), "{said}");
}

#[test]
fn an_older_checkpoint_put_back_is_caught() {
    let folder = imported(2);
    let checkpoint = folder.dir().join("evidence/log/checkpoint");
    let older = std::fs::read(&checkpoint).expect("it can be read");
    let path = folder.write("look-more.jsonl", LOOK.replace("08:", "09:"));
    assert!(folder.run(&["import", "site", &path]).status.success());
    overwrite(&checkpoint, |bytes| *bytes = older);
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("checkpoint"), "{said}");
}

#[test]
fn evidence_that_is_gone_is_not_begun_anew_with_its_key_and_the_way_out_is_told() {
    let folder = imported(2);
    std::fs::remove_dir_all(folder.dir().join("evidence")).expect("it can be removed");
    let path = folder.write("look-more.jsonl", LOOK.replace("08:", "09:"));
    let output = folder.run(&["import", "site", &path]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("leaves were taken away"), "{said}");
    assert!(said.contains("\nhelp: put the newest copy of the evidence in place"), "{said}");
}

#[test]
fn a_checkpoint_from_before_shows_that_the_log_only_grew() {
    let folder = imported(2);
    let kept = folder
        .write("kept", std::fs::read(folder.dir().join("evidence/log/checkpoint")).expect("it can be read"));
    let path = folder.write("look-more.jsonl", LOOK.replace("08:", "09:"));
    assert!(folder.run(&["import", "site", &path]).status.success());
    let output = folder.run(&["verify", "site", "--against", &kept]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("grew by 1 entry since"), "{}", text(&output.stdout));
}

#[test]
fn an_assessment_is_an_entry_of_its_own_where_asked_for() {
    let folder = imported(1);
    let told = folder.run(&["assess", "site", "--at", "2022-11-08", "--record", "--exit-zero"]);
    assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
    assert!(text(&told.stderr).contains("entered in the log as number 1"), "{}", text(&told.stderr));
    let (code, said) = verified(&folder);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("2 entries, 3 exhibits"), "{said}");
}

#[test]
fn a_screenshot_that_a_look_refers_to_stands_in_the_report() {
    let folder = Folder::new("https://www.example.se/");
    // The smallest PNG there is: one grey dot.
    let dot = [
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0,
        0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
        0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae,
        0x42, 0x60, 0x82,
    ];
    let picture = folder.write("shot.png", dot);
    let output = folder.run(&["import", "site", &picture]);
    let said = text(&output.stdout);
    let name = said.split("sha256:").nth(1).expect("it is named").trim().to_owned();
    let look = LOOK.replace("\"url\"", &format!("\"screenshot\":\"sha256:{name}\",\"url\""));
    let path = folder.write("look.jsonl", look);
    assert!(folder.run(&["import", "site", &path]).status.success());
    let report = folder.run(&["assess", "site", "--format", "html"]);
    assert!(text(&report.stdout).contains("data:image/png;base64,"), "the picture is embedded");
}

#[test]
fn what_was_not_checked_is_said_and_what_was_given_is_not() {
    let folder = imported(1);
    let (_, said) = verified(&folder);
    assert!(said.contains("--key") && said.contains("--against") && said.contains("time-stamp"), "{said}");
    let evidence = folder.dir().join("evidence");
    let key = evidence.join("key.pub");
    let checkpoint = evidence.join("log/checkpoint");
    let given = [key, checkpoint].map(|path| path.to_str().expect("a plain path").to_owned());
    let output = folder.run(&["verify", "site", "--key", &given[0], "--against", &given[1]]);
    let said = text(&output.stdout);
    assert!(output.status.success() && said.contains("time-stamp"), "{said}");
    assert!(!said.contains("--key") && !said.contains("--against"), "{said}");
}

#[test]
fn a_file_named_by_a_stranger_does_nothing_to_the_terminal() {
    let folder = imported(1);
    let name = "evidence/exhibits/x\u{1b}[2J\nintact: all is well";
    std::fs::write(folder.dir().join(name), "").expect("it can be written");
    let (_, said) = verified(&folder);
    assert!(said.contains("stray exhibits/x\\u{1b}[2J intact: all is well:"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn an_entry_changed_in_place_is_not_assessed() {
    let folder = imported(3);
    let bundle = largest_file(&folder.dir().join("evidence/log/tile/entries"));
    overwrite(&bundle, |bytes| {
        let service = br#""service":""#;
        let at = bytes.windows(service.len()).position(|piece| piece == service).expect("it is there");
        bytes[at + service.len()] = b'x';
    });
    let output = folder.run(&["assess", "site"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("do not hash to the root") && said.contains("vidne verify"), "{said}");
}
