//! borg repositories, healthy and with planted faults.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use vidne_backup::{Ask, Limits, ReadMode, Tool, Worker};
use vidne_read::lines::{BackupLine, FaultWord, ListWord, PartWord, ProofWord, ReachWord};

use crate::lab::{self, Lab, files, flip, is_all, only, overwrite, picture};

/// A repository with two archives.
fn repository(lab: &Lab, encryption: &str) -> PathBuf {
    let path = lab.path("repo");
    let at = path.to_str().unwrap().to_owned();
    lab.run("borg", &["init", "-e", encryption, &at]);
    let one = lab.source("one", 12, 40_000);
    lab.run("borg", &["create", &format!("{at}::monday"), one.to_str().unwrap()]);
    fs::write(one.join("d0/late"), lab::noise(99, 300_000)).unwrap();
    lab.run("borg", &["create", &format!("{at}::tuesday"), one.to_str().unwrap()]);
    path
}

fn at(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn healthy(line: &BackupLine) {
    assert_eq!(line.reach, ReachWord::Reached, "{line:#?}");
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
    assert!(is_all(line), "{:?}", line.read);
}

#[test]
fn segments_are_proved_by_their_checksums_and_archives_listed_by_borg() {
    for encryption in ["repokey", "repokey-blake2", "authenticated", "none"] {
        let mut lab = Lab::new();
        let path = repository(&lab, encryption);
        let before = picture(&path);
        let line = lab.look(&lab.ask_with_key(Tool::Borg, at(&path)));
        healthy(&line);
        assert_eq!((line.proof, &line.list), (ProofWord::Checksum, &ListWord::Whole));
        let told: Vec<_> = line.snapshots.iter().map(|snapshot| &*snapshot.id).collect();
        assert_eq!(told, ["monday", "tuesday"]);
        assert!(line.snapshots.iter().all(|snapshot| snapshot.time.is_some() && snapshot.host.is_some()));
        assert_eq!(line.snapshots[0].paths, [at(&lab.path("one"))]);
        assert_eq!(line.contents[0].snapshot, "tuesday");
        assert!(line.contents[0].paths.contains(at(&lab.path("one/d0/late"))));
        assert!(line.tool.contains("borg 1."), "{}", line.tool);
        assert_eq!(before, picture(&path), "nothing is changed or left behind");
    }
}

#[test]
fn without_a_key_only_an_open_repository_is_listed() {
    for (encryption, is_listed) in [("repokey", false), ("none", true)] {
        let mut lab = Lab::new();
        let path = repository(&lab, encryption);
        let line = lab.look(&lab.ask(Tool::Borg, at(&path)));
        healthy(&line);
        assert_eq!(line.list == ListWord::Whole, is_listed, "{:?}", line.list);
    }
}

#[test]
fn healthy_repositories_of_varied_shape_raise_no_fault() {
    let mut lab = Lab::new();
    let path = lab.path("repo");
    let at = at(&path).to_owned();
    lab.run("borg", &["init", "-e", "repokey", &at]);
    healthy(&lab.look(&lab.ask_with_key(Tool::Borg, &at)));
    let source = lab.source("one", 20, 30_000);
    for name in ["a", "b", "c"] {
        fs::write(source.join(name), lab::noise(u64::from(name.as_bytes()[0]), 200_000)).unwrap();
        lab.run("borg", &["create", &format!("{at}::{name}"), source.to_str().unwrap()]);
        fs::remove_file(source.join(name)).unwrap();
        healthy(&lab.look(&lab.ask_with_key(Tool::Borg, &at)));
    }
    lab.run("borg", &["delete", &format!("{at}::a")]);
    healthy(&lab.look(&lab.ask_with_key(Tool::Borg, &at)));
    lab.run("borg", &["compact", "--threshold", "0", &at]);
    healthy(&lab.look(&lab.ask_with_key(Tool::Borg, &at)));
    healthy(&lab.look(&lab.ask(Tool::Borg, &at)));
    lab.run("borg", &["check", &at]);
    healthy(&lab.look(&lab.ask_with_key(Tool::Borg, &at)));
}

#[test]
fn a_turned_byte_a_truncated_and_a_missing_segment_are_named() {
    let mut lab = Lab::new();
    let path = repository(&lab, "repokey");
    lab.look(&lab.ask(Tool::Borg, at(&path)));
    let segment = files(&path, "data").remove(0);
    let whole = fs::read(path.join(&segment)).unwrap();
    flip(&path.join(&segment));
    let line = lab.look(&lab.ask(Tool::Borg, at(&path)));
    let fault = only(&line, FaultWord::Altered, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some(&*segment));
    assert!(fault.detail.contains("CRC"), "{fault:#?}");
    overwrite(&path.join(&segment), &whole[..whole.len() / 2]);
    let line = lab.look(&Ask { read: ReadMode::Nothing, ..lab.ask(Tool::Borg, at(&path)) });
    assert_eq!(only(&line, FaultWord::Truncated, PartWord::Data).file.as_deref(), Some(&*segment));
    let fresh = Lab::new();
    let line = fresh.glance(&fresh.ask(Tool::Borg, at(&path))).line;
    assert_eq!(only(&line, FaultWord::Truncated, PartWord::Data).file.as_deref(), Some(&*segment));
    fs::remove_file(path.join(&segment)).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Borg, at(&path)));
        assert_eq!(only(&line, FaultWord::Missing, PartWord::Data).file.as_deref(), Some(&*segment));
    }
    overwrite_new(&path.join(&segment), &whole);
    healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
}

