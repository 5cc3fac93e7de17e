//! What a browser observer tells of its own doing, in an observation line.
//!
//! It never stands for a fact about the page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::observed::{Completeness, Consent, ConsentOutcome, Refusal};

use super::word::{ActionWord, SettledWord};

/// How a consent banner was worked: the attempt that led into this phase, or the one that failed in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentLine {
    /// What was tried.
    pub action: ActionWord,
    /// How it ended.
    #[serde(default)]
    pub outcome: WorkedWord,
    /// The rule that knew the banner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Whose rule it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What was clicked, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clicked: Vec<String>,
}

impl From<ConsentLine> for Consent {
    fn from(line: ConsentLine) -> Self {
        Self {
            action: line.action.into(),
            outcome: line.outcome.into(),
            rule: line.rule,
            source: line.source,
            clicked: line.clicked,
        }
    }
}

/// How the work on a consent banner ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WorkedWord {
    /// It was done.
    #[default]
    Done,
    /// No rule knew the banner, or there is none.
    NoRule,
    /// It did not end within the time given.
    TimedOut,
    /// A rule knew it and failed, and why.
    Failed(String),
}

impl From<WorkedWord> for ConsentOutcome {
    fn from(word: WorkedWord) -> Self {
        match word {
            WorkedWord::Done => Self::Done,
            WorkedWord::NoRule => Self::NoRule,
            WorkedWord::TimedOut => Self::TimedOut,
            WorkedWord::Failed(reason) => Self::Failed(reason),
        }
    }
}

/// An address that the observer did not let the browser ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalLine {
    /// The address.
    pub url: String,
    /// Why.
    pub reason: String,
}

impl From<RefusalLine> for Refusal {
    fn from(line: RefusalLine) -> Self {
        Self { url: line.url, reason: line.reason }
    }
}

/// How the record compares with what the page itself lists as loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompletenessLine {
    /// How many listed addresses the record has.
    pub seen: usize,
    /// Listed addresses that it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Why the observer stopped waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<SettledWord>,
}

impl From<CompletenessLine> for Completeness {
    fn from(line: CompletenessLine) -> Self {
        Self { seen: line.seen, missing: line.missing, settled: line.settled.map(Into::into) }
    }
}
