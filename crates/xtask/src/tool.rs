//! The programs that the checks need, each at one version, set up below `target/tools` and nowhere else.
//!
//! A tool that cannot be had is an error with the command that installs it, never a step left out.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::tree::Tree;
use crate::{apt, child};

/// A program from a registry, at the version this repository is checked with.
pub(crate) struct Tool {
    program: &'static str,
    version: &'static str,
    comes_as: Package,
    accept: Accept,
}

/// Where a tool comes from.
enum Package {
    /// A wheel for Python that holds the built program: seconds.
    Wheel(&'static str),
    /// A crate, built here without optimisation, once: one or two minutes on two cores, four for nextest.
    Crate(&'static str),
}

/// Which of the programs already on the machine will do.
enum Accept {
    /// Its verdict changes with its version, so only this one.
    ThisVersion,
    /// What it does for us is the same in all of them.
    AnyVersion,
    /// It tells no version: that it is there is all that can be known.
    Untold,
}

/// Spelling. Its word list grows with every version.
pub(crate) const TYPOS: Tool = Tool {
    program: "typos",
    version: "1.52.0",
    comes_as: Package::Wheel("typos"),
    accept: Accept::ThisVersion,
};

/// Licences, bans and sources. The newest wheel (0.14) cannot read what today's cargo tells about
/// packages, so it is built from the crate.
pub(crate) const DENY: Tool = Tool {
    program: "cargo-deny",
    version: "0.20.2",
    comes_as: Package::Crate("cargo-deny"),
    accept: Accept::ThisVersion,
};

/// Dependencies that nothing uses.
pub(crate) const MACHETE: Tool = Tool {
    program: "cargo-machete",
    version: "0.9.2",
    comes_as: Package::Crate("cargo-machete"),
    accept: Accept::ThisVersion,
};

/// Runs the tests.
pub(crate) const NEXTEST: Tool = Tool {
    program: "cargo-nextest",
    version: "0.9.143",
    comes_as: Package::Crate("cargo-nextest"),
    accept: Accept::AnyVersion,
};

/// Stands in for a store of objects in tests: no real one can be had there.
pub(crate) const MOTO: Tool = Tool {
    program: "moto_server",
    version: "5.2.5",
    comes_as: Package::Wheel("moto[server,s3]"),
    accept: Accept::Untold,
};

/// Builds and runs the fuzz targets.
pub(crate) const FUZZ: Tool = Tool {
    program: "cargo-fuzz",
    version: "0.13.2",
    comes_as: Package::Crate("cargo-fuzz"),
    accept: Accept::AnyVersion,
};

impl Tool {
    /// The program's path, after setting it up if it is not there yet.
    pub(crate) fn ready(&self, tree: &Tree) -> Result<PathBuf> {
        let place = self.place(tree);
        let found = [Some(place.clone()), child::find(self.program)].into_iter().flatten();
        if let Some(program) = found.into_iter().find(|program| self.will_do(program)) {
            return Ok(program);
        }
        println!(
            "   setting up {} {} below {}",
            self.program,
            self.version,
            tree.shown(&tree.target("tools"))
        );
        match self.comes_as {
            Package::Wheel(name) => self.install_wheel(tree, name)?,
            Package::Crate(name) => self.install_crate(tree, name)?,
        }
        if !self.will_do(&place) {
            bail!(
                "{} was installed and yet does not answer `--version` with {}",
                place.display(),
                self.version
            );
        }
        Ok(place)
    }

    fn place(&self, tree: &Tree) -> PathBuf {
        match self.comes_as {
            Package::Wheel(_) => tree.target("tools/python/bin").join(self.program),
            Package::Crate(_) => tree.target("tools/bin").join(self.program),
        }
    }

    fn will_do(&self, program: &Path) -> bool {
        if !program.is_file() {
            return false;
        }
        if matches!(self.accept, Accept::Untold) {
            return true;
        }
        let answer = child::printed(child::command(program).arg("--version"));
        answer.is_ok_and(|text| self.is_accepted(&String::from_utf8_lossy(&text)))
    }

    fn is_accepted(&self, answer: &str) -> bool {
        match self.accept {
            Accept::ThisVersion => answer.split_whitespace().any(|word| word == self.version),
            Accept::AnyVersion | Accept::Untold => true,
        }
    }

    fn install_wheel(&self, tree: &Tree, name: &str) -> Result<()> {
        let folder = tree.target("tools/python");
        let python = folder.join("bin/python");
        if child::printed(child::command(&python).args(["-m", "pip", "--version"])).is_err() {
            self.prepare_python(&folder)?;
        }
        let mut install = child::command(&python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
        ]);
        install.arg(format!("{name}=={}", self.version));
        self.finish(&mut install)
    }

    /// Makes an environment of its own, because Debian's Python refuses to have packages put into it.
    fn prepare_python(&self, folder: &Path) -> Result<()> {
        let venv = || {
            let mut venv = child::command("python3");
            venv.args(["-m", "venv", "--clear"]).arg(folder);
            venv
        };
        if child::printed(&mut venv()).is_ok() {
            return Ok(());
        }
        apt::install(&["python3", "python3-venv"], self.program)?;
        self.finish(&mut venv())
    }

    /// Builds without optimisation: these programs read a small tree, so a short build is the better half.
    fn install_crate(&self, tree: &Tree, name: &str) -> Result<()> {
        println!("   (this builds it, and takes some minutes)");
        let mut install = child::cargo();
        install.args([
            "install",
            "--quiet",
            "--locked",
            "--debug",
            "--force",
            "--version",
            self.version,
            name,
        ]);
        install.arg("--root").arg(tree.target("tools"));
        install.arg("--target-dir").arg(tree.target("tools/build"));
        install.env("CARGO_PROFILE_DEV_DEBUG", "false");
        self.finish(&mut install)
    }

    fn finish(&self, install: &mut Command) -> Result<()> {
        child::run(install).with_context(|| {
            format!("cannot set up {}; it is installed with: {}", self.program, child::line(install))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pinned_version_gives_the_verdict() {
        assert!(TYPOS.is_accepted("typos-cli 1.52.0\n"));
        assert!(!TYPOS.is_accepted("typos-cli 1.52.01\n"));
        assert!(!TYPOS.is_accepted("typos-cli 1.51.1\n"));
        assert!(NEXTEST.is_accepted("cargo-nextest 0.9.99 (abc 2025-01-01)\n"));
    }
}
