//! What is broken in a restic repository is named: bytes, packs, indexes, keys, snapshots.

use std::fs;

use vidne_backup::{Ask, ReadMode, SemanticMode, Tool};
use vidne_read::lines::{FaultWord, ListWord, PartWord};

use super::{at, repository};
use crate::lab::{self, Lab, faults, files, flip, is_all, only, overwrite};

#[test]
fn one_turned_byte_is_named_with_the_snapshots_and_paths_it_costs() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").remove(0);
    lab.look(&lab.ask(Tool::Restic, at(&path)));
    flip(&path.join(&pack));
    let keyless = lab.look(&lab.ask(Tool::Restic, at(&path)));
    let fault = only(&keyless, FaultWord::Altered, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some(&*pack));
    assert!(!lab::names(&keyless).contains(&pack));
    let keyed =
        lab.look(&Ask { semantic: SemanticMode::LeaveOut, ..lab.ask_with_key(Tool::Restic, at(&path)) });
    let fault = only(&keyed, FaultWord::Altered, PartWord::Data);
    assert!(!fault.snapshots.is_empty() && !fault.paths.is_empty(), "{fault:#?}");
}

#[test]
fn what_was_found_broken_is_read_again_first_whatever_the_budget() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").pop().unwrap();
    lab.look(&lab.ask(Tool::Restic, at(&path)));
    flip(&path.join(&pack));
    assert_eq!(lab.look(&lab.ask(Tool::Restic, at(&path))).faults.len(), 1);
    for _ in 0..3 {
        let ask = Ask { read: ReadMode::Rolling, byte_budget: Some(1), ..lab.ask(Tool::Restic, at(&path)) };
        assert_eq!(only(&lab.look(&ask), FaultWord::Altered, PartWord::Data).file.as_deref(), Some(&*pack));
    }
    flip(&path.join(&pack));
    let ask = Ask { read: ReadMode::Rolling, byte_budget: Some(1), ..lab.ask(Tool::Restic, at(&path)) };
    let mended = lab.look(&ask);
    assert!(mended.faults.is_empty() && lab::names(&mended).contains(&pack));
}

#[test]
fn of_many_packs_without_a_byte_the_first_are_named_and_remembered_and_the_rest_counted() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let known = lab.look(&lab.ask_with_key(Tool::Restic, at(&path))).stock.unwrap();
    fs::create_dir_all(path.join("data/ab")).unwrap();
    for number in 0..1500_u32 {
        fs::write(path.join(format!("data/ab/ab{number:062x}")), "").unwrap();
    }
    for has_key in [false, true] {
        let ask = if has_key {
            lab.ask_with_key(Tool::Restic, at(&path))
        } else {
            lab.ask(Tool::Restic, at(&path))
        };
        let line = lab.look(&ask);
        let empty = line.faults.iter().filter(|fault| fault.kind == FaultWord::Truncated);
        assert_eq!(empty.map(|fault| fault.unnamed.max(1)).sum::<u64>(), 1500);
        assert!(line.faults.len() <= 1002, "{} faults are told", line.faults.len());
        assert_eq!(line.stock.unwrap().files, known.files + 1000);
    }
    for number in 0..1500_u32 {
        fs::remove_file(path.join(format!("data/ab/ab{number:062x}"))).unwrap();
    }
    let line = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
    assert_eq!(line.stock.unwrap().files, known.files);
}

#[test]
fn a_truncated_pack_is_named_without_being_read() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").remove(0);
    lab.look(&lab.ask(Tool::Restic, at(&path)));
    let bytes = fs::read(path.join(&pack)).unwrap();
    overwrite(&path.join(&pack), &bytes[..bytes.len() / 3]);
    for _ in 0..2 {
        let ask = Ask { read: ReadMode::Nothing, ..lab.ask(Tool::Restic, at(&path)) };
        let line = lab.look(&ask);
        let fault = only(&line, FaultWord::Truncated, PartWord::Data);
        assert_eq!(fault.file.as_deref(), Some(&*pack));
    }
    let fresh = Lab::new();
    let ask = Ask {
        read: ReadMode::Nothing,
        semantic: SemanticMode::LeaveOut,
        ..fresh.ask_with_key(Tool::Restic, at(&path))
    };
    let line = fresh.glance(&ask).line;
    let fault = only(&line, FaultWord::Truncated, PartWord::Data);
    assert!(!fault.paths.is_empty() && !fault.snapshots.is_empty());
}

