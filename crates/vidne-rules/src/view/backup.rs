//! How a copy of a backup stands at one instant: the four questions, each answered in one place.
//!
//! Rules and standings both ask here, so that they can never disagree. Nothing here says how bad an answer is.

mod completeness;
mod integrity;
mod known;
mod lag;
mod reachability;
mod recency;
mod scope;
mod stored;
mod taken;
#[cfg(test)]
mod tests;
mod track;
mod words;

pub(crate) use completeness::{Beside, Completeness, Lacks};
pub(crate) use integrity::{Integrity, total};
pub(crate) use known::{Clock, Dated, GAPS_WITHIN, is_of};
pub(crate) use lag::Behind;
pub(crate) use reachability::Reachability;
pub(crate) use recency::{Recency, late};
pub(crate) use scope::is_program;
pub(crate) use stored::{Broken, Pile};
pub(crate) use track::{After, Listed, Tracks};
pub(crate) use words::{day_and_hour, named, short_name, size};

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, Copy},
    finding::{Citation, Subject, SubjectKind},
    observed::{BackupLook, HostLook, Reach},
};

use super::View;

/// Why a question was not answered by any look.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Blank<'a> {
    /// Nobody has looked.
    Never,
    /// The newest look could not be brought to an end, and why.
    CouldNotComplete(&'a BackupLook, &'a str),
    /// No look has reached the copy; the newest, and why.
    NotReached(&'a BackupLook, &'a str),
    /// A look reached the copy and does not tell this.
    NotTold(&'a BackupLook),
}

impl<'a> View<'a> {
    /// What is known of a copy by now; nothing where nobody has looked.
    pub(crate) fn after(&self, backup: &'a Backup, copy: &'a Copy) -> Option<&'a After<'a>> {
        self.case.tracks.after(backup.id.as_str(), copy.id.as_str(), self.looks.0)
    }

    /// What was known of a copy after each look at it up to now, the oldest first.
    pub(crate) fn history(&self, backup: &'a Backup, copy: &'a Copy) -> impl Iterator<Item = &'a After<'a>> {
        self.case.tracks.history(backup.id.as_str(), copy.id.as_str(), self.looks.0)
    }

    /// Why looks tell nothing of what only a look that reached the copy can tell.
    pub(crate) fn blank(&self, backup: &'a Backup, copy: &'a Copy) -> Blank<'a> {
        let Some(after) = self.after(backup, copy) else { return Blank::Never };
        match (&after.look.reach, after.reached) {
            (Reach::CouldNotComplete(why), _) => Blank::CouldNotComplete(after.look, why),
            (_, Some(reached)) => Blank::NotTold(reached),
            (Reach::Unreachable(why) | Reach::NoRepository(why), None) => Blank::NotReached(after.look, why),
            (Reach::Reached, None) => Blank::NotTold(after.look),
        }
    }

    /// The first look at anything that the service has.
    pub(crate) fn watched_since(&self) -> Option<Timestamp> {
        let visit = self.visits().first().map(|visit| visit.at);
        let backup = self.backup_looks().first().map(|look| look.at);
        let host = self.host_looks().first().map(|look| look.at);
        [visit, backup, host].into_iter().flatten().min()
    }
}

/// A copy as a subject.
pub(crate) fn copy_subject(backup: &Backup, copy: &Copy) -> Subject {
    Subject::new(SubjectKind::Copy, format_args!("{}/{}", backup.id, copy.id))
}

/// A look at a copy as an exhibit.
pub(crate) fn cited(look: &BackupLook) -> Citation {
    Citation { exhibit: look.exhibit, at: look.at, what: format!("{}/{}", look.backup, look.copy) }
}

/// A look at a machine as an exhibit.
pub(crate) fn cited_host(look: &HostLook) -> Citation {
    Citation { exhibit: look.exhibit, at: look.at, what: format!("host {}", look.host) }
}
