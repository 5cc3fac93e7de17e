//! An assessment in the order in which people read it: what is open by weight, then what is accepted, ahead and closed.
//!
//! It never changes what was found; it sorts, numbers and counts.

use std::cmp::Reverse;

use vidne_model::finding::{Assessment, Finding, Message, OpenQuestion, Severity, Subject};

use crate::{
    moment,
    option::{Listing, Options},
    text::{Said, Text},
};

/// How a finding stands at the reader's instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// Open, and nobody accepted it.
    Open,
    /// Open, and somebody accepted it.
    Accepted,
    /// It will open if nobody acts.
    Ahead,
    /// It has closed.
    Closed,
}

/// One finding with its number in the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) number: usize,
    pub(crate) state: State,
    pub(crate) finding: &'a Finding,
}

/// An assessment, sorted and counted for one reader.
pub(crate) struct Report<'a> {
    pub(crate) assessment: &'a Assessment,
    pub(crate) options: &'a Options,
    pub(crate) text: &'static Text,
    /// Every finding that is told.
    pub(crate) entries: Vec<Entry<'a>>,
    /// Every question that is open.
    pub(crate) questions: Vec<&'a OpenQuestion>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(assessment: &'a Assessment, options: &'a Options) -> Self {
        let text = Text::of(options.language);
        let entries = entries(assessment, options);
        let mut questions: Vec<_> = assessment
            .questions
            .iter()
            .filter(|question| moment::state_of(&question.interval, options.now) == State::Open)
            .collect();
        questions.sort_by_key(|question| {
            (question.interval.opened.by, question.rule.clone(), question.subject.clone())
        });
        Self { assessment, options, text, entries, questions }
    }

    /// The service's name for people.
    pub(crate) fn service(&self) -> &str {
        self.options.service.as_deref().unwrap_or_else(|| self.assessment.service.as_str())
    }

    /// That the service is no more, where that is so.
    pub(crate) fn ended(&self) -> Option<String> {
        let day = self.assessment.ended?;
        Some(self.text.with("service-ended", &[("day", day.to_string().into())]))
    }

    /// The findings in that state.
    pub(crate) fn standing(&self, state: State) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(move |entry| entry.state == state)
    }

    /// How many findings are open, not accepted and of that weight.
    pub(crate) fn weighing(&self, severity: Severity) -> usize {
        self.standing(State::Open).filter(|entry| entry.finding.severity == severity).count()
    }

    /// How many findings stand so.
    pub(crate) fn count(&self, state: State) -> usize {
        self.standing(state).count()
    }

    /// A finding's sentence in the reader's language.
    pub(crate) fn message(&self, finding: &Finding) -> Said {
        self.text.rule(&finding.rule, &finding.message)
    }

    /// A rule's sentence in the reader's language.
    pub(crate) fn said(&self, rule: &vidne_model::id::RuleId, message: &Message) -> Said {
        self.text.rule(rule, message)
    }

    /// When a finding was open, in words.
    pub(crate) fn when(&self, entry: &Entry<'_>) -> String {
        moment::interval(self.text, &entry.finding.interval, entry.state, self.options.now)
    }
}

/// The same finding has the same fingerprint in every report: it names service, rule and subject.
pub(crate) fn fingerprint(
    assessment: &Assessment,
    rule: &vidne_model::id::RuleId,
    subject: &Subject,
) -> String {
    use sha2::{Digest, Sha256};

    let named = format!("{}\n{rule}\n{subject}", assessment.service);
    vidne_model::id::ExhibitId(Sha256::digest(named).into()).to_string()
}

/// Sorted and numbered: open ones by weight, the others by their opening.
fn entries<'a>(assessment: &'a Assessment, options: &Options) -> Vec<Entry<'a>> {
    let mut entries: Vec<_> = assessment
        .findings
        .iter()
        .map(|finding| Entry { number: 0, state: moment::state(finding, options.now), finding })
        .filter(|entry| match entry.state {
            State::Open | State::Accepted => true,
            State::Ahead => options.forecast == Listing::List,
            State::Closed => options.timeline == Listing::List,
        })
        .collect();
    entries.sort_by_cached_key(|Entry { state, finding, .. }| {
        let weight = matches!(state, State::Open | State::Accepted).then_some(Reverse(finding.severity));
        (*state, weight, finding.interval.opened.by, finding.rule.clone(), finding.subject.clone())
    });
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.number = index + 1;
    }
    entries
}
