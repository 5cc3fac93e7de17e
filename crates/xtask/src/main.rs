//! Chores: set-up, the first run, everything that CI checks, generated files, benches and fuzzing.
//!
//! It never judges a service: that is the binary's work. It only builds, starts and compares.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking to a person at a terminal is its work"
)]

mod apt;
mod backup;
mod bench;
mod browser;
mod child;
mod consent;
mod drift;
mod example;
mod fuzz;
mod machine;
mod peer;
mod run;
mod schema;
mod test;
mod tool;
mod tree;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::tree::Tree;

/// Chores of this repository. Start with `cargo xtask run`; before a change lands, `cargo xtask test`.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build vidne, audit the example service and write its HTML report.
    ///
    /// Installs what is missing (as root, through apt) or prints the one command that does. The report's path
    /// is the last thing it says. Findings in the example are what it is there to show: they are no failure.
    Run,
    /// Do everything that CI does, cheapest first.
    ///
    /// Sets up its tools under `target/tools` the first time. Every step runs even if an earlier one failed;
    /// the closing lines count the tests and name the steps that failed or were left out.
    Test(test::Arguments),
    /// Compare the generated files in the tree (schemas, manual pages) with what the binary prints now.
    Drift(drift::Arguments),
    /// Measure: builds in release mode and prints the machine's facts before the numbers.
    ///
    /// Without a name it lists the benches. Compare only numbers of one run on one machine.
    Bench(bench::Arguments),
    /// Fuzz what reads hostile bytes (needs the nightly toolchain).
    Fuzz(fuzz::Arguments),
    /// Import the examples' observation files again and so renew their committed evidence.
    Example,
}

fn main() -> ExitCode {
    match start(Arguments::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(chore: Chore) -> Result<ExitCode> {
    let tree = Tree::here()?;
    match chore {
        Chore::Run => Ok(run::run(&tree)),
        Chore::Test(arguments) => test::test(&tree, &arguments),
        Chore::Drift(arguments) => drift::drift(&tree, &arguments),
        Chore::Bench(arguments) => bench::bench(&tree, &arguments),
        Chore::Fuzz(arguments) => fuzz::fuzz(&tree, &arguments),
        Chore::Example => example::example(&tree),
    }
}
