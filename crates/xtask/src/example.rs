//! The examples' committed evidence, made again from their observation files.
//!
//! An example's own observation files are never touched; if the import fails, the old evidence stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::child;
use crate::tree::Tree;

/// In an example: what was observed, as files to import; and what the import makes of them.
const OBSERVATIONS: &str = "observed";
const EVIDENCE: &str = "evidence";

/// Renews the evidence of every example that has observations.
pub(crate) fn example(tree: &Tree) -> Result<ExitCode> {
    let vidne = tree.build_vidne()?;
    let examples = sorted(&tree.path("examples"))?;
    let examples: Vec<_> = examples.iter().filter(|folder| folder.join(OBSERVATIONS).is_dir()).collect();
    if examples.is_empty() {
        bail!("no example has a folder {OBSERVATIONS}");
    }
    for folder in &examples {
        println!("{}", tree.shown(folder));
        renew(&vidne, folder, &tree.target("example"))?;
    }
    println!("example: evidence of {} examples renewed", examples.len());
    Ok(ExitCode::SUCCESS)
}

/// The command that imports an example's observations, in the order of their names. A key serves one log: a renewed log gets a
/// key of its own, which nobody keeps.
fn import(vidne: &Path, folder: &Path, keys: &Path) -> Result<Command> {
    let mut command = child::command(vidne);
    command.arg("import").arg("--keys").arg(keys).arg(folder).args(sorted(&folder.join(OBSERVATIONS))?);
    Ok(command)
}

fn renew(vidne: &Path, folder: &Path, aside: &Path) -> Result<()> {
    let evidence = folder.join(EVIDENCE);
    let old = aside.join(folder.file_name().context("an example has a name")?);
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    fs::create_dir_all(aside).with_context(|| format!("cannot make {}", aside.display()))?;
    let had_evidence = evidence.exists();
    if had_evidence {
        fs::rename(&evidence, &old).with_context(|| format!("cannot put {} aside", evidence.display()))?;
    }
    let keys = aside.join("keys");
    if keys.exists() {
        fs::remove_dir_all(&keys).with_context(|| format!("cannot remove {}", keys.display()))?;
    }
    let imported = import(vidne, folder, &keys).and_then(|mut command| child::run(&mut command));
    if imported.is_err() && had_evidence {
        if evidence.exists() {
            fs::remove_dir_all(&evidence)?;
        }
        fs::rename(&old, &evidence).with_context(|| format!("the old evidence is in {}", old.display()))?;
    }
    imported
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let list = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = list().with_context(|| format!("cannot list {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_import_leaves_the_old_evidence() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let example = folder.path().join("some-service");
        for part in [OBSERVATIONS, EVIDENCE] {
            fs::create_dir_all(example.join(part)).expect("a folder");
        }
        fs::write(example.join(EVIDENCE).join("log"), "old").expect("old evidence");

        let result = renew(Path::new("no-such-vidne"), &example, &folder.path().join("aside"));

        assert!(result.is_err());
        assert_eq!(fs::read_to_string(example.join(EVIDENCE).join("log")).expect("it stands"), "old");
    }
}
