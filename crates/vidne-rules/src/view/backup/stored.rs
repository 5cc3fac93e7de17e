//! The files of one copy, followed from look to look: which there are, since when, when each was read last, which is broken.
//!
//! What is told as a change is laid on what was known; where the numbers then disagree, the state says that it is not whole.
//! A file stands in one place only: read at some time, never read, or broken. It never takes a look at sizes for a reading.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    sync::Arc,
};

use jiff::Timestamp;
use vidne_model::observed::{
    BackupLook, Fault, FaultKind, Part, Proof, ReadFiles, SemanticOutcome, SnapshotList, Stock,
};

/// As many instants are told apart at most; the youngest beyond are told with the last.
const PILES: usize = 64;
/// As many names are kept of each pile.
const NAMES: usize = 3;

/// The files of one copy.
#[derive(Debug, Default)]
pub(super) struct Stored<'a> {
    pub(super) files: BTreeMap<&'a str, Kept>,
    read: Aged<'a>,
    never: Aged<'a>,
    broken: BTreeMap<&'a str, Broken<'a>>,
    /// Faults that name no file.
    general: Vec<Broken<'a>>,
    /// How many bytes all files have together.
    bytes: u64,
    /// Whether a list of files was ever told, and what follows from it agrees with the numbers told last.
    standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Standing {
    #[default]
    Unlisted,
    Whole,
    /// A change was told to something else than what is known.
    Torn,
}

/// One file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) bytes: u64,
    /// When it was first seen.
    pub(super) seen: Timestamp,
    /// When it was last read to its end.
    read: Option<Timestamp>,
}

/// Something broken, and the look that tells of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Broken<'a> {
    pub(crate) look: &'a BackupLook,
    /// Absent where only the whole is known not to fit together.
    pub(crate) fault: Option<&'a Fault>,
}

/// Files that share an instant.
#[derive(Debug, Clone)]
pub(crate) struct Pile<'a> {
    pub(crate) since: Timestamp,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// The first few, by name.
    pub(crate) names: Vec<&'a str>,
}

/// How the files of a copy stood after a look.
#[derive(Debug, Clone, Default)]
pub(crate) struct StockSeen<'a> {
    pub(crate) bytes: u64,
    /// By the instant when they were read last, the oldest first.
    pub(crate) read: Vec<Pile<'a>>,
    /// Never read, by the instant when they were first seen, the oldest first.
    pub(crate) never: Vec<Pile<'a>>,
    /// How many bytes the broken ones have that are there.
    pub(crate) damaged: u64,
    /// Whether all this goes back to a whole list.
    pub(crate) is_whole: bool,
}

impl<'a> Stored<'a> {
    /// Takes one look in that reached the copy.
    pub(super) fn take(&mut self, look: &'a BackupLook) {
        if let Some(stock) = &look.stock {
            self.list(stock, look.at);
        }
        if look.proof != Proof::SizeOnly {
            self.note_read(look);
        }
        self.forgive(look);
        self.blame(look);
    }

    /// Whether what is known goes back to a whole list.
    pub(super) fn is_whole(&self) -> bool {
        self.standing == Standing::Whole
    }

    /// Everything broken: files by name, then what names no file.
    pub(super) fn broken(&self) -> Arc<[Broken<'a>]> {
        self.broken.values().chain(&self.general).copied().collect()
    }

