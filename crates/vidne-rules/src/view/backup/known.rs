//! The snapshots of one copy, followed from look to look: which there are, which there were, how old the newest is.
//!
//! It remembers every one that was ever listed. It never believes a snapshot to be younger than the look that first saw it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    declared::{Backup, Host},
    observed::{BackupLook, Snapshot, SnapshotList},
};

/// How far back missed intervals are told.
pub(crate) const GAPS_WITHIN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When snapshots with these names were made, as some copy of the backup tells.
pub(super) type Times<'a> = BTreeMap<&'a str, Timestamp>;

/// The snapshots of one copy.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    ever: BTreeMap<&'a str, Once>,
    /// Those of the newest list.
    listed: BTreeSet<&'a str>,
    /// Whether there ever was a list.
    has_list: bool,
    newest: Option<Dated<'a>>,
    /// The newest there ever was, and the last look that listed it.
    newest_ever: Option<Dated<'a>>,
    /// Snapshots, by their instants, after which nothing came in time, as a look has shown.
    late: BTreeSet<Timestamp>,
    /// When each that was ever listed was made.
    made: BTreeSet<Timestamp>,
}

/// A snapshot that was listed at some time.
#[derive(Debug, Clone, Copy)]
struct Once {
    /// When it was made, as far as anything tells.
    made: Option<Timestamp>,
    /// Since when the copy has it, as far as anything tells.
    here: Timestamp,
    first_seen: Timestamp,
}

/// A snapshot with its age.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) time: Timestamp,
    pub(crate) clock: Clock,
    /// The newest look that lists it.
    pub(crate) look: &'a BackupLook,
}

/// What tells how old a snapshot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// The tool that made it.
    Tool,
    /// The store: whoever writes there can set it.
    Store,
    /// The look that first saw it: it says that it is younger than that.
    Look,
}

/// The newest snapshot of all is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Removed<'a> {
    /// The last look that listed it is in here.
    pub(crate) gone: Dated<'a>,
    /// The look that no longer does.
    pub(crate) look: &'a BackupLook,
    /// How many that were newer than all that are left are gone.
    pub(crate) count: usize,
}

/// Two snapshots that follow each other later than declared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap<'a> {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    /// Whether somebody looked in between and saw none, or those in between may have been made and removed again.
    pub(crate) is_shown: bool,
    pub(crate) look: &'a BackupLook,
}

impl<'a> Known<'a> {
    /// Takes one list in.
    pub(super) fn take(
        &mut self,
        look: &'a BackupLook,
        (backup, host): (&Backup, Option<&Host>),
        times: &mut Times<'a>,
    ) {
        if matches!(look.list, SnapshotList::Unknown(_)) {
            return;
        }
        self.has_list = true;
        let has_own = look.snapshots.iter().any(|each| is_of(each, backup, host) != Some(false));
        let own = |each: &&Snapshot| !has_own || is_of(each, backup, host) != Some(false);
        self.listed = look.snapshots.iter().filter(own).map(|each| each.id.as_str()).collect();
        self.newest = None;
        for snapshot in look.snapshots.iter().filter(own) {
            self.note(snapshot, look, times);
        }
        if let Some(newest) = self.newest {
            if self.newest_ever.is_none_or(|ever| ever.time <= newest.time) {
                self.newest_ever = Some(newest);
            }
            if backup.due_after(newest.time) <= look.at {
                self.late.insert(newest.time);
            }
        }
    }

    fn note(&mut self, snapshot: &'a Snapshot, look: &'a BackupLook, times: &mut Times<'a>) {
        let id = snapshot.id.as_str();
        if let Some(time) = snapshot.time {
            times.insert(id, time);
        }
        let first_seen = self.ever.get(id).map_or(look.at, |once| once.first_seen);
        let told = times.get(id).map(|time| (*time, Clock::Tool));
        let told = told.or(snapshot.arrived.map(|time| (time, Clock::Store)));
        let here = snapshot.arrived.or(snapshot.time).unwrap_or(first_seen).min(first_seen);
        let made = told.map(|(time, _)| time.min(first_seen));
        let before = self.ever.insert(id, Once { made, here, first_seen }).and_then(|once| once.made);
        if before != made {
            before.map(|before| self.made.remove(&before));
            self.made.extend(made);
        }
        let Some((told, clock)) = told else { return };
        let (time, clock) = if told <= first_seen { (told, clock) } else { (first_seen, Clock::Look) };
        if self.newest.is_none_or(|newest| newest.time <= time) {
            self.newest = Some(Dated { snapshot, time, clock, look });
        }
    }

