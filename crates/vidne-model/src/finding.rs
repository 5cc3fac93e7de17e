//! What an assessment tells: findings, open questions, and how sure they are.
//!
//! It never says how they look: `vidne-show` does.

mod assessment;
mod message;
mod standing;
mod subject;

pub use assessment::{Assessment, PageChange, PageHistory, RulePage};
pub use message::{Message, counted};
pub use standing::{Coverage, Question, Reply, Standing, Verdict};
pub use subject::{Subject, SubjectKind};

use jiff::Timestamp;

use crate::{
    id::{ExhibitId, RuleId},
    place::Place,
    time::{Day, Interval},
};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Likely wrong, or arguable.
    Warning,
    /// Against a provision or a declared clause.
    Violation,
}

impl Severity {
    /// As it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Violation => "violation",
        }
    }
}

/// What a rule found wrong: about one subject, open during one interval, resting on exhibits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// What is wrong, in one sentence. While it is open, as of now; afterwards, as it last read.
    pub message: Message,
    /// When it was open.
    pub interval: Interval,
    /// What it rests on.
    pub exhibits: Vec<Citation>,
    /// Where the declaration says what it says.
    pub places: Vec<Place>,
    /// What it is measured against.
    pub law: Vec<Provision>,
    /// What to do, in one sentence.
    pub advice: Message,
    /// What weakens it: facts that are not verified, judgments under appeal.
    pub caveats: Vec<String>,
    /// The SHA-256 of the rule's own text.
    pub rule_hash: ExhibitId,
    /// Who accepted it, and why.
    pub accepted: Option<Accepted>,
}

/// An exhibit that a finding rests on, and the words in it that matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// When it was observed.
    pub at: Timestamp,
    /// What in it, such as an address, a header or a quoted sentence.
    pub what: String,
}

/// A provision of law, or a clause of a declared document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provision {
    /// A stable key, such as `gdpr:28(2)` or `pub-2020:6.1`.
    pub key: String,
    /// As people cite it: `GDPR Art. 28(2)`.
    pub short: String,
    /// What it says, in a few words.
    pub title: String,
    /// Where its text stands.
    pub url: Option<String>,
}

/// Somebody accepted a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Why.
    pub reason: String,
    /// The first day on which it no longer is accepted.
    pub until: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// A rule that cannot tell, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The rule.
    pub rule: RuleId,
    /// What it is about.
    pub subject: Subject,
    /// What is lacking, in one sentence.
    pub lacks: Message,
    /// What would answer it.
    pub advice: Message,
    /// When it was open.
    pub interval: Interval,
}
