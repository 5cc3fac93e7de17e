//! What was done to a folder on disk is found, with the reason and the place.

use std::fs;

use vidne_evidence::{Edge, ProblemKind};
use vidne_store::{Remembered, Store, StoreError, verify};

use crate::fixture::{Place, append, overwrite, texts};

#[test]
fn one_flipped_byte_in_an_exhibit_is_found() {
    let place = Place::with(&[20]);
    let exhibit = place.first_exhibit();
    let mut bytes = fs::read(&exhibit).unwrap();
    bytes[3] ^= 1;
    overwrite(&exhibit, &bytes);
    let report = place.verify();
    assert_eq!(report.problems.len(), 1, "{:?}", texts(&report));
    let problem = &report.problems[0];
    assert_eq!((problem.kind, problem.leaves.clone()), (ProblemKind::ExhibitChanged, Some(0..1)));
    assert!(exhibit.ends_with(&problem.path) && problem.exhibit.is_some());
}

#[test]
fn a_removed_leaf_is_found() {
    let place = Place::with(&[10, 20]);
    rewrite(&place, |entries| {
        entries.remove(12);
    });
    let report = place.verify();
    let kinds: Vec<_> = report.problems.iter().map(|problem| problem.kind).collect();
    assert!(kinds.contains(&ProblemKind::EntriesMissing), "{:#?}", texts(&report));
    let narrowed =
        report.problems.iter().any(|problem| problem.path.ends_with("30") && problem.leaves == Some(0..30));
    assert!(narrowed, "{:#?}", texts(&report));
}

#[test]
fn a_leaf_cut_out_of_its_bundle_is_found() {
    let place = Place::with(&[30]);
    let path = place.file("log/tile/entries/000.p/30");
    let mut bundle = fs::read(&path).unwrap();
    let length = usize::from(u16::from_be_bytes([bundle[0], bundle[1]])) + 2;
    bundle.drain(..length);
    overwrite(&path, &bundle);
    let report = place.verify();
    let all = texts(&report);
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::EntryChanged && problem.leaves == Some(0..29)),
        "{all:#?}"
    );
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::EntriesTruncated && problem.leaves == Some(29..30)),
        "{all:#?}"
    );
}

#[test]
fn a_swapped_leaf_is_found() {
    let place = Place::with(&[10, 20]);
    rewrite(&place, |entries| entries.swap(14, 15));
    let report = place.verify();
    let kinds: Vec<_> = report.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::Rewritten, ProblemKind::RootDiffers], "{:#?}", texts(&report));
    assert!(report.problems.iter().all(|problem| problem.leaves == Some(10..30)));
}

#[test]
fn a_truncated_tile_is_found() {
    let place = Place::with(&[300]);
    let path = place.file("log/tile/0/000");
    let bytes = fs::read(&path).unwrap();
    overwrite(&path, &bytes[..100]);
    let report = place.verify();
    assert_eq!(report.problems.len(), 1, "{:?}", texts(&report));
    let problem = &report.problems[0];
    assert_eq!((problem.kind, problem.path.as_str()), (ProblemKind::TileTruncated, "log/tile/0/000"));
    assert_eq!((problem.offset, problem.leaves.clone()), (Some(100), Some(3..256)));
}

#[test]
fn an_older_checkpoint_put_back_is_found() {
    let place = Place::with(&[10]);
    let older = fs::read(place.file("log/checkpoint")).unwrap();
    append(&mut place.open(), 20);
    fs::write(place.file("log/checkpoint"), older).unwrap();
    let report = place.verify();
    let kinds: Vec<_> = report.problems.iter().map(|problem| problem.kind).collect();
    assert!(kinds.contains(&ProblemKind::OlderCheckpoint), "{:#?}", texts(&report));
    assert!(kinds.contains(&ProblemKind::BeyondCheckpoint), "{:#?}", texts(&report));
}

#[test]
fn an_older_checkpoint_put_back_with_its_history_is_found() {
    let place = Place::with(&[10]);
    let older = ["log/checkpoint", "log/checkpoints"].map(|name| (name, fs::read(place.file(name)).unwrap()));
    let newest = {
        let mut store = place.open();
        append(&mut store, 20);
        store.checkpoint().note().to_vec()
    };
    for (name, bytes) in older {
        fs::write(place.file(name), bytes).unwrap();
    }
    let report = place.verify();
    assert!(
        report.problems.iter().all(|problem| problem.kind == ProblemKind::BeyondCheckpoint),
        "{:#?}",
        texts(&report)
    );
    assert!(!report.is_intact());
    let against = Remembered { key: None, checkpoint: Some(newest) };
    let report = verify(place.dir(), &against).unwrap();
    assert!(report.problems.iter().any(|problem| problem.kind == ProblemKind::OlderCheckpoint));
}

