//! Where things stand in the work tree, and the binary that was built from it.
//!
//! It names paths and builds; it never writes into the tree.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::child;

/// The work tree this program was built from.
pub(crate) struct Tree {
    root: PathBuf,
}

impl Tree {
    /// Finds the root of the work tree and makes it the current folder, so that every child starts there.
    pub(crate) fn here() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().with_context(|| format!("no work tree at {}", root.display()))?;
        env::set_current_dir(&root).with_context(|| format!("cannot enter {}", root.display()))?;
        Ok(Self { root })
    }

    /// A path in the tree.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path where built things go: `target`, or where cargo was told to put it.
    pub(crate) fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        self.root.join(target).join(relative)
    }

    /// A path as people read it: from the root where it lies below it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }

    /// The folder of inputs that others made: `VIDNE_REAL`, or `../shared/real`. `Err` names the folder that is not there.
    pub(crate) fn real(&self) -> Result<PathBuf, PathBuf> {
        let folder =
            env::var_os("VIDNE_REAL").map_or_else(|| self.path("../shared/real"), |given| self.path(given));
        folder.canonicalize().map_err(|_| folder)
    }

    /// Builds the binary and tells where it lies.
    ///
    /// In the dev profile, and nothing but what the binary needs: the shortest way to a first result.
    pub(crate) fn build_vidne(&self) -> Result<PathBuf> {
        child::run(child::cargo().args(["build", "--locked", "--package", "vidne"]))?;
        Ok(self.target("debug/vidne"))
    }

    /// The binary that the tests have run, built only where it is not there yet.
    ///
    /// With the tests' own choice of packages: cargo gives dependencies the features that all chosen packages ask for,
    /// so that another choice builds most of them a second time.
    pub(crate) fn vidne_as_tested(&self) -> Result<PathBuf> {
        child::run(child::cargo().args(["build", "--locked", "--workspace", "--bins", "--tests"]))?;
        Ok(self.target("debug/vidne"))
    }
}
