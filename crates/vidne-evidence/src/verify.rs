//! Verification of a whole evidence folder, from the files and the public key alone.
//!
//! Everything is read and hashed again: entries, tiles, checkpoint, history, exhibits. It never stops at the first problem, never
//! believes a file because another agrees with it (the signed root decides), and needs bounded memory for any size of log.

use std::thread;

use crate::{
    checkpoint::Checkpoint,
    files::Files,
    key::VerifierKey,
    proof::{ProofError, prove_consistency},
    report::{Problem, ProblemKind, Report},
};

mod blame;
mod exhibit;
mod head;
mod past;
mod rebuild;
mod tile;
mod walk;

/// What the verifier knows from elsewhere. A folder alone can only show that it agrees with itself: who rewrites all of it,
/// key included, or puts an older copy of all of it in its place, is caught by what others remember.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    /// The log's key.
    pub key: Option<VerifierKey>,
    /// A checkpoint of this log (its signed note) from an earlier day.
    pub checkpoint: Option<Vec<u8>>,
}

/// Whether someone may be adding to the log while it is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Nobody is: whatever stands beyond the checkpoint is a problem.
    AtRest,
    /// Somebody may be: what stands beyond the checkpoint is theirs, and is not judged.
    Appending,
}

/// Verifies the evidence folder behind `files`: the tree on this thread, the exhibits on another.
///
/// # Panics
/// When `files` does.
pub fn verify(files: &dyn Files, remembered: &Remembered, activity: Activity) -> Report {
    let mut report = Report::new();
    let key = head::key(files, remembered, &mut report);
    let head = head::claim(files, key.as_ref(), &mut report);
    let size = head.map_or(0, |head| head.size);
    let exhibits = thread::scope(|scope| {
        let exhibits = scope.spawn(|| exhibit::check(files, size));
        if let Some(head) = head {
            report.size = head.size;
            report.root = head.root;
            rebuild::rebuild(files, head, key.as_ref(), activity, &mut report);
            if let (Some(note), Some(key)) = (&remembered.checkpoint, &key) {
                against(files, note, key, &mut report);
            }
            walk::walk(files, head.size, activity, &mut report);
        }
        exhibits.join().expect("a file source that panics is the caller's")
    });
    report.add(exhibits);
    report
}

fn against(files: &dyn Files, note: &[u8], key: &VerifierKey, report: &mut Report) {
    let old = match Checkpoint::verify(note, key) {
        Ok(old) => old,
        Err(error) => {
            let reason = format!("the remembered checkpoint cannot be used: {error}");
            return report.problem(Problem::new(ProblemKind::RememberedUnusable, head::CHECKPOINT, reason));
        }
    };
    let Some(new) = head::checkpoint(files, key) else { return };
    let proof = prove_consistency(files, old.size(), &new);
    match proof.and_then(|proof| proof.check(&old, &new)) {
        Ok(continued) => report.leaves_since_remembered = Some(continued.leaves_added()),
        Err(error @ ProofError::Shrunk { .. }) => {
            let problem = Problem::new(ProblemKind::OlderCheckpoint, head::CHECKPOINT, error.to_string());
            report.problem(problem.leaves(new.size()..old.size()));
        }
        Err(error) => {
            let reason = format!(
                "the log cannot be shown to continue the remembered one of {} leaves: {error}",
                old.size()
            );
            report.problem(Problem::new(ProblemKind::Rewritten, head::CHECKPOINT, reason));
        }
    }
}
