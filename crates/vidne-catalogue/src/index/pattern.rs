//! Patterns by what stands before their first wildcard, so that a name is compared with few of them.
//!
//! It never decides whether a pattern with a wildcard fits: it offers candidates.

use std::collections::{BTreeSet, HashMap};

use super::At;
use crate::pattern::Pattern;

#[derive(Debug, Default)]
pub(crate) struct PatternIndex {
    exact: HashMap<Box<str>, Vec<At>>,
    heads: HashMap<Box<str>, Vec<At>>,
    head_lengths: BTreeSet<usize>,
}

impl PatternIndex {
    pub(crate) fn add(&mut self, pattern: &Pattern, at: At) {
        let (head, wild) = pattern.head();
        let table = if wild {
            self.head_lengths.insert(head.len());
            &mut self.heads
        } else {
            &mut self.exact
        };
        table.entry(head.into()).or_default().push(at);
    }

    /// Entries without a wildcard that are this text.
    pub(crate) fn exact(&self, text: &str) -> impl Iterator<Item = At> {
        self.exact.get(text).into_iter().flatten().copied()
    }

    /// Entries with a wildcard whose beginning is that of the text.
    pub(crate) fn candidates<'s>(&'s self, text: &'s str) -> impl Iterator<Item = At> + 's {
        let heads = self.head_lengths.range(..=text.len()).filter_map(|&length| text.get(..length));
        heads.filter_map(|head| self.heads.get(head)).flatten().copied()
    }
}
