//! How long it takes to verify a backup, side by side in one run: `bench_backup [GB] [ROUNDS]`.
//!
//! The floor is a plain read and SHA-256 of the same files with all processors. The repositories are built once, by the
//! real tools, and kept. It asserts nothing: it measures, with a warm cache, one thing at a time.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it prints figures for people"
)]
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench has a clock, files and processes"
)]

use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio, exit},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use ring::digest::{Context, SHA256};
use vidne_backup::{
    Ask, Contents, Ledger, Limits, ReadMode, Secret, SemanticMode, Stop, Tool, Unwatched, Worker, look,
    worker_main,
};

const PASSWORD: &str = "bench";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("backup-worker") => exit(worker_main(std::env::args_os().skip(2))),
        Some("floor") => floor(Path::new(&arguments[1])),
        Some("look") => one_look(&arguments[1..]),
        Some("list") => list(arguments[1] == "again"),
        _ => bench(&arguments),
    }
}

fn bench(arguments: &[String]) {
    let gigabytes: f64 = arguments.first().map_or(2.4, |text| text.parse().expect("gigabytes"));
    let rounds: usize = arguments.get(1).map_or(3, |text| text.parse().expect("rounds"));
    let lab = Lab::build(gigabytes);
    let us = std::env::current_exe().expect("a path").to_string_lossy().into_owned();
    let at = |name: &str| lab.folder.join(name).to_string_lossy().into_owned();
    let restic = |more: &[&str]| -> Vec<String> {
        let words = ["restic", "--no-lock", "--no-cache", "-r", &at("restic"), "check"];
        words.iter().chain(more).map(|&word| word.to_owned()).collect()
    };
    let ours = |words: &[&str]| -> Vec<String> {
        std::iter::once(us.as_str()).chain(words.iter().copied()).map(str::to_owned).collect()
    };
    let (repository, damaged, borg) = (at("restic"), at("damaged"), at("borg"));
    let mut table: Vec<(&str, Vec<String>)> = vec![
        ("floor: read and SHA-256", ours(&["floor", &repository])),
        ("vidne, without the key", ours(&["look", "restic", &repository, "keyless"])),
        ("vidne, structure with the key", ours(&["look", "restic", &repository, "structure"])),
        ("vidne, two damaged packs named", ours(&["look", "restic", &damaged, "damage"])),
        ("vidne, semantic", ours(&["look", "restic", &repository, "semantic"])),
        ("restic check", restic(&[])),
        ("restic check --read-data", restic(&["--read-data"])),
        ("restic check 10 %", restic(&["--read-data-subset=10%"])),
        ("floor on borg", ours(&["floor", &borg])),
        ("vidne on borg, checksums", ours(&["look", "borg", &borg, "keyless"])),
    ];
    let verify = ["borg", "check", "--verify-data", "--bypass-lock", &borg].map(str::to_owned).to_vec();
    table.push(("borg check --verify-data", verify));
    let mut figures: Vec<Vec<Run>> = vec![Vec::new(); table.len()];
    for round in 0..=rounds {
        for (place, (name, words)) in table.iter().enumerate() {
            let run = lab.measure(words);
            // The first round warms the cache and does not count.
            if round > 0 {
                figures[place].push(run);
            } else {
                println!("warm-up: {name}");
            }
        }
    }
    print_table(&table, &mut figures, rounds);
    for (when, what) in [("first", "all of them new"), ("again", "none of them new")] {
        let list = lab.measure(&ours(&["list", when]));
        println!(
            "one million packs listed and told to the ledger, {what}: {:.1} s, {:.0} MiB",
            list.wall, list.peak
        );
    }
}

fn print_table(table: &[(&str, Vec<String>)], figures: &mut [Vec<Run>], rounds: usize) {
    println!("{rounds} rounds, medians: wall s, times floor, CPU s, MiB at the peak (all processes of it)");
    let median = |runs: &mut Vec<Run>| {
        runs.sort_by(|one, other| one.wall.total_cmp(&other.wall));
        runs[runs.len() / 2]
    };
    let medians: Vec<Run> = figures.iter_mut().map(median).collect();
    for (place, (name, _)) in table.iter().enumerate() {
        let of_borg = table.iter().position(|(name, _)| name.starts_with("floor on")).expect("it is listed");
        let floor = medians[if place >= of_borg { of_borg } else { 0 }].wall;
        let run = medians[place];
        println!(
            "{name:<30} {:>7.2} {:>7.2} {:>7.2} {:>7.0}",
            run.wall,
            run.wall / floor,
            run.processor,
            run.peak
        );
    }
}

