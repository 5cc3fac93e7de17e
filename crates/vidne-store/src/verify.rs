//! Verifies an evidence folder on disk.
//!
//! It needs no key but the public one, and changes nothing.

use std::path::Path;

use vidne_evidence::{Activity, Remembered, Report};

use crate::{
    error::StoreError,
    folder::Folder,
    lock::{Writers, keep_writers_out},
    recover::LOCK,
};

/// Verifies the evidence in `dir` (`dir/evidence`, or `dir` itself). Where another process is writing to it, what stands beyond the
/// checkpoint is not judged; otherwise writers are kept out until it is done.
///
/// # Errors
/// [`StoreError::NoEvidence`] when there is nothing to verify. Everything else is in the report.
pub fn verify(dir: &Path, remembered: &Remembered) -> Result<Report, StoreError> {
    let folder = Folder::find(dir)?;
    let writers = keep_writers_out(&folder.path(LOCK));
    let activity = match writers {
        Writers::KeptOut(_) => Activity::AtRest,
        Writers::AtWork => Activity::Appending,
    };
    let report = vidne_evidence::verify(&folder, remembered, activity);
    drop(writers);
    Ok(report)
}
