//! What stands at a path.

use std::{
    fs::{self, File, Permissions},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        net::UnixListener,
    },
    path::Path,
    process::Command,
    time::{Duration, UNIX_EPOCH},
};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use vidne_observe::host::{KindSeen, PresentSeen, StateSeen};

use super::{Machine, ask, item, present, without_rights};

#[test]
fn a_file_is_told_with_size_date_owner_mode_and_hash() {
    let machine = Machine::new();
    let path = machine.write("etc/ca/config", "abc");
    fs::set_permissions(&path, Permissions::from_mode(0o4640)).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_millis(1_667_781_296_500)).unwrap();
    let number = fs::metadata(&path).unwrap().uid();
    machine.write("etc/passwd", format!("ca-operator:x:{number}:0::/:/bin/false\n"));
    let expected = PresentSeen {
        kind: KindSeen::File,
        bytes: 3,
        modified: Some("2022-11-07T00:34:56.5Z".parse().unwrap()),
        owner: "ca-operator".to_owned(),
        mode: 0o4640,
        // FIPS 180-2 appendix B.1
        sha256: Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned()),
        certificate: None,
    };
    assert_eq!(machine.item("/etc/ca/config", None), (StateSeen::Present(expected), Vec::new()));
}

#[test]
fn an_owner_has_the_name_that_the_system_gives() {
    let machine = Machine::new();
    let path = machine.write("file", "");
    let output = Command::new("stat").args(["-c", "%U"]).arg(&path).output().unwrap();
    let told = present(item(ask(Path::new("/")), path.to_str().unwrap(), None).0);
    assert_eq!(told.owner, String::from_utf8(output.stdout).unwrap().trim());
}

#[test]
fn an_owner_without_a_name_is_a_number() {
    let machine = Machine::new();
    let path = machine.write("file", "");
    assert_eq!(machine.present("/file", None).owner, fs::metadata(path).unwrap().uid().to_string());
}

#[test]
fn a_folder_a_pipe_and_a_socket_are_told_and_not_opened() {
    let machine = Machine::new();
    fs::create_dir(machine.path("folder")).unwrap();
    mknodat(CWD, machine.path("pipe"), FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    let _socket = UnixListener::bind(machine.path("socket")).unwrap();
    for (path, kind) in
        [("/folder", KindSeen::Folder), ("/pipe", KindSeen::Other), ("/socket", KindSeen::Other)]
    {
        let told = machine.present(path, Some("/pipe"));
        assert_eq!((told.kind, told.bytes, told.sha256), (kind, 0, None));
    }
}

#[test]
fn a_link_leads_to_the_facts_of_what_it_points_to_and_never_out_of_the_root() {
    let machine = Machine::new();
    machine.write("data/key", "abc");
    symlink("/data/key", machine.path("absolute")).unwrap();
    symlink("../../../data/key", machine.path("data/upwards")).unwrap();
    symlink("/", machine.path("data/root")).unwrap();
    for path in ["/absolute", "/data/upwards", "/data/root/data/key", "/../data/./key"] {
        assert_eq!(machine.present(path, None).bytes, 3, "{path}");
    }
}

#[test]
fn links_in_a_circle_cannot_be_looked_at() {
    let machine = Machine::new();
    symlink("b", machine.path("a")).unwrap();
    symlink("a", machine.path("b")).unwrap();
    let StateSeen::Unreadable(reason) = machine.item("/a", None).0 else { panic!() };
    assert!(reason.contains("in a circle"), "{reason}");
}

#[test]
fn nothing_is_absent_and_a_link_to_nothing_says_so() {
    let machine = Machine::new();
    machine.write("file", "");
    symlink("/gone", machine.path("link")).unwrap();
    assert_eq!(machine.item("/gone", None), (StateSeen::Absent, Vec::new()));
    assert_eq!(machine.item("/file/below", None), (StateSeen::Absent, Vec::new()));
    let (state, remarks) = machine.item("/link", None);
    assert_eq!(state, StateSeen::Absent);
    assert_eq!(remarks, ["/link: a symbolic link is there, and nothing at its end"]);
}

#[test]
fn what_may_not_be_looked_at_says_how_to_mend_it() {
    let machine = Machine::new();
    let key = machine.write("closed/key", "secret");
    let file = machine.write("file", "secret");
    fs::set_permissions(key.parent().unwrap(), Permissions::from_mode(0o0)).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o0)).unwrap();
    let mend = "permission denied: run as root, or give CAP_DAC_READ_SEARCH";

    let (state, _) = without_rights(|| machine.item("/closed/key", None));
    assert_eq!(state, StateSeen::Unreadable(mend.to_owned()));
    let (state, remarks) = without_rights(|| machine.item("/file", None));
    let told = present(state);
    assert_eq!((told.bytes, told.mode, told.sha256), (6, 0, None));
    assert_eq!(remarks, [format!("/file: its content was not hashed: {mend}")]);
    fs::set_permissions(key.parent().unwrap(), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_path_that_is_none_says_so() {
    let machine = Machine::new();
    for (path, expected) in
        [("etc/key", "no full path"), ("", "no full path"), ("/a\0b", "does not take its path")]
    {
        let StateSeen::Unreadable(reason) = machine.item(path, None).0 else { panic!("{path:?}") };
        assert!(reason.contains(expected), "{path:?}: {reason}");
    }
    let long = format!("/{}", "x".repeat(5000));
    assert!(
        matches!(machine.item(&long, None).0, StateSeen::Unreadable(reason) if reason.contains("longer"))
    );
}

#[test]
fn a_file_over_four_gibibytes_is_not_hashed_and_says_so() {
    let machine = Machine::new();
    let path = machine.write("image", "");
    File::options().write(true).open(path).unwrap().set_len((4 << 30) + 1).unwrap();
    let (state, remarks) = machine.item("/image", None);
    let told = present(state);
    assert_eq!((told.bytes, told.sha256), ((4 << 30) + 1, None));
    assert!(remarks[0].contains("larger than 4 GiB"), "{remarks:?}");
}

#[test]
fn a_root_that_is_not_there_makes_nothing_up() {
    let machine = Machine::new();
    let StateSeen::Unreadable(reason) = item(ask(&machine.path("gone")), "/etc/passwd", None).0 else {
        panic!()
    };
    assert!(reason.contains("the root that was given"), "{reason}");
}
