//! Which files lie in a copy, laid beside what the ledger remembers of it.
//!
//! It never takes a file into the stock that is not the repository's own: locks and strangers come and go.

use std::collections::BTreeMap;

use vidne_read::lines::{FaultWord, PartWord, ProofWord, StockLine};

use crate::{
    fault::{Faults, of_file},
    ledger::{CopyLedger, LedgerError, Mark},
    place::{Entry, Found, shown},
};

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its path within the repository.
    pub name: Box<str>,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it arrived, as the store says, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// What it is.
    pub part: PartWord,
    /// What the ledger remembers of its size.
    pub known: Known,
    /// Whether the last look did not tell of it, or with another size.
    pub is_added: bool,
    /// When it was last read to its end, in milliseconds since 1970.
    pub last_read: Option<i64>,
    /// Whether it was found broken before.
    pub is_suspect: bool,
    /// Whether it was read already, in a run that did not live to tell.
    pub is_pending: bool,
    /// Whether it was never put together with the key; the instant when it was first seen.
    pub owed: Option<i64>,
}

/// What the ledger remembers of a file's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is new.
    New,
    /// The same.
    Same,
    /// Another one.
    Resized {
        /// Which it should have.
        from: u64,
    },
}

impl Held {
    /// A file that nobody saw before.
    pub(crate) fn new(entry: Entry, part: PartWord) -> Self {
        Self {
            name: entry.name,
            bytes: entry.bytes,
            modified: entry.modified,
            part,
            known: Known::New,
            is_added: true,
            last_read: None,
            is_suspect: false,
            is_pending: false,
            owed: Some(i64::MAX),
        }
    }

    /// How many bytes it lacks of what it had.
    pub(crate) fn shrunk_from(&self) -> Option<u64> {
        match self.known {
            Known::Resized { from } if self.bytes < from => Some(from),
            _ => None,
        }
    }

    pub(crate) fn is_to_be_read(&self) -> bool {
        !self.is_pending
    }

    /// 0: found broken before or of another size; 1: never read; 2: read before.
    pub(crate) fn class(&self) -> u8 {
        match (self.is_suspect || matches!(self.known, Known::Resized { .. }), self.last_read) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(_)) => 2,
        }
    }

    /// Whose turn comes first is read first.
    pub(crate) fn turn(&self) -> (u8, i64, u8, &str) {
        // Among what is new, lists and keys come before data: they are small, and everything hangs on them.
        let is_data = u8::from(self.part == PartWord::Data);
        (self.class(), self.last_read.unwrap_or(i64::MIN), is_data, &self.name)
    }
}

/// A copy's files beside what is remembered of them.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// By name.
    pub(crate) files: Vec<Held>,
    /// What was remembered and is not there, with its size.
    pub(crate) gone: BTreeMap<String, u64>,
    /// What was remembered and lies where nothing may be listed, with its size: it is not gone.
    pub(crate) unseen: BTreeMap<String, u64>,
    /// What was found broken before.
    pub(crate) marks: BTreeMap<String, Mark>,
    pub(crate) stock: StockLine,
}

impl Survey {
    /// The place of a file.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.files.binary_search_by(|held| (*held.name).cmp(name)).ok()
    }

    /// Leaves out files that never held a byte, but for those that a fault names: nothing in them can be lost or read
    /// again, and a million of them would make every look a slow one.
    pub(crate) fn forget_empty(&mut self, faults: &Faults) {
        self.files.retain(|held| held.bytes > 0 || held.known != Known::New || faults.name(&held.name));
    }

    /// Files of one kind.
    pub(crate) fn of(&self, part: PartWord) -> impl Iterator<Item = &Held> {
        self.files.iter().filter(move |held| held.part == part)
    }
}

/// Sorts what a listing found: files of the repository's own, and what is odd among them.
pub(crate) fn sort(
    found: Vec<Found>,
    part: &dyn Fn(&str) -> Option<PartWord>,
    is_ours: &dyn Fn(&str) -> bool,
    faults: &mut Faults,
) -> Vec<Held> {
    let mut files = Vec::new();
    for found in found {
        match found {
            Found::File(entry) => {
                if let Some(part) = part(&entry.name) {
                    files.push(Held::new(entry, part));
                }
            }
            Found::Odd { name, why } if is_ours(&name) => {
                let part = part(&name).unwrap_or(PartWord::Other);
                faults.take(of_file(FaultWord::Refused, part, &shown(&name), why));
            }
            Found::Odd { .. } => {}
        }
    }
    files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    files.dedup_by(|one, other| one.name == other.name);
    files
}

/// Lays the files beside the ledger. `odd`: what is there and was not looked at. `is_another`: another repository stands
/// there now, so nothing is remembered of it.
pub(crate) fn survey(
    mut files: Vec<Held>,
    ledger: &CopyLedger<'_>,
    proof: ProofWord,
    odd: &[String],
    is_another: bool,
) -> Result<Survey, LedgerError> {
    let mut survey = Survey::default();
    let since = ledger.standing()?.filter(|_| !is_another);
    if since.is_some() {
        let is_hidden = |name: &str| {
            let is_below = |odd: &String| name.strip_prefix(&**odd).is_some_and(|rest| rest.starts_with('/'));
            odd.iter().any(|odd| odd == name || is_below(odd))
        };
        (survey.unseen, survey.gone) =
            ledger.compare(&mut files)?.into_iter().partition(|(name, _)| is_hidden(name));
        survey.marks = ledger.marks()?;
    }
    ledger.take_pending(&mut files, proof, is_another)?;
    for held in &mut files {
        let mark = survey.marks.get(&*held.name);
        held.is_suspect = mark.is_some();
        if let Some(Mark::Suspect { should } | Mark::Missing { should }) = mark
            && *should != 0
            && held.bytes < *should
        {
            held.known = Known::Resized { from: *should };
        }
    }
    survey.stock = StockLine {
        since,
        files: files.len() as u64,
        bytes: files.iter().map(|held| held.bytes).sum(),
        added: Vec::new(),
        gone: survey.gone.keys().cloned().collect(),
    };
    survey.files = files;
    Ok(survey)
}
