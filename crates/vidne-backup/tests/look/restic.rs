//! restic repositories, healthy and with planted faults, with and without the key.

use std::{fs, path::PathBuf, time::Duration};

use vidne_backup::{Ask, Limits, ReadMode, Secret, SemanticMode, Tool, Worker};
use vidne_read::lines::{FaultWord, ListWord, PartWord, ProofWord, ReachWord, SemanticWord};

use crate::lab::{self, Lab, faults, files, flip, is_all, only, overwrite, picture};

/// A repository with three snapshots of two folders, which stand beside it.
fn repository(lab: &Lab, format: &str) -> PathBuf {
    let path = lab.path("repo");
    let at = path.to_str().unwrap().to_owned();
    lab.run("restic", &["init", "-r", &at, "--repository-version", format]);
    let one = lab.source("one", 12, 40_000);
    lab.run("restic", &["backup", "-r", &at, one.to_str().unwrap(), "--host", "ica03"]);
    fs::write(one.join("d0/late"), lab::noise(99, 300_000)).unwrap();
    lab.run("restic", &["backup", "-r", &at, one.to_str().unwrap(), "--host", "ica03"]);
    let two = lab.source("two", 3, 9000);
    lab.run("restic", &["backup", "-r", &at, two.to_str().unwrap(), "--host", "db01"]);
    path
}

fn at(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}

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
fn a_key_file_that_cannot_be_read_is_told_and_the_bytes_are_proved_all_the_same() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let ask = Ask { key: Some(Secret::File(lab.path("nowhere"))), ..lab.ask(Tool::Restic, at(&path)) };
    let line = lab.look(&ask);
    assert!(
        matches!(&line.reach, ReachWord::CouldNotComplete(why) if why.contains("nowhere")),
        "{:?}",
        line.reach
    );
    assert!(is_all(&line));
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
fn a_place_without_a_repository_is_told_apart_from_one_that_cannot_be_reached() {
    let lab = Lab::new();
    fs::create_dir(lab.path("empty")).unwrap();
    fs::write(lab.path("file"), "x").unwrap();
    for place in ["nowhere", "empty", "file"] {
        let line = lab.glance(&lab.ask(Tool::Restic, at(&lab.path(place)))).line;
        assert!(matches!(line.reach, ReachWord::NoRepository(_)), "{place}: {:?}", line.reach);
        assert!(line.stock.is_none());
    }
    let line = lab.glance(&lab.ask(Tool::Restic, "sftp://nobody@127.0.0.1:1/srv")).line;
    assert!(matches!(line.reach, ReachWord::Unreachable(_)), "{:?}", line.reach);
}

#[test]
fn links_out_of_the_tree_are_refused_and_never_followed() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").remove(0);
    let elsewhere = lab.path("elsewhere");
    fs::rename(path.join(&pack), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, path.join(&pack)).unwrap();
    let line = lab.look(&lab.ask(Tool::Restic, at(&path)));
    let fault = only(&line, FaultWord::Refused, PartWord::Data);
    assert!(fault.detail.contains("link"));
    assert!(!lab::names(&line).contains(&pack));
}

#[test]
fn what_may_not_be_listed_or_read_is_not_known_and_never_called_lost() {
    if !lab::is_bound_by_permissions(
        "restic::what_may_not_be_listed_or_read_is_not_known_and_never_called_lost",
    ) {
        return;
    }
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let first = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    assert!(first.faults.is_empty(), "{:#?}", first.faults);
    let pack = files(&path, "data").remove(0);
    let (of_pack, key) = (pack.rsplit_once('/').unwrap().0.to_owned(), files(&path, "keys").remove(0));
    let index = files(&path, "index").remove(0);
    for (hidden, mode) in [
        ("snapshots", 0o700),
        (&*of_pack, 0o700),
        ("data", 0o700),
        ("index", 0o700),
        ("keys", 0o700),
        (&*pack, 0o400),
        (&*key, 0o400),
        (&*index, 0o400),
        ("config", 0o400),
    ] {
        lab::permit(&path.join(hidden), 0);
        for ask in [
            lab.ask(Tool::Restic, at(&path)),
            Ask { semantic: SemanticMode::All, ..lab.ask_with_key(Tool::Restic, at(&path)) },
        ] {
            let is_keyed = ask.key.is_some();
            let line = lab.look(&Ask { last: lab.ledger().standing("nightly", "first").unwrap(), ..ask });
            let is_harmless = |kind| matches!(kind, FaultWord::Refused | FaultWord::Unreferenced);
            assert!(
                line.faults.iter().all(|fault| is_harmless(fault.kind)),
                "{hidden}, {is_keyed}: {:#?}",
                line.faults
            );
            let told = |fault: &&vidne_read::lines::FaultLine| {
                fault.file.as_deref() == Some(hidden) && fault.detail.contains("Permission denied")
            };
            assert!(line.faults.iter().any(|fault| told(&fault)), "{hidden}, {is_keyed}: {:#?}", line.faults);
            assert!(line.stock.as_ref().unwrap().gone.is_empty(), "{hidden}, {is_keyed}");
            assert!(!is_all(&line) || path.join(hidden).is_file(), "{hidden}, {is_keyed}");
            if hidden == "snapshots" {
                assert!(
                    matches!(&line.list, ListWord::Unknown(why) if why.contains("snapshots: ")
                        && why.contains("Permission denied")),
                    "{:?}",
                    line.list
                );
            } else {
                assert_eq!(line.snapshots.len(), 3, "{hidden}, {is_keyed}");
            }
            if is_keyed && (hidden == pack || hidden == of_pack) {
                let semantic = line.semantic.as_ref().unwrap();
                assert!(
                    matches!(&semantic.outcome, SemanticWord::CouldNotComplete(why) if why.contains(&of_pack)),
                    "{semantic:?}"
                );
            }
        }
        lab::permit(&path.join(hidden), mode);
        let line = lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
        assert!(line.faults.is_empty() && is_all(&line), "{hidden}: {:#?}", line.faults);
        assert_eq!((line.snapshots.len(), &line.list), (3, &ListWord::Whole), "{hidden}");
        assert!(line.stock.as_ref().unwrap().added.is_empty(), "{hidden}");
    }
}

