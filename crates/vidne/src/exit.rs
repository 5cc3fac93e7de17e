//! Exit codes: the same for every format.

use std::process::ExitCode;

use vidne_model::finding::{Assessment, Severity};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing found and nothing open, or the job is done.
    Clean,
    /// Could not do the job.
    Failed,
    /// Bad arguments, or a mistake in the declaration.
    Usage,
    /// Nothing to assess.
    Nothing,
    /// Only open questions.
    Questions,
    /// The heaviest finding.
    Found(Severity),
}

impl Exit {
    /// How an assessment ends.
    pub(crate) fn of(assessment: &Assessment) -> Self {
        match assessment.heaviest() {
            Some(severity) => Self::Found(severity),
            None if assessment.open_questions().next().is_some() => Self::Questions,
            None => Self::Clean,
        }
    }

    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Nothing => 3,
            Self::Questions => 10,
            Self::Found(Severity::Note) => 11,
            Self::Found(Severity::Warning) => 12,
            Self::Found(Severity::Violation) => 13,
        }
    }

    /// The worse of two: work that was not done, then what was found.
    pub(crate) fn worse(self, other: Self) -> Self {
        let rank = |exit: Self| match exit {
            Self::Failed | Self::Usage | Self::Nothing => u8::MAX - exit.code(),
            found => found.code(),
        };
        if rank(other) > rank(self) { other } else { self }
    }

    /// The same, where the caller asked that what was found leaves the code alone.
    pub(crate) fn or_zero(self, exit_zero: bool) -> Self {
        match self {
            Self::Questions | Self::Found(_) if exit_zero => Self::Clean,
            other => other,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
