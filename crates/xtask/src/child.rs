//! Child processes: started without a shell, named before they run, and their failure told in one line.
//!
//! A child never reads this program's standard input.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail};

/// A child that gets nothing on standard input and none of the variables that cargo set for this program.
///
/// Build scripts watch some of those variables: with them in place, every `cargo xtask` would
/// rebuild what a plain `cargo` had built, and the other way round.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let ours =
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| text.starts_with(start));
        if ours || ["CARGO", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&&*text) {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that people call, so that a toolchain choice of theirs holds.
pub(crate) fn cargo() -> Command {
    command("cargo")
}

/// Shows the command, runs it, and fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let code = code(command)?;
    if code != 0 {
        bail!("`{}` ended with exit code {code}", line(command));
    }
    Ok(())
}

/// Shows the command, runs it and returns its exit code; a child that a signal ended is an error.
pub(crate) fn code(command: &mut Command) -> Result<i32> {
    println!("   $ {}", line(command));
    let status = command.status().with_context(|| cannot_start(command))?;
    status.code().with_context(|| format!("`{}` was ended by a signal ({status})", line(command)))
}

/// Like [`code`], and hands every line of standard output to `each` after showing it.
pub(crate) fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<i32> {
    println!("   $ {}", line(command));
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let output = child.stdout.take().expect("standard output was piped above");
    for text in BufReader::new(output).split(b'\n') {
        let text = text.context("cannot read a child's output")?;
        let text = String::from_utf8_lossy(&text);
        println!("{text}");
        each(&text);
    }
    let status = child.wait().context("cannot wait for a child")?;
    status.code().with_context(|| format!("`{}` was ended by a signal ({status})", line(command)))
}

/// Runs the command unseen and returns what it printed; fails, with its error output, unless it succeeds.
pub(crate) fn printed(command: &mut Command) -> Result<Vec<u8>> {
    let Output { status, stdout, stderr } = command.output().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status}): {}", line(command), String::from_utf8_lossy(&stderr).trim());
    }
    Ok(stdout)
}

/// The program's place on `PATH`, or among what `cargo install` put there.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo")));
    let installed = home.map(|home| home.join("bin"));
    env::split_paths(&path).chain(installed).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The command as one would type it at the root of the tree.
pub(crate) fn line(command: &Command) -> String {
    let here = env::current_dir().map(|here| format!("{}/", here.display())).unwrap_or_default();
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let shown = words.map(|word| quoted(&word.to_string_lossy().replace(&here, "")));
    shown.collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./=:,+@".contains(letter);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command.get_program().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = command("cargo");
        command.args(["nextest", "run", "-E", "test(/real/)"]);
        assert_eq!(line(&command), "cargo nextest run -E 'test(/real/)'");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut command("no-such-program-anywhere")).expect_err("it cannot start");
        assert!(error.to_string().contains("`no-such-program-anywhere`"), "{error}");
    }

    #[test]
    fn a_failure_names_the_command_and_its_exit_code() {
        let error = run(command("cargo").arg("--no-such-flag")).expect_err("cargo refuses the flag");
        assert_eq!(error.to_string(), "`cargo --no-such-flag` ended with exit code 1");
    }

    #[test]
    fn what_a_child_prints_is_handed_over_line_by_line() {
        let mut lines = Vec::new();
        let code = watch(command("cargo").arg("--version"), |line| lines.push(line.to_owned()));
        assert_eq!(code.expect("cargo runs"), 0);
        assert!(lines.first().is_some_and(|line| line.starts_with("cargo ")), "{lines:?}");
    }
}
