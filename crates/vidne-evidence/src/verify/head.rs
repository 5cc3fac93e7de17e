//! Whose log it is, and what its checkpoint claims.
//!
//! A claim that is not signed is a problem and is still followed, so that all other problems are found too.

use crate::{
    checkpoint::{Checkpoint, MAX_NOTE, TreeHead, parse_checkpoint},
    files::{Files, read_at_most},
    history::{lines, parse_line},
    key::VerifierKey,
    report::{Problem, ProblemKind, Report},
    verify::Remembered,
};

pub(super) const KEY: &str = "key.pub";
pub(super) const CHECKPOINT: &str = "log/checkpoint";
pub(super) const HISTORY: &str = "log/checkpoints";

const MAX_KEY: usize = 4096;

/// The key to check with: the remembered one before the folder's own.
pub(super) fn key(files: &dyn Files, remembered: &Remembered, report: &mut Report) -> Option<VerifierKey> {
    let found = match read_at_most(files, KEY, MAX_KEY) {
        Err(error) => Err(format!("the log's key cannot be read: {error}")),
        Ok(None) => Err("the log's key is missing".to_owned()),
        Ok(Some(bytes)) => {
            VerifierKey::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| error.to_string())
        }
    };
    let key = match (&found, &remembered.key) {
        (Ok(found), Some(known)) if found != known => {
            let reason = format!("the folder says its key is {found}, and the remembered key is {known}");
            report.problem(Problem::new(ProblemKind::KeyDiffers, KEY, reason));
            Some(known.clone())
        }
        (Ok(found), _) => Some(found.clone()),
        (Err(reason), known) => {
            report.problem(Problem::new(ProblemKind::KeyMissing, KEY, reason.clone()));
            known.clone()
        }
    };
    report.origin = key.as_ref().map(|key| key.name().to_owned());
    report.key = key.as_ref().map(ToString::to_string);
    key
}

/// The checkpoint in place, if it is signed.
pub(super) fn checkpoint(files: &dyn Files, key: &VerifierKey) -> Option<Checkpoint> {
    let note = read_at_most(files, CHECKPOINT, MAX_NOTE).ok()??;
    Checkpoint::verify(&note, key).ok()
}

/// The tree head to verify against: the checkpoint's, or, when that cannot be used, the last that the history shows signed.
pub(super) fn claim(files: &dyn Files, key: Option<&VerifierKey>, report: &mut Report) -> Option<TreeHead> {
    match claim_in_place(files, key, report) {
        Claim::Good(head) => Some(head),
        Claim::Unsigned(head) => key.and_then(|key| last_signed(files, key)).or(Some(head)),
        Claim::None => last_signed(files, key?),
    }
}

enum Claim {
    /// Signed, or there is no key to tell.
    Good(TreeHead),
    /// Readable, and not signed by the key: a signed line of the history is a better guide.
    Unsigned(TreeHead),
    None,
}

fn claim_in_place(files: &dyn Files, key: Option<&VerifierKey>, report: &mut Report) -> Claim {
    let mut missing =
        |reason: &str| report.problem(Problem::new(ProblemKind::CheckpointMissing, CHECKPOINT, reason));
    let note = match read_at_most(files, CHECKPOINT, MAX_NOTE) {
        Ok(Some(note)) => note,
        Ok(None) => {
            missing("the checkpoint is missing");
            return Claim::None;
        }
        Err(error) => {
            report.unreadable(CHECKPOINT, &error);
            return Claim::None;
        }
    };
    let head = match parse_checkpoint(&note) {
        Ok((_, head)) => head,
        Err(error) => {
            missing(&error.to_string());
            return Claim::None;
        }
    };
    match key.map(|key| Checkpoint::verify(&note, key)) {
        Some(Err(error)) => {
            report.problem(Problem::new(ProblemKind::CheckpointNotSigned, CHECKPOINT, error.to_string()));
            Claim::Unsigned(head)
        }
        _ => Claim::Good(head),
    }
}

fn last_signed(files: &dyn Files, key: &VerifierKey) -> Option<TreeHead> {
    let file = files.open(HISTORY).ok()??;
    let signed = lines(file).map_while(Result::ok).filter_map(|line| parse_line(&line.text, key).ok());
    signed.last().map(|checkpoint| checkpoint.head())
}