    /// The newest one of the newest list.
    pub(super) fn newest(&self) -> Option<Dated<'a>> {
        self.newest
    }

    /// Whether the newest list holds it.
    pub(super) fn lists(&self, id: &str) -> bool {
        self.listed.contains(id)
    }

    /// When it was made, where it was ever listed.
    pub(super) fn made(&self, id: &str) -> Option<Timestamp> {
        self.ever.get(id)?.made
    }

    /// Whether the newest of all is gone, and no newer one has come.
    pub(super) fn removed(&self, look: &'a BackupLook) -> Option<Removed<'a>> {
        let gone = self.newest_ever.filter(|ever| !self.listed.contains(ever.snapshot.id.as_str()))?;
        let left = self.newest.map(|newest| newest.time);
        if left >= Some(gone.time) {
            return None;
        }
        let newer = |once: &Once| once.made.is_some_and(|made| Some(made) > left);
        let count = self.ever.iter().filter(|(id, once)| !self.listed.contains(*id) && newer(once)).count();
        Some(Removed { gone, look, count })
    }

    /// The newest interval within the last days that was longer than declared, one that a look has shown first.
    pub(super) fn gap(&self, look: &'a BackupLook, backup: &Backup) -> Option<Gap<'a>> {
        let begin = look.at.checked_sub(GAPS_WITHIN).unwrap_or(Timestamp::MIN);
        let before = self.made.range(..begin).next_back();
        let made = || before.into_iter().chain(self.made.range(begin..)).copied();
        let pairs = made().zip(made().skip(1)).filter(|(from, to)| backup.due_after(*from) < *to);
        let gaps = pairs.map(|(from, to)| Gap { from, to, is_shown: self.late.contains(&from), look });
        gaps.max_by_key(|gap| (gap.is_shown, gap.from))
    }

    /// Whether it lists a snapshot that another copy never had.
    pub(super) fn has_own_beside(&self, other: &Self) -> bool {
        self.listed.iter().any(|id| !other.ever.contains_key(id))
    }

    /// Snapshots that another copy lacks, with the instants since when this one has them.
    ///
    /// In a copy of the same repository each has the same name. Another repository may let old ones go sooner: there only
    /// those count that are newer than all that it has.
    pub(super) fn lacked_by(
        &self,
        other: &Self,
        is_same: bool,
    ) -> impl Iterator<Item = (&'a str, Timestamp)> {
        let newest = other.newest.map(|newest| newest.time);
        let lacks = move |id: &str, once: &Once| {
            other.has_list
                && !other.listed.contains(id)
                && (is_same || once.made.is_some_and(|made| Some(made) > newest))
        };
        let here = self.listed.iter().filter_map(|id| Some((*id, *self.ever.get(id)?)));
        let lacking: Vec<_> =
            here.filter(|(id, once)| lacks(id, once)).map(|(id, once)| (id, once.here)).collect();
        lacking.into_iter()
    }
}

/// Whether a snapshot is of the machine that is declared; unknown where it does not say.
pub(crate) fn is_of(snapshot: &Snapshot, backup: &Backup, host: Option<&Host>) -> Option<bool> {
    let seen = snapshot.host.as_deref()?;
    let names = [backup.of.as_str(), host.map_or(backup.of.as_str(), |host| &host.name)];
    Some(names.iter().any(|name| is_same_machine(name, seen)))
}

/// Whether two names mean the same machine: upper and lower case aside, and with or without its domain.
pub(crate) fn is_same_machine(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let first = |name: &str| name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_bare = |name: &str| !name.contains('.');
    one.eq_ignore_ascii_case(other)
        || (is_bare(one) || is_bare(other)) && !first(one).is_empty() && first(one) == first(other)
}
