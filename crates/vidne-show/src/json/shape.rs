//! The shape of the JSON, in the order in which its keys are written. The doc comments become the schema's descriptions.
//!
//! It never borrows the model's types: they may change, this may only grow.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use vidne_model::finding::Severity;

use super::backup::CopyStanding;
use crate::report::State;

/// What one assessment tells about one service.
#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    /// The number of this shape. It changes when a key is renamed, removed or means something else.
    pub(super) schema: u32,
    pub(super) tool: Tool,
    /// The service's id.
    pub(super) service: &'a str,
    /// The instant that it is told for.
    #[schemars(extend("format" = "date-time"))]
    pub(super) now: String,
    /// The day from which on the service is declared to be no more, where that has come. Nothing is asked of it from then on: no
    /// finding, no question and no copy of a backup is told as of now.
    #[schemars(extend("format" = "date"))]
    pub(super) ended: Option<String>,
    /// The language of messages and advice (ISO 639-1).
    pub(super) language: &'static str,
    pub(super) summary: Summary,
    /// Open findings by weight, then accepted ones, those ahead and those closed, as far as they were asked for.
    pub(super) findings: Vec<Finding<'a>>,
    /// What could not be told. No findings beside open questions is not compliance.
    pub(super) questions: Vec<Question<'a>>,
    /// How each copy of each backup stands: four questions, each with its own answer. Empty where no backup is declared.
    pub(super) backups: Vec<CopyStanding<'a>>,
    pub(super) pages: Vec<Page<'a>>,
    /// Exceptions that no finding matched.
    pub(super) unused_exceptions: Vec<Exception<'a>>,
    /// Exhibits that could be read in part only.
    pub(super) damages: Vec<Damage<'a>>,
}

/// What wrote this.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) version: String,
}

/// How much of what. Accepted findings are not counted by weight.
#[derive(Serialize, JsonSchema)]
pub(super) struct Summary {
    pub(super) violations: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    pub(super) accepted: usize,
    pub(super) ahead: usize,
    pub(super) closed: usize,
    /// Questions that are open.
    pub(super) questions: usize,
    /// The weight of the heaviest finding that is open and not accepted.
    pub(super) heaviest: Option<Weight>,
    /// How many exhibits the assessment rests on.
    pub(super) exhibits: usize,
    /// When the newest of them was observed.
    #[schemars(extend("format" = "date-time"))]
    pub(super) newest: Option<String>,
    /// The code with which the program ends: 0 nothing found and nothing open, 10 only open questions, 11, 12 and 13 for a
    /// note, a warning and a violation.
    pub(super) exit_code: u8,
}

/// How much a finding weighs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Weight {
    Note,
    Warning,
    Violation,
}

/// How a finding or question stands at `now`.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    Open,
    Accepted,
    Ahead,
    Closed,
}

/// What a rule found wrong.
#[derive(Serialize, JsonSchema)]
pub(super) struct Finding<'a> {
    pub(super) rule: &'a str,
    pub(super) severity: Weight,
    pub(super) state: Standing,
    pub(super) subject: Subject<'a>,
    /// What is wrong, in one sentence of the report's language.
    pub(super) message: String,
    pub(super) message_parts: Parts<'a>,
    pub(super) opened: Bound,
    /// Absent while it is open.
    pub(super) closed: Option<Bound>,
    /// For how many whole days it has been open at `now`, or was open.
    pub(super) days: i64,
    pub(super) exhibits: Vec<Citation<'a>>,
    /// Where the declaration says what it says.
    pub(super) places: Vec<Place<'a>>,
    pub(super) law: Vec<Provision<'a>>,
    /// What to do.
    pub(super) advice: String,
    /// What weakens it.
    pub(super) caveats: &'a [String],
    /// The SHA-256 of the rule's text.
    pub(super) rule_hash: String,
    /// The same for the same service, rule and subject in every report.
    pub(super) fingerprint: String,
    pub(super) accepted: Option<Accepted<'a>>,
}

