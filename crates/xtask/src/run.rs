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

/// The service that is looked at, and the folders below `target` for its copy and for its key: evidence of a try belongs to nobody's example.
const EXAMPLE: &str = "examples/rehearsal";
const TRY: &str = "run";
const COPY: &str = "run/rehearsal";
const KEYS: &str = "run/keys";

/// The evidence of a real case, which is verified beside it.
const CASE: &str = "examples/regeringen-se";

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

/// The report's path, and what the audit's exit code said.
fn audit(tree: &Tree) -> Result<(PathBuf, &'static str)> {
    println!("[1/5] what is missing on this machine?");
    set_up()?;
    println!("[2/5] build vidne (without optimisation: the quickest way to a first result)");
    let vidne = tree.build_vidne()?;
    println!("[3/5] verify the evidence of a real case");
    child::run(child::command(&vidne).args(["verify", CASE]))?;
    println!("[4/5] audit the rehearsal: a site of our own, on this machine alone, with planted faults");
    let folder = copy(tree)?;
    let report = folder.join("report.html");
    let worst = look(&vidne, &folder, &tree.target(KEYS))?;
    if !report.is_file() {
        bail!("vidne wrote no report at {}", report.display());
    }
    println!("[5/5] verify what was just recorded");
    child::run(child::command(&vidne).arg("verify").arg(&folder))?;
    Ok((report, worst))
}

/// A C compiler, since cargo links with it and one dependency is written in C; and a browser, since this is about looking.
fn set_up() -> Result<()> {
    let mut missing = Vec::new();
    if child::find("cc").is_none() {
        missing.extend(["gcc", "libc6-dev"]);
    }
    if !crate::browser::is_here() {
        missing.push("chromium");
    }
    if missing.is_empty() {
        println!("   nothing: cargo, a C compiler and a browser are here");
        return Ok(());
    }
    apt::install(&missing, "building vidne and looking at sites")
}

/// The example's declaration and site, in a fresh folder of their own. The key of the try before goes with its evidence: it would not
/// sign another log.
fn copy(tree: &Tree) -> Result<PathBuf> {
    let (before, folder) = (tree.target(TRY), tree.target(COPY));
    if before.exists() {
        fs::remove_dir_all(&before).with_context(|| format!("cannot remove {}", before.display()))?;
    }
    copy_folder(&tree.path(EXAMPLE), &folder)?;
    Ok(folder)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot list {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if entry.file_type()?.is_dir() {
            // Evidence of somebody's own try is not part of the example.
            if name != "evidence" {
                copy_folder(&path, &to.join(name))?;
            }
        } else {
            fs::copy(&path, to.join(name)).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

/// Audits the copy. Findings are what it is there to show, so their exit codes are no failure.
fn look(vidne: &Path, folder: &Path, keys: &Path) -> Result<&'static str> {
    let mut command = child::command(vidne);
    command.arg("audit").arg(folder).arg("--keys").arg(keys);
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
