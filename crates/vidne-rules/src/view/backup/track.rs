//! Every look at every copy, taken in once, in order: after each look, what is known of the copy by then.
//!
//! A view of an instant takes the newest state that had come by then and asks it. It never judges, and knows no day but those of
//! looks.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, BackupTool, Declared, Host},
    observed::{BackupLook, Contents, Proof, Reach, ReadFiles, SemanticOutcome, Snapshot, SnapshotList},
    time::date_of,
};

use super::{
    Blank,
    known::{Dated, Gap, Known, Removed, Times, is_of},
    lag::{Behind, Lag},
    stored::{Broken, StockSeen, Stored, faults_of},
};

/// All copies of all declared backups.
#[derive(Debug, Default)]
pub(crate) struct Tracks<'a>(BTreeMap<(&'a str, &'a str), Vec<(usize, After<'a>)>>);

/// What is known of one copy after a look at it.
#[derive(Debug, Clone)]
pub(crate) struct After<'a> {
    /// The look itself, however it ended.
    pub(crate) look: &'a BackupLook,
    /// The newest that tells whether the copy can be reached.
    pub(crate) answered: Option<&'a BackupLook>,
    /// The same, by the machine that looked.
    pub(crate) answered_from: BTreeMap<&'a str, &'a BackupLook>,
    /// The newest that reached it.
    pub(crate) reached: Option<&'a BackupLook>,
    /// The newest that lists its snapshots.
    pub(crate) listed: Option<&'a BackupLook>,
    /// The newest that read anything, or put files together.
    pub(crate) read: Option<&'a BackupLook>,
    /// The newest snapshot of the newest list.
    pub(crate) newest: Option<Dated<'a>>,
    pub(crate) removed: Option<Removed<'a>>,
    pub(crate) gap: Option<Gap<'a>>,
    /// The first look that named the repository.
    pub(crate) named_first: Option<&'a BackupLook>,
    /// The newest that did.
    pub(crate) named: Option<&'a BackupLook>,
    /// The first look that saw another repository there than the look before, the newest such.
    pub(crate) replaced: Option<&'a BackupLook>,
    /// Snapshots that the newest list still holds and whose contents were listed: those of the newest look that lists any.
    pub(crate) contents: Arc<[Listed<'a>]>,
    /// The newest look that tells what is in any snapshot, or that there is none.
    pub(crate) looked_into: Option<&'a BackupLook>,
    pub(crate) stock: Option<Arc<StockSeen<'a>>>,
    pub(crate) broken: Arc<[Broken<'a>]>,
    /// What it lacks of the first copy; absent for the first copy itself, and where one of both was never reached.
    pub(crate) behind: Option<Arc<Behind<'a>>>,
}

/// A snapshot whose contents were listed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'a> {
    pub(crate) contents: &'a Contents,
    /// The instant whose state it holds; that of the look where nothing tells.
    pub(crate) time: Timestamp,
    /// The look that lists its contents.
    pub(crate) look: &'a BackupLook,
    /// The newest look at the copy that shows it there; the same, but for a snapshot that is named after its contents.
    pub(crate) shown: &'a BackupLook,
    /// The snapshot as that look lists it, where it does.
    pub(super) snapshot: Option<&'a Snapshot>,
    /// The folder that its names begin at, where that is declared.
    pub(super) relative_to: Option<&'a str>,
}

impl<'a> Listed<'a> {
    /// What makes snapshots follow each other: the machine, and what they were told to take in.
    pub(super) fn series(&self) -> (Option<&'a str>, &'a [String]) {
        self.snapshot.map_or((None, &[]), |snapshot| (snapshot.host.as_deref(), snapshot.paths.as_slice()))
    }
}

impl<'a> Tracks<'a> {
    /// Takes all looks in, in order.
    pub(crate) fn of(declared: &'a Declared, looks: &'a [BackupLook]) -> Self {
        let mut courses: BTreeMap<&str, Course<'a>> = declared
            .backups
            .iter()
            .map(|backup| (backup.id.as_str(), Course::new(backup, declared.host(&backup.of))))
            .collect();
        let mut tracks = Self::default();
        for (place, look) in looks.iter().enumerate() {
            let course = courses.get_mut(look.backup.as_str());
            if let Some(after) = course.and_then(|course| course.take(look)) {
                let key = (look.backup.as_str(), look.copy.as_str());
                tracks.0.entry(key).or_default().push((place, after));
            }
        }
        tracks
    }

