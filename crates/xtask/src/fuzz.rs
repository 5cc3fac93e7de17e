//! Fuzzing: every target for a while, from seeds that are real files, with a table at the end.
//!
//! Nothing it finds or grows is committed: corpus and crashes stay in folders that git ignores.

mod seed;
mod target;

use std::collections::VecDeque;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use self::target::{Outcome, Target};
use crate::tool::FUZZ;
use crate::tree::Tree;
use crate::{apt, child};

/// What to fuzz, and for how long.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The targets; without any, all of them.
    targets: Vec<String>,
    /// How long each target runs.
    #[arg(long, default_value_t = 60, value_name = "N")]
    seconds: u32,
    /// How many targets run at the same time.
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,
}

/// Builds the targets, fuzzes them and prints the table; fails if any of them crashed.
pub(crate) fn fuzz(tree: &Tree, arguments: &Arguments) -> Result<ExitCode> {
    let targets = chosen(Target::all(tree)?, &arguments.targets)?;
    need_nightly()?;
    if child::find("c++").is_none() {
        apt::install(&["g++"], "the fuzzing engine")?;
    }
    let cargo_fuzz = FUZZ.ready(tree)?;
    for target in &targets {
        target.build(&cargo_fuzz)?;
        let seeds = seed::sow(tree, target)?;
        println!("   {}: {seeds} seeds", target.name);
    }
    let outcomes = run_all(tree, &targets, &cargo_fuzz, arguments)?;
    println!("\n{:24} {:>12} {:>8} {:>8}", "target", "executions", "corpus", "crashes");
    for outcome in &outcomes {
        println!("{outcome}");
    }
    let bad = outcomes.iter().filter(|outcome| outcome.failed()).count();
    let verdict =
        if bad == 0 { "passed".to_owned() } else { format!("FAILED: {bad} crashed or did not run") };
    println!("fuzz: {verdict}; targets: {}, {} s each", outcomes.len(), arguments.seconds);
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(all: Vec<Target>, names: &[String]) -> Result<Vec<Target>> {
    if all.is_empty() {
        bail!("there are no fuzz targets yet; fuzz/README.md tells how to add one");
    }
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|target| target.name != **name)) {
        let known = all.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
        bail!("there is no fuzz target {unknown}; the targets are {known}");
    }
    Ok(all.into_iter().filter(|target| names.is_empty() || names.contains(&target.name)).collect())
}

fn need_nightly() -> Result<()> {
    let asked = child::printed(child::command("rustup").args(["run", "nightly", "rustc", "--version"]));
    asked.map(drop).context(
        "fuzzing needs the nightly toolchain; install it with: rustup toolchain install nightly --profile minimal",
    )
}

/// Runs the targets, so many at a time, and returns their outcomes in the targets' order.
fn run_all(
    tree: &Tree,
    targets: &[Target],
    cargo_fuzz: &Path,
    arguments: &Arguments,
) -> Result<Vec<Outcome>> {
    let waiting = Mutex::new(targets.iter().enumerate().collect::<VecDeque<_>>());
    let done = Mutex::new(Vec::new());
    let work = || {
        // The lock is given back before the target runs.
        let next = || waiting.lock().expect("no worker panics while it holds the list").pop_front();
        while let Some((place, target)) = next() {
            let outcome = target.run(tree, cargo_fuzz, arguments.seconds);
            done.lock().expect("no worker panics while it holds the list").push((place, outcome));
        }
    };
    thread::scope(|scope| (0..arguments.jobs.clamp(1, targets.len())).for_each(|_| drop(scope.spawn(work))));
    let mut done = done.into_inner().expect("no worker panics while it holds the list");
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}
