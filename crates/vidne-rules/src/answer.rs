//! What a rule says: found, cannot tell, ask me again then. Nothing else.
//!
//! It never knows which rule speaks; `timeline` adds that, and when a finding opened and closed.

use std::vec::Drain;

use jiff::Timestamp;
use vidne_law::Citation as Law;
use vidne_model::{
    declared::{Clause, Document},
    finding::{Citation, Message, Provision, Severity, Subject},
    place::Place,
};

/// What one rule says about one view.
#[derive(Debug, Default)]
pub struct Answer {
    found: Vec<Found>,
    unknown: Vec<Unknown>,
    recheck: Vec<Timestamp>,
}

/// Something wrong, as of one instant.
#[derive(Debug, Clone)]
pub struct Found {
    pub(crate) subject: Subject,
    pub(crate) message: Message,
    pub(crate) severity: Option<Severity>,
    pub(crate) exhibits: Vec<Citation>,
    pub(crate) places: Vec<Place>,
    pub(crate) law: Vec<Law>,
    pub(crate) clauses: Vec<Provision>,
    pub(crate) caveats: Vec<String>,
}

/// Something that cannot be told, as of one instant.
#[derive(Debug, Clone)]
pub struct Unknown {
    pub(crate) subject: Subject,
    pub(crate) lacks: Message,
}

impl Answer {
    /// Something is wrong with this subject. One rule says one thing about one subject: of two, the first is kept.
    pub fn found(&mut self, subject: Subject, message: Message) -> &mut Found {
        self.found.push(Found {
            subject,
            message,
            severity: None,
            exhibits: Vec::new(),
            places: Vec::new(),
            law: Vec::new(),
            clauses: Vec::new(),
            caveats: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// It cannot be told whether something is wrong with this subject.
    pub fn cannot_tell(&mut self, subject: Subject, lacks: Message) {
        self.unknown.push(Unknown { subject, lacks });
    }

    /// The answer may be another one from that instant on, although nothing new is declared or observed.
    pub fn recheck_at(&mut self, at: Timestamp) {
        self.recheck.push(at);
    }

    /// What was found.
    pub fn findings(&self) -> &[Found] {
        &self.found
    }

    /// What could not be told.
    pub fn questions(&self) -> &[Unknown] {
        &self.unknown
    }

    /// Takes what was found out of it.
    pub(crate) fn take_found(&mut self) -> Drain<'_, Found> {
        self.found.drain(..)
    }

    /// Takes what could not be told out of it.
    pub(crate) fn take_unknown(&mut self) -> Drain<'_, Unknown> {
        self.unknown.drain(..)
    }

    /// Takes the instants at which it may be another one.
    pub(crate) fn take_rechecks(&mut self) -> Drain<'_, Timestamp> {
        self.recheck.drain(..)
    }
}

impl Found {
    /// What it is about.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What is wrong.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Weighs more or less than the rule's own severity.
    pub fn weighs(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// Rests on these exhibits.
    pub fn rests_on<'a>(&mut self, citations: impl IntoIterator<Item = &'a Citation>) -> &mut Self {
        self.exhibits.extend(citations.into_iter().cloned());
        self
    }

    /// Is declared there.
    pub fn declared_at(&mut self, place: &Place) -> &mut Self {
        self.places.push(place.clone());
        self
    }

    /// Is against this provision, besides those that the rule names.
    pub fn against(&mut self, law: Law) -> &mut Self {
        self.law.push(law);
        self
    }

    /// Is against this clause of a declared document.
    pub fn against_clause(&mut self, document: &Document, clause: &Clause) -> &mut Self {
        self.clauses.push(Provision {
            key: format!("{}:{}", document.id, clause.number),
            short: format!("{}, clause {}", document.id, clause.number),
            title: clause.duties.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            url: None,
        });
        self.declared_at(&clause.place)
    }

    /// Is weakened by all of these.
    pub fn with_caveats(&mut self, caveats: &[impl ToString]) -> &mut Self {
        self.caveats.extend(caveats.iter().map(ToString::to_string));
        self
    }

    /// Is weakened by this.
    pub fn with_caveat(&mut self, caveat: &impl ToString) -> &mut Self {
        self.caveats.push(caveat.to_string());
        self
    }
}
