//! `vidne verify`: checks a folder of evidence, byte by byte. It needs nothing but the files and the public key.

use std::path::Path;

use anyhow::{Context, anyhow};
use vidne_evidence::VerifierKey;
use vidne_store::{Remembered, Report};

use crate::{cli::Verify, exit::Exit, terminal};

pub(super) fn run(asked: &Verify) -> anyhow::Result<Exit> {
    let remembered = Remembered {
        key: asked.key.as_deref().map(key).transpose()?,
        checkpoint: asked.against.as_deref().map(read).transpose()?,
    };
    let report = vidne_store::verify(&asked.dir, &remembered)?;
    terminal::print(&told(&report))?;
    if report.is_intact() && report.leaves_since_remembered.is_none() {
        terminal::print(
            "whether entries were taken off its end is not told by the folder itself: keep a checkpoint elsewhere, and give it with --against\n",
        )?;
    }
    Ok(if report.is_intact() { Exit::Clean } else { Exit::Failed })
}

fn key(path: &Path) -> anyhow::Result<VerifierKey> {
    let text = String::from_utf8(read(path)?).map_err(|_| anyhow!("{} is not a text", path.display()))?;
    VerifierKey::parse(text.trim()).with_context(|| format!("{} is not a verifier key", path.display()))
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// What was checked, and every problem with its place.
fn told(report: &Report) -> String {
    let mut text = format!(
        "log {}: {} entries, {} exhibits, {} bytes; root {}\n",
        report.origin.as_deref().unwrap_or("without a name"),
        report.entries,
        report.exhibits,
        report.exhibit_bytes,
        hex(&report.root.0),
    );
    if let Some(since) = report.leaves_since_remembered {
        let entries = terminal::counted(usize::try_from(since).unwrap_or(usize::MAX), "entry", "entries");
        text += &format!("it grew by {entries} since the checkpoint that was kept\n");
    }
    for problem in &report.problems {
        let offset = problem.offset.map_or_else(String::new, |offset| format!(", byte {offset}"));
        let leaves =
            problem.leaves.as_ref().map_or_else(String::new, |leaves| match leaves.end - leaves.start {
                1 => format!(", entry {}", leaves.start),
                _ => format!(", entries {}-{}", leaves.start, leaves.end - 1),
            });
        text += &format!("WRONG {}{offset}{leaves}: {}\n", problem.path, problem.reason);
    }
    if report.more_problems > 0 {
        text += &format!("and {} more problems\n", report.more_problems);
    }
    for stray in &report.strays {
        text += &format!("stray {stray}: no entry names it\n");
    }
    if report.more_strays > 0 {
        text += &format!("and {} more strays\n", report.more_strays);
    }
    text += if report.is_intact() {
        "intact: every byte, every entry and the signature agree\n"
    } else {
        "NOT intact: see the lines above\n"
    };
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
