//! Are the bytes of a copy what they were?
//!
//! A reading counts for the files that it read, for as long as declared. A sample is never more than a sample.

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, Copy},
    observed::{BackupLook, Fault, FaultKind, Proof, ReadFiles, SemanticOutcome},
    time::later,
};

use super::{Broken, Pile, stored::StockSeen, track::After};
use crate::{
    sample_bound::{Bound, bound},
    view::View,
};

/// What is known of the bytes of a copy that was reached.
#[derive(Debug)]
pub(crate) struct Integrity<'a> {
    pub(crate) after: &'a After<'a>,
    /// The newest look that reached the copy.
    pub(crate) look: &'a BackupLook,
    pub(crate) broken: &'a [Broken<'a>],
    /// Files as they stand; absent where no look lists them.
    pub(crate) stock: Option<&'a StockSeen<'a>>,
    /// Not read again in time.
    pub(crate) old: Unread<'a>,
    /// Never read, for longer than within which every byte is to be read.
    pub(crate) never: Unread<'a>,
    /// When more will not have been read in time.
    pub(crate) next: Option<Timestamp>,
}

/// Files that were not read in time.
#[derive(Debug, Default, Clone)]
pub(crate) struct Unread<'a> {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// The oldest of them.
    pub(crate) oldest: Option<&'a Pile<'a>>,
}

impl<'a> View<'a> {
    /// What is known of the bytes of a copy; nothing where no look reached it.
    pub(crate) fn integrity(&self, backup: &'a Backup, copy: &'a Copy) -> Option<Integrity<'a>> {
        let after = self.after(backup, copy)?;
        let look = after.reached?;
        let mut integrity = Integrity {
            after,
            look,
            broken: &after.broken,
            stock: after.stock.as_deref(),
            old: Unread::default(),
            never: Unread::default(),
            next: None,
        };
        let every = self.read_every(backup);
        if let Some(stock) = after.stock.as_deref() {
            let piles = stock.read.iter().map(|pile| (pile, true));
            for (pile, was_read) in piles.chain(stock.never.iter().map(|pile| (pile, false))) {
                let due = later(pile.since, every);
                if !self.is_due(due) {
                    integrity.next = Some(integrity.next.map_or(due, |next| next.min(due)));
                } else if was_read {
                    integrity.old.add(pile);
                } else {
                    integrity.never.add(pile);
                }
            }
        }
        Some(integrity)
    }
}

impl<'a> Integrity<'a> {
    /// How many bytes were read in time.
    pub(crate) fn fresh(&self) -> u64 {
        let stock = self.stock.map_or(0, |stock| total(&stock.read));
        stock.saturating_sub(self.old.bytes)
    }

    /// Whether each byte that is not damaged was read in time.
    pub(crate) fn is_all_fresh(&self) -> bool {
        self.stock.is_some_and(|stock| stock.is_whole && stock.never.is_empty()) && self.old.files == 0
    }

    /// Where the newest reading was a sample that found nothing, and not every byte was read in time otherwise: what it proves.
    pub(crate) fn sampled(&self) -> Option<(&'a BackupLook, Bound)> {
        let look = self.after.read.filter(|_| !self.is_all_fresh())?;
        let sample = look.sample.as_ref().filter(|_| look.faults.is_empty())?;
        let read = match &look.read {
            ReadFiles::All => sample.drawn,
            ReadFiles::Files(files) => sample.drawn.min(files.len() as u64),
        };
        Some((look, bound(sample.of, read)?))
    }

    /// Whether nobody could read anything in a way that proves it, since nothing there tells what the bytes must be.
    pub(crate) fn is_without_proof(&self) -> bool {
        self.after.read.is_none() && self.look.proof == Proof::SizeOnly && self.look.stock.is_some()
    }

    /// What the newest look refused to read.
    pub(crate) fn refused(&self) -> Option<&'a Fault> {
        self.look.faults.iter().find(|fault| fault.kind == FaultKind::Refused)
    }

    /// Why the files could not be put together, where somebody tried in the newest look.
    pub(crate) fn not_put_together(&self) -> Option<&'a str> {
        match &self.look.semantic.as_ref()?.outcome {
            SemanticOutcome::CouldNotComplete(why) => Some(why),
            SemanticOutcome::Sound | SemanticOutcome::Faulty => None,
        }
    }
}

impl<'a> Unread<'a> {
    fn add(&mut self, pile: &'a Pile<'a>) {
        self.files = self.files.saturating_add(pile.files);
        self.bytes = self.bytes.saturating_add(pile.bytes);
        if self.oldest.is_none_or(|oldest| pile.since < oldest.since) {
            self.oldest = Some(pile);
        }
    }
}

/// The bytes of several piles.
pub(crate) fn total(piles: &[Pile<'_>]) -> u64 {
    piles.iter().map(|pile| pile.bytes).fold(0, u64::saturating_add)
}
