//! One fuzz target: its source, its run and what came of it.
//!
//! The engine's own talk goes to a file below `target/fuzz`; here only its numbers are read.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result};

use crate::child;
use crate::tree::Tree;

/// Starts the line of a target's `//!` text that names the endings of the files to start from.
const SEEDS: &str = "//! Seeds:";

/// How targets are built: in many units, since one unit would take minutes longer than it saves in a short run.
const BUILT: &[&str] = &["--codegen-units", "16"];

/// A program in `fuzz/fuzz_targets`.
pub(super) struct Target {
    pub(super) name: String,
    endings: Vec<String>,
}

/// What came of a run.
pub(super) struct Outcome {
    target: String,
    executions: Option<u64>,
    corpus: usize,
    /// The names of the inputs that made it crash.
    crashes: BTreeSet<String>,
    log: String,
}

impl Target {
    /// All targets, by name.
    pub(super) fn all(tree: &Tree) -> Result<Vec<Self>> {
        let folder = tree.path("fuzz/fuzz_targets");
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut targets = Vec::new();
        let paths = entries.flatten().map(|entry| entry.path());
        for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
            let source =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            targets.push(Self { name, endings: endings(&source) });
        }
        targets.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(targets)
    }

    /// Whether the file is of a kind that this target reads.
    pub(super) fn wants(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.endings.iter().any(|ending| name.ends_with(ending))
    }

    /// Builds it with the nightly compiler.
    pub(super) fn build(&self, cargo_fuzz: &Path) -> Result<()> {
        let mut build = child::command("rustup");
        child::run(build.args(["run", "nightly"]).arg(cargo_fuzz).arg("build").args(BUILT).arg(&self.name))
    }

    /// Runs it until the time is over or it crashes.
    pub(super) fn run(&self, tree: &Tree, cargo_fuzz: &Path, seconds: u32) -> Result<Outcome> {
        let log = tree.target("fuzz").join(format!("{}.log", self.name));
        fs::create_dir_all(tree.target("fuzz")).context("cannot make the folder for the engine's talk")?;
        let talk = fs::File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        println!("   {}: fuzzing for {seconds} s, talking into {}", self.name, tree.shown(&log));
        let before = self.crashes(tree);
        let mut run = child::command("rustup");
        run.args(["run", "nightly"]).arg(cargo_fuzz).arg("run").args(BUILT).args([
            &self.name,
            "--",
            "-timeout=10",
        ]);
        run.args([&format!("-max_total_time={seconds}"), "-print_final_stats=1"]);
        run.stdout(Stdio::null()).stderr(talk).status().context("cannot start rustup")?;
        let text = fs::read(&log).with_context(|| format!("cannot read {}", log.display()))?;
        Ok(Outcome {
            target: self.name.clone(),
            executions: executions(&String::from_utf8_lossy(&text)),
            corpus: names(&tree.path("fuzz/corpus").join(&self.name)).len(),
            crashes: self.crashes(tree).difference(&before).cloned().collect(),
            log: tree.shown(&log).to_string(),
        })
    }

    /// The inputs kept so far that made it crash, hang or take too much memory.
    fn crashes(&self, tree: &Tree) -> BTreeSet<String> {
        let mut crashes = names(&tree.path("fuzz/artifacts").join(&self.name));
        // A slow input is kept, too, and is no failure.
        crashes.retain(|name| !name.starts_with("slow-unit-"));
        crashes
    }
}

impl Outcome {
    /// Whether it crashed, or never got as far as running.
    pub(super) fn failed(&self) -> bool {
        !self.crashes.is_empty() || self.executions.is_none()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let executions = self.executions.map_or_else(|| "none".to_owned(), |number| number.to_string());
        let Self { target, corpus, crashes, log, .. } = self;
        write!(formatter, "{target:24} {executions:>12} {corpus:>8} {:>8}", crashes.len())?;
        for crash in crashes {
            write!(formatter, "\n    fuzz/artifacts/{target}/{crash}")?;
        }
        if self.failed() { write!(formatter, "\n    see {log}") } else { Ok(()) }
    }
}

/// The endings named in the target's own text, such as `.har`.
fn endings(source: &str) -> Vec<String> {
    let lines = source.lines().filter_map(|line| line.strip_prefix(SEEDS));
    lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// How many inputs were tried, as the engine says when it ends.
fn executions(talk: &str) -> Option<u64> {
    talk.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok())
}

/// The names in a folder; none if it is not there.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_the_files_it_starts_from() {
        let source = "//! Reads archives.\n//!\n//! Seeds: .har .har.json\n#![no_main]\n";
        let target = Target { name: "har".to_owned(), endings: endings(source) };
        assert!(target.wants(Path::new("a/b/site.har.json")));
        assert!(!target.wants(Path::new("a/b/site.json")));
    }

    #[test]
    fn the_engine_says_how_many_inputs_it_tried() {
        assert_eq!(executions("Done\nstat::number_of_executed_units: 4711\nstat::x: 1\n"), Some(4711));
        assert_eq!(executions("error: could not compile\n"), None);
    }

    #[test]
    fn a_target_that_never_ran_has_failed() {
        let outcome = |executions, crashes: &[&str]| Outcome {
            target: "har".to_owned(),
            executions,
            corpus: 3,
            crashes: crashes.iter().map(|&name| name.to_owned()).collect(),
            log: "har.log".to_owned(),
        };
        assert!(outcome(None, &[]).failed());
        assert!(outcome(Some(1), &["crash-1"]).failed());
        assert!(!outcome(Some(1), &[]).failed());
    }
}
