//! Times what this crate does to a local restic repository, beside the floor: reading and hashing the same bytes.
//!
//! `cargo run --release -p vidne-repository --example restic_check -- REPOSITORY PASSWORD_FILE --structure|--semantic`
//!
//! It never writes.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example reads files, takes times and prints them"
)]

#[path = "../tests/shared/folder.rs"]
mod folder;

use std::{
    env,
    error::Error,
    fs,
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use folder::LocalFolder;
use ring::digest::{SHA256, digest};
use vidne_repository::restic::{self, Files, Folder, Id, Limits, Opened};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [repository, password, mode] = arguments.as_slice() else {
        return Err(
            "give a repository, a password file, and --structure, --semantic, --contents or --floor".into()
        );
    };
    let files = LocalFolder(repository.into());
    let password = fs::read_to_string(password)?;
    let workers = thread::available_parallelism()?;
    let started = Instant::now();
    let opened = restic::open(&files, password.trim_end_matches(['\r', '\n']).as_bytes(), workers)?;
    println!("open       {:.3} s (with the key derivation)", started.elapsed().as_secs_f64());
    let started = Instant::now();
    match mode.as_str() {
        "--structure" => structure(&opened)?,
        "--semantic" => semantic(&opened, &files)?,
        "--contents" => contents(&opened)?,
        "--floor" => floor(&files, workers)?,
        _ => return Err("the mode is --structure, --semantic, --contents or --floor".into()),
    }
    println!("{mode:10} {:.3} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn structure(opened: &Opened<'_>) -> Result<(), Box<dyn Error>> {
    let structure = opened.structure()?;
    let (packs, blobs, trees) = (structure.packs, structure.blobs, structure.trees);
    println!("{packs} packs, {blobs} blobs, {trees} trees, {} snapshots", structure.snapshots.read.len());
    println!("{:?}", structure.spare);
    for fault in &structure.faults {
        let affected = &fault.affected;
        println!(
            "{:?}: {fault}; {} snapshots, paths {:?}",
            fault.weight(),
            affected.snapshots.len(),
            affected.tally
        );
        affected.paths.iter().take(5).for_each(|path| println!("    {path}"));
        println!("    {}", fault.help());
    }
    Ok(())
}

fn semantic(opened: &Opened<'_>, files: &LocalFolder) -> Result<(), Box<dyn Error>> {
    let verdicts = opened.semantic(&packs(files)?, &|_| {})?;
    let bytes: u64 = verdicts.iter().map(|verdict| verdict.bytes).sum();
    println!("{} packs, {bytes} bytes", verdicts.len());
    for verdict in verdicts.iter().filter(|verdict| !verdict.is_sound()) {
        verdict.faults.iter().for_each(|fault| println!("{}: {fault}", verdict.pack));
    }
    Ok(())
}

fn contents(opened: &Opened<'_>) -> Result<(), Box<dyn Error>> {
    for snapshot in opened.snapshots()?.read {
        let contents = opened.contents(&snapshot, Limits::default())?;
        let (paths, files, bytes) = (contents.paths.len(), contents.files, contents.bytes);
        println!(
            "{} {} {paths} paths, {files} files, {bytes} bytes {:?}",
            snapshot.id.short(),
            snapshot.time,
            contents.cuts
        );
    }
    Ok(())
}

/// Every pack read and hashed, by all threads.
fn floor(files: &LocalFolder, workers: NonZeroUsize) -> Result<(), Box<dyn Error>> {
    let packs = packs(files)?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = 0;
        while let Some(pack) = packs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = files.read(&Folder::Data.path(&pack.to_string()), u64::MAX - 1).unwrap_or_default();
            wrong += usize::from(digest(&SHA256, &bytes).as_ref() != pack.0);
        }
        wrong
    };
    let wrong: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers.get()).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(usize::MAX)).sum()
    });
    println!("{} packs, {wrong} wrong", packs.len());
    Ok(())
}

fn packs(files: &LocalFolder) -> Result<Vec<Id>, Box<dyn Error>> {
    Ok(files.list(Folder::Data)?.iter().filter_map(|file| file.name.parse().ok()).collect())
}
