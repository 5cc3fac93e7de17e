//! The ledger: what it remembers, what it forgets, and what it never does.

use std::fs;

use vidne_backup::{Ask, Fresh, Ledger, LedgerError, LookError, ReadMode, Stop, Tool, Unwatched, look};
use vidne_model::id::ExhibitId;
use vidne_read::lines::{BackupLine, FaultWord, PartWord};

use crate::lab::{self, Lab, age, files, names, only, spoil};

fn grown(lab: &Lab) -> String {
    let path = lab.path("repo").to_str().unwrap().to_owned();
    lab.run("restic", &["init", "-r", &path]);
    lab.run("restic", &["backup", "-r", &path, lab.source("one", 6, 50_000).to_str().unwrap()]);
    path
}

#[test]
fn replaying_the_looks_gives_the_same_ledger() {
    let mut lab = Lab::new();
    let path = grown(&lab);
    let budget = |lab: &Lab| Ask {
        read: ReadMode::Rolling,
        byte_budget: Some(200_000),
        ..lab.ask(Tool::Restic, &path)
    };
    lab.look(&budget(&lab));
    lab.look(&lab.ask_with_key(Tool::Restic, &path));
    lab.run("restic", &["backup", "-r", &path, lab.source("two", 6, 40_000).to_str().unwrap()]);
    let pack = files(lab.path("repo").as_path(), "data").remove(0);
    fs::remove_file(lab.path("repo").join(&pack)).unwrap();
    lab.look(&budget(&lab));
    lab.look(&budget(&lab));
    let lived = lab.ledger().files("nightly", "first").unwrap();
    assert!(lived.iter().any(|file| file.last_read.is_some()));
    let other = Ledger::open(&lab.path("other.redb")).unwrap().ledger;
    for _ in 0..2 {
        let replayed = other.replay(lab.looks.clone()).unwrap();
        assert_eq!((replayed.taken, replayed.left_aside), (4, 0));
        assert_eq!(other.files("nightly", "first").unwrap(), lived);
        assert_eq!(
            other.standing("nightly", "first").unwrap(),
            lab.ledger().standing("nightly", "first").unwrap()
        );
    }
    // And it goes on in the same way.
    let mut ask = budget(&lab);
    let one = lab.glance(&ask).line;
    ask.last = other.standing("nightly", "first").unwrap();
    let two = look(&ask, &other, &Unwatched, &Stop::default()).unwrap().line;
    assert_eq!((one.faults, one.read, one.stock), (two.faults, two.read, two.stock));
}

/// Tells a look at the packs `a`, `b` and `c`, and says which are owed after it.
fn owed_after(lab: &Lab, number: u8, rest: &str) -> Vec<String> {
    let stock = match number {
        0 => r#"{"files":3,"bytes":3,"added":[["data/a",1],["data/b",1],["data/c",1]]}"#.to_owned(),
        _ => format!(
            r#"{{"since":"sha256:{}","files":3,"bytes":3}}"#,
            format!("{:02x}", number - 1).repeat(32)
        ),
    };
    let line = format!(
        r#"{{"at":"2024-05-0{}T12:00:00Z","backup":"nightly","copy":"first","proof":"named-by-hash","stock":{stock},{rest}}}"#,
        number + 1
    );
    let line: BackupLine = serde_json::from_str(&line).unwrap();
    lab.ledger().tell(&line, ExhibitId([number; 32])).unwrap();
    let files = lab.ledger().files("nightly", "first").unwrap();
    files.into_iter().filter(|file| file.is_owed).map(|file| file.name).collect()
}

