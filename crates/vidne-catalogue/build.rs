//! Reads every file of the folder `catalogue/` once, at build time, with the same reader that the library has.
//!
//! A mistake in a file stops the build with its place and how to mend it. What is compiled in is never read as
//! TOML again: it is stored as JSON, which loads many times faster.

use std::{env, error::Error, fs, path::Path};

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the library's own modules; only the reader is used here"
)]
#[path = "src"]
mod library {
    pub(crate) mod format;
    pub(crate) mod host;
    pub(crate) mod mistake;
    pub(crate) mod pattern;
    pub(crate) mod range;
    pub(crate) mod read;
    pub(crate) mod recipient;
    pub(crate) mod site;
    pub(crate) mod word;
}

// The modules name each other from the crate's root, as they do in the library.
use library::{format, host, mistake, pattern, range, read, recipient, site, word};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../catalogue");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((format!("catalogue/{name}"), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    let stored = match read::recipients(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        Ok(recipients) => serde_json::to_string(&recipients)?,
        Err(error) => return refuse(&error),
    };
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalogue.json"), stored)?;
    Ok(())
}

/// Cargo shows each of these lines as it is.
fn refuse(error: &mistake::CatalogueError) -> Result<(), Box<dyn Error>> {
    for mistake in &error.mistakes {
        println!("cargo::error={mistake}");
    }
    Err("the catalogue cannot be compiled in".into())
}
