//! Why evidence could not be kept or read, and how to mend it.
//!
//! An error is never about the watched service, and never hides damage: damage is an error here and a problem in a report.

use std::{
    io,
    path::{Path, PathBuf},
};

use vidne_evidence::{CheckpointError, EdgeError, KeyError, LeafError, ProofError};
use vidne_model::id::ExhibitId;

/// An operation on an evidence folder failed. Unless it is [`StoreError::InDoubt`], the log is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {doing} {}", path.display())]
    Io {
        /// What was being done, such as `write`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process writes to the folder.
    #[error("{} is in use by process {}", path.display(), pid.map_or_else(|| "unknown".to_owned(), |pid| pid.to_string()))]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Who holds it, as far as it says.
        pid: Option<u32>,
    },
    /// The folder is being verified, which keeps writers out.
    #[error("{} is being verified by another process", path.display())]
    BeingVerified {
        /// The lock file.
        path: PathBuf,
    },
    /// There is no evidence where it was looked for.
    #[error("there is no evidence in {}", path.display())]
    NoEvidence {
        /// The folder.
        path: PathBuf,
    },
    /// A key cannot be used.
    #[error("the key in {} cannot be used", path.display())]
    Key {
        /// The key's file.
        path: PathBuf,
        /// Why.
        source: KeyError,
    },
    /// The log exists and its private key is not where it should be.
    #[error("the private key of this log is not at {}", path.display())]
    KeyMissing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Others may read the private key.
    #[error("the private key {} can be read by others (mode {mode:o})", path.display())]
    KeyTooOpen {
        /// The key's file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The private key is not the one that the folder's log was begun with.
    #[error("the key {} is of the log `{found}`, and the evidence is of `{expected}`", path.display())]
    OtherKey {
        /// The key's file.
        path: PathBuf,
        /// Whose it is.
        found: String,
        /// Whose it should be.
        expected: String,
    },
    /// The key has signed more than the folder holds.
    #[error("the key has signed a log of {signed} leaves, and {} ends at {found}: leaves were taken away, or an older copy was put in its place", path.display())]
    OlderCopy {
        /// The evidence folder.
        path: PathBuf,
        /// Leaves that were signed.
        signed: u64,
        /// Leaves that are there.
        found: u64,
    },
    /// The checkpoint or the history is not what the key signed.
    #[error("{} is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A checkpoint cannot be used.
    #[error("the checkpoint in {} cannot be used", path.display())]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// Why.
        source: CheckpointError,
    },
    /// The tiles do not fit the checkpoint.
    #[error("the log in {} cannot be continued", path.display())]
    Edge {
        /// The evidence folder.
        path: PathBuf,
        /// Why.
        source: EdgeError,
    },
    /// A proof cannot be made.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A leaf cannot be written, or an entry not be read.
    #[error("leaf {index} cannot be read or written")]
    Leaf {
        /// Its index in the log, or where it would have stood.
        index: u64,
        /// Why.
        source: LeafError,
    },
    /// What was to be kept is longer than allowed.
    #[error("what was to be kept is longer than {limit} bytes")]
    TooLong {
        /// The limit in bytes.
        limit: u64,
    },
    /// A leaf names an exhibit that was not kept.
    #[error("there is no exhibit {id}")]
    ExhibitMissing {
        /// The exhibit.
        id: ExhibitId,
    },
    /// An exhibit's bytes are not those that its name says.
    #[error("exhibit {id} was changed: {reason}")]
    ExhibitChanged {
        /// The exhibit.
        id: ExhibitId,
        /// How that shows.
        reason: String,
    },
    /// An earlier append failed so late that only opening the folder again can tell whether it counts.
    #[error("an append to {} failed at the last step ({reason}): whether it counts is told when the evidence is opened again", path.display())]
    InDoubt {
        /// The evidence folder.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
}

impl StoreError {
    /// How to mend it, where the user can.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Io { source, path, .. } => return io_help(source, path),
            Self::Locked { pid: Some(pid), .. } => format!("wait until process {pid} is done, or end it"),
            Self::Locked { .. } | Self::BeingVerified { .. } => "wait until the other process is done".to_owned(),
            Self::NoEvidence { path } => format!("name the folder that holds `evidence/`, not {}", path.display()),
            Self::KeyMissing { path } => format!(
                "put the key back at {}, or begin a new log in another folder; the evidence can still be read and verified",
                path.display()
            ),
            Self::KeyTooOpen { path, .. } => format!("run: chmod 600 {}", path.display()),
            Self::OtherKey { path, .. } => format!("use another key file than {}: one key serves one log", path.display()),
            Self::OlderCopy { .. } => {
                "put the newest copy of the evidence in place; if it is lost, begin a new log in another folder with another \
                 key (`--keys DIR`), and keep this one as it is"
                    .to_owned()
            }
            Self::Damaged { .. } | Self::Checkpoint { .. } | Self::Edge { .. } | Self::ExhibitChanged { .. } => {
                "run `vidne verify` to see every place that was changed, and put an intact copy back".to_owned()
            }
            Self::TooLong { .. } => "raise the limit if the file is to be trusted".to_owned(),
            Self::ExhibitMissing { .. } => "keep the exhibit before the leaf that names it".to_owned(),
            Self::InDoubt { .. } => "open the evidence again".to_owned(),
            Self::Key { .. } | Self::Proof(_) | Self::Leaf { .. } => return None,
        })
    }

    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}

/// An error with everything that it stems from, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn io_help(error: &io::Error, path: &Path) -> Option<String> {
    Some(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk and try again; nothing that was recorded is lost".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only: mount it for writing".to_owned(),
        io::ErrorKind::PermissionDenied => format!("give yourself write permission on {}", path.display()),
        _ => return None,
    })
}
