//! What others build on, measured beside vidne: taken from the npm registry at set-up, never committed.
//!
//! It takes one version of the package, lets npm choose what that depends on, and lets no package run anything while it is installed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::tree::Tree;
use crate::{apt, child};

/// The release of `puppeteer-core` (Apache-2.0) that the figures in `docs/performance.md` are of.
const PUPPETEER: &str = "24.43.1";

/// The folder of the package `puppeteer-core`; fetched where it is not there yet.
pub(crate) fn puppeteer(tree: &Tree) -> Result<PathBuf> {
    let folder = tree.target("tools").join(format!("puppeteer-{PUPPETEER}"));
    let package = folder.join("node_modules/puppeteer-core");
    if package.join("package.json").is_file() {
        return Ok(package);
    }
    println!("   setting up puppeteer-core {PUPPETEER} below {}", tree.shown(&folder));
    if child::find("npm").is_none() {
        apt::install(&["npm"], "the bench beside puppeteer")?;
    }
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| format!("cannot remove {}", fresh.display()))?;
    }
    fs::create_dir_all(&fresh).with_context(|| format!("cannot make {}", fresh.display()))?;
    let mut npm = child::command("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(&fresh)
        .arg(format!("puppeteer-core@{PUPPETEER}"));
    child::printed(&mut npm)
        .with_context(|| format!("puppeteer-core {PUPPETEER} cannot be fetched with npm"))?;
    fs::rename(&fresh, &folder).with_context(|| format!("cannot rename {}", fresh.display()))?;
    Ok(package)
}
