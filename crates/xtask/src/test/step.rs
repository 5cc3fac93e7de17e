//! The steps themselves: what each one asks and the command that answers it.
//!
//! A step shows the command it runs, so that a person can run that one alone.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Result, bail};

use super::count::Count;
use crate::tool::{DENY, MACHETE, MOTO, NEXTEST, TYPOS};
use crate::tree::Tree;
use crate::{backup, browser, child, consent, drift, schema};

/// One check of the tree.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) asks: &'static str,
    pub(super) run: fn(&Tree, &mut Count) -> Result<Outcome>,
}

/// What became of a step that did not fail.
pub(super) enum Outcome {
    Passed,
    /// With the reason, and what would let it run.
    LeftOut(String),
}

/// The tests that read inputs which others made: those in a module, or a test binary, named `real`.
const REAL: &str = "binary(real) | test(/(^|::)real::/)";

/// All steps in the order in which they run.
pub(super) const STEPS: &[Step] = &[
    Step { name: "fmt", asks: "is every file formatted?", run: fmt },
    Step { name: "typos", asks: "is every word spelled right?", run: typos },
    Step {
        name: "deny",
        asks: "may we use every dependency, and does it come from where it should?",
        run: deny,
    },
    Step { name: "machete", asks: "is every dependency used?", run: machete },
    Step { name: "clippy", asks: "does everything build without a warning?", run: clippy },
    Step { name: "nextest", asks: "do the tests pass?", run: nextest },
    Step { name: "real", asks: "do the tests over inputs that others made pass?", run: real },
    Step { name: "doc", asks: "do the examples in the documentation run?", run: doc },
    Step { name: "drift", asks: "are the generated files as the binary prints them?", run: drift },
];

fn fmt(tree: &Tree, _: &mut Count) -> Result<Outcome> {
    child::run(child::cargo().args(["fmt", "--all", "--check"]))?;
    // A macro lists the rules, so that one line is enough for a new one; cargo fmt does not look into macros.
    let rules = tree.path("crates/vidne-rules/src/rule");
    let mut command = child::command("rustfmt");
    command.args(["--edition", "2024", "--check"]).current_dir(tree.path(""));
    for area in fs::read_dir(&rules)? {
        let area = area?.path();
        if area.is_dir() {
            for file in fs::read_dir(area)? {
                command.arg(file?.path());
            }
        }
    }
    passes(&mut command)
}

fn typos(tree: &Tree, _: &mut Count) -> Result<Outcome> {
    passes(&mut child::command(TYPOS.ready(tree)?))
}

/// Without the advisories: they come from a database on the network, and a verdict on this tree must not
/// change while the tree stays the same.
fn deny(tree: &Tree, _: &mut Count) -> Result<Outcome> {
    let program = DENY.ready(tree)?;
    println!("   (licences, bans and sources; the advisories need the network: cargo deny check advisories)");
    passes(child::command(program).args(["--locked", "check", "bans", "licenses", "sources"]))
}

fn machete(tree: &Tree, _: &mut Count) -> Result<Outcome> {
    let mut command = child::command(MACHETE.ready(tree)?);
    command.arg("crates");
    // Until there is a target, the fuzzing engine is rightly unused.
    if tree.path("fuzz/fuzz_targets").is_dir() {
        command.arg("fuzz");
    }
    passes(&mut command)
}

fn clippy(_: &Tree, _: &mut Count) -> Result<Outcome> {
    passes(child::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

fn nextest(tree: &Tree, count: &mut Count) -> Result<Outcome> {
    run_tests(tree, count, None)
}

fn real(tree: &Tree, count: &mut Count) -> Result<Outcome> {
    match tree.real() {
        Ok(folder) => run_tests(tree, count, Some(&folder)),
        Err(folder) => Ok(Outcome::LeftOut(format!(
            "there is no folder {} (VIDNE_REAL names another place for the inputs that others made)",
            folder.display()
        ))),
    }
}

fn doc(_: &Tree, count: &mut Count) -> Result<Outcome> {
    let mut command = child::cargo();
    command.args(["test", "--workspace", "--doc", "--locked", "--no-fail-fast"]);
    match child::watch(&mut command, |line| count.add_result_line(line))? {
        0 => Ok(Outcome::Passed),
        code => bail!("`{}` ended with exit code {code}", child::line(&command)),
    }
}

fn drift(tree: &Tree, _: &mut Count) -> Result<Outcome> {
    drift::check(tree, &tree.vidne_as_tested()?)?;
    Ok(Outcome::Passed)
}

/// The tests, or only those over the inputs in the folder.
fn run_tests(tree: &Tree, count: &mut Count, real: Option<&Path>) -> Result<Outcome> {
    let program = NEXTEST.ready(tree)?;
    browser::ready()?;
    backup::ready()?;
    let moto = MOTO.ready(tree)?;
    let sarif = schema::sarif(tree)?;
    let data = consent::ready(tree)?;
    let report = tree.target("nextest/ci/junit.xml");
    // What an earlier run left must not be counted if this one ends before its report.
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = child::command(program);
    command
        .args(["nextest", "run", "--workspace", "--locked", "--profile", "ci"])
        .args(["--test-threads", &at_once().to_string()])
        .env("VIDNE_SARIF_SCHEMA", sarif)
        .env("VIDNE_DATA_DIR", data)
        .env("MOTO_SERVER", moto);
    if let Some(folder) = real {
        command.args(["--ignore-default-filter", "-E", REAL]).env("VIDNE_REAL", folder);
    }
    let code = child::code(&mut command)?;
    if let Ok(text) = fs::read_to_string(&report) {
        count.add_junit(&text)?;
    }
    match code {
        0 => Ok(Outcome::Passed),
        4 => bail!("there are no such tests"),
        100 => bail!("tests failed"),
        101 => bail!("the tests do not build"),
        code => bail!("`{}` ended with exit code {code}", child::line(&command)),
    }
}

/// How many tests run at the same time: many of them wait for a browser, a database or a deadline, so twice as many as can be worked on.
fn at_once() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get() * 2)
}

fn passes(command: &mut std::process::Command) -> Result<Outcome> {
    child::run(command)?;
    Ok(Outcome::Passed)
}
