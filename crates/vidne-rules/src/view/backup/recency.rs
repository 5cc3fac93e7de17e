//! Is the newest snapshot of a copy as young as declared?

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, Copy},
    observed::BackupLook,
    time::start_of,
};

use super::{Blank, Dated};
use crate::view::{View, overdue_at, time::Come};

/// The answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Recency<'a> {
    /// It is, until that instant.
    Recent { newest: Dated<'a>, due: Timestamp },
    /// It is not, since that instant.
    Late { newest: Dated<'a>, due: Timestamp },
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
            let due = backup.due_after(newest.time);
            return match (self.since(due, listed.at), after.cut_short()) {
                (Come::NotYet, Some(blank)) => Recency::Unknown(blank),
                (Come::NotYet, None) => Recency::Recent { newest, due },
                (Come::Bad, _) => Recency::Late { newest, due },
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
}
