//! What cannot be read, is too much, or never ends: refused with the place, and never called lost.

use std::{fs, time::Duration};

use vidne_backup::{Ask, Limits, Secret, SemanticMode, Tool, Worker};
use vidne_read::lines::{FaultWord, ListWord, PartWord, ReachWord, SemanticWord};

use super::{at, repository};
use crate::lab::{self, Lab, faults, files, is_all, only};

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
        "restic::refused::what_may_not_be_listed_or_read_is_not_known_and_never_called_lost",
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
