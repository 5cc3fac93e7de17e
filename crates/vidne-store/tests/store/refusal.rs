//! What cannot be done is said, and the log stays as it was.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{self, Command, Stdio},
};

use vidne_store::{Store, StoreError};

use crate::{
    fixture::{ORIGIN, Place, append, program},
    killing::Acknowledged,
};

#[test]
fn a_second_writer_is_told_who_the_first_is() {
    let place = Place::new();
    let _first = place.open();
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, StoreError::Locked { pid: Some(pid), .. } if pid == process::id()), "{error}");
    assert!(error.to_string().contains(&process::id().to_string()));
}

#[test]
fn a_reader_needs_neither_lock_nor_private_key() {
    let place = Place::with(&[5]);
    let _writer = place.open();
    fs::remove_file(place.key()).unwrap();
    assert_eq!(Store::read(place.dir()).unwrap().leaves().count(), 5);
    place.assert_intact();
}

#[test]
fn a_log_whose_key_is_gone_does_not_get_another() {
    let place = Place::with(&[5]);
    fs::remove_file(place.key()).unwrap();
    assert!(matches!(place.try_open(), Err(StoreError::KeyMissing { .. })));
    assert!(!place.key().exists());
}

#[test]
fn a_key_serves_one_log_only() {
    let (one, other) = (Place::with(&[5]), Place::with(&[5]));
    let error = Store::open(one.dir(), &other.key(), ORIGIN).unwrap_err();
    assert!(matches!(error, StoreError::OtherKey { .. }), "{error}");
    let error = Store::open(one.dir(), &one.key(), "another.example/log").unwrap_err();
    assert!(matches!(error, StoreError::OtherKey { .. }), "{error}");
}

#[test]
fn a_new_key_is_for_its_owner_alone_and_an_open_one_is_refused() {
    let place = Place::with(&[]);
    assert_eq!(fs::metadata(place.key()).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(place.key(), fs::Permissions::from_mode(0o640)).unwrap();
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, StoreError::KeyTooOpen { mode: 0o640, .. }));
    assert!(error.help().unwrap().starts_with("run: chmod 600 "));
}

#[test]
fn a_name_that_no_log_can_have_is_refused() {
    let place = Place::new();
    assert!(matches!(Store::open(place.dir(), &place.key(), "two words"), Err(StoreError::Key { .. })));
}

#[test]
fn a_folder_without_evidence_is_said_to_have_none() {
    let place = Place::new();
    assert!(matches!(Store::read(place.dir()), Err(StoreError::NoEvidence { .. })));
    let verified = vidne_store::verify(place.dir(), &vidne_store::Remembered::default());
    assert!(matches!(verified, Err(StoreError::NoEvidence { .. })));
}

/// The system's limit on the size of a file stands in for a full disk: it needs no privilege and stops a write in the same place.
#[test]
fn a_write_that_finds_no_room_leaves_the_log_as_it_was() {
    let place = Place::with(&[20]);
    let program = program();
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' append '{}'",
        program.display(),
        place.dir().display()
    );
    let run = Command::new("sh").args(["-c", &script]).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("File too large") && said.contains("make room on the disk"), "{said}");
    let acknowledged = Acknowledged::read(&String::from_utf8(run.stdout).unwrap());
    assert!(acknowledged.leaves() > 0);
    place.assert_intact();
    assert_eq!(acknowledged.missing(place.dir()).unwrap(), Vec::<String>::new());
    append(&mut place.open(), 300);
    place.assert_intact();
}
