//! Can it be reached from where it would be restored?

use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Reply,
    message,
};

use super::Told;
use crate::view::{Reachability, View, day_and_hour};

pub(super) fn verdict<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Told<'a> {
    match view.reachability(backup, copy) {
        Reachability::Reached { look } => {
            let at = day_and_hour(look.at);
            let why = match &look.looker {
                Some(looker) => message!(
                    "reached-from",
                    "it was reached at {looked}, from {from}",
                    looked = at,
                    from = looker.host
                ),
                None => message!("reached", "it was reached at {looked}", looked = at),
            };
            Told::new(Reply::Yes, why, look).while_fresh(view, backup)
        }
        Reachability::Unreachable { look, why } => {
            Told::new(Reply::No, message!("unreachable", "it could not be reached: {why}", why = why), look)
        }
        Reachability::NoRepository { look, why } => {
            let why = message!("no-repository", "no repository stands there: {why}", why = why);
            Told::new(Reply::No, why, look)
        }
        Reachability::FromElsewhere { look, needed } => {
            let why = message!(
                "from-elsewhere",
                "it was reached, but not from {needed}, from where it would be restored",
                needed = needed
            );
            Told::new(Reply::NotKnown, why, look)
        }
        Reachability::Unknown(blank) => Told::blank(blank),
    }
}
