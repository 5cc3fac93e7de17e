//! A folder of one's own, and the binary run on it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A declaration in a temporary folder, with keys of its own.
pub(crate) struct Folder {
    root: TempDir,
}

impl Folder {
    /// A folder that `vidne init` wrote.
    pub(crate) fn new(url: &str) -> Self {
        let folder = Self { root: tempfile::tempdir().expect("a temporary folder") };
        let output = folder.run(&["init", "site", "--url", url]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        folder
    }

    /// The declaration's folder.
    pub(crate) fn dir(&self) -> PathBuf {
        self.root.path().join("site")
    }

    /// Writes a file beside the declaration's folder and gives its path.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.root.path().join(name);
        std::fs::write(&path, bytes).expect("it can be written");
        path.to_str().expect("a plain path").to_owned()
    }

    /// Runs the binary in the temporary folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        vidne(arguments, self.root.path())
            .env("VIDNE_KEY_DIR", self.root.path().join("keys"))
            .output()
            .expect("it starts")
    }
}

/// The binary, started in a folder, without the environment's say.
pub(crate) fn vidne(arguments: &[&str], inside: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vidne"));
    command.args(arguments).current_dir(inside).env_remove("COLUMNS").env("NO_COLOR", "1");
    command
}

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Output as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
