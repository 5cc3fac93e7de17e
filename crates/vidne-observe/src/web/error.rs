//! What can go wrong between us and the browser.
//!
//! What goes wrong with a site is no error: it stands in the log as the outcome of the look.

use std::{path::PathBuf, time::Duration};

/// The browser could not be started.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// There is none.
    #[error("no Chromium was found")]
    Missing,
    /// The program could not be run.
    #[error("{program} cannot be started")]
    Start {
        /// The program.
        program: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// Its profile folder or its pipes could not be made.
    #[error("the browser's profile cannot be made")]
    Profile(#[source] std::io::Error),
    /// It ended at once, or never answered.
    #[error("the browser did not come up: {said}")]
    Silent {
        /// The last lines that it wrote to its standard error.
        said: String,
    },
}

impl LaunchError {
    /// How to mend it, where a user can.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Missing => {
                Some("install it with: apt-get install chromium; or name one with --browser PATH")
            }
            Self::Start { .. } => Some("name another browser with --browser PATH"),
            Self::Profile(_) => {
                Some("make room in the folder for temporary files, or name another in TMPDIR")
            }
            Self::Silent { .. } => Some(
                "as root, or in a container without user namespaces, Chromium needs --sandbox off; `vidne doctor` tells",
            ),
        }
    }
}

/// One command to the browser did not succeed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CallError {
    /// The browser is gone.
    #[error("the browser is gone: {0}")]
    Gone(String),
    /// It refused.
    #[error("{method} was refused: {message}")]
    Refused {
        /// The command.
        method: &'static str,
        /// What it said.
        message: String,
    },
    /// It did not answer in time.
    #[error("{method} was not answered within {} s", .after.as_secs())]
    Late {
        /// The command.
        method: &'static str,
        /// How long it was waited for.
        after: Duration,
    },
    /// The answer was not of the shape that the protocol promises.
    #[error("{method} was answered with something else: {reason}")]
    Strange {
        /// The command.
        method: &'static str,
        /// What was wrong.
        reason: String,
    },
}