fn remove(path: &Path, segment: &str) -> Vec<u8> {
    let bytes = fs::read(path.join(segment)).unwrap();
    fs::remove_file(path.join(segment)).unwrap();
    bytes
}

#[test]
fn a_missing_segment_is_named_at_first_sight_and_whatever_is_written_after() {
    for encryption in ["repokey", "none"] {
        let mut lab = Lab::new();
        let path = repository(&lab, encryption);
        lab.look(&lab.ask(Tool::Borg, at(&path)));
        let segment = files(&path, "data").remove(0);
        let whole = remove(&path, &segment);
        let fresh = Lab::new();
        for line in [
            fresh.glance(&fresh.ask(Tool::Borg, at(&path))).line,
            fresh.glance(&Ask { read: ReadMode::Nothing, ..fresh.ask(Tool::Borg, at(&path)) }).line,
        ] {
            let fault = only(&line, FaultWord::Missing, PartWord::Data);
            assert_eq!(fault.file.as_deref(), Some(&*segment));
            assert!(fault.detail.contains("by index."), "{fault:#?}");
        }
        let one = lab.path("one");
        fs::write(one.join("d0/later"), lab::noise(7, 100_000)).unwrap();
        lab.run("borg", &["create", &format!("{}::wednesday", at(&path)), at(&one)]);
        for _ in 0..2 {
            let line = lab.look(&lab.ask(Tool::Borg, at(&path)));
            assert_eq!(only(&line, FaultWord::Missing, PartWord::Data).file.as_deref(), Some(&*segment));
        }
        overwrite_new(&path.join(&segment), &whole[..whole.len() / 2]);
        let line = fresh.glance(&Ask { read: ReadMode::Nothing, ..fresh.ask(Tool::Borg, at(&path)) }).line;
        let fault = only(&line, FaultWord::Truncated, PartWord::Data);
        assert_eq!(fault.file.as_deref(), Some(&*segment));
        overwrite_new(&path.join(&segment), &whole);
        healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
    }
}

