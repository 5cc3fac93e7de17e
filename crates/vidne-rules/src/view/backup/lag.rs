//! What the first copy of a backup has and another one lacks, followed from look to look.
//!
//! Two copies of one repository share the names of their files; two repositories that are fed one after the other share only
//! the times of their snapshots. It never takes for a lag what the first copy has let go of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp};
use vidne_model::{
    observed::{BackupLook, SnapshotList, Stock},
    time::later,
};

use super::{
    known::Known,
    stored::{Aged, Pile, Stored},
};
use crate::view::{View, time::Come};

/// Files that the first copy has and another one lacks.
#[derive(Debug, Default)]
pub(super) struct Lag<'a> {
    /// Whether both sides were laid beside each other whole; only then changes can be laid on.
    is_laid: bool,
    lacking: BTreeMap<&'a str, (Timestamp, u64)>,
    aged: Aged<'a>,
}

/// What a copy lacked when it was last looked at, by the instant since when the first copy has it.
#[derive(Debug, Clone)]
pub(crate) struct Behind<'a> {
    pub(crate) look: &'a BackupLook,
    /// The newest look at the first copy before.
    pub(crate) first: &'a BackupLook,
    pub(crate) snapshots: Vec<Pile<'a>>,
    pub(crate) files: Vec<Pile<'a>>,
    /// Packs that an index names which lies there, too: what is restored from it fails, whatever the lag may be.
    pub(crate) torn: BTreeSet<&'a str>,
}

impl View<'_> {
    /// When a pile was to be there at the latest, and what has become of it.
    pub(crate) fn lag(&self, behind: &Behind<'_>, pile: &Pile<'_>, max_lag: Span) -> (Timestamp, Come) {
        let due = later(pile.since, max_lag);
        (due, self.since(due, behind.look.at))
    }
}

impl<'a> Lag<'a> {
    /// Takes in that one of the two has other files now.
    pub(super) fn take(&mut self, changed: &'a Stock, first: &Stored<'a>, own: &Stored<'a>) {
        let can_lay = first.is_whole() && own.is_whole();
        if can_lay && self.is_laid && changed.since.is_some() {
            let names = changed.added.iter().map(|file| file.name.as_str());
            for name in names.chain(changed.gone.iter().map(String::as_str)) {
                self.settle(name, first, own);
            }
        } else {
            *self = Self { is_laid: can_lay, ..Self::default() };
            for name in first.files.keys().filter(|_| can_lay) {
                self.settle(name, first, own);
            }
        }
    }

    /// What it comes to at that look. `is_fed_alike`: whether copies that bear the same name share the names in them.
    pub(super) fn behind(
        &self,
        (first_look, first): (&'a BackupLook, &Known<'a>),
        (look, own): (&'a BackupLook, &Known<'a>),
        is_fed_alike: bool,
        opened: Option<&'a BackupLook>,
    ) -> Behind<'a> {
        let names = (&first_look.repository, &look.repository);
        let is_same = is_fed_alike && matches!(names, (Some(one), Some(other)) if one == other);
        let files = if is_same { self.aged.piles() } else { Vec::new() };
        let mut lacking = Aged::default();
        for (id, since) in first.lacked_by(own, is_same) {
            lacking.add(since, id, 0);
        }
        let torn = if is_same { self.torn(opened) } else { BTreeSet::new() };
        Behind { look, first: first_look, snapshots: lacking.piles(), files, torn }
    }

    /// Packs of a restic repository that are lacking while no index is: every index of the first copy is here as well, and
    /// the key has shown there that one of them names each pack but those told as named by none. A pack that is broken there may have
    /// been put there by anybody: nothing shows that an index names it.
    fn torn(&self, opened: Option<&BackupLook>) -> BTreeSet<&'a str> {
        let names = || self.lacking.keys().copied();
        let Some(opened) = opened.filter(|look| look.semantic.is_some() && look.list == SnapshotList::Whole)
        else {
            return BTreeSet::new();
        };
        if names().any(|name| name.starts_with("index/")) {
            return BTreeSet::new();
        }
        if opened.faults.iter().any(|fault| fault.unnamed > 0) {
            return BTreeSet::new();
        }
        let doubtful: BTreeSet<&str> =
            opened.faults.iter().filter_map(|fault| fault.file.as_deref()).collect();
        // What came since may not be in an index yet.
        let is_named = |name: &str| {
            self.lacking.get(name).is_some_and(|(since, _)| *since <= opened.at) && !doubtful.contains(name)
        };
        names().filter(|name| name.starts_with("data/") && is_named(name)).collect()
    }

    /// The files that are lacking, by name.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.lacking.keys().copied()
    }

    fn settle(&mut self, name: &str, first: &Stored<'a>, own: &Stored<'a>) {
        if let Some((since, bytes)) = self.lacking.remove(name) {
            self.aged.remove(since, name, bytes);
        }
        let lacks = first.files.get_key_value(name).filter(|_| !own.files.contains_key(name));
        if let Some((name, kept)) = lacks {
            self.lacking.insert(name, (kept.seen, kept.bytes));
            self.aged.add(kept.seen, name, kept.bytes);
        }
    }
}

impl Behind<'_> {
    /// Whether it lacks nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        self.snapshots.is_empty() && self.files.is_empty() && self.torn.is_empty()
    }
}
