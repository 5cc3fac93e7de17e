//! Schemas of others, against which our own output is tested: taken from a registry at set-up, never committed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::child;
use crate::tree::Tree;

/// The crate that carries the OASIS schema of SARIF 2.1.0, at one version.
const CARRIER: &str = "serde-sarif";
const VERSION: &str = "0.8.0";

/// The SARIF schema, below `target/tools`; fetched where it is not there yet.
pub(crate) fn sarif(tree: &Tree) -> Result<PathBuf> {
    let folder = tree.target("tools/sarif");
    let schema = folder.join("sarif-schema-2.1.0.json");
    if schema.is_file() {
        return Ok(schema);
    }
    println!("   setting up the SARIF schema below {}", tree.shown(&folder));
    let scratch = folder.join("scratch");
    fs::create_dir_all(scratch.join("src")).with_context(|| format!("cannot make {}", scratch.display()))?;
    let manifest = scratch.join("Cargo.toml");
    let text = format!(
        "[package]\nname = \"scratch\"\nedition = \"2024\"\n\n[dependencies]\n{CARRIER} = \"={VERSION}\"\n\n[workspace]\n"
    );
    fs::write(&manifest, text).with_context(|| format!("cannot write {}", manifest.display()))?;
    fs::write(scratch.join("src/lib.rs"), "").context("cannot write the scratch library")?;
    let mut command = child::cargo();
    command.args(["metadata", "--format-version", "1", "--manifest-path"]).arg(&manifest);
    let told: Value =
        serde_json::from_slice(&child::printed(&mut command)?).context("cargo metadata prints JSON")?;
    let source = carried(&told)?;
    fs::copy(&source, &schema).with_context(|| format!("cannot copy {}", source.display()))?;
    Ok(schema)
}

/// Where the carrier's schema lies.
fn carried(told: &Value) -> Result<PathBuf> {
    let packages = told["packages"].as_array().context("cargo metadata lists packages")?;
    let manifest = packages
        .iter()
        .find(|package| package["name"] == CARRIER)
        .and_then(|found| found["manifest_path"].as_str());
    let Some(manifest) = manifest else { bail!("{CARRIER} {VERSION} was not fetched") };
    Ok(PathBuf::from(manifest).with_file_name("src").join("schema.json"))
}