/// A rule that cannot tell.
#[derive(Serialize, JsonSchema)]
pub(super) struct Question<'a> {
    pub(super) rule: &'a str,
    pub(super) state: Standing,
    pub(super) subject: Subject<'a>,
    /// What is lacking, in one sentence of the report's language.
    pub(super) message: String,
    pub(super) message_parts: Parts<'a>,
    pub(super) opened: Bound,
    pub(super) closed: Option<Bound>,
    pub(super) days: i64,
    /// What would answer it.
    pub(super) advice: String,
    pub(super) fingerprint: String,
}

/// What a finding is about.
#[derive(Serialize, JsonSchema)]
pub(super) struct Subject<'a> {
    pub(super) kind: &'static str,
    pub(super) id: &'a str,
}

/// A sentence in parts, always in English.
#[derive(Serialize, JsonSchema)]
pub(super) struct Parts<'a> {
    /// The sentence's name within its rule.
    pub(super) id: &'static str,
    /// The sentence with `{names}`.
    pub(super) template: &'a str,
    /// What stands for each name.
    pub(super) arguments: BTreeMap<&'static str, &'a str>,
}

/// One end of an interval.
#[derive(Serialize, JsonSchema)]
pub(super) struct Bound {
    /// The last look that still showed the opposite; absent where the end is known exactly.
    #[schemars(extend("format" = "date-time"))]
    pub(super) after: Option<String>,
    /// The instant by which it had happened.
    #[schemars(extend("format" = "date-time"))]
    pub(super) by: String,
}

/// An exhibit, and what in it matters.
#[derive(Serialize, JsonSchema)]
pub(super) struct Citation<'a> {
    /// The SHA-256 of the exhibit's bytes.
    pub(super) exhibit: String,
    #[schemars(extend("format" = "date-time"))]
    pub(super) at: String,
    pub(super) what: &'a str,
}

/// A place in the declaration.
#[derive(Serialize, JsonSchema)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    /// From 1.
    pub(super) line: u32,
    /// From 1, in characters.
    pub(super) column: u32,
}

/// A provision of law, or a clause of a declared document.
#[derive(Serialize, JsonSchema)]
pub(super) struct Provision<'a> {
    /// A stable key, such as `gdpr:28(2)`.
    pub(super) key: &'a str,
    /// As people cite it.
    pub(super) short: &'a str,
    pub(super) title: &'a str,
    pub(super) url: Option<&'a str>,
}

/// Somebody accepted a finding.
#[derive(Serialize, JsonSchema)]
pub(super) struct Accepted<'a> {
    pub(super) reason: &'a str,
    /// The first day on which it no longer is; a month or a year where only that is known.
    pub(super) until: Option<String>,
    pub(super) place: Place<'a>,
}

/// The versions of one declared page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Page<'a> {
    pub(super) role: &'static str,
    pub(super) url: &'a str,
    pub(super) versions: Vec<Version<'a>>,
}

/// One version of a page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Version<'a> {
    /// The SHA-256 of the page's text.
    pub(super) hash: String,
    #[schemars(extend("format" = "date-time"))]
    pub(super) first: String,
    #[schemars(extend("format" = "date-time"))]
    pub(super) last: String,
    pub(super) exhibit: String,
    /// Facts that it discloses and the version before did not.
    pub(super) gained: &'a [String],
    /// Facts that the version before disclosed and it does not.
    pub(super) lost: &'a [String],
}

/// An exception that no finding matched.
#[derive(Serialize, JsonSchema)]
pub(super) struct Exception<'a> {
    pub(super) rule: &'a str,
    /// As findings print it: `edge:ID`.
    pub(super) subject: &'a str,
    pub(super) reason: &'a str,
    pub(super) until: Option<String>,
    pub(super) place: Place<'a>,
}

/// An exhibit that could be read in part only.
#[derive(Serialize, JsonSchema)]
pub(super) struct Damage<'a> {
    pub(super) exhibit: String,
    /// Where in it, in bytes from its beginning, as far as known.
    pub(super) offset: Option<u64>,
    pub(super) reason: &'a str,
}

impl From<Severity> for Weight {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Violation => Self::Violation,
        }
    }
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Accepted => Self::Accepted,
            State::Ahead => Self::Ahead,
            State::Closed => Self::Closed,
        }
    }
}