/// One measured run.
#[derive(Debug, Clone, Copy)]
struct Run {
    wall: f64,
    processor: f64,
    peak: f64,
}

struct Lab {
    folder: PathBuf,
}

impl Lab {
    fn build(gigabytes: f64) -> Self {
        let target = std::env::current_exe().expect("a path");
        let target = target.ancestors().nth(3).expect("the target folder");
        let folder = target.join(format!("bench/backup-{gigabytes}"));
        let lab = Self { folder };
        if lab.folder.join("done").exists() {
            return lab;
        }
        drop(fs::remove_dir_all(&lab.folder));
        let source = lab.folder.join("source");
        fs::create_dir_all(&source).expect("a folder");
        println!("building {gigabytes} GB under {}", lab.folder.display());
        fill(&source, (gigabytes * 1e9) as u64);
        fs::write(lab.folder.join("password"), PASSWORD).expect("a password");
        let (restic, borg) = (lab.folder.join("restic"), lab.folder.join("borg"));
        let (restic, borg, source) =
            (restic.to_string_lossy(), borg.to_string_lossy(), source.to_string_lossy());
        let archive = format!("{borg}::first");
        for words in [
            &["restic", "--no-cache", "-r", &restic, "init"][..],
            &["restic", "--no-cache", "-r", &restic, "backup", &source],
            &["borg", "init", "-e", "repokey-blake2", &borg],
            &["borg", "create", &archive, &source],
        ] {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            lab.measure(&words);
        }
        damage(&lab.folder);
        build_million(&lab.folder.join("million"));
        fs::write(lab.folder.join("done"), "").expect("a mark");
        lab
    }

    fn measure(&self, words: &[String]) -> Run {
        let before = children_seconds();
        let began = Instant::now();
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .env("RESTIC_PASSWORD", PASSWORD)
            .env("BORG_PASSPHRASE", PASSWORD)
            .env("BORG_BASE_DIR", self.folder.join("borg-base"))
            .env("BENCH_FOLDER", &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error} (apt-get install restic borgbackup)", words[0]));
        let mut peak: f64 = 0.0;
        let status = loop {
            peak = peak.max(resident(child.id()));
            if let Some(status) = child.try_wait().expect("a child") {
                break status;
            }
            thread::sleep(Duration::from_millis(4));
        };
        let wall = began.elapsed().as_secs_f64();
        let mut errors = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("text");
        assert!(status.success(), "{words:?}: {errors}");
        Run { wall, processor: children_seconds() - before, peak }
    }
}

/// The same repository without one pack and with only the beginning of another.
fn damage(folder: &Path) {
    let (from, to) = (folder.join("restic"), folder.join("damaged"));
    let copied = Command::new("cp").args(["-al".as_ref(), from.as_os_str(), to.as_os_str()]).status();
    assert!(copied.expect("cp").success(), "{} could not be copied", from.display());
    let mut packs: Vec<(u64, PathBuf)> = fs::read_dir(to.join("data"))
        .expect("packs")
        .flat_map(|entry| fs::read_dir(entry.expect("an entry").path()).expect("packs"))
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (entry.metadata().expect("a pack").len(), entry.path()))
        .collect();
    packs.sort();
    let [.., (_, missing), (_, short)] = &packs[..] else { panic!("more packs are needed") };
    fs::remove_file(missing).expect("a pack");
    let bytes = fs::read(short).expect("a pack");
    // The other copy has the same file: this one is written anew.
    fs::remove_file(short).expect("a pack");
    fs::write(short, &bytes[..bytes.len() / 2]).expect("room on the disk");
}

/// Noise in files of many sizes.
fn fill(folder: &Path, bytes: u64) {
    let (mut state, mut written, mut number) = (0x9e37_79b9_7f4a_7c15_u64, 0, 0_u32);
    let mut block = vec![0_u8; 1 << 20];
    while written < bytes {
        let path = folder.join(format!("d{}", number % 50));
        fs::create_dir_all(&path).expect("a folder");
        let mut file = File::create(path.join(format!("f{number}"))).expect("a file");
        for _ in 0..=(number % 17) {
            for eight in block.chunks_exact_mut(8) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                eight.copy_from_slice(&state.to_le_bytes());
            }
            file.write_all(&block).expect("room on the disk");
            written += block.len() as u64;
        }
        number += 1;
    }
}

/// Processor seconds of all children that were waited for.
fn children_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a number");
    (ticks(13) + ticks(14)) / 100.0
}

