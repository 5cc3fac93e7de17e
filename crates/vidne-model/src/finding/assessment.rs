//! Everything that one assessment tells about one service.

use jiff::{Timestamp, civil::Date};

use super::{Finding, OpenQuestion, Severity, Standing};
use crate::{
    declared::{Exception, PageRole},
    id::{ExhibitId, RuleId, ServiceId},
    observed::Damage,
};

/// Everything that one assessment tells about one service.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The service.
    pub service: ServiceId,
    /// The instant that it is told for.
    pub now: Timestamp,
    /// The day from which on the service is declared to be no more, where that has come: nothing is asked of it then.
    pub ended: Option<Date>,
    /// Findings: those open now, and, in a timeline, those that closed before or will open later.
    pub findings: Vec<Finding>,
    /// Open questions, likewise.
    pub questions: Vec<OpenQuestion>,
    /// Versions of the declared pages, with what each brought.
    pub pages: Vec<PageHistory>,
    /// How each copy of each backup stands.
    pub standings: Vec<Standing>,
    /// Exceptions that no finding matched.
    pub unused_exceptions: Vec<Exception>,
    /// Exhibits that could be read in part only.
    pub damages: Vec<Damage>,
    /// How many exhibits it rests on.
    pub exhibits: usize,
    /// When the newest of them was observed.
    pub newest: Option<Timestamp>,
}

/// The versions of one declared page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHistory {
    /// What the page is for.
    pub role: PageRole,
    /// Its address.
    pub url: String,
    /// Its versions, in order.
    pub versions: Vec<PageChange>,
}

/// One version of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange {
    /// The version's hash.
    pub hash: ExhibitId,
    /// When it was first seen.
    pub first: Timestamp,
    /// When it was last seen.
    pub last: Timestamp,
    /// The exhibit that shows it first.
    pub exhibit: ExhibitId,
    /// Facts that it discloses and the version before did not.
    pub gained: Vec<String>,
    /// Facts that the version before disclosed and it does not.
    pub lost: Vec<String>,
}

/// What a rule says of itself: its manual page, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePage {
    /// The rule.
    pub id: RuleId,
    /// Its first sentence.
    pub title: String,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Why it matters.
    pub why: String,
    /// How to put it right.
    pub remedy: String,
    /// The whole page in Markdown.
    pub markdown: String,
    /// What it is measured against, as people cite it.
    pub law: Vec<super::Provision>,
    /// The SHA-256 of its text.
    pub hash: ExhibitId,
}

impl Assessment {
    /// Findings that are open now, accepted ones included.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.interval.contains(self.now))
    }

    /// Questions that are open now.
    pub fn open_questions(&self) -> impl Iterator<Item = &OpenQuestion> {
        self.questions.iter().filter(|question| question.interval.contains(self.now))
    }

    /// The heaviest finding that is open and not accepted.
    pub fn heaviest(&self) -> Option<Severity> {
        self.open().filter(|finding| finding.accepted.is_none()).map(|finding| finding.severity).max()
    }
}
