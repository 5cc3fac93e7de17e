//! `vidne verify`: checks a folder of evidence, byte by byte. It needs nothing but the files and the public key.

use std::path::Path;

use anyhow::{Context, anyhow};
use vidne_evidence::{Problem, VerifierKey};
use vidne_show::clean::line;
use vidne_store::{Remembered, Report};

use crate::{cli::Verify, exit::Exit, terminal};

pub(super) fn run(asked: &Verify) -> anyhow::Result<Exit> {
    let remembered = Remembered {
        key: asked.key.as_deref().map(key).transpose()?,
        checkpoint: asked.against.as_deref().map(read).transpose()?,
    };
    let report = vidne_store::verify(&asked.dir, &remembered)?;
    terminal::print(&told(&report, &remembered))?;
    Ok(if report.is_intact() { Exit::Clean } else { Exit::Failed })
}

fn key(path: &Path) -> anyhow::Result<VerifierKey> {
    let text = String::from_utf8(read(path)?).map_err(|_| anyhow!("{} is not a text", path.display()))?;
    VerifierKey::parse(text.trim()).with_context(|| format!("{} is not a verifier key", path.display()))
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// What was checked, every problem with its place, and what was not checked. Names and reasons may be a stranger's.
fn told(report: &Report, remembered: &Remembered) -> String {
    let mut lines = vec![counts(report)];
    if let Some(since) = report.leaves_since_remembered {
        let entries = number(since, "entry", "entries");
        lines.push(format!("it grew by {entries} since the checkpoint that was kept"));
    }
    lines.extend(report.problems.iter().map(problem));
    if report.more_problems > 0 {
        lines.push(format!("and {}", number(report.more_problems, "more problem", "more problems")));
    }
    lines.extend(report.strays.iter().map(|stray| format!("stray {stray}: no entry names it")));
    if report.more_strays > 0 {
        lines.push(format!("and {}", number(report.more_strays, "more stray", "more strays")));
    }
    if report.is_intact() {
        lines.push(INTACT.to_owned());
        lines.push(format!("not checked: {}", unchecked(remembered).join("; ")));
    } else {
        lines.push("NOT intact: see the lines above".to_owned());
    }
    lines.iter().map(|each| line(each).into_owned() + "\n").collect()
}

const INTACT: &str = "intact: every entry hashes to the root that the key signed, every earlier checkpoint fits, and every exhibit \
                      has the bytes that its name says";

/// What a folder cannot tell of itself.
fn unchecked(remembered: &Remembered) -> Vec<&'static str> {
    let mut unchecked = vec!["what the exhibits show, and time-stamp tokens over checkpoints"];
    if remembered.key.is_none() {
        unchecked
            .push("whether the key in the folder is the operator's (give the one that you trust with --key)");
    }
    if remembered.checkpoint.is_none() {
        unchecked.push(
            "whether entries were taken off the end of the log (keep a checkpoint elsewhere, and give it with --against)",
        );
    }
    unchecked
}

fn counts(report: &Report) -> String {
    format!(
        "log {}: {}, {}, {}; root {}",
        report.origin.as_deref().unwrap_or("without a name"),
        number(report.entries, "entry", "entries"),
        number(report.exhibits, "exhibit", "exhibits"),
        number(report.exhibit_bytes, "byte", "bytes"),
        hex(&report.root.0),
    )
}

fn problem(problem: &Problem) -> String {
    let offset = problem.offset.map_or_else(String::new, |offset| format!(", byte {offset}"));
    let entries = problem.leaves.as_ref().map_or_else(String::new, |leaves| {
        match leaves.end.saturating_sub(leaves.start) {
            0 => String::new(),
            1 => format!(", entry {}", leaves.start),
            _ => format!(", entries {}-{}", leaves.start, leaves.end - 1),
        }
    });
    format!("WRONG {}{offset}{entries}: {}", problem.path, problem.reason)
}

fn number(count: u64, one: &str, many: &str) -> String {
    terminal::counted(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
