//! What a declaration may name that stands outside it, and how much is read.
//!
//! It never holds more than names: what they mean is for others.

use std::collections::{BTreeMap, BTreeSet};

use vidne_model::declared::TermKind;

use crate::wire::{Kind, Vocabulary};

/// Names that stand outside a declaration. What is not given here is not checked.
#[derive(Debug, Clone, Default)]
pub struct Known {
    instruments: Option<BTreeSet<String>>,
    recipients: Option<BTreeSet<String>>,
    rules: Option<BTreeSet<String>>,
    words: BTreeMap<Vocabulary, BTreeSet<String>>,
}

impl Known {
    /// Transfer instruments must be among these.
    #[must_use]
    pub fn with_instruments(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.instruments = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Recipients of the catalogue must be among these.
    #[must_use]
    pub fn with_recipients(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.recipients = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Rules that exceptions name must be among these.
    #[must_use]
    pub fn with_rules(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.rules = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Duties that are asked for. Others may be declared: one that is nearly one of these is remarked upon.
    #[must_use]
    pub fn with_duties(self, duties: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with(Vocabulary::Duty, duties)
    }

    /// Words of that kind that have a meaning already. Others may be declared: one that is nearly one of these is remarked upon.
    #[must_use]
    pub fn with_words(self, kind: TermKind, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with(Vocabulary::from(kind), words)
    }

    fn with(mut self, vocabulary: Vocabulary, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.words.entry(vocabulary).or_default().extend(words.into_iter().map(Into::into));
        self
    }

    /// The words of that vocabulary that have a meaning already.
    pub(crate) fn words(&self, vocabulary: Vocabulary) -> impl Iterator<Item = &str> {
        self.words.get(&vocabulary).into_iter().flatten().map(String::as_str)
    }

    /// The names of that kind, where they were given.
    pub(crate) fn of(&self, kind: Kind) -> Option<&BTreeSet<String>> {
        match kind {
            Kind::Instrument => self.instruments.as_ref(),
            Kind::Recipient => self.recipients.as_ref(),
            Kind::Rule => self.rules.as_ref(),
            _ => None,
        }
    }
}

/// How much is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Bytes of all files together.
    pub total_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 1 << 20, total_bytes: 32 << 20 }
    }
}
