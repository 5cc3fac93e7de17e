//! Why a log could not be exported.
//!
//! It never speaks of the watched service: a page that did not answer is exported like any other.

/// A log could not be exported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No line of it is one of a visit log.
    #[error("it is no visit log: {reason}")]
    NoLog {
        /// What is wrong with the first line, or with its packing.
        reason: String,
    },
    /// No line tells a time.
    #[error("nothing in the visit log tells when it was recorded")]
    NoTime,
    /// It unpacks to more than is read of one.
    #[error("the visit log unpacks to more than {most} bytes")]
    TooLarge {
        /// The bytes that are read.
        most: u64,
    },
    /// The file could not be put together.
    #[error("cannot write {part}: {reason}")]
    Write {
        /// Which part of the file.
        part: String,
        /// What the writer says.
        reason: String,
    },
}

impl ExportError {
    /// How to mend it, in one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoLog { .. } => {
                "Name an exhibit of format visit-log; `vidne observe` records them, and docs/visit-log.md tells what they hold."
            }
            Self::NoTime => {
                "Export the log with its first line, the one with the key `vidne` and the value `visit`."
            }
            Self::TooLarge { .. } => "Look at the page anew without keeping bodies.",
            Self::Write { .. } => "Export fewer pictures, or look at the page anew without keeping bodies.",
        }
    }
}