#[test]
fn a_backup_under_way_or_broken_off_is_no_fault_and_hides_none() {
    let mut lab = Lab::new();
    let path = repository(&lab, "none");
    lab.look(&lab.ask(Tool::Borg, at(&path)));
    let before = files(&path, "data");
    let mut borg = Command::new("borg")
        .args(["create", "--files-cache", "disabled", &format!("{}::under-way", at(&path)), "-"])
        .env("BORG_BASE_DIR", lab.path("borg-base"))
        .env("BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK", "yes")
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = borg.stdin.take().unwrap();
    stdin.write_all(&lab::noise(5, 30 << 20)).unwrap();
    while files(&path, "data").len() == before.len() {
        std::thread::sleep(Duration::from_millis(20));
    }
    healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
    let segment = before.iter().find(|name| fs::metadata(path.join(name)).unwrap().len() > 100_000).unwrap();
    let whole = remove(&path, segment);
    let fresh = Lab::new();
    let missing = || fresh.glance(&fresh.ask(Tool::Borg, at(&path))).line;
    assert_eq!(only(&missing(), FaultWord::Missing, PartWord::Data).file.as_ref(), Some(segment));
    borg.kill().unwrap();
    borg.wait().unwrap();
    drop(stdin);
    assert_eq!(only(&missing(), FaultWord::Missing, PartWord::Data).file.as_ref(), Some(segment));
    overwrite_new(&path.join(segment), &whole);
    healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
    healthy(&missing());
}

#[test]
fn compacting_that_was_broken_off_is_no_loss_and_no_clean_answer() {
    let mut lab = Lab::new();
    let path = repository(&lab, "none");
    let derived = || -> Vec<PathBuf> {
        let all = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| ["index.", "hints.", "integrity."].iter().any(|start| at(path).contains(start)))
            .collect()
    };
    fs::remove_file(lab.path("one/d0/late")).unwrap();
    lab.run("borg", &["create", &format!("{}::wednesday", at(&path)), at(&lab.path("one"))]);
    lab.run("borg", &["delete", &format!("{}::tuesday", at(&path))]);
    let before: Vec<(PathBuf, Vec<u8>)> =
        derived().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    lab.run("borg", &["compact", "--threshold", "0", at(&path)]);
    healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
    // Segments go before the new index is written: this is what is left where borg is ended between the two.
    for path in derived() {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in before {
        fs::write(path, bytes).unwrap();
    }
    let line = lab.glance(&lab.ask(Tool::Borg, at(&path))).line;
    assert!(!line.faults.iter().any(|fault| fault.detail.contains("by index.")), "{:#?}", line.faults);
    assert!(
        matches!(&line.reach, ReachWord::CouldNotComplete(why) if why.contains("not brought to its end")),
        "{:?}",
        line.reach
    );
    lab.run("borg", &["check", at(&path)]);
    lab.run("borg", &["compact", at(&path)]);
    let fresh = Lab::new();
    healthy(&fresh.glance(&fresh.ask(Tool::Borg, at(&path))).line);
}

#[test]
fn a_repaired_repository_is_whole_and_an_index_that_cannot_be_read_is_told() {
    let mut lab = Lab::new();
    let path = repository(&lab, "none");
    lab.look(&lab.ask(Tool::Borg, at(&path)));
    lab.run("sh", &["-c", &format!("echo YES | borg check --repair {}", at(&path))]);
    healthy(&lab.look(&lab.ask(Tool::Borg, at(&path))));
    let index = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
    let index = index.into_iter().find(|path| at(path).contains("/index.")).unwrap();
    let bytes = fs::read(&index).unwrap();
    overwrite(&index, &bytes[..bytes.len() - 1]);
    let line = lab.glance(&lab.ask(Tool::Borg, at(&path))).line;
    let fault = only(&line, FaultWord::Refused, PartWord::Index);
    assert!(fault.detail.contains("which segments must be there cannot be told"), "{fault:#?}");
}

