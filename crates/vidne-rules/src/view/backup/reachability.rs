//! Can a copy be reached from where it would be restored?

use vidne_model::{
    declared::{Backup, Copy, Host},
    observed::{BackupLook, Reach},
};

use super::{Blank, known::is_same_machine, track::has_reached};
use crate::view::View;

/// The answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reachability<'a> {
    /// It was.
    Reached { look: &'a BackupLook },
    /// Its store did not answer, or refused.
    Unreachable { look: &'a BackupLook, why: &'a str },
    /// Its store answered, and no repository stands there.
    NoRepository { look: &'a BackupLook, why: &'a str },
    /// It was, from another machine than the one that would restore.
    FromElsewhere { look: &'a BackupLook, needed: &'a str },
    /// No look tells.
    Unknown(Blank<'a>),
}

impl<'a> View<'a> {
    /// Whether a copy can be reached, from the machine that would restore where one is declared.
    pub(crate) fn reachability(&self, backup: &'a Backup, copy: &'a Copy) -> Reachability<'a> {
        let Some(after) = self.after(backup, copy) else { return Reachability::Unknown(Blank::Never) };
        if let Reach::CouldNotComplete(why) = &after.look.reach
            && !has_reached(after.look)
        {
            return Reachability::Unknown(Blank::CouldNotComplete(after.look, why));
        }
        let needed = copy.restored_from.as_ref();
        let host = needed.and_then(|id| self.declared.host(id));
        let from_there = after.answered_from.iter().filter(|(looker, _)| {
            needed.is_some_and(|id| is_same_machine(id.as_str(), looker))
                || host.is_some_and(|host| is_same_machine(&host.name, looker))
        });
        let from_there = from_there.map(|(_, look)| *look).max_by_key(|look| look.at);
        let look = from_there.unwrap_or(after.look);
        // A key or a tool that failed once the store had answered says nothing of the way there.
        let is_half = matches!(look.reach, Reach::CouldNotComplete(_)) && has_reached(look);
        let reach = if is_half { &Reach::Reached } else { &look.reach };
        match (reach, needed, from_there) {
            (Reach::Unreachable(why), ..) => Reachability::Unreachable { look, why },
            (Reach::NoRepository(why), ..) => Reachability::NoRepository { look, why },
            (Reach::Reached, Some(id), None) => Reachability::FromElsewhere {
                look,
                needed: host.map_or(id.as_str(), |host: &Host| &host.name),
            },
            (Reach::Reached, ..) => Reachability::Reached { look },
            (Reach::CouldNotComplete(why), ..) => Reachability::Unknown(Blank::CouldNotComplete(look, why)),
        }
    }
}
