//! One tool at work: its arguments, its place, and what it said when it failed.
//!
//! It never goes on after a failure, and never waits for somebody to type.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A laboratory could not be built.
#[derive(Debug, thiserror::Error)]
pub enum LabError {
    /// A file could not be read or written.
    #[error("{} cannot be used", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is to be built is described wrongly.
    #[error("{}: {reason}", path.display())]
    Described {
        /// The file.
        path: PathBuf,
        /// What is wrong, and how to mend it.
        reason: String,
    },
    /// A tool is not here.
    #[error("`{tool}` is not installed; install it with: apt-get install {package}")]
    Missing {
        /// The tool.
        tool: String,
        /// The package that brings it.
        package: String,
    },
    /// A tool failed.
    #[error("`{command}` failed: {said}")]
    Failed {
        /// The tool and its arguments.
        command: String,
        /// The last that it said.
        said: String,
    },
}

impl LabError {
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }
}

/// A tool, ready to be run.
pub(super) struct Tool {
    program: OsString,
    package: String,
    before: Vec<OsString>,
    folder: Option<PathBuf>,
    environment: Vec<(String, OsString)>,
}

impl Tool {
    pub(super) fn new(program: impl Into<OsString>, package: &str) -> Self {
        Self {
            program: program.into(),
            package: package.to_owned(),
            before: Vec::new(),
            folder: None,
            environment: Vec::new(),
        }
    }

    /// Runs it as the user `postgres` where we are root: a database refuses to run as root.
    pub(super) fn not_as_root(mut self) -> Self {
        if rustix::process::geteuid().is_root() {
            let program = std::mem::replace(&mut self.program, "runuser".into());
            self.before = ["-u", "postgres", "--"].into_iter().map(Into::into).chain([program]).collect();
        }
        self
    }

    /// Runs it where the computer calls itself so: some tools write into a backup what their computer is called. It needs a namespace of
    /// its own; where there is none to be had, the tool fails.
    pub(super) fn on_host(mut self, host: &str) -> Self {
        let program = std::mem::replace(&mut self.program, "unshare".into());
        let is_root = rustix::process::geteuid().is_root();
        let own: &[&str] = if is_root { &["--uts"] } else { &["--user", "--map-root-user", "--uts"] };
        let script = "hostname \"$0\" && exec \"$@\"";
        self.before = own.iter().chain(&["--", "sh", "-c", script, host]).map(Into::into).collect();
        self.before.push(program);
        self
    }

    pub(super) fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    pub(super) fn environment(mut self, name: &str, value: &Path) -> Self {
        self.environment.push((name.to_owned(), value.as_os_str().to_owned()));
        self
    }

    /// Runs it to its end.
    pub(super) fn run<S: AsRef<std::ffi::OsStr>>(self, arguments: &[S]) -> Result<(), LabError> {
        let mut command = Command::new(&self.program);
        command.args(&self.before).args(arguments).stdin(Stdio::null());
        command.envs(self.environment);
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        let tool = self.before.last().unwrap_or(&self.program).to_string_lossy().into_owned();
        let missing = || LabError::Missing { tool: tool.clone(), package: self.package.clone() };
        let done = command.output().map_err(|_| missing())?;
        if done.status.success() {
            return Ok(());
        }
        // `runuser` answers so where there is no such program.
        if !self.before.is_empty() && matches!(done.status.code(), Some(126 | 127)) {
            return Err(missing());
        }
        let said =
            String::from_utf8_lossy(&done.stderr).trim().chars().rev().take(MOST_SAID).collect::<Vec<_>>();
        let arguments: Vec<_> = arguments.iter().map(|each| each.as_ref().to_string_lossy()).collect();
        Err(LabError::Failed {
            command: format!("{tool} {}", arguments.join(" ")),
            said: said.into_iter().rev().collect(),
        })
    }
}

/// Characters of a tool's last words that are repeated.
const MOST_SAID: usize = 600;