#[test]
fn a_folder_that_is_handed_over_is_verified_without_its_surroundings() {
    let place = Place::with(&[30]);
    assert!(verify(&place.file(""), &Remembered::default()).unwrap().is_intact());
    assert!(Store::read(&place.file("")).is_ok());
}

#[test]
fn pipes_and_links_in_a_strangers_folder_are_not_followed() {
    let place = Place::with(&[2]);
    let exhibit = place.first_exhibit();
    fs::remove_file(&exhibit).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &exhibit).unwrap();
    let report = place.verify();
    assert_eq!(report.problems.len(), 1, "{:?}", texts(&report));
    assert_eq!(report.problems[0].kind, ProblemKind::Unreadable);
}

#[test]
fn an_entry_that_was_changed_in_place_does_not_pass_for_the_logged_one() {
    let place = Place::with(&[3]);
    let path = place.file("log/tile/entries/000.p/3");
    let mut bundle = fs::read(&path).unwrap();
    let name = bundle.windows(6).position(|piece| piece == b"file 1").unwrap();
    bundle[name + 5] = b'7';
    overwrite(&path, &bundle);
    let evidence = Store::read(place.dir()).unwrap();
    let read: Vec<_> = evidence.leaves().collect();
    assert!(matches!(read.last(), Some(Err(StoreError::Damaged { .. }))), "{read:?}");
    assert_eq!((read.len(), evidence.leaves().flatten().count()), (4, 3));
}

#[test]
fn an_older_checkpoint_put_back_hides_nothing_from_readers() {
    let place = Place::with(&[10]);
    let older = fs::read(place.file("log/checkpoint")).unwrap();
    append(&mut place.open(), 20);
    fs::write(place.file("log/checkpoint"), older).unwrap();
    assert_eq!(Store::read(place.dir()).unwrap().leaves().flatten().count(), 30);
}

#[test]
fn readers_are_told_of_a_history_that_is_gone_or_forged() {
    let place = Place::with(&[10, 20]);
    let history = fs::read_to_string(place.file("log/checkpoints")).unwrap();
    let cut = &history[..=history.trim_end().rfind('\n').unwrap()];
    for wrong in [String::new(), cut.to_owned(), format!("{history}31 x y\n")] {
        overwrite(&place.file("log/checkpoints"), wrong.as_bytes());
        assert!(matches!(Store::read(place.dir()), Err(StoreError::Damaged { .. })), "{wrong}");
    }
}

#[test]
fn a_log_that_lost_its_key_is_not_said_to_be_no_evidence() {
    let place = Place::with(&[2]);
    fs::remove_file(place.file("key.pub")).unwrap();
    assert!(matches!(Store::read(place.dir()), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_folder_that_is_a_link_is_not_followed() {
    for (linked, kind) in [("log", ProblemKind::Unreadable), ("exhibits", ProblemKind::Unreadable)] {
        let place = Place::with(&[2]);
        let elsewhere = place.dir().join("elsewhere");
        fs::rename(place.file(linked), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, place.file(linked)).unwrap();
        let report = place.verify();
        let said = report.problems.iter().find(|problem| problem.kind == kind);
        assert!(said.is_some_and(|problem| problem.reason.contains("is a link")), "{:?}", texts(&report));
    }
}

/// Writes entries and tiles anew from changed entries, as someone would who has no key.
fn rewrite(place: &Place, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut entries: Vec<Vec<u8>> =
        Store::read(place.dir()).unwrap().leaves().map(|leaf| leaf.unwrap().entry).collect();
    change(&mut entries);
    fs::remove_dir_all(place.file("log/tile")).unwrap();
    let mut edge = Edge::default();
    let write = |path: String, bytes: &[u8]| {
        let path = place.file(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes)
    };
    for entry in &entries {
        edge.append(entry, &mut |path, bytes| write(path.in_folder(), bytes)).unwrap();
    }
    for (path, bytes) in edge.partial_tiles(0) {
        write(path.in_folder(), bytes).unwrap();
    }
}
