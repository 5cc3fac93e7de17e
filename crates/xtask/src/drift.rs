//! Files in the tree that the binary prints: schemas and manual pages.
//!
//! The check compares in memory and writes nothing; only `--write` does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::child;
use crate::tree::Tree;

/// What is printed by the binary and kept in the tree. A line here is all that a new generated file needs.
const GENERATED: &[Generated] = &[
    Generated::File { path: "schema/declared.schema.json", print: &["schema", "declared"] },
    Generated::File { path: "schema/observation.schema.json", print: &["schema", "observation"] },
    Generated::File { path: "schema/assessment.schema.json", print: &["schema", "assessment"] },
    Generated::File { path: "schema/recipient.schema.json", print: &["schema", "recipient"] },
    Generated::File { path: "docs/cli.md", print: &["help-markdown"] },
    Generated::Folder {
        path: "docs/rules",
        suffix: "md",
        names: &["explain", "--names"],
        print: &["explain", "--markdown"],
    },
];

/// Generated files and how to print them.
enum Generated {
    /// One file, printed by the binary with these arguments.
    File { path: &'static str, print: &'static [&'static str] },
    /// A folder with one file per name. The binary prints the names, one per line, with one set of
    /// arguments, and each file with the other set and the name.
    Folder {
        path: &'static str,
        suffix: &'static str,
        names: &'static [&'static str],
        print: &'static [&'static str],
    },
}

/// What to do with files that differ.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Write what differs instead of failing.
    #[arg(long)]
    write: bool,
}

/// How a file in the tree differs from what the binary prints.
#[derive(Debug, PartialEq, Eq)]
enum Difference {
    Missing,
    Changed { line: usize },
    NotGeneratedAnyMore,
}

/// Compares, or writes what differs.
pub(crate) fn drift(tree: &Tree, arguments: &Arguments) -> Result<ExitCode> {
    if !arguments.write {
        check(tree, &tree.build_vidne()?)?;
        println!("drift: every generated file is as the binary prints it");
        return Ok(ExitCode::SUCCESS);
    }
    let fresh = print_all(&tree.build_vidne()?)?;
    let differences = compare(tree, &fresh)?;
    for path in differences.keys() {
        write(&tree.path(path), fresh.get(path))?;
        println!("   {} {}", if fresh.contains_key(path) { "wrote" } else { "removed" }, path.display());
    }
    println!("drift: {} files renewed; the binary prints {}", differences.len(), fresh.len());
    Ok(ExitCode::SUCCESS)
}

/// Fails, naming every file that differs from what the binary prints and the command that mends it.
pub(crate) fn check(tree: &Tree, vidne: &Path) -> Result<()> {
    let fresh = print_all(vidne)?;
    let differences = compare(tree, &fresh)?;
    for (path, difference) in &differences {
        match difference {
            Difference::Missing => println!("   {} is missing", path.display()),
            Difference::Changed { line } => println!("   {}:{line} differs", path.display()),
            Difference::NotGeneratedAnyMore => println!("   {} is not generated any more", path.display()),
        }
    }
    if !differences.is_empty() {
        bail!("generated files differ: {}; to renew them: cargo xtask drift --write", differences.len());
    }
    println!("   compared {} files", fresh.len());
    Ok(())
}

fn print_all(vidne: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut fresh = BTreeMap::new();
    for generated in GENERATED {
        match generated {
            Generated::File { path, print } => {
                fresh.insert(PathBuf::from(path), printed(vidne, print)?);
            }
            Generated::Folder { path, suffix, names, print } => {
                let names = String::from_utf8(printed(vidne, names)?).context("names are not UTF-8")?;
                for name in names.lines() {
                    let file = Path::new(path).join(format!("{name}.{suffix}"));
                    fresh.insert(file, printed(vidne, &[print, &[name][..]].concat())?);
                }
            }
        }
    }
    Ok(fresh)
}

/// What the binary prints; nothing at all is a mistake, or an empty file would count as up to date.
fn printed(vidne: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let mut command = child::command(vidne);
    let text = child::printed(command.args(arguments))?;
    if text.is_empty() {
        bail!("`{}` printed nothing", child::line(&command));
    }
    Ok(text)
}

fn compare(tree: &Tree, fresh: &BTreeMap<PathBuf, Vec<u8>>) -> Result<BTreeMap<PathBuf, Difference>> {
    let mut differences = BTreeMap::new();
    for (path, text) in fresh {
        let kept = tree.path(path);
        if !kept.exists() {
            differences.insert(path.clone(), Difference::Missing);
        } else if let Some(difference) =
            difference(&fs::read(&kept).with_context(|| format!("cannot read {}", path.display()))?, text)
        {
            differences.insert(path.clone(), difference);
        }
    }
    for path in kept_in_folders(tree)? {
        if !fresh.contains_key(&path) {
            differences.insert(path, Difference::NotGeneratedAnyMore);
        }
    }
    Ok(differences)
}

fn difference(kept: &[u8], fresh: &[u8]) -> Option<Difference> {
    let same = kept.iter().zip(fresh).take_while(|(kept, fresh)| kept == fresh).count();
    let line = kept[..same].split(|byte| *byte == b'\n').count();
    (kept != fresh).then_some(Difference::Changed { line })
}

/// The files that stand in the generated folders now.
fn kept_in_folders(tree: &Tree) -> Result<BTreeSet<PathBuf>> {
    let mut kept = BTreeSet::new();
    for generated in GENERATED {
        let Generated::Folder { path, suffix, .. } = generated else { continue };
        let Ok(entries) = fs::read_dir(tree.path(path)) else { continue };
        for entry in entries {
            let name = PathBuf::from(entry.with_context(|| format!("cannot list {path}"))?.file_name());
            if name.extension().is_some_and(|found| found == *suffix) {
                kept.insert(Path::new(path).join(name));
            }
        }
    }
    Ok(kept)
}

/// Puts the text there, or takes the file away if it is not generated any more. The file changes in one
/// step, so that an interruption leaves the old one or the new one.
fn write(path: &Path, text: Option<&Vec<u8>>) -> Result<()> {
    let act = || -> std::io::Result<()> {
        let Some(text) = text else { return fs::remove_file(path) };
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        let beside = path.with_extension("new");
        fs::write(&beside, text)?;
        fs::rename(&beside, path)
    };
    act().with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_the_first_line_that_differs() {
        assert_eq!(difference(b"a\nb\n", b"a\nc\n"), Some(Difference::Changed { line: 2 }));
        assert_eq!(difference(b"a\n", b"a\nc\n"), Some(Difference::Changed { line: 2 }));
        assert_eq!(difference(b"a\n", b"a\n"), None);
    }

    #[test]
    fn a_page_is_written_replaced_and_taken_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let page = folder.path().join("rules/some-rule.md");
        write(&page, Some(&b"old".to_vec())).expect("a new page is written");
        write(&page, Some(&b"new".to_vec())).expect("the page is replaced");
        assert_eq!(fs::read(&page).expect("the page is there"), b"new");
        write(&page, None).expect("the page is taken away");
        assert_eq!(fs::read_dir(folder.path().join("rules")).expect("the folder stays").count(), 0);
    }
}