    /// What is known of a copy after the first so many looks.
    pub(crate) fn after(&self, backup: &'a str, copy: &'a str, looks: usize) -> Option<&After<'a>> {
        self.come(backup, copy, looks).last().map(|(_, after)| after)
    }

    /// The same after each look at it, the oldest first.
    pub(crate) fn history(
        &self,
        backup: &'a str,
        copy: &'a str,
        looks: usize,
    ) -> impl Iterator<Item = &After<'a>> {
        self.come(backup, copy, looks).iter().map(|(_, after)| after)
    }

    fn come(&self, backup: &'a str, copy: &'a str, looks: usize) -> &[(usize, After<'a>)] {
        let track = self.0.get(&(backup, copy)).map_or(&[][..], Vec::as_slice);
        &track[..track.partition_point(|(place, _)| *place < looks)]
    }
}

/// One backup on the way from look to look.
struct Course<'a> {
    backup: &'a Backup,
    host: Option<&'a Host>,
    times: Times<'a>,
    /// In the order of the declaration.
    copies: Vec<Copied<'a>>,
    /// Which of them the others followed at the last look.
    followed: Option<usize>,
}

/// One copy on the way.
struct Copied<'a> {
    known: Known<'a>,
    stored: Stored<'a>,
    lag: Lag<'a>,
    after: Option<After<'a>>,
}

impl<'a> Course<'a> {
    fn new(backup: &'a Backup, host: Option<&'a Host>) -> Self {
        let copy = || Copied {
            known: Known::default(),
            stored: Stored::default(),
            lag: Lag::default(),
            after: None,
        };
        let copies = backup.copies.iter().map(|_| copy()).collect();
        Self { backup, host, times: Times::new(), copies, followed: None }
    }

    /// Takes one look in; nothing comes of one at a copy that is not declared.
    fn take(&mut self, look: &'a BackupLook) -> Option<After<'a>> {
        let place = self.backup.copies.iter().position(|copy| copy.id == look.copy)?;
        if has_reached(look) {
            let copied = &mut self.copies[place];
            if look.reach == Reach::Reached {
                copied.known.take(look, (self.backup, self.host), &mut self.times);
            }
            copied.stored.take(look);
            self.compare(place, look);
        }
        let mut after = self.copies[place].after.take().unwrap_or_else(|| After::new(look));
        after.note(look);
        if has_reached(look) {
            after.stock = self.copies[place].stored.seen().map(Arc::new);
            after.broken = self.copies[place].stored.broken();
        }
        if look.reach == Reach::Reached {
            self.fill(&mut after, place, look);
        }
        self.copies[place].after = Some(after.clone());
        Some(after)
    }

    /// Which copy the others follow at that instant: the first one in use.
    fn first(&self, at: Timestamp) -> Option<usize> {
        let day = date_of(at);
        self.backup.copies.iter().position(|copy| copy.period.holds(day))
    }

    fn compare(&mut self, place: usize, look: &'a BackupLook) {
        let (Some(first), Some(stock)) = (self.first(look.at), &look.stock) else { return };
        if self.followed.replace(first) != Some(first) {
            self.copies.iter_mut().for_each(|copy| copy.lag = Lag::default());
        }
        let changed: Vec<usize> = if place == first { (0..self.copies.len()).collect() } else { vec![place] };
        for follower in changed.into_iter().filter(|follower| *follower != first) {
            let mut lag = std::mem::take(&mut self.copies[follower].lag);
            lag.take(stock, &self.copies[first].stored, &self.copies[follower].stored);
            self.copies[follower].lag = lag;
        }
    }

    /// What follows from a look that came to its end: what it lists.
    fn fill(&self, after: &mut After<'a>, place: usize, look: &'a BackupLook) {
        let Copied { known, lag, .. } = &self.copies[place];
        after.newest = known.newest();
        after.removed = after.listed.and_then(|listed| known.removed(listed));
        after.gap = after.listed.and_then(|listed| known.gap(listed, self.backup));
        after.contents = self.contents(known, look).unwrap_or_else(|| {
            let held = after.contents.iter().filter(|each| known.lists(&each.contents.snapshot));
            held.copied().collect()
        });
        let first = self.first(look.at).filter(|first| *first != place);
        let ahead = first.and_then(|first| {
            let after = self.copies[first].after.as_ref()?;
            Some((&self.copies[first].known, after.reached?, after.listed))
        });
        let is_restic = self.backup.tool == BackupTool::Restic;
        // pgBackRest feeds each repository of a stanza by itself: one database, and a name for each backup in each of them.
        let is_fed_alike =
            |first: &Known<'a>| self.backup.tool != BackupTool::PgBackRest || !known.has_own_beside(first);
        after.behind = ahead.map(|(first, first_look, listed)| {
            Arc::new(lag.behind(
                (first_look, first),
                (look, known),
                is_fed_alike(first),
                listed.filter(|_| is_restic),
            ))
        });
    }

    /// What a look tells to be in snapshots of the machine; nothing where it tells of none.
    fn contents(&self, known: &Known<'a>, look: &'a BackupLook) -> Option<Arc<[Listed<'a>]>> {
        let told = look.contents.iter().map(|contents| {
            let snapshot = look.snapshots.iter().find(|each| each.id == contents.snapshot);
            let time = known.made(&contents.snapshot).unwrap_or(look.at);
            let relative_to = self.backup.relative_to.as_deref();
            Listed { contents, time, look, shown: look, snapshot, relative_to }
        });
        let is_foreign = |each: &Snapshot| is_of(each, self.backup, self.host) == Some(false);
        let own: Arc<[_]> = told.filter(|each| !each.snapshot.is_some_and(is_foreign)).collect();
        (!own.is_empty()).then_some(own)
    }
}

impl<'a> After<'a> {
    fn new(look: &'a BackupLook) -> Self {
        Self {
            look,
            answered: None,
            answered_from: BTreeMap::new(),
            reached: None,
            listed: None,
            read: None,
            newest: None,
            removed: None,
            gap: None,
            named_first: None,
            named: None,
            replaced: None,
            contents: Arc::new([]),
            looked_into: None,
            stock: None,
            broken: Arc::new([]),
            behind: None,
        }
    }