    /// How they stand; nothing where no list was ever told.
    pub(super) fn seen(&self) -> Option<StockSeen<'a>> {
        let damaged = self.broken.keys().filter_map(|name| self.files.get(name)).map(|kept| kept.bytes);
        (self.standing != Standing::Unlisted).then(|| StockSeen {
            bytes: self.bytes,
            read: self.read.piles(),
            never: self.never.piles(),
            damaged: damaged.fold(0, u64::saturating_add),
            is_whole: self.is_whole(),
        })
    }

    fn list(&mut self, stock: &'a Stock, at: Timestamp) {
        let goes_on = stock.since.is_some();
        if goes_on {
            for name in &stock.gone {
                self.drop(name);
            }
            for file in &stock.added {
                if self.files.get(&*file.name).is_none_or(|kept| kept.bytes != file.bytes) {
                    self.drop(&file.name);
                    self.put(&file.name, Kept { bytes: file.bytes, seen: at, read: None });
                }
            }
        } else {
            self.list_anew(stock, at);
        }
        let has_ground = !goes_on || self.standing != Standing::Unlisted;
        let agrees = self.files.len() as u64 == stock.files && self.bytes == stock.bytes;
        self.standing = if has_ground && agrees { Standing::Whole } else { Standing::Torn };
    }

    /// A whole list. What was read earlier still counts for files of the same name and size.
    fn list_anew(&mut self, stock: &'a Stock, at: Timestamp) {
        let mut known = std::mem::take(&mut self.files);
        (self.read, self.never, self.bytes) = (Aged::default(), Aged::default(), 0);
        let mut broken = std::mem::take(&mut self.broken);
        for file in &stock.added {
            let name = file.name.as_str();
            let same = known.remove(name).filter(|kept| kept.bytes == file.bytes);
            let still = broken.remove(name).filter(|_| same.is_some());
            self.broken.extend(still.map(|each| (name, each)));
            self.put(name, same.unwrap_or(Kept { bytes: file.bytes, seen: at, read: None }));
        }
        self.broken.extend(broken.into_iter().filter(|(_, each)| each.is_missing()));
    }

    fn note_read(&mut self, look: &'a BackupLook) {
        match &look.read {
            ReadFiles::All => self.mark_all_read(look),
            ReadFiles::Files(names) => names.iter().for_each(|name| self.mark_read(name, look.at)),
        }
    }

    /// All at once: a million files are read in one look as well. What a fault names was not read to a good end, but for
    /// what nothing refers to.
    fn mark_all_read(&mut self, look: &'a BackupLook) {
        let unread = look.faults.iter().filter(|fault| fault.kind != FaultKind::Unreferenced);
        let named: BTreeSet<&str> = unread.filter_map(|fault| fault.file.as_deref()).collect();
        let files = &mut self.files;
        self.broken
            .retain(|name, each| each.needs_the_key() || named.contains(name) || !files.contains_key(name));
        (self.read, self.never) = (Aged::default(), Aged::default());
        for (name, kept) in files {
            if !named.contains(name) {
                kept.read = Some(look.at);
            }
            if !self.broken.contains_key(name) {
                place(&mut self.read, &mut self.never, name, *kept);
            }
        }
    }

    fn mark_read(&mut self, name: &'a str, at: Timestamp) {
        if let Some(kept) = self.files.get(name).copied() {
            let still = self.broken.get(name).copied().filter(Broken::needs_the_key);
            self.drop(name);
            self.broken.extend(still.map(|each| (name, each)));
            self.put(name, Kept { read: Some(at), ..kept });
        }
    }

    /// Lets go of what a look would have told again if it still held.
    fn forgive(&mut self, look: &'a BackupLook) {
        let depth = depth(look);
        let has_opened = look.semantic.as_ref().is_some_and(|semantic| semantic.files > 0);
        self.general.retain(|each| depth < self::depth(each.look) || each.fault.is_none() && !has_opened);
        if depth == Depth::PutTogether {
            self.broken.retain(|name, each| !each.is_missing() || self.files.contains_key(name));
        }
        if depth == Depth::PutTogether && self.has_put_together_all(look) {
            let told: Vec<&'a str> =
                self.broken.iter().filter(|(_, each)| each.needs_the_key()).map(|(name, _)| *name).collect();
            for name in told {
                self.clear(name);
            }
        }
        // Lists are laid beside what was there each time anew.
        self.broken.retain(|_, each| {
            depth < Depth::Opened || depth < self::depth(each.look) || !each.is_missing_list()
        });
        let (files, broken) = (&self.files, &mut self.broken);
        broken.retain(|name, each| !each.is_missing() || !has_come_back(files, name, each.look.at));
    }

    /// Whether a look put together what was found not to fit, beside all that is new. It tells only how many files those
    /// were: fewer than that may have left out any of them.
    fn has_put_together_all(&self, look: &BackupLook) -> bool {
        let (Some(semantic), Some(stock)) = (&look.semantic, &look.stock) else { return false };
        let loose = look.faults.iter().filter(|fault| fault.kind == FaultKind::Unreferenced);
        let loose: BTreeSet<&str> = loose.filter_map(|fault| fault.file.as_deref()).collect();
        let added = stock.added.iter().map(|file| file.name.as_str());
        let mut due: BTreeSet<&str> =
            added.filter(|name| name.starts_with("data/") && !loose.contains(name)).collect();
        let faulty = self.broken.iter().filter(|(_, each)| each.needs_the_key());
        due.extend(faulty.map(|(name, _)| *name).filter(|name| self.files.contains_key(name)));
        semantic.files > 0 && semantic.files >= due.len() as u64
    }

    /// Takes a file back among those that are not broken.
    fn clear(&mut self, name: &'a str) {
        if self.broken.remove(name).is_some()
            && let Some(kept) = self.files.get(name).copied()
        {
            place(&mut self.read, &mut self.never, name, kept);
        }
    }

    fn blame(&mut self, look: &'a BackupLook) {
        for fault in faults_of(look) {
            let broken = Broken { look, fault: Some(fault) };
            match &fault.file {
                Some(name) => {
                    let kept = self.files.get(name.as_str()).copied();
                    self.drop(name);
                    self.broken.insert(name, broken);
                    if let Some(kept) = kept {
                        self.put(name, kept);
                    }
                }
                None => self.general.push(broken),
            }
        }
        let is_faulty = look.semantic.as_ref().is_some_and(|each| each.outcome == SemanticOutcome::Faulty);
        if is_faulty && faults_of(look).next().is_none() {
            self.general.push(Broken { look, fault: None });
        }
    }

    /// Puts a file where it belongs.
    fn put(&mut self, name: &'a str, kept: Kept) {
        if let Some(twice) = self.files.insert(name, kept) {
            self.unplace(name, twice);
        }
        self.bytes = self.bytes.saturating_add(kept.bytes);
        if !self.broken.contains_key(name) {
            place(&mut self.read, &mut self.never, name, kept);
        }
    }

    /// Forgets a file, and what was wrong with it.
    fn drop(&mut self, name: &str) {
        if let Some(kept) = self.files.remove(name) {
            self.unplace(name, kept);
        }
        self.broken.remove(name);
    }

    fn unplace(&mut self, name: &str, kept: Kept) {
        self.bytes = self.bytes.saturating_sub(kept.bytes);
        match kept.read {
            Some(at) => self.read.remove(at, name, kept.bytes),
            None => self.never.remove(kept.seen, name, kept.bytes),
        }
    }
}

