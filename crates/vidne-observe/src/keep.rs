//! What an observer hands over, and to whom.
//!
//! It never decides where bytes lie or how they are proved: that is the taker's part.

use std::error::Error;

/// Bytes that an observer saw, as it saw them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their format: one that the readers know, such as `visit-log`, or a media type such as `image/png`.
    pub format: &'static str,
    /// A name for people, such as a file would have.
    pub name: String,
    /// What recorded them, with its version.
    pub tool: String,
}

/// Takes what was recorded. It is called as soon as something is whole, so that nothing waits for the rest of a run.
pub trait Keep: Send + Sync {
    /// Keeps one recording; after it returns, the recording survives a crash.
    ///
    /// # Errors
    /// The bytes could not be made durable. The observer stops then: what cannot be kept need not be seen.
    fn keep(&self, recorded: Recorded) -> Result<(), KeepError>;
}

/// A recording could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("what was recorded could not be kept")]
pub struct KeepError(#[source] pub Box<dyn Error + Send + Sync>);
