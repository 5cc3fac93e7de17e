//! One phase of a log: what the observer learned in it.
//!
//! It never holds requests: those stay in the ledger, where each knows its phase.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_model::{
    id::{ExhibitId, Host},
    observed::{Consent, ConsentAction, ConsentOutcome, NameAnswer, Phase, Refusal, Settled, StoredItem},
};

use super::{frame::Looked, known};
use crate::{address, devtools::wire};

/// One phase of a log.
#[derive(Debug)]
pub(super) struct Part {
    /// What had been consented to.
    pub(super) phase: Phase,
    /// When it began; unknown only where the first line is missing.
    pub(super) at: Option<Timestamp>,
    /// What was stored in it, as it happened.
    pub(super) stored: BTreeSet<StoredItem>,
    /// What the browser held when it was asked.
    pub(super) found: BTreeSet<StoredItem>,
    /// Whether the browser was asked what is stored, and answered.
    pub(super) is_listed: bool,
    /// The cookies that the browser held, when asked last, and the line.
    pub(super) jar: Option<(usize, Vec<wire::HeldCookie>)>,
    pub(super) names: Vec<NameAnswer>,
    pub(super) refused: Vec<Refusal>,
    pub(super) consent: Option<Consent>,
    /// What else the observer tells of its work on the banner.
    pub(super) remark: Option<String>,
    pub(super) settled: Option<Settled>,
    /// How many requests had no answer when the observer stopped waiting.
    pub(super) unanswered: Option<usize>,
    /// Pictures: when they were taken, in the observer's word.
    pub(super) pictures: Vec<(String, ExhibitId)>,
    /// What the collector found, over all frames; absent where it found nothing out.
    pub(super) looked: Option<Looked>,
    /// Frames that could not be asked what they hold.
    pub(super) unread: usize,
    /// Answers of which the browser does not tell what cookies they set.
    pub(super) untold: usize,
    /// Whether the page turned out to be one that keeps robots out.
    pub(super) is_challenge: bool,
}

impl Part {
    /// A phase of which nothing is known yet.
    pub(super) fn new(phase: Phase, at: Option<Timestamp>) -> Self {
        Self {
            phase,
            at,
            stored: BTreeSet::new(),
            found: BTreeSet::new(),
            is_listed: false,
            jar: None,
            names: Vec::new(),
            refused: Vec::new(),
            consent: None,
            remark: None,
            settled: None,
            unanswered: None,
            pictures: Vec::new(),
            looked: None,
            unread: 0,
            untold: 0,
            is_challenge: false,
        }
    }

    /// The picture of the page as it stood in this phase.
    pub(super) fn picture(&self) -> Option<ExhibitId> {
        let fits = |when: &str| when != AFTER || self.phase != Phase::BeforeConsent;
        let last = |wanted: &dyn Fn(&str) -> bool| {
            self.pictures.iter().rev().find(|(when, _)| wanted(when)).map(|(_, picture)| *picture)
        };
        last(&|when| when == "end").or_else(|| last(&fits))
    }

    /// A picture that was taken at the end of this phase and shows the next.
    pub(super) fn picture_of_next(&self) -> Option<ExhibitId> {
        self.pictures.iter().rev().find(|(when, _)| when == AFTER).map(|(_, picture)| *picture)
    }
}

/// The observer's own answer of the domain name system.
pub(super) fn name_answer(line: &known::Names) -> NameAnswer {
    let aliases = line.aliases.iter().filter_map(|alias| alias.text()).take(MOST_ALIASES);
    let addresses = line.addresses.iter().filter_map(|each| each.text()?.parse().ok());
    NameAnswer {
        host: Host::new(&line.host),
        aliases: aliases.map(|alias| Host::new(alias.trim_end_matches('.'))).collect(),
        addresses: addresses.take(MOST_ADDRESSES).collect(),
        name_servers: Vec::new(),
    }
}

/// An address that was not asked.
pub(super) fn refusal(line: &known::Refused) -> Refusal {
    let url = line.url.text().or(line.host.text()).unwrap_or_default();
    let reason = line.reason.text().unwrap_or("the observer does not tell why");
    Refusal { url: address::bare(url), reason: reason.to_owned() }
}

/// How the banner was worked.
pub(super) fn consent(line: known::Worked) -> Result<(Consent, Option<String>), String> {
    let action = match line.action.as_str() {
        "reject" => ConsentAction::Reject,
        "accept" => ConsentAction::Accept,
        other => return Err(format!("the consent action `{other}` is not understood")),
    };
    let detail = line.detail.text().map(ToOwned::to_owned);
    let outcome = match line.outcome.as_str() {
        "done" => ConsentOutcome::Done,
        "no-rule" => ConsentOutcome::NoRule,
        "timed-out" => ConsentOutcome::TimedOut,
        "failed" => ConsentOutcome::Failed(detail.clone().unwrap_or_default()),
        other => return Err(format!("the consent outcome `{other}` is not understood")),
    };
    let clicked = line.clicked.into_iter().filter_map(|each| each.0).take(MOST_CLICKS).collect();
    let remark = detail.filter(|_| !matches!(outcome, ConsentOutcome::Failed(_)));
    Ok((Consent { action, outcome, rule: line.rule.0, source: line.source.0, clicked }, remark))
}

/// Why the observer stopped waiting.
pub(super) fn settled(how: &str) -> Option<Settled> {
    match how {
        "quiet" => Some(Settled::Quiet),
        "deadline" => Some(Settled::Deadline),
        "flood" => Some(Settled::Flood),
        _ => None,
    }
}

const AFTER: &str = "after-consent";
const MOST_ALIASES: usize = 100;
const MOST_ADDRESSES: usize = 1_000;
const MOST_CLICKS: usize = 1_000;