#[test]
fn a_missing_pack_is_named_until_it_is_back() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").remove(0);
    lab.look(&lab.ask(Tool::Restic, at(&path)));
    let bytes = fs::read(path.join(&pack)).unwrap();
    fs::remove_file(path.join(&pack)).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
        assert_eq!(only(&line, FaultWord::Missing, PartWord::Data).file.as_deref(), Some(&*pack));
    }
    let fresh = Lab::new();
    let line = fresh
        .glance(&Ask { semantic: SemanticMode::LeaveOut, ..fresh.ask_with_key(Tool::Restic, at(&path)) })
        .line;
    assert!(!only(&line, FaultWord::Missing, PartWord::Data).paths.is_empty());
    fs::write(path.join(&pack), bytes).unwrap();
    assert!(lab.look(&lab.ask(Tool::Restic, at(&path))).faults.is_empty());
}

#[test]
fn a_missing_index_is_named_with_and_without_the_key() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    lab.look(&lab.ask(Tool::Restic, at(&path)));
    let index = files(&path, "index").remove(0);
    fs::remove_file(path.join(&index)).unwrap();
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    assert_eq!(only(&line, FaultWord::Missing, PartWord::Index).file.as_deref(), Some(&*index));
    let keyed =
        lab.look(&Ask { semantic: SemanticMode::LeaveOut, ..lab.ask_with_key(Tool::Restic, at(&path)) });
    assert!(keyed.faults.iter().any(|fault| fault.part == PartWord::Index), "{:#?}", keyed.faults);
    for index in files(&path, "index") {
        fs::remove_file(path.join(index)).unwrap();
    }
    let fresh = Lab::new();
    let line = fresh.glance(&fresh.ask(Tool::Restic, at(&path))).line;
    assert_eq!(only(&line, FaultWord::Missing, PartWord::Index).file, None);
}

#[test]
fn missing_and_wrong_keys_are_told_apart() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    fs::write(lab.path("password"), "another\n").unwrap();
    let line = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    let fault = only(&line, FaultWord::Sealed, PartWord::Key);
    assert!(fault.detail.contains("password opens none"), "{fault:#?}");
    assert!(matches!(line.list, ListWord::NamesOnly(_)) && is_all(&line));
    for key in files(&path, "keys") {
        fs::remove_file(path.join(key)).unwrap();
    }
    for ask in [lab.ask(Tool::Restic, at(&path)), lab.ask_with_key(Tool::Restic, at(&path))] {
        let line = lab.glance(&ask).line;
        assert!(only(&line, FaultWord::Missing, PartWord::Key).detail.contains("no key file is left"));
    }
}

#[test]
fn a_deleted_newest_snapshot_is_told_as_gone() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let first = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    let newest = format!("snapshots/{}", first.snapshots.last().unwrap().id);
    fs::remove_file(path.join(&newest)).unwrap();
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
    assert_eq!(line.stock.as_ref().unwrap().gone, [newest].into());
    assert_eq!(line.stock.as_ref().unwrap().since, Some(lab.looks[0].0));
}

#[test]
fn exchanged_packs_are_recognised() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let packs = files(&path, "data");
    let (one, other) = (fs::read(path.join(&packs[0])).unwrap(), fs::read(path.join(&packs[1])).unwrap());
    overwrite(&path.join(&packs[0]), &other);
    overwrite(&path.join(&packs[1]), &one);
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    let swapped = faults(&line, FaultWord::Swapped, PartWord::Data);
    assert_eq!((swapped.len(), line.faults.len()), (2, 2), "{:#?}", line.faults);
    assert!(swapped[0].detail.contains("data/"));
    // By the index one is too short and the other too long, which is true and says less.
    assert!(one.len() != other.len());
    let fresh = Lab::new();
    let line = fresh.glance(&fresh.ask_with_key(Tool::Restic, at(&path))).line;
    let swapped = faults(&line, FaultWord::Swapped, PartWord::Data);
    assert_eq!((swapped.len(), line.faults.len()), (2, 2), "{:#?}", line.faults);
    assert!(swapped.iter().all(|fault| !fault.snapshots.is_empty()), "{swapped:#?}");
}

#[test]
fn a_changed_settings_file_does_not_make_another_repository() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let first = lab.look(&lab.ask(Tool::Restic, at(&path)));
    flip(&path.join("config"));
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    only(&line, FaultWord::Altered, PartWord::Settings);
    assert_eq!(first.repository, line.repository);
    fs::remove_file(path.join("config")).unwrap();
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    only(&line, FaultWord::Missing, PartWord::Settings);
}
