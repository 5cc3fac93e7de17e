//! restic repositories as they are: what is told of them, and that a healthy one of any shape raises no fault.

use std::fs;

use vidne_backup::{Ask, ReadMode, Secret, SemanticMode, Tool};
use vidne_read::lines::{FaultWord, ListWord, ProofWord, ReachWord, SemanticWord};

use super::{at, repository};
use crate::lab::{self, Lab, files, is_all, picture};

#[test]
fn without_a_key_every_byte_is_proved_by_its_name() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    assert_eq!((&line.reach, line.proof), (&ReachWord::Reached, ProofWord::NamedByHash));
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
    assert!(is_all(&line), "{:?}", line.read);
    let stock = line.stock.as_ref().unwrap();
    assert_eq!((stock.since, stock.files), (None, stock.added.len() as u64));
    assert!(matches!(line.list, ListWord::NamesOnly(_)));
    assert_eq!(line.snapshots.len(), 3);
    assert!(line.snapshots.iter().all(|snapshot| snapshot.arrived.is_some() && snapshot.time.is_none()));
    assert!(line.repository.is_some() && line.looker.is_some() && line.semantic.is_none());
}

#[test]
fn with_the_key_snapshots_contents_and_packs_are_told() {
    for format in ["1", "2"] {
        let mut lab = Lab::new();
        let path = repository(&lab, format);
        let line = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
        assert_eq!(line.list, ListWord::Whole, "{line:#?}");
        assert!(line.faults.is_empty(), "{:#?}", line.faults);
        let hosts: Vec<_> = line.snapshots.iter().filter_map(|snapshot| snapshot.host.as_deref()).collect();
        assert_eq!(hosts, ["ica03", "ica03", "db01"]);
        assert_eq!(line.contents.len(), 2);
        let late = lab.path("one/d0/late");
        assert!(
            line.contents.iter().any(|contents| contents.paths.contains(at(&late))),
            "{:#?}",
            line.contents
        );
        let semantic = line.semantic.as_ref().unwrap();
        assert_eq!(semantic.outcome, SemanticWord::Sound);
        assert_eq!(semantic.files, files(&path, "data").len() as u64);
        // Once opened, a pack is not owed any more; a new one is.
        let again = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
        assert_eq!(again.semantic.as_ref().unwrap().files, 0);
        assert!(again.stock.as_ref().unwrap().added.is_empty());
        lab.run("restic", &["backup", "-r", at(&path), at(&lab.source("three", 2, 5000))]);
        let third = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
        let added = &third.stock.as_ref().unwrap().added;
        let packs = added.iter().filter(|(name, _)| name.starts_with("data/")).count();
        assert_eq!((third.semantic.as_ref().unwrap().files, packs > 0), (packs as u64, true));
    }
}

#[test]
fn nothing_is_changed_or_left_behind() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let before = picture(&path);
    lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    lab.look(&Ask { semantic: SemanticMode::All, ..lab.ask_with_key(Tool::Restic, at(&path)) });
    assert_eq!(before, picture(&path));
}

#[test]
fn the_declared_machine_is_listed_whatever_others_wrote_after_it() {
    let lab = Lab::new();
    let path = repository(&lab, "2");
    let few = lab.source("few", 1, 100);
    for number in 0..17 {
        let host = format!("newer-{number}");
        lab.run("restic", &["backup", "-r", at(&path), at(&few), "--host", &host]);
    }
    let ask = Ask {
        read: ReadMode::Nothing,
        semantic: SemanticMode::LeaveOut,
        ..lab.ask_with_key(Tool::Restic, at(&path))
    };
    for (hosts, is_listed) in [(vec![], false), (vec!["ICA03.example.org".to_owned()], true)] {
        let line = lab.glance(&Ask { hosts, ..ask.clone() }).line;
        let late = lab.path("one/d0/late");
        assert_eq!(line.contents.len(), 16);
        assert_eq!(line.contents.iter().any(|contents| contents.paths.contains(at(&late))), is_listed);
    }
}

#[test]
fn pruning_while_it_is_looked_at_loses_nothing() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let source = lab.source("busy", 4, 60_000);
    lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = Lab::new();
        let (is_over, path, source) = (&is_over, &path, &source);
        scope.spawn(move || {
            let mut round = 0;
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                round += 1;
                fs::write(source.join("d0/changing"), lab::noise(round, 700_000)).unwrap();
                writer.run("restic", &["backup", "-r", at(path), at(source), "--host", "busy"]);
                let keep = ["forget", "-r", at(path), "--host", "busy", "--keep-last", "1"];
                writer.run("restic", &[&keep[..], &["--prune", "--max-unused", "0"]].concat());
            }
        });
        let looks = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..8 {
                let ask = Ask { semantic: SemanticMode::All, ..lab.ask_with_key(Tool::Restic, at(path)) };
                let line = lab.look(&ask);
                let lost = line.faults.iter().filter(|fault| fault.kind != FaultWord::Unreferenced);
                assert_eq!(lost.count(), 0, "{:#?}", line.faults);
            }
        }));
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        looks.unwrap();
    });
    assert!(lab.look(&lab.ask_with_key(Tool::Restic, at(&path))).faults.is_empty());
}

