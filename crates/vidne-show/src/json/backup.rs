//! How copies of backups stand, for programs: the shape, and the way there from the model's types.
//!
//! It never sums answers up, and it gives figures as they were told.

use schemars::JsonSchema;
use serde::Serialize;
use vidne_model::finding;

use super::{entry, shape};
use crate::{coverage, moment::exact, report::Report, standing};

/// How one copy of one backup stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct CopyStanding<'a> {
    /// The backup's id.
    backup: &'a str,
    /// The copy's id, unique within its backup.
    copy: &'a str,
    /// Where the copy is, as declared.
    location: Option<&'a str>,
    /// One answer to each question. None stands for another.
    verdicts: Vec<Verdict<'a>>,
    /// How much of it had been read, look by look, the oldest first.
    coverage: Vec<Coverage>,
    /// Where the copy is declared.
    place: shape::Place<'a>,
}

/// The answer to one question about a copy.
#[derive(Serialize, JsonSchema)]
struct Verdict<'a> {
    question: Asked,
    answer: Answer,
    /// Why, in one sentence of the report's language; for a weaker statement, what it does not show.
    why: String,
    why_parts: shape::Parts<'a>,
    /// When the look was made on which it rests; absent where nobody looked.
    #[schemars(extend("format" = "date-time"))]
    at: Option<String>,
    /// When it turns bad if nothing is done, where that is known.
    #[schemars(extend("format" = "date-time"))]
    until: Option<String>,
    exhibits: Vec<shape::Citation<'a>>,
}

/// `recent`: is its newest snapshot as young as declared? `reachable`: can it be reached from where it would be restored?
/// `complete`: is everything in it that must be? `intact`: are its bytes what they were?
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    Recent,
    Reachable,
    Complete,
    Intact,
}

/// `in-part`: yes as far as was looked, which is less than all. `could-not-complete`: the look could not be brought to an end.
/// `not-known`: nobody has looked, or what was looked at does not tell.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Yes,
    InPart,
    No,
    CouldNotComplete,
    NotKnown,
}

/// How much of a copy had been read by the end of one look, in bytes.
#[derive(Serialize, JsonSchema)]
struct Coverage {
    /// When the look ended.
    #[schemars(extend("format" = "date-time"))]
    at: String,
    /// How much lay there.
    bytes: u64,
    /// How much of that had been read within the declared time before.
    fresh: u64,
    /// How much had been read at some time, longer ago.
    old: u64,
    /// How much of it is damaged.
    damaged: u64,
    /// How much had never been read: what is neither fresh nor old.
    never: u64,
}

/// The copies, those of one backup beside each other.
pub(super) fn copies<'a>(report: &Report<'a>) -> Vec<CopyStanding<'a>> {
    let groups = standing::groups(report.assessment);
    groups.into_iter().flat_map(|group| group.copies).map(|copy| of_copy(report, copy)).collect()
}

fn of_copy<'a>(report: &Report<'a>, standing: &'a finding::Standing) -> CopyStanding<'a> {
    let mut looks: Vec<_> = standing.coverage.iter().collect();
    looks.sort_by_key(|look| look.at);
    CopyStanding {
        backup: standing.backup.as_str(),
        copy: standing.copy.as_str(),
        location: standing.location.as_deref(),
        verdicts: standing.verdicts.iter().map(|verdict| of_verdict(report, verdict)).collect(),
        coverage: looks.into_iter().map(of_look).collect(),
        place: entry::place(&standing.place),
    }
}

fn of_verdict<'a>(report: &Report<'a>, verdict: &'a finding::Verdict) -> Verdict<'a> {
    Verdict {
        question: verdict.question.into(),
        answer: verdict.answer.into(),
        why: standing::why(report, verdict).text,
        why_parts: entry::parts(&verdict.why),
        at: verdict.at.map(exact),
        until: verdict.until.map(exact),
        exhibits: verdict.exhibits.iter().map(entry::citation).collect(),
    }
}

fn of_look(look: &finding::Coverage) -> Coverage {
    Coverage {
        at: exact(look.at),
        bytes: look.bytes,
        fresh: look.fresh,
        old: look.old,
        damaged: look.damaged,
        never: coverage::never(look),
    }
}

impl From<finding::Question> for Asked {
    fn from(question: finding::Question) -> Self {
        match question {
            finding::Question::Recent => Self::Recent,
            finding::Question::Reachable => Self::Reachable,
            finding::Question::Complete => Self::Complete,
            finding::Question::Intact => Self::Intact,
        }
    }
}

impl From<finding::Reply> for Answer {
    fn from(answer: finding::Reply) -> Self {
        match answer {
            finding::Reply::Yes => Self::Yes,
            finding::Reply::InPart => Self::InPart,
            finding::Reply::No => Self::No,
            finding::Reply::CouldNotComplete => Self::CouldNotComplete,
            finding::Reply::NotKnown => Self::NotKnown,
        }
    }
}