    /// Notes what the look was good for.
    fn note(&mut self, look: &'a BackupLook) {
        self.look = look;
        if matches!(look.reach, Reach::CouldNotComplete(_)) && !has_reached(look) {
            return;
        }
        self.answered = Some(look);
        if let Some(looker) = &look.looker {
            self.answered_from.insert(&looker.host, look);
        }
        if !has_reached(look) {
            return;
        }
        self.reached = Some(look);
        if look.reach == Reach::Reached && !matches!(look.list, SnapshotList::Unknown(_)) {
            self.listed = Some(look);
            if !look.contents.is_empty() || look.snapshots.is_empty() {
                self.looked_into = Some(look);
            }
        }
        if has_read(look) {
            self.read = Some(look);
        }
        if look.repository.is_some() {
            self.named_first = self.named_first.or(Some(look));
            if self.named.is_some_and(|before| before.repository != look.repository) {
                self.replaced = Some(look);
            }
            self.named = Some(look);
        }
    }

    /// Where the newest look that reached the copy was not brought to its end: that look, and why. It tells of files, and
    /// nothing of what is in them.
    pub(crate) fn cut_short(&self) -> Option<Blank<'a>> {
        let look = self.reached?;
        match &look.reach {
            Reach::CouldNotComplete(why) => Some(Blank::CouldNotComplete(look, why)),
            _ => None,
        }
    }
}

/// Whether a look reached the store: it says so, or tells of stored files. A key or a tool may have failed all the same.
pub(super) fn has_reached(look: &BackupLook) -> bool {
    look.reach == Reach::Reached || look.stock.is_some() || !has_read_nothing(look)
}

fn has_read_nothing(look: &BackupLook) -> bool {
    matches!(&look.read, ReadFiles::Files(files) if files.is_empty())
}

/// Whether a look tells anything of the bytes of stored files. Putting nothing together tells nothing.
fn has_read(look: &BackupLook) -> bool {
    let is_put_together = look
        .semantic
        .as_ref()
        .is_some_and(|each| each.files > 0 && !matches!(each.outcome, SemanticOutcome::CouldNotComplete(_)));
    let tells = !has_read_nothing(look) || faults_of(look).next().is_some();
    is_put_together || look.proof != Proof::SizeOnly && tells
}