#[test]
fn varied_healthy_repositories_raise_no_fault() {
    let mut looked = 0;
    for format in ["1", "2"] {
        let mut lab = Lab::new();
        let path = lab.path("repo");
        let at = at(&path);
        let mut check = |lab: &mut Lab, what: &str| {
            for ask in [lab.ask(Tool::Restic, at), lab.ask_with_key(Tool::Restic, at)] {
                let line = lab.look(&Ask { last: lab.ledger().standing("nightly", "first").unwrap(), ..ask });
                assert!(line.faults.is_empty(), "{format}, {what}: {:#?}", line.faults);
                assert_eq!(line.reach, ReachWord::Reached, "{format}, {what}");
                assert!(is_all(&line), "{format}, {what}");
                looked += 1;
            }
        };
        lab.run("restic", &["init", "-r", at, "--repository-version", format]);
        check(&mut lab, "empty");
        let source = lab.source("source", 1, 10);
        let from = source.to_str().unwrap();
        lab.run("restic", &["backup", "-r", at, from]);
        check(&mut lab, "tiny");
        lab.source("source", 40, 30_000);
        lab.run("restic", &["backup", "-r", at, from]);
        check(&mut lab, "grown");
        lab.run("restic", &["backup", "-r", at, from, "--tag", "again"]);
        check(&mut lab, "nothing new");
        lab.run("restic", &["forget", "-r", at, "--keep-last", "1"]);
        check(&mut lab, "forgotten");
        lab.run("restic", &["prune", "-r", at, "--max-unused", "0"]);
        check(&mut lab, "pruned");
        lab.run("restic", &["rebuild-index", "-r", at]);
        check(&mut lab, "index rebuilt");
        fs::remove_dir_all(&source).unwrap();
        lab.source("source", 5, 20_000);
        lab.run("restic", &["backup", "-r", at, from]);
        lab.run("restic", &["forget", "-r", at, "--keep-last", "1", "--prune", "--max-unused", "0"]);
        check(&mut lab, "repacked");
        fs::write(lab.path("new-password"), "third\n").unwrap();
        lab.run(
            "restic",
            &["key", "add", "-r", at, "--new-password-file", lab.path("new-password").to_str().unwrap()],
        );
        check(&mut lab, "second key");
        fs::write(path.join("locks/stray"), "x").unwrap();
        fs::write(path.join("data/00/half.tmp"), "x").unwrap();
        check(&mut lab, "strangers");
    }
    assert!(looked >= 20);
}

#[test]
fn another_repository_in_the_same_place_begins_anew() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let first = lab.look(&lab.ask(Tool::Restic, at(&path)));
    fs::remove_dir_all(&path).unwrap();
    lab.run("restic", &["init", "-r", at(&path)]);
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    assert_ne!(first.repository, line.repository);
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
    assert_eq!(line.stock.as_ref().unwrap().since, None);
}

#[test]
fn a_key_comes_from_a_command_too() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let words = ["cat", at(&lab.path("password"))].map(str::to_owned).to_vec();
    let line = lab.look(&Ask { key: Some(Secret::Command(words)), ..lab.ask(Tool::Restic, at(&path)) });
    assert_eq!(line.list, ListWord::Whole);
    let words = vec!["false".to_owned()];
    let line = lab.look(&Ask { key: Some(Secret::Command(words)), ..lab.ask(Tool::Restic, at(&path)) });
    assert!(matches!(line.reach, ReachWord::CouldNotComplete(_)));
}

#[test]
fn a_sample_is_told_with_its_seed_and_is_the_same_for_the_same_seed() {
    let lab = Lab::new();
    let path = repository(&lab, "2");
    let ask = Ask { read: ReadMode::Sample { files: 1 }, ..lab.ask(Tool::Restic, at(&path)) };
    let (one, other) = (lab.glance(&ask).line, {
        let fresh = Lab::new();
        fresh.glance(&Ask { last: None, ..ask.clone() }).line
    });
    let sample = one.sample.as_ref().unwrap();
    let packs = files(&path, "data").len() as u64;
    assert_eq!((sample.of, sample.drawn, &*sample.seed), (packs, 1, &*"07".repeat(32)));
    assert_eq!(lab::names(&one), lab::names(&other));
    assert_eq!(lab::names(&one).iter().filter(|name| name.starts_with("data/")).count(), 1);
}