fn place<'a>(read: &mut Aged<'a>, never: &mut Aged<'a>, name: &'a str, kept: Kept) {
    match kept.read {
        Some(at) => read.add(at, name, kept.bytes),
        None => never.add(kept.seen, name, kept.bytes),
    }
}

impl Broken<'_> {
    fn is_missing(&self) -> bool {
        self.fault.is_some_and(|fault| fault.kind == FaultKind::Missing)
    }

    fn is_missing_list(&self) -> bool {
        self.is_missing() && self.fault.is_some_and(|fault| fault.part == Part::Index)
    }

    /// Whether only the key shows it: the bytes are those that the file is named after, and no reading of them clears it.
    fn needs_the_key(&self) -> bool {
        let by_key = |fault: &Fault| {
            fault.part == Part::Data && matches!(fault.kind, FaultKind::Sealed | FaultKind::Inconsistent)
        };
        self.look.semantic.is_some() && self.fault.is_some_and(by_key)
    }
}

/// Whether a missing file was read whole since. One that was missing may have been told without the hash that a store adds
/// to its name: `NAME-HASH`.
fn has_come_back(files: &BTreeMap<&str, Kept>, name: &str, missed: Timestamp) -> bool {
    let range = files.range::<str, _>((Bound::Included(name), Bound::Unbounded));
    let mut same = range.take_while(|(file, _)| file.starts_with(name));
    same.any(|(file, kept)| {
        let is_same = file.len() == name.len() || file[name.len()..].starts_with('-');
        is_same && kept.read.is_some_and(|read| read > missed)
    })
}

/// How much a look could have seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Outside,
    Opened,
    PutTogether,
}

fn depth(look: &BackupLook) -> Depth {
    let outcome = look.semantic.as_ref().map(|semantic| &semantic.outcome);
    match (outcome, &look.list) {
        (Some(SemanticOutcome::Sound | SemanticOutcome::Faulty), _) => Depth::PutTogether,
        (_, SnapshotList::Whole) => Depth::Opened,
        _ => Depth::Outside,
    }
}

/// What a look tells as broken. What it refused to read, and what nothing refers to, is no damage.
pub(super) fn faults_of(look: &BackupLook) -> impl Iterator<Item = &Fault> {
    let is_broken = |kind| !matches!(kind, FaultKind::Refused | FaultKind::Unreferenced);
    look.faults.iter().filter(move |fault| is_broken(fault.kind))
}

/// Files by an instant.
#[derive(Debug, Default)]
pub(super) struct Aged<'a>(BTreeMap<Timestamp, Batch<'a>>);

#[derive(Debug, Default)]
struct Batch<'a> {
    bytes: u64,
    names: BTreeSet<&'a str>,
}

impl<'a> Aged<'a> {
    pub(super) fn add(&mut self, at: Timestamp, name: &'a str, bytes: u64) {
        let batch = self.0.entry(at).or_default();
        if batch.names.insert(name) {
            batch.bytes = batch.bytes.saturating_add(bytes);
        }
    }

    pub(super) fn remove(&mut self, at: Timestamp, name: &str, bytes: u64) {
        let Some(batch) = self.0.get_mut(&at) else { return };
        if batch.names.remove(name) {
            batch.bytes = batch.bytes.saturating_sub(bytes);
        }
        if batch.names.is_empty() {
            self.0.remove(&at);
        }
    }

    /// The piles, the oldest first.
    pub(super) fn piles(&self) -> Vec<Pile<'a>> {
        let mut piles: Vec<Pile<'a>> = Vec::with_capacity(self.0.len().min(PILES));
        for (since, batch) in &self.0 {
            let files = batch.names.len() as u64;
            if piles.len() < PILES {
                let names = batch.names.iter().take(NAMES).copied().collect();
                piles.push(Pile { since: *since, files, bytes: batch.bytes, names });
            } else if let Some(last) = piles.last_mut() {
                // Told as younger than some are, never as older.
                last.since = *since;
                last.files = last.files.saturating_add(files);
                last.bytes = last.bytes.saturating_add(batch.bytes);
            }
        }
        piles
    }
}