/// Peak resident MiB of a process and the processes that it started.
fn resident(id: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let own = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let children: f64 = children.split_whitespace().filter_map(|id| id.parse().ok()).map(resident).sum();
    own.unwrap_or(0.0) / 1024.0 + children
}

fn floor(folder: &Path) {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let metadata = path.symlink_metadata().expect("a file");
        if metadata.is_dir() {
            waiting
                .extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else {
            files.push((metadata.len(), path));
        }
    }
    files.sort_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut buffer = vec![0; 1 << 20];
                while let Some((_, path)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (mut file, mut context) = (File::open(path).expect("a file"), Context::new(&SHA256));
                    while let read @ 1.. = file.read(&mut buffer).expect("bytes") {
                        context.update(&buffer[..read]);
                    }
                    std::hint::black_box(context.finish());
                }
            });
        }
    });
}

fn ask(tool: Tool, location: String) -> Ask {
    let program = std::env::current_exe().expect("a path");
    Ask {
        backup: "bench".into(),
        copy: "first".into(),
        tool,
        location,
        key: None,
        stanza: None,
        byte_budget: None,
        read: ReadMode::All,
        hosts: Vec::new(),
        contents: Contents::LeaveOut,
        semantic: SemanticMode::LeaveOut,
        deadline: Duration::from_hours(1),
        seed: [0; 32],
        last: None,
        workers: 0,
        worker: Worker { program, arguments: vec!["backup-worker".into()] },
        ssh: Vec::new(),
        limits: Limits::default(),
    }
}

/// One look with a ledger of its own, as the first look at a copy is.
fn one_look(words: &[String]) {
    let tool = if words[0] == "borg" { Tool::Borg } else { Tool::Restic };
    let mut ask = ask(tool, words[1].clone());
    let folder = PathBuf::from(std::env::var("BENCH_FOLDER").expect("the bench starts this"));
    if words[2] != "keyless" {
        ask.key = Some(Secret::File(folder.join("password")));
        ask.read = ReadMode::Nothing;
    }
    if words[2] == "semantic" {
        ask.semantic = SemanticMode::All;
    }
    let ledger = folder.join("ledger.redb");
    drop(fs::remove_file(&ledger));
    let ledger = Ledger::open(&ledger).expect("a ledger").ledger;
    let looked = look(&ask, &ledger, &Unwatched, &Stop::default()).expect("a look");
    let (faults, told) = (&looked.line.faults, if words[2] == "damage" { 2 } else { 0 });
    assert!(faults.len() == told && looked.cut.is_none(), "{faults:?}");
    assert!(faults.iter().all(|fault| !fault.paths.is_empty() && !fault.snapshots.is_empty()), "{faults:?}");
    let text = looked.recorded();
    let digest = ring::digest::digest(&SHA256, text.as_bytes());
    let exhibit = vidne_model::id::ExhibitId(digest.as_ref().try_into().expect("32 bytes"));
    ledger.tell(&looked.line, exhibit).expect("told");
}

/// A million packs, of one byte each.
fn build_million(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for number in 0..1_000_000_u32 {
        let mut context = Context::new(&SHA256);
        context.update(&number.to_le_bytes());
        let id: String = context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let path = folder.join("data").join(&id[..2]);
        if number < 20_000 {
            fs::create_dir_all(&path).expect("a folder");
        }
        // Names are what is measured: files of their own would fill the disk, and take long to remove.
        let held = folder.join(format!("held{}", number / 50_000));
        if number % 50_000 == 0 {
            fs::write(&held, "x").expect("room on the disk");
        }
        fs::hard_link(&held, path.join(id)).expect("room on the disk");
    }
    for name in ["keys", "index", "snapshots"] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    fs::write(folder.join("config"), "x").expect("room on the disk");
}

/// A million packs listed and told: when all are new, or once more, when none is.
fn list(is_again: bool) {
    let folder = PathBuf::from(std::env::var("BENCH_FOLDER").expect("the bench starts this"));
    let path = folder.join("million.redb");
    if !is_again {
        drop(fs::remove_file(&path));
    }
    let ledger = Ledger::open(&path).expect("a ledger").ledger;
    let mut ask = ask(Tool::Restic, folder.join("million").to_string_lossy().into_owned());
    ask.read = ReadMode::Nothing;
    ask.last = ledger.standing("bench", "first").expect("a ledger");
    let looked = look(&ask, &ledger, &Unwatched, &Stop::default()).expect("a look");
    let exhibit = vidne_model::id::ExhibitId([u8::from(is_again); 32]);
    ledger.tell(&looked.line, exhibit).expect("told");
}
