//! The first run: from a bare machine to a report one can open.
//!
//! It installs only what is missing and leaves the example as it found it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::tree::Tree;
use crate::{apt, child};

/// The service that is audited, as of the day on which its story ends, and where its report goes.
const EXAMPLE: &str = "examples/regeringen-se";
const END: &str = "2023-03-27";
const REPORT: &str = "report/regeringen-se.html";

/// Sets up, builds, audits the example, and ends in one line that says how it went.
pub(crate) fn run(tree: &Tree) -> ExitCode {
    let start = Instant::now();
    match audit(tree) {
        Ok((report, worst)) => {
            let seconds = start.elapsed().as_secs();
            println!("run: done in {seconds} s; {worst}; open the report: {}", report.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("run: FAILED: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The report's path, and what the assessment's exit code said.
fn audit(tree: &Tree) -> Result<(PathBuf, &'static str)> {
    println!("[1/5] what is missing on this machine?");
    set_up()?;
    println!("[2/5] build vidne (without optimisation: the quickest way to a first result)");
    let vidne = tree.build_vidne()?;
    println!("[3/5] verify the example's evidence");
    child::run(child::command(&vidne).args(["verify", EXAMPLE]))?;
    println!("[4/5] assess the example, with the interval of every finding");
    assess(&vidne, &["--timeline"])?;
    println!("[5/5] write the report");
    let report = tree.target(REPORT);
    let worst = write_report(&vidne, &report)?;
    Ok((report, worst))
}

/// A C compiler is all there is to ask for: cargo links with it, and one dependency is written in C.
fn set_up() -> Result<()> {
    if child::find("cc").is_some() {
        println!("   nothing: cargo and a C compiler are here, and vidne needs no more");
        return Ok(());
    }
    apt::install(&["gcc", "libc6-dev"], "cargo's linker")
}

fn write_report(vidne: &Path, report: &Path) -> Result<&'static str> {
    let folder = report.parent().context("the report lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // A report of an earlier run must not pass for this one's.
    if report.exists() {
        fs::remove_file(report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let path = report.to_str().context("the path of this work tree is not UTF-8")?;
    let worst = assess(vidne, &["--format", "html", "--output", path])?;
    if !report.is_file() {
        bail!("vidne wrote no report at {path}");
    }
    Ok(worst)
}

/// Assesses the example. Findings are what it is there to show, so their exit codes are no failure.
fn assess(vidne: &Path, options: &[&str]) -> Result<&'static str> {
    let mut command = child::command(vidne);
    command.args(["assess", EXAMPLE, "--at", END]).args(options);
    let code = child::code(&mut command)?;
    match meaning(code) {
        Some(meaning) => Ok(meaning),
        None => bail!("`{}` ended with exit code {code}", child::line(&command)),
    }
}

/// What an exit code of `vidne assess` says about the service; `None` if it says that the work failed.
fn meaning(code: i32) -> Option<&'static str> {
    Some(match code {
        0 => "nothing was found and nothing is open",
        10 => "questions are open, nothing was found",
        11 => "the highest finding is a note",
        12 => "the highest finding is a warning",
        13 => "the highest finding is a violation",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_no_failure_of_the_run_and_a_failure_is() {
        assert_eq!(meaning(13), Some("the highest finding is a violation"));
        assert_eq!([1, 2, 3, 101].map(meaning), [None; 4]);
    }
}
