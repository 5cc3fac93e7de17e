//! Kills a process that appends, as often as it is told, and checks each time that nothing acknowledged is missing.
//!
//! `kill_test COUNT` kills; `kill_test append DIR` is the process that is killed: it appends for ever and prints `ack` lines. It never
//! prints one before the append has returned.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that people run")]

use std::{
    env,
    io::{self, Write},
    path::Path,
    process::{self, ExitCode},
    time::Instant,
};

use vidne_evidence::{Leaf, Observation};
use vidne_store::{Kept, Repeats, Store, StoreError};

#[path = "../tests/store/killing.rs"]
mod killing;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["append", dir] => append(Path::new(dir)),
        [count] if count.parse::<u32>().is_ok() => kill(count.parse().unwrap_or_default()),
        _ => {
            eprintln!("usage: kill_test COUNT");
            ExitCode::from(2)
        }
    }
}

fn kill(count: u32) -> ExitCode {
    let begun = Instant::now();
    let outcome = env::current_exe().map_err(|error| error.to_string()).and_then(|program| {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        killing::kill_repeatedly(&program, count, folder.path())
    });
    match outcome {
        Ok(outcome) => {
            println!(
                "{} kills in {:.0} s: {} leaves acknowledged, none missing; the log verified after each.",
                outcome.kills,
                begun.elapsed().as_secs_f64(),
                outcome.acknowledged
            );
            println!(
                "Found and mended on opening: unfinished tiles after {} kills, a checkpoint not yet in place after {}, \
                 temporary files after {}.",
                outcome.cleared, outcome.completed, outcome.temporaries
            );
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn append(dir: &Path) -> ExitCode {
    let Err(error) = append_for_ever(dir);
    let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
    eprintln!("{error}{cause}\n{}", error.help().unwrap_or_default());
    ExitCode::FAILURE
}

fn append_for_ever(dir: &Path) -> Result<std::convert::Infallible, StoreError> {
    let mut store = Store::open(dir, &dir.join("keys/log.key"), killing::ORIGIN)?;
    let mut out = io::stdout().lock();
    // A parent that is gone is no reason to stop: only the kill is.
    let _ = writeln!(out, "open").and_then(|()| out.flush());
    for batch in 0_u64.. {
        let name = format!("{}-{batch}", process::id());
        let kept = store.keep(name.as_bytes(), 1000)?;
        // Mostly small, now and then over the edge of a tile and beyond.
        let count = if batch % 7 == 6 { 300 } else { 1 + batch * 13 % 40 };
        let leaves: Vec<Leaf> = (0..count).map(|number| leaf(kept, &format!("{name}-{number}"))).collect();
        let logged = store.append(&leaves, Repeats::Log)?;
        let _ = writeln!(out, "ack {} {count} {name}", logged[0].index()).and_then(|()| out.flush());
    }
    unreachable!("the batches do not end")
}

fn leaf(kept: Kept, name: &str) -> Leaf {
    Leaf::Observation(Observation {
        service: "example".into(),
        exhibit: kept.id,
        size: kept.size,
        format: "text".into(),
        name: Some(name.to_owned()),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        observer: "kill-test".into(),
        tool: "kill_test".into(),
    })
}