#[test]
fn a_pack_that_does_not_fit_is_owed_until_it_does() {
    let lab = Lab::new();
    let faults = r#""faults":[{"kind":"sealed","file":"data/a","detail":"x"},{"kind":"refused","file":"data/b","detail":"x"}]"#;
    let broken = format!(r#""read":"all","semantic":{{"outcome":"faulty","files":3}},{faults}"#);
    assert_eq!(owed_after(&lab, 0, &broken), ["data/a", "data/b"]);
    let read = |name: &str| {
        let files = lab.ledger().files("nightly", "first").unwrap();
        files.into_iter().any(|file| file.name == name && file.last_read.is_some())
    };
    assert!(read("data/c") && !read("data/b"), "what was refused was not read");
    assert_eq!(owed_after(&lab, 1, r#""semantic":{"outcome":"sound","files":0}"#), ["data/a", "data/b"]);
    assert!(owed_after(&lab, 2, r#""semantic":{"outcome":"sound","files":2}"#).is_empty());
    // Found when everything was asked for once more, it is owed again.
    let again = r#""semantic":{"outcome":"faulty","files":3},"faults":[{"kind":"inconsistent","file":"data/c","detail":"x"}]"#;
    assert_eq!(owed_after(&lab, 3, again), ["data/c"]);
}

#[test]
fn a_ledger_that_is_no_ledger_is_set_aside_and_built_again() {
    let mut lab = Lab::new();
    let path = grown(&lab);
    lab.look(&lab.ask(Tool::Restic, &path));
    let lived = lab.ledger().files("nightly", "first").unwrap();
    lab.ledger = None;
    let file = lab.path("ledger.redb");
    let whole = fs::read(&file).unwrap();
    let mut altered = whole.clone();
    for byte in altered.iter_mut().skip(4096) {
        *byte ^= 0x55;
    }
    for damaged in [b"not a database at all".repeat(500), altered, whole[..whole.len() / 2].to_vec()] {
        fs::write(&file, &damaged).unwrap();
        let opened = Ledger::open(&file).unwrap();
        let Some(Fresh::SetAside { to, .. }) = opened.fresh else { panic!("{:?}", opened.fresh) };
        assert_eq!(fs::read(&to).unwrap().len(), damaged.len(), "it is renamed, not deleted");
        opened.ledger.replay(lab.looks.clone()).unwrap();
        assert_eq!(opened.ledger.files("nightly", "first").unwrap(), lived);
    }
}

#[test]
fn a_ledger_in_use_says_so() {
    let lab = Lab::new();
    match Ledger::open(&lab.path("ledger.redb")) {
        Err(error @ LedgerError::Busy(_)) => assert!(error.to_string().contains("in use by another process")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_look_that_goes_on_from_another_look_is_refused() {
    let mut lab = Lab::new();
    let path = grown(&lab);
    lab.look(&lab.ask(Tool::Restic, &path));
    let ask = Ask { last: None, ..lab.ask(Tool::Restic, &path) };
    let refused = look(&ask, lab.ledger(), &Unwatched, &Stop::default());
    assert!(matches!(refused, Err(LookError::LedgerOutOfStep { .. })), "{refused:?}");
}

#[test]
fn what_is_read_but_not_told_is_pending_and_told_by_the_next_look() {
    let mut lab = Lab::new();
    let path = grown(&lab);
    age(path.as_ref());
    // A run that reads everything and dies before its line is kept.
    let lost = lab.glance(&lab.ask(Tool::Restic, &path));
    assert!(!lab.ledger().pending_names("nightly", "first").unwrap().is_empty());
    assert!(
        lab.ledger().files("nightly", "first").unwrap().is_empty(),
        "nothing is marked that no exhibit tells"
    );
    let line = lab.look(&Ask { read: ReadMode::Nothing, ..lab.ask(Tool::Restic, &path) });
    assert_eq!(names(&line), names(&lost.line));
    assert!(lab.ledger().pending_names("nightly", "first").unwrap().is_empty());
    assert!(lab.ledger().files("nightly", "first").unwrap().iter().all(|file| file.last_read.is_some()));
}

#[test]
fn a_file_that_changed_behind_a_killed_run_is_read_again() {
    let lab = Lab::new();
    let path = lab.path("copy");
    fs::create_dir(&path).unwrap();
    for name in ["one", "two", "three"] {
        fs::write(path.join(name), lab::noise(7, 10_000)).unwrap();
    }
    lab.run("sh", &["-c", &format!("cd '{}' && sha256sum * > SHA256SUMS", path.display())]);
    let ask = lab.ask(Tool::Folder, path.to_str().unwrap());
    assert!(lab.glance(&ask).line.faults.is_empty());
    // Within the second in which it was made and read: its time tells nothing.
    spoil(&path.join("two"));
    assert_eq!(only(&lab.glance(&ask).line, FaultWord::Altered, PartWord::Data).file.as_deref(), Some("two"));
    fs::write(path.join("two"), lab::noise(7, 10_000)).unwrap();
    age(&path);
    assert!(lab.glance(&ask).line.faults.is_empty());
    // Much later: its time tells that it changed.
    spoil(&path.join("three"));
    let line = lab.glance(&ask).line;
    assert_eq!(only(&line, FaultWord::Altered, PartWord::Data).file.as_deref(), Some("three"));
}

#[test]
fn an_unreachable_copy_changes_nothing_in_the_ledger() {
    let mut lab = Lab::new();
    let path = grown(&lab);
    lab.look(&lab.ask(Tool::Restic, &path));
    let before = lab.ledger().files("nightly", "first").unwrap();
    lab.look(&lab.ask(Tool::Restic, "/nowhere/at/all"));
    assert_eq!(before, lab.ledger().files("nightly", "first").unwrap());
}

#[test]
fn a_look_that_is_stopped_keeps_what_it_read() {
    let lab = Lab::new();
    let path = grown(&lab);
    let stop = Stop::default();
    stop.stop();
    let looked = look(&lab.ask(Tool::Restic, &path), lab.ledger(), &Unwatched, &stop).unwrap();
    assert!(looked.cut.is_some());
    assert!(names(&looked.line).is_empty());
}
