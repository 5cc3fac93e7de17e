//! How each copy of each backup stands: four questions, never one green light.
//!
//! A standing repeats what findings and open questions tell, side by side. It adds no judgement of its own.

use jiff::Timestamp;

use super::{Citation, Message};
use crate::{
    id::{BackupId, CopyId},
    place::Place,
};

/// How one copy of one backup stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The backup.
    pub backup: BackupId,
    /// The copy.
    pub copy: CopyId,
    /// Where the copy is, as declared.
    pub location: Option<String>,
    /// The answers, in the order of [`Question::ALL`].
    pub verdicts: Vec<Verdict>,
    /// How much of it had been read, look by look, the oldest first.
    pub coverage: Vec<Coverage>,
    /// Where the copy is declared.
    pub place: Place,
}

/// One of the four questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Is its newest snapshot as young as declared?
    Recent,
    /// Can it be reached from where it would be restored?
    Reachable,
    /// Is everything in it that must be?
    Complete,
    /// Are its bytes what they were?
    Intact,
}

impl Question {
    /// All four, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Recent, Self::Reachable, Self::Complete, Self::Intact];

    /// Its name in published formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Reachable => "reachable",
            Self::Complete => "complete",
            Self::Intact => "intact",
        }
    }
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Reply,
    /// Why, in one sentence; for a weaker statement, what it does not show.
    pub why: Message,
    /// When the look was made on which it rests.
    pub at: Option<Timestamp>,
    /// What it rests on.
    pub exhibits: Vec<Citation>,
    /// When it turns bad if nothing is done, where that is known.
    pub until: Option<Timestamp>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// Yes.
    Yes,
    /// Yes, as far as was looked; that is less than all.
    InPart,
    /// No.
    No,
    /// The look could not be brought to an end.
    CouldNotComplete,
    /// Nobody has looked, or what was looked at does not tell.
    NotKnown,
}

impl Reply {
    /// Its name in published formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::InPart => "in-part",
            Self::No => "no",
            Self::CouldNotComplete => "could-not-complete",
            Self::NotKnown => "not-known",
        }
    }
}

/// How much of a copy had been read by the end of one look, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// When the look ended.
    pub at: Timestamp,
    /// How much lay there.
    pub bytes: u64,
    /// How much of that had been read within the declared time before.
    pub fresh: u64,
    /// How much had been read at some time, longer ago.
    pub old: u64,
    /// How much of it is damaged.
    pub damaged: u64,
}
