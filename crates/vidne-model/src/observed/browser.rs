//! What a browser observer tells of its own doing: how it worked the banner, what it kept the browser from, whether it saw all.
//!
//! It never says what a page did: that stands in requests, cookies and stored items.

/// How a consent banner was worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was tried.
    pub action: ConsentAction,
    /// How it ended.
    pub outcome: ConsentOutcome,
    /// The rule that knew the banner.
    pub rule: Option<String>,
    /// Whose rule it is, such as `autoconsent`.
    pub source: Option<String>,
    /// What was clicked, in order.
    pub clicked: Vec<String>,
}

/// What was tried on a consent banner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentAction {
    /// To refuse everything optional.
    Reject,
    /// To accept everything.
    Accept,
}

/// How the work on a consent banner ended. Only where it is done is there a phase after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentOutcome {
    /// It was done.
    Done,
    /// No rule knew the banner, or there is none.
    NoRule,
    /// A rule knew it and failed, and why.
    Failed(String),
    /// It did not end within the time given.
    TimedOut,
}

/// An address that the observer did not let the browser ask.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The address.
    pub url: String,
    /// Why.
    pub reason: String,
}

/// How a record compares with what the page itself lists as loaded (resource timings of all its frames).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completeness {
    /// How many listed addresses the record has.
    pub seen: usize,
    /// Listed addresses that the record lacks, each once.
    pub missing: Vec<String>,
    /// Why the observer stopped waiting; absent where it does not tell.
    pub settled: Option<Settled>,
}

impl Completeness {
    /// Whether the record has everything that the page lists.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Why an observer stopped waiting for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Settled {
    /// Nothing more came.
    Quiet,
    /// The time given was over while more came.
    Deadline,
    /// So many requests came that it had to stop.
    Flood,
}

/// Whether a browser takes cookies of other sites than the visited one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThirdPartyCookies {
    /// It does.
    Allowed,
    /// It does not.
    Blocked,
}
