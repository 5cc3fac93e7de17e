//! A run that is killed at any moment leaves a ledger that goes on, with nothing marked as read that was not.

use std::{
    collections::BTreeSet,
    fs,
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use vidne_backup::{Ask, Ledger, ReadMode, Tool};
use vidne_model::id::ExhibitId;
use vidne_read::lines::{BackupLine, ReadWord};

use crate::lab::{Lab, age, noise};

/// The example that looks once and writes the name of every file down before the ledger learns of it.
fn looker() -> std::path::PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/look_once");
    assert!(path.exists(), "build it with: cargo build -p vidne-backup --example look_once");
    path
}

#[test]
fn a_hundred_kills_at_random_moments_mark_nothing_that_was_not_read() {
    let mut lab = Lab::new();
    let path = lab.path("copy");
    fs::create_dir(&path).unwrap();
    for number in 0..400_u64 {
        fs::write(path.join(format!("f{number:03}")), noise(number, 200_000 + number)).unwrap();
    }
    let script = format!("cd '{}' && sha256sum f* > SHA256SUMS", path.display());
    lab.run("sh", &["-c", &script]);
    age(&path);
    let at = path.to_str().unwrap().to_owned();
    // The first look tells the stock, so that the ledger has something to go on from.
    lab.look(&Ask { read: ReadMode::Nothing, ..lab.ask(Tool::Folder, &at) });
    let file = lab.path("ledger.redb");
    let log = lab.path("read.log");
    let all: BTreeSet<String> =
        lab.ledger().files("nightly", "first").unwrap().into_iter().map(|file| file.name).collect();
    let start = |last: ExhibitId| {
        let arguments = [file.to_str().unwrap(), &at, log.to_str().unwrap(), &last.to_string()];
        Command::new(looker()).args(arguments).stdin(Stdio::null()).spawn().unwrap()
    };
    let last = lab.looks.last().unwrap().0;
    lab.ledger = None;
    let begun = Instant::now();
    assert!(start(last).wait().unwrap().success());
    let took = begun.elapsed();
    let (mut kills_while_reading, mut marked) = (0, 0);
    for round in 0..100_u64 {
        let last = lab.looks.last().unwrap().0;
        lab.ledger = None;
        let mut child = start(last);
        let share = noise(round + 1, 2).iter().fold(0.0, |share, byte| (share + f64::from(*byte)) / 256.0);
        // Over the whole of a run, and a little longer: what it read is noted at its end at the latest.
        thread::sleep(took.mul_f64(share * 1.3));
        // SIGKILL: nothing can be tidied up.
        kills_while_reading += u32::from(child.try_wait().unwrap().is_none());
        drop(child.kill());
        child.wait().unwrap();
        let opened = Ledger::open(&file).unwrap();
        assert_eq!(opened.fresh, None, "round {round}: the ledger goes on");
        let ledger = opened.ledger;
        let logged = fs::read_to_string(&log).unwrap_or_default();
        let logged: BTreeSet<&str> = logged.lines().collect();
        for name in ledger.pending_names("nightly", "first").unwrap() {
            assert!(logged.contains(&*name), "round {round}: {name} is noted and was not read to its end");
        }
        let known: BTreeSet<String> = lab.looks.iter().flat_map(|(_, line)| told(line, &all)).collect();
        for file in ledger.files("nightly", "first").unwrap() {
            assert!(
                file.last_read.is_none() || known.contains(&file.name),
                "round {round}: {} is marked, and no look told it",
                file.name
            );
        }
        lab.ledger = Some(ledger);
        if round % 10 == 9 {
            // What the killed runs read is told, and only that.
            let pending = lab.ledger().pending_names("nightly", "first").unwrap();
            let line = lab.look(&Ask { read: ReadMode::Nothing, ..lab.ask(Tool::Folder, &at) });
            let told = told(&line, &all);
            assert_eq!(told, pending.into_iter().collect());
            marked += told.len();
            assert!(line.faults.is_empty());
            fs::write(&log, "").unwrap();
        }
    }
    println!(
        "100 kills, {kills_while_reading} of them while files were read; the ledger went on after each. {marked} files were \
         marked as verified, 0 of them without having been read to the end."
    );
    // How many is the machine's affair; that it happens at all is the test's.
    assert!(marked > 0, "nothing was marked, and so nothing was proved");
    assert!(kills_while_reading > 3, "only {kills_while_reading} of 100 kills met a run under way");
}

/// Names that a look says were read, out of all there are.
fn told(line: &BackupLine, all: &BTreeSet<String>) -> BTreeSet<String> {
    match &line.read {
        ReadWord::All(_) => all.clone(),
        ReadWord::Files(names) => names.clone(),
    }
}