#[test]
fn a_pack_behind_a_link_is_named_where_the_files_could_not_be_put_together() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    let pack = files(&path, "data").remove(0);
    lab.look(&lab.ask_with_key(Tool::Restic, at(&path)));
    fs::rename(path.join(&pack), lab.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(lab.path("elsewhere"), path.join(&pack)).unwrap();
    let line = lab.look(&Ask { semantic: SemanticMode::All, ..lab.ask_with_key(Tool::Restic, at(&path)) });
    assert_eq!(only(&line, FaultWord::Refused, PartWord::Data).file.as_deref(), Some(&*pack));
    let semantic = line.semantic.as_ref().unwrap();
    assert!(
        matches!(&semantic.outcome, SemanticWord::CouldNotComplete(why) if why.contains(&pack)),
        "{semantic:?}"
    );
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
fn a_million_empty_files_are_told_as_a_number() {
    let lab = Lab::new();
    let path = repository(&lab, "2");
    for number in 0..3000_u32 {
        let id = format!("{number:064x}");
        fs::create_dir_all(path.join("data/00")).unwrap();
        fs::write(path.join(format!("data/00/{id}")), "").unwrap();
    }
    let line = lab.glance(&lab.ask(Tool::Restic, at(&path))).line;
    assert_eq!(line.faults.len(), 1001);
    assert!(line.faults.last().unwrap().detail.starts_with("2000 more files"), "{:#?}", line.faults.last());
}

#[test]
fn a_repository_that_lists_more_than_anybody_reads_is_refused_with_the_place() {
    let lab = Lab::new();
    let path = repository(&lab, "2");
    let limits = Limits { entries: 20, ..Limits::default() };
    let line = lab.glance(&Ask { limits, ..lab.ask(Tool::Restic, at(&path)) }).line;
    assert!(matches!(&line.reach, ReachWord::CouldNotComplete(why) if why.contains("more than 20 files")));
    only(&line, FaultWord::Refused, PartWord::Other);
    assert!(line.stock.is_none());
    let limits = Limits { name: 20, ..Limits::default() };
    let line = lab.glance(&Ask { limits, ..lab.ask(Tool::Restic, at(&path)) }).line;
    assert!(faults(&line, FaultWord::Refused, PartWord::Data).len() > 1, "{:#?}", line.faults);
}

#[test]
fn a_worker_that_hangs_fails_or_prints_nonsense_could_not_complete() {
    let mut lab = Lab::new();
    let path = repository(&lab, "2");
    for (script, said) in [
        ("cat >/dev/null; sleep 60", "no answer"),
        ("cat >/dev/null; echo '{\"what\": 1}'", "nonsense"),
        ("echo panicked at x >&2; exit 101", "panicked"),
        ("yes", "printed more"),
        ("read -r password </dev/tty && echo $password", "tty"),
    ] {
        let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()] };
        let limits = Limits { output: 1 << 20, ..Limits::default() };
        let ask = Ask {
            worker,
            limits,
            deadline: Duration::from_secs(4),
            ..lab.ask_with_key(Tool::Restic, at(&path))
        };
        let line = lab.look(&ask);
        assert!(
            matches!(&line.reach, ReachWord::CouldNotComplete(why) if why.contains(said)),
            "{script}: {:?}",
            line.reach
        );
        assert!(is_all(&line), "{script}: what needs no key is done all the same");
        assert!(matches!(line.list, ListWord::NamesOnly(_)));
    }
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
