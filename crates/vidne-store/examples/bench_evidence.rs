//! How fast evidence is appended, proved and verified, beside what the disk allows.
//!
//! Appends and plain writes of the same bytes take turns in one run, so that their ratio means something on any machine. It never
//! judges a number.
#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a program that people run, printing rates"
)]

use std::{
    error::Error,
    fs::{self, File},
    hint::black_box,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use vidne_evidence::{Leaf, Observation};
use vidne_store::{Kept, Remembered, Repeats, Store, verify};

/// Batch sizes, and how often each is appended.
const BATCHES: [(usize, u32); 3] = [(1, 1000), (100, 200), (10_000, 10)];

/// Sizes of the logs that are proved and verified.
const LOGS: [usize; 2] = [1_000, 1_000_000];

/// Exhibits that the leaves of a log rest on, and bytes in each.
const EXHIBITS: usize = 1_000;
const EXHIBIT_BYTES: usize = 4096;

const PROOFS: u64 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    println!("durable appends, beside write + fsync of the same bytes in the same run");
    println!("{:>10} {:>14} {:>14} {:>8}", "batch", "leaves/s", "plain/s", "ratio");
    for (batch, rounds) in BATCHES {
        appends(batch, rounds)?;
    }
    println!("\nproofs (made from tiles and checked) and full verification");
    println!(
        "{:>10} {:>14} {:>14} {:>12} {:>12} {:>12}",
        "leaves", "proofs/s", "verified in", "processor", "leaves/s", "peak memory"
    );
    for leaves in LOGS {
        log(leaves)?;
    }
    println!("\ndone: every log verified, every proof held.");
    Ok(())
}

fn appends(batch: usize, rounds: u32) -> Result<(), Box<dyn Error>> {
    let folder = TempDir::new()?;
    let mut store = open(folder.path())?;
    let kept = store.keep(b"seen".as_slice(), 10)?;
    let mut plain = File::create(folder.path().join("plain"))?;
    let (mut appending, mut writing) = (Duration::ZERO, Duration::ZERO);
    for round in 0..rounds {
        let leaves: Vec<Leaf> = (0..batch).map(|number| leaf(kept, &format!("{round}-{number}"))).collect();
        let bytes = leaves.iter().map(Leaf::to_entry).collect::<Result<Vec<_>, _>>()?.concat();
        appending += timed(|| store.append(&leaves, Repeats::Log).map(drop))?;
        writing += timed(|| plain.write_all(&bytes).and_then(|()| plain.sync_all()))?;
    }
    let leaves = batch as f64 * f64::from(rounds);
    let (appended, written) = (leaves / appending.as_secs_f64(), leaves / writing.as_secs_f64());
    println!("{batch:>10} {appended:>14.0} {written:>14.0} {:>8.2}", appended / written);
    Ok(())
}

fn log(leaves: usize) -> Result<(), Box<dyn Error>> {
    let folder = TempDir::new()?;
    let mut store = open(folder.path())?;
    fill(&mut store, leaves)?;
    let size = store.checkpoint().size();
    let entries: Vec<_> = (0..PROOFS).map(|number| number * 7919 % size).collect();
    let entries = entries.into_iter().map(|index| store.leaf(index)).collect::<Result<Vec<_>, _>>()?;
    let proving = timed(|| {
        entries.iter().try_for_each(|leaf| -> Result<(), Box<dyn Error>> {
            let proof = store.prove(leaf.index)?;
            black_box(proof.check(store.checkpoint(), &leaf.entry)?);
            Ok(())
        })
    })?;
    drop(store);
    forget_peak();
    let (begun, worked) = (Instant::now(), processor_seconds());
    let report = verify(folder.path(), &Remembered::default())?;
    let (verifying, worked) = (begun.elapsed().as_secs_f64(), processor_seconds() - worked);
    if !report.is_intact() || report.entries != size {
        return Err(format!("the log does not verify: {:?}", report.problems).into());
    }
    let (proofs, rate) = (PROOFS as f64 / proving.as_secs_f64(), size as f64 / verifying);
    println!("{size:>10} {proofs:>14.0} {verifying:>12.2} s {worked:>10.2} s {rate:>12.0} {:>12}", peak());
    Ok(())
}

fn fill(store: &mut Store, leaves: usize) -> Result<(), Box<dyn Error>> {
    let exhibits: Vec<Kept> = (0..EXHIBITS.min(leaves))
        .map(|number| {
            let mut bytes = format!("{number} ").into_bytes();
            bytes.resize(EXHIBIT_BYTES, b'.');
            store.keep(bytes.as_slice(), EXHIBIT_BYTES as u64)
        })
        .collect::<Result<_, _>>()?;
    let mut left = leaves;
    while left > 0 {
        let batch = left.min(10_000);
        let leaf = |number: usize| leaf(exhibits[number % exhibits.len()], &format!("file {number}"));
        let batch: Vec<Leaf> = (leaves - left..leaves - left + batch).map(leaf).collect();
        store.append(&batch, Repeats::Log)?;
        left -= batch.len();
    }
    Ok(())
}

fn open(dir: &Path) -> Result<Store, Box<dyn Error>> {
    Ok(Store::open(dir, &dir.join("keys/log.key"), "vidne.example/bench")?)
}

fn leaf(kept: Kept, name: &str) -> Leaf {
    Leaf::Observation(Observation {
        service: "example".into(),
        exhibit: kept.id,
        size: kept.size,
        format: "har".into(),
        name: Some(name.to_owned()),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        observer: "bench".into(),
        tool: "bench_evidence".into(),
    })
}

fn timed<E>(work: impl FnOnce() -> Result<(), E>) -> Result<Duration, E> {
    let begun = Instant::now();
    work()?;
    Ok(begun.elapsed())
}

/// Makes the system count the peak of memory from here on, where it can.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// What all threads have worked so far, as the system counts it, in hundredths of a second: on a busy machine that says more
/// than the time that passed.
fn processor_seconds() -> f64 {
    let usage = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = usage.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024))
}