fn overwrite_new(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_lost_last_segment_is_noticed_at_first_sight() {
    let lab = Lab::new();
    let path = repository(&lab, "repokey");
    let last = files(&path, "data")
        .into_iter()
        .max_by_key(|name| name.rsplit('/').next().unwrap().parse::<u64>().unwrap())
        .unwrap();
    fs::remove_file(path.join(&last)).unwrap();
    let line = lab.glance(&lab.ask(Tool::Borg, at(&path))).line;
    assert!(only(&line, FaultWord::Missing, PartWord::Data).detail.contains("last transaction"));
}

#[test]
fn wrong_missing_and_damaged_keys_are_told_apart() {
    let lab = Lab::new();
    let path = repository(&lab, "repokey");
    let config = fs::read_to_string(path.join("config")).unwrap();
    fs::write(lab.path("password"), "another\n").unwrap();
    let line = lab.glance(&lab.ask_with_key(Tool::Borg, at(&path))).line;
    only(&line, FaultWord::Sealed, PartWord::Key);
    assert!(is_all(&line));
    let without: Vec<&str> =
        config.split_inclusive('\n').take_while(|line| !line.starts_with("key")).collect();
    overwrite(&path.join("config"), without.concat().as_bytes());
    for ask in [lab.ask(Tool::Borg, at(&path)), lab.ask_with_key(Tool::Borg, at(&path))] {
        let line = lab.glance(&ask).line;
        assert!(
            line.faults.iter().all(|fault| (fault.kind, fault.part) == (FaultWord::Missing, PartWord::Key))
        );
        assert!(!line.faults.is_empty());
    }
    overwrite(&path.join("config"), config.replace("id = ", "id = zz").as_bytes());
    let line = lab.glance(&lab.ask(Tool::Borg, at(&path))).line;
    only(&line, FaultWord::Altered, PartWord::Settings);
}

#[test]
fn a_borg_that_hangs_fails_or_asks_for_a_password_could_not_complete() {
    let lab = Lab::new();
    let path = repository(&lab, "repokey");
    for (script, said) in [
        ("sleep 60", "no answer"),
        ("echo '[]'; exit 0", "nonsense"),
        ("read -r word </dev/tty || { echo 'no terminal here' >&2; exit 2; }", "no terminal"),
        ("kill -SEGV $$", "signal 11"),
        ("yes", "printed more"),
    ] {
        // A borg that tells its version and then does that.
        let script = format!("shift 2; [ \"$2\" = --version ] && {{ echo borg 1.0; exit 0; }}; {script}");
        let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script, "sh".into()] };
        let limits = Limits { output: 1 << 20, ..Limits::default() };
        let ask = Ask {
            worker,
            limits,
            deadline: Duration::from_secs(6),
            ..lab.ask_with_key(Tool::Borg, at(&path))
        };
        let line = lab.glance(&ask).line;
        assert!(
            matches!(&line.reach, ReachWord::CouldNotComplete(why) if why.contains(said)),
            "{:?}",
            line.reach
        );
        assert!(is_all(&line), "what needs no key is done all the same");
    }
}

/// Several jobs in one repository, told apart by what they were told to take in, or by their archives' names.
#[test]
fn two_jobs_in_one_repository_are_each_listed() {
    let mut lab = Lab::new();
    let path = lab.path("repo");
    let at = at(&path).to_owned();
    lab.run("borg", &["init", "-e", "none", &at]);
    lab.source("machine/etc", 2, 500);
    lab.source("machine/srv", 2, 500);
    let create = |from: &str, arguments: &str| {
        let script = format!("cd '{}' && borg create {arguments}", lab.path(from).display());
        lab.run("sh", &["-c", &format!("export BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes; {script}")]);
    };
    create("machine", &format!("--exclude /var '{at}::etc-1' etc"));
    create("machine", &format!("'{at}::srv-1' ./srv/"));
    create("machine", &format!("--exclude /tmp '{at}::etc-2' etc"));
    create("machine/srv", &format!("'{at}::inner-srv-1' ."));
    create("machine/etc", &format!("'{at}::inner-etc-1' ."));
    create("machine/etc", &format!("'{at}::inner-etc-2' ."));
    let line = lab.look(&lab.ask(Tool::Borg, &at));
    healthy(&line);
    let mut listed: Vec<_> = line.contents.iter().map(|contents| &*contents.snapshot).collect();
    listed.sort_unstable();
    assert_eq!(listed, ["etc-2", "inner-etc-2", "inner-srv-1", "srv-1"]);
    let paths = |id: &str| &line.snapshots.iter().find(|each| each.id == id).unwrap().paths;
    assert_eq!((&**paths("etc-2"), &**paths("srv-1")), (&["/etc".to_owned()][..], &["/srv".to_owned()][..]));
    assert!(paths("inner-etc-2").is_empty());
}
