//! Measurements: one example program per bench, built in release mode.
//!
//! It measures nothing itself and asserts no time; the program it starts prints the numbers.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::machine::Machine;
use crate::tree::Tree;
use crate::{browser, child, peer};

/// One bench: the example program that measures and prints.
struct Bench {
    name: &'static str,
    package: &'static str,
    example: &'static str,
    /// Whether it starts the binary itself.
    starts: bool,
    asks: &'static str,
}

/// All benches.
const BENCHES: &[Bench] = &[
    Bench {
        name: "assess",
        package: "vidne-rules",
        example: "bench_assess",
        starts: false,
        asks: "how many services per second are assessed, in how much memory, and how both grow",
    },
    Bench {
        name: "evidence",
        package: "vidne-store",
        example: "bench_evidence",
        starts: false,
        asks: "how many durable appends per second beside plain write and fsync; proofs and verification",
    },
    Bench {
        name: "web",
        package: "vidne-observe",
        example: "bench_web",
        starts: true,
        asks: "how long a look takes beside a bare run of the same browser, with all evidence written; and how much memory",
    },
    Bench {
        name: "backup",
        package: "vidne-backup",
        example: "bench_backup",
        starts: false,
        asks: "how fast every byte of a repository is read beside plain reading and hashing, and beside restic and borg",
    },
];

/// Which bench.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The bench to run; without it, the benches are listed.
    name: Option<String>,
    /// Handed to the bench as it is.
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Runs the bench, or lists them.
pub(crate) fn bench(tree: &Tree, arguments: &Arguments) -> Result<ExitCode> {
    let Some(name) = &arguments.name else {
        for bench in BENCHES {
            println!("{:8}  {}", bench.name, bench.asks);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(bench) = BENCHES.iter().find(|bench| bench.name == name) else {
        let names = BENCHES.iter().map(|bench| bench.name).collect::<Vec<_>>().join(", ");
        bail!("there is no bench {name}; the benches are {names}");
    };
    let selected = ["--release", "--locked", "--package", bench.package, "--example", bench.example];
    child::run(child::cargo().arg("build").args(selected))?;
    let mut program = child::command(tree.target("release/examples").join(bench.example));
    if bench.starts {
        browser::ready()?;
        program.env("VIDNE_BENCH_PUPPETEER", peer::puppeteer(tree)?);
        child::run(child::cargo().args(["build", "--release", "--locked", "--package", "vidne"]))?;
    }
    // After the build, so that the load is the machine's and not the compiler's.
    println!("{}", Machine::look(&tree.target("")));
    child::run(program.args(&arguments.rest))?;
    println!("bench {name}: done");
    Ok(ExitCode::SUCCESS)
}
