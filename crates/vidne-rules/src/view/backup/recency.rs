//! Is the newest snapshot of a copy as young as declared?

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, Copy},
    finding::Message,
    message,
    observed::BackupLook,
    time::start_of,
};

use super::{
    Blank, Clock, Dated,
    known::is_of,
    scope::is_of_files,
    words::{day_and_hour, short_name},
};
use crate::view::{View, overdue_at, time::Come};

/// The answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Recency<'a> {
    /// It is, until that instant.
    Recent { newest: Dated<'a>, due: Timestamp },
    /// It is not, since that instant; or the newest one that holds an entry of the scope is not.
    Late { newest: Dated<'a>, due: Timestamp, holding: Option<&'a str> },
    /// No snapshot is of the machine that is declared.
    OfAnother { newest: Dated<'a>, seen: &'a str },
    /// It was to be followed by that instant, and nobody has looked since; the next look is to be made by `look_by`.
    Unseen { newest: Dated<'a>, due: Timestamp, look_by: Timestamp },
    /// There is none, and there need be none before that instant.
    Awaited { look: &'a BackupLook, due: Timestamp },
    /// There is none.
    Nothing { look: &'a BackupLook },
    /// There are some, and nothing tells of when they are.
    Undated { look: &'a BackupLook },
    /// No look tells.
    Unknown(Blank<'a>),
}

impl<'a> View<'a> {
    /// Whether the newest snapshot of a copy is as young as declared.
    pub(crate) fn recency(&self, backup: &'a Backup, copy: &'a Copy) -> Recency<'a> {
        let after = self.after(backup, copy);
        let Some((after, listed)) = after.and_then(|after| Some((after, after.listed?))) else {
            return Recency::Unknown(self.blank(backup, copy));
        };
        if let Some(newest) = after.newest {
            let host = self.declared.host(&backup.of);
            if let (Some(false), Some(seen)) = (is_of(newest.snapshot, backup, host), &newest.snapshot.host) {
                return Recency::OfAnother { newest, seen };
            }
            let stalest = self.stalest(backup, copy, &newest);
            let due = backup.due_after(stalest.map_or(newest.time, |(dated, _)| dated.time));
            return match (self.since(due, listed.at), after.cut_short()) {
                (Come::NotYet, Some(blank)) => Recency::Unknown(blank),
                (Come::NotYet, None) => Recency::Recent { newest, due },
                (Come::Bad, _) => {
                    let (newest, holding) =
                        stalest.map_or((newest, None), |(dated, entry)| (dated, Some(entry)));
                    Recency::Late { newest, due, holding }
                }
                (Come::Unseen, _) => {
                    Recency::Unseen { newest, due, look_by: overdue_at(listed.at, self.check_every(backup)) }
                }
            };
        }
        if !listed.snapshots.is_empty() {
            return Recency::Undated { look: listed };
        }
        let begun =
            copy.period.from.or(backup.period.from).map(|day| backup.due_after(start_of(day.latest())));
        match begun.filter(|due| !self.is_due(*due)) {
            Some(due) => Recency::Awaited { look: listed, due },
            None => Recency::Nothing { look: listed },
        }
    }

    /// Where several jobs feed one repository, the newest snapshot holds the paths of one of them: the entry of the scope whose
    /// newest snapshot is the oldest, where it is older than the newest of all.
    fn stalest(
        &self,
        backup: &'a Backup,
        copy: &'a Copy,
        newest: &Dated<'a>,
    ) -> Option<(Dated<'a>, &'a str)> {
        let listed = self.listed_contents(backup, copy);
        let is_known = listed.iter().any(|each| each.contents.snapshot == newest.snapshot.id);
        if listed.len() < 2 || !is_known || !is_of_files(backup) {
            return None;
        }
        let holding = backup.scope.iter().filter_map(|entry| {
            // What is not in a list that was cut may be in the snapshot.
            let mut holding = listed.iter().filter(|each| each.contents.cut.is_some() || each.holds(entry));
            holding.next().map(|newest| (newest, entry.as_str()))
        });
        let (oldest, entry) = holding.min_by_key(|(each, _)| each.time)?;
        let snapshot = oldest.snapshot.filter(|_| oldest.time < newest.time)?;
        let clock = if snapshot.time.is_some() { Clock::Tool } else { Clock::Store };
        Some((Dated { snapshot, time: oldest.time, clock, look: newest.look }, entry))
    }
}

/// That nothing came after a snapshot in time; `holding`: the entry of the scope that it is the newest to hold.
pub(crate) fn late(newest: &Dated<'_>, due: Timestamp, holding: Option<&str>) -> Message {
    let (snapshot, time) = (short_name(&newest.snapshot.id), day_and_hour(newest.time));
    let due = day_and_hour(due);
    match holding {
        None => message!(
            "late",
            "the newest snapshot ({snapshot}) is of {time}; the next was due by {due}",
            snapshot = snapshot,
            time = time,
            due = due
        ),
        Some(path) => message!(
            "late-path",
            "the newest snapshot that holds {path} ({snapshot}) is of {time}; the next was due by {due}",
            path = path,
            snapshot = snapshot,
            time = time,
            due = due
        ),
    }
}
