//! Whatever an interrupted append leaves behind, the log goes on, and nothing acknowledged is missing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use vidne_store::{Recovered, StoreError};

use crate::fixture::{Place, append, overwrite};

/// All files of an evidence folder.
type Snapshot = BTreeMap<PathBuf, Vec<u8>>;

/// What is done to the bytes of a file.
type Change = fn(&mut Vec<u8>);

/// The files of one append, in the order in which they are written.
fn written(before: &Snapshot, after: &Snapshot) -> Vec<(PathBuf, Vec<u8>)> {
    let rank = |path: &Path| match path.to_str().unwrap() {
        "log/checkpoints" => 2,
        "log/checkpoint" => 3,
        _ => 1,
    };
    let changed =
        after.iter().filter(|(path, bytes)| path.starts_with("log") && before.get(*path) != Some(*bytes));
    let mut files: Vec<_> = changed.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    files.sort_by_key(|(path, _)| (rank(path), path.clone()));
    let checkpoint = after[Path::new("log/checkpoint")].clone();
    let staged = files.iter().position(|(path, _)| path.ends_with("checkpoints")).unwrap();
    files.insert(staged, ("log/checkpoint.new".into(), checkpoint));
    files
}

#[test]
fn an_append_may_be_cut_off_after_any_file_and_within_any_file() {
    let place = Place::with(&[250]);
    let before = snapshot(&place);
    append(&mut place.open(), 10);
    let after = snapshot(&place);
    let files = written(&before, &after);
    let exhibits = after.iter().filter(|(path, _)| path.starts_with("exhibits"));
    let with_exhibits: Snapshot =
        before.iter().chain(exhibits).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    assert_eq!(files.len(), 8, "two full tiles, three partial, staged, history, in place");
    for done in 0..=files.len() {
        for torn in [0, 1, 2] {
            restore(&place, &with_exhibits);
            for (path, bytes) in &files[..done] {
                write(&place.file(path.to_str().unwrap()), bytes);
            }
            if let Some((path, bytes)) = files.get(done).filter(|_| torn > 0) {
                let keep = before.get(path).filter(|_| path.ends_with("checkpoints")).map_or(0, Vec::len);
                let cut = keep + (bytes.len() - keep) * torn / 3;
                // The checkpoint in place is only ever renamed, never half written.
                if !path.ends_with("log/checkpoint") {
                    write(&place.file(path.to_str().unwrap()), &bytes[..cut]);
                }
            }
            fs::remove_file(place.dir().join("keys/log.key.signed")).unwrap();
            let signed = done >= files.len() - 1;
            let expected = if signed { 260 } else { 250 };
            let mut store = place.open();
            assert_eq!(
                store.checkpoint().size(),
                expected,
                "cut off after {done} files, {torn} thirds of the next"
            );
            append(&mut store, 10);
            drop(store);
            place.assert_intact();
        }
    }
}

#[test]
fn what_no_checkpoint_covers_is_cleared_and_counted() {
    let place = Place::with(&[250]);
    let before = snapshot(&place);
    append(&mut place.open(), 10);
    let after = snapshot(&place);
    restore(&place, &before);
    let files = written(&before, &after);
    for (path, bytes) in &files[..files.len() - 2] {
        write(&place.file(path.to_str().unwrap()), bytes);
    }
    write(&place.file("tmp/exhibit-0"), b"half");
    fs::remove_file(place.dir().join("keys/log.key.signed")).unwrap();
    let expected = Recovered { completed_leaves: 0, cleared_tiles: 5, cleared_temporaries: 2 };
    assert_eq!(place.open().recovered(), expected);
    assert_eq!(place.open().recovered(), Recovered::default());
    place.assert_intact();
}

#[test]
fn a_signed_checkpoint_that_is_not_in_place_is_completed() {
    let place = Place::with(&[250]);
    let checkpoint = fs::read(place.file("log/checkpoint")).unwrap();
    append(&mut place.open(), 3);
    fs::write(place.file("log/checkpoint"), checkpoint).unwrap();
    let store = place.open();
    assert_eq!((store.checkpoint().size(), store.recovered().completed_leaves), (253, 3));
    drop(store);
    place.assert_intact();
}

#[test]
fn the_beginning_of_a_log_may_be_cut_off_too() {
    for missing in [&["log/checkpoint"][..], &["log/checkpoint", "log/checkpoints"], &["log", "key.pub"]] {
        let place = Place::with(&[]);
        for name in missing {
            let path = place.file(name);
            if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
        }
        append(&mut place.open(), 5);
        place.assert_intact();
    }
}

#[test]
fn an_older_copy_of_the_whole_folder_is_not_written_to() {
    let place = Place::with(&[10]);
    let older = snapshot(&place);
    append(&mut place.open(), 5);
    restore(&place, &older);
    place.assert_intact();
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, StoreError::OlderCopy { signed: 15, found: 10, .. }), "{error}");
    assert_eq!(snapshot(&place), older);
}

#[test]
fn an_emptied_folder_is_not_begun_anew_with_the_same_key() {
    let place = Place::with(&[10]);
    fs::remove_dir_all(place.file("")).unwrap();
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, StoreError::OlderCopy { signed: 10, found: 0, .. }), "{error}");
}

#[test]
fn a_damaged_log_is_not_continued() {
    let changes: [(&str, Change); 5] = [
        ("log/tile/0/001.p/44", |bytes| bytes[40] ^= 1),
        ("log/tile/entries/001.p/44", |bytes| bytes[40] ^= 1),
        ("log/checkpoint", |bytes| bytes[20] ^= 1),
        ("log/checkpoints", |bytes| bytes.truncate(150)),
        ("log/tile/1/000.p/1", Vec::clear),
    ];
    for (name, change) in changes {
        let place = Place::with(&[200, 100]);
        let mut bytes = fs::read(place.file(name)).unwrap();
        change(&mut bytes);
        overwrite(&place.file(name), &bytes);
        let damaged = snapshot(&place);
        let error = place.try_open().unwrap_err();
        assert!(error.help().is_some_and(|help| help.contains("vidne verify")), "{name}: {error}");
        if name != "log/checkpoints" {
            assert_eq!(snapshot(&place), damaged, "{name}");
        }
    }
}

fn snapshot(place: &Place) -> Snapshot {
    let root = place.file("");
    let mut files = Snapshot::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("lock") {
                files.insert(path.strip_prefix(&root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn restore(place: &Place, files: &Snapshot) {
    fs::remove_dir_all(place.file("")).unwrap();
    for (path, bytes) in files {
        write(&place.file(path.to_str().unwrap()), bytes);
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
