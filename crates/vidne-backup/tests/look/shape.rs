//! Healthy copies of odd shape: names, links, empty files, formats and keys of every kind. None of them raises a fault.

use std::{fs, os::unix::fs::symlink, path::Path};

use vidne_backup::Tool;
use vidne_read::lines::{BackupLine, FaultWord, ListWord, ReachWord};

use crate::lab::{Lab, is_all};

/// A tree that nobody would think up, but for those that really have one.
fn odd(lab: &Lab) -> String {
    let root = lab.source("odd", 3, 200_000);
    for name in [
        "a b",
        "-rf",
        "new\nline",
        "tab\t",
        "åäö \u{202e}rtl",
        "q'uo\"te",
        "back\\slash",
        "*",
        ".hidden",
        "x::y",
    ] {
        fs::write(root.join(name), name).unwrap();
    }
    fs::write(root.join("n".repeat(240)), "long").unwrap();
    let bytes = std::os::unix::ffi::OsStrExt::from_bytes(&b"\xff\xfe"[..]);
    fs::write(root.join::<&std::ffi::OsStr>(bytes), "no text").unwrap();
    fs::write(root.join("empty"), "").unwrap();
    fs::write(root.join("empty too"), "").unwrap();
    fs::hard_link(root.join("d0/f0"), root.join("hard")).unwrap();
    symlink("/etc/passwd", root.join("out")).unwrap();
    symlink("nowhere", root.join("dangling")).unwrap();
    fs::create_dir_all(root.join("deep/".repeat(40))).unwrap();
    fs::File::create(root.join("sparse")).unwrap().set_len(20_000_000).unwrap();
    root.to_str().unwrap().to_owned()
}

fn healthy(line: &BackupLine, what: &str) {
    assert_eq!(line.reach, ReachWord::Reached, "{what}");
    assert!(line.faults.is_empty(), "{what}: {:#?}", line.faults);
    assert!(is_all(line), "{what}: {:?}", line.read);
}

#[test]
fn restic_of_every_format_and_packing_pruned_and_copied() {
    let mut lab = Lab::new();
    let odd = odd(&lab);
    for (name, format, packing) in [("one", "1", "auto"), ("off", "2", "off"), ("max", "2", "max")] {
        let at = lab.path(name).to_str().unwrap().to_owned();
        lab.run("restic", &["init", "-r", &at, "--repository-version", format]);
        for round in 0..3 {
            fs::write(lab.path("odd/changing"), round.to_string()).unwrap();
            lab.run("restic", &["backup", "-r", &at, "--compression", packing, &odd]);
        }
        lab.run("restic", &["forget", "-r", &at, "--keep-last", "2", "--prune", "--max-unused", "0"]);
        let fresh = Lab::new();
        healthy(&fresh.glance(&fresh.ask_with_key(Tool::Restic, &at)).line, name);
    }
    let (from, to) = (lab.path("max"), lab.path("copied"));
    let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
    let password = lab.path("password");
    let second = ["--from-repo", from, "--from-password-file", password.to_str().unwrap()];
    lab.run("restic", &[&["init", "-r", to, "--copy-chunker-params"], &second[..]].concat());
    lab.run("restic", &[&["copy", "-r", to], &second[..]].concat());
    let line = lab.look(&lab.ask_with_key(Tool::Restic, to));
    healthy(&line, "copied");
    assert_eq!((line.snapshots.len(), &line.list), (2, &ListWord::Whole));
}

#[test]
fn borg_with_every_kind_of_key() {
    let lab = Lab::new();
    let odd = odd(&lab);
    for kind in ["repokey", "keyfile-blake2", "authenticated-blake2", "none"] {
        let at = lab.path(kind).to_str().unwrap().to_owned();
        lab.run("borg", &["init", "-e", kind, &at]);
        lab.run("borg", &["create", "--compression", "lzma,1", &format!("{at}::one"), &odd]);
        fs::write(lab.path("odd/changing"), kind).unwrap();
        lab.run("borg", &["create", &format!("{at}::two"), &odd]);
        lab.run("borg", &["delete", &format!("{at}::one")]);
        lab.run("borg", &["compact", "--threshold", "0", &at]);
        healthy(&lab.glance(&lab.ask(Tool::Borg, &at)).line, kind);
    }
}

fn summed(lab: &Lab, folder: &Path) {
    let script = "cd \"$1\" && find . -type f ! -name SHA256SUMS -print0 | xargs -0 sha256sum > SHA256SUMS";
    lab.run("sh", &["-c", script, "sh", folder.to_str().unwrap()]);
}

#[test]
fn a_folder_with_names_that_no_list_can_hold_is_read_in_part_and_not_called_damaged() {
    let lab = Lab::new();
    let odd = odd(&lab);
    summed(&lab, Path::new(&odd));
    let line = lab.glance(&lab.ask(Tool::Folder, &odd)).line;
    assert_eq!(line.reach, ReachWord::Reached);
    assert!(line.faults.iter().all(|fault| fault.kind == FaultWord::Refused), "{:#?}", line.faults);
    let told = |what: &str| line.faults.iter().any(|fault| fault.detail.contains(what));
    assert!(told("not UTF-8") && told("control character"), "{:#?}", line.faults);
    // Links have no bytes, and no list names them; one in the place of a file that a list names has.
    let told_link = |line: &BackupLine| line.faults.iter().any(|fault| fault.detail.contains("link"));
    assert!(!told_link(&line), "{:#?}", line.faults);
    fs::remove_file(format!("{odd}/a b")).unwrap();
    symlink("/etc/passwd", format!("{odd}/a b")).unwrap();
    assert!(told_link(&lab.glance(&lab.ask(Tool::Folder, &odd)).line));
}

#[test]
fn tar_archives_whose_list_is_signed() {
    let lab = Lab::new();
    let odd = odd(&lab);
    let folder = lab.path("tars");
    fs::create_dir(&folder).unwrap();
    for end in ["tar", "tar.gz", "tar.bz2"] {
        let to = folder.join(format!("app-2026-11-01.{end}"));
        lab.run("tar", &["-C", &odd, "-caf", to.to_str().unwrap(), "."]);
    }
    summed(&lab, &folder);
    let signature = "-----BEGIN PGP SIGNATURE-----\n\niQIz\n-----END PGP SIGNATURE-----\n";
    fs::write(folder.join("SHA256SUMS.asc"), signature).unwrap();
    healthy(&lab.glance(&lab.ask(Tool::Tar, folder.to_str().unwrap())).line, "tars");
}
