//! Is everything in it that must be?

use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Message, Reply},
    message,
};

use super::Told;
use crate::view::{Beside, Completeness, Listed, View, cited, cited_host, day_and_hour, named};

pub(super) fn verdict<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Told<'a> {
    match view.completeness(backup, copy) {
        Completeness::Whole { listed, beside } => {
            let (answer, why) = whole(&listed, beside);
            let mut told = Told::new(answer, why, listed.shown);
            if listed.look.exhibit != listed.shown.exhibit {
                told.further.push(cited(listed.look));
            }
            if let Beside::Open(look) = beside {
                told.further.push(cited_host(look));
            }
            told.while_fresh(view, backup)
        }
        Completeness::Lacks { listed, lacks, .. } => {
            let why = message!(
                "lacks",
                "what must be in it is not in the snapshot of {time}: {names} ({count} in all)",
                count = lacks.count(),
                time = day_and_hour(listed.time),
                names = named(lacks.paths())
            );
            Told::new(Reply::No, why, listed.shown)
        }
        Completeness::Cut { listed, lacks, why } => {
            let why = message!(
                "cut",
                "not all that must be in it is in the list ({count} missing), which is not whole: {why}",
                count = lacks.count(),
                why = why
            );
            Told::new(Reply::NotKnown, why, listed.shown)
        }
        Completeness::Elsewhere { listed } => {
            let why = message!(
                "complete-elsewhere",
                "nothing in the snapshot of {time} has a name that begins as the scope does, and nothing tells at which folder its names begin (`relative_to`)",
                time = day_and_hour(listed.time)
            );
            Told::new(Reply::NotKnown, why, listed.shown)
        }
        Completeness::OfAnother { look, seen } => {
            let why = message!(
                "complete-of-another",
                "nothing is known of the machine that is declared: the newest snapshot is of {seen}",
                seen = seen
            );
            Told::new(Reply::NotKnown, why, look)
        }
        Completeness::Unknown(blank) => Told::blank(blank),
    }
}

fn whole(listed: &Listed<'_>, beside: Beside<'_>) -> (Reply, Message) {
    let time = day_and_hour(listed.time);
    match beside {
        Beside::Open(look) => (
            Reply::Yes,
            message!(
                "complete",
                "everything declared is in the snapshot of {time}, and so is what programs had open at {looked}",
                time = time,
                looked = day_and_hour(look.at)
            ),
        ),
        Beside::Nothing => (
            Reply::InPart,
            message!(
                "complete-as-declared",
                "everything declared is in the snapshot of {time}; nobody has looked what programs have open",
                time = time
            ),
        ),
        Beside::Databases => (
            Reply::Yes,
            message!(
                "complete-databases",
                "every declared database is in the snapshot of {time}",
                time = time
            ),
        ),
    }
}
