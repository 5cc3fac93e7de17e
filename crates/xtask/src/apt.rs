//! Debian packages: installed for root, and otherwise named in the one command that installs them.
//!
//! It never asks a question and never uses another user's rights.

use std::fs;
use std::sync::Once;

use anyhow::{Context as _, Result, bail};

use crate::child;

/// Installs the packages, or fails with the command that does.
pub(crate) fn install(packages: &[&str], wanted_for: &str) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("apt-get update && apt-get install --yes --no-install-recommends {names}");
    if child::find("apt-get").is_none() {
        bail!("{wanted_for} needs what Debian calls {names}; install it with your system's package manager");
    }
    if !is_root()? {
        bail!("{wanted_for} needs {names}; as root, run: {by_hand}");
    }
    println!("   installing {names}, for {wanted_for}");
    update_once()?;
    let mut install = child::command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    child::run(&mut install).with_context(|| format!("{wanted_for} needs {names}; as root, run: {by_hand}"))
}

fn update_once() -> Result<()> {
    static UPDATED: Once = Once::new();
    let mut result = Ok(());
    UPDATED.call_once(|| result = child::run(child::command("apt-get").args(["update", "--quiet"])));
    result
}

/// Whether this process acts as root, read from the kernel's own page on it.
fn is_root() -> Result<bool> {
    let status = fs::read_to_string("/proc/self/status").context("cannot tell who runs this")?;
    Ok(effective_user(&status) == Some("0"))
}

/// The second of the four numbers on the `Uid:` line.
fn effective_user(status: &str) -> Option<&str> {
    status.lines().find_map(|line| line.strip_prefix("Uid:"))?.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effective_user_is_the_second_number() {
        assert_eq!(effective_user("Name:\tx\nUid:\t1000\t0\t1000\t1000\nGid:\t5\t5\t5\t5\n"), Some("0"));
        assert_eq!(effective_user("Name:\tx\n"), None);
    }
}
