//! The consent rule sets of autoconsent (MPL-2.0), for the observer: taken from the npm registry at set-up, never committed.
//!
//! What was fetched is taken only if it is, bit for bit, the release that the observer was tested with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::tree::Tree;
use crate::{apt, child};

/// The release, and the one file of it; the observer knows the same (`vidne-observe`, `ConsentRules`).
const VERSION: &str = "16.23.0";
const FILE: &str = "package/dist/autoconsent.standalone.js";
const SHA256: &str = "4abcd03523a52e015317baee2ba06460bc2e55989304f035b637ed4480840e22";

/// The folder that `VIDNE_DATA_DIR` is to name, with the rule sets in it; fetched where they are not there yet.
pub(crate) fn ready(tree: &Tree) -> Result<PathBuf> {
    let folder = tree.target("tools");
    let place = folder.join(format!("autoconsent-{VERSION}.standalone.js"));
    if place.is_file() && hash(&place)? == SHA256 {
        return Ok(folder);
    }
    println!("   setting up autoconsent {VERSION} below {}", tree.shown(&folder));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let archive = fetch(&folder)?;
    let script = child::printed(child::command("tar").args(["-xzOf"]).arg(&archive).arg(FILE))?;
    fs::remove_file(&archive).with_context(|| format!("cannot remove {}", archive.display()))?;
    let fresh = place.with_extension("new");
    fs::write(&fresh, script).with_context(|| format!("cannot write {}", fresh.display()))?;
    let found = hash(&fresh)?;
    if found != SHA256 {
        bail!("autoconsent {VERSION} came with another {FILE}: SHA-256 {found}, and not {SHA256}");
    }
    fs::rename(&fresh, &place).with_context(|| format!("cannot rename {}", fresh.display()))?;
    Ok(folder)
}

/// The package as npm brings it, from whatever registry npm was told to use.
fn fetch(folder: &Path) -> Result<PathBuf> {
    if child::find("npm").is_none() {
        apt::install(&["npm"], "the set-up of consent rules")?;
    }
    let mut npm = child::command("npm");
    npm.args(["pack", "--silent", "--pack-destination"])
        .arg(folder)
        .arg(format!("@duckduckgo/autoconsent@{VERSION}"));
    child::printed(&mut npm).with_context(|| format!("autoconsent {VERSION} cannot be fetched with npm"))?;
    Ok(folder.join(format!("duckduckgo-autoconsent-{VERSION}.tgz")))
}

fn hash(file: &Path) -> Result<String> {
    let told = child::printed(child::command("sha256sum").arg(file))?;
    let told = String::from_utf8_lossy(&told);
    told.split_whitespace().next().map(ToOwned::to_owned).context("sha256sum prints a hash")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_observer_takes_the_release_that_is_set_up() {
        let observer = concat!(env!("CARGO_MANIFEST_DIR"), "/../vidne-observe/src/web/consent/rules.rs");
        let observer = fs::read_to_string(observer).expect("the observer lies beside this program");
        assert!(observer.contains(&format!("\"{VERSION}\"")) && observer.contains(&format!("\"{SHA256}\"")));
    }

    #[test]
    fn a_file_is_known_by_its_hash() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("empty");
        fs::write(&file, "").expect("a file");
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hash(&file).expect("sha256sum is there"), empty);
    }
}
