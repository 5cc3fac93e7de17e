//! Is its newest snapshot as young as declared?

use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Reply,
    message,
};

use super::Told;
use crate::view::{Blank, Clock, Dated, Recency, View, day_and_hour};

pub(super) fn verdict<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Told<'a> {
    match view.recency(backup, copy) {
        Recency::Recent { newest, due } => recent(&newest, &day_and_hour(due)).until(due),
        Recency::Late { newest, due } => {
            let why = message!(
                "late",
                "the newest snapshot is of {time}; the next was due by {due}",
                time = day_and_hour(newest.time),
                due = day_and_hour(due)
            );
            Told::new(Reply::No, why, newest.look)
        }
        Recency::Unseen { newest, due, .. } => {
            if let blank @ Blank::CouldNotComplete(..) = view.blank(backup, copy) {
                return Told::blank(blank);
            }
            let why = message!(
                "recent-unseen",
                "the newest snapshot that anybody has seen is of {time}; the next was due by {due}",
                time = day_and_hour(newest.time),
                due = day_and_hour(due)
            );
            Told::new(Reply::NotKnown, why, newest.look)
        }
        Recency::Awaited { look, due } => {
            let why =
                message!("awaited", "there is none yet; the first is due by {due}", due = day_and_hour(due));
            Told::new(Reply::NotKnown, why, look).until(due)
        }
        Recency::Nothing { look } => {
            Told::new(Reply::No, message!("nothing", "there is no snapshot at all"), look)
        }
        Recency::Undated { look } => Told::new(
            Reply::NotKnown,
            message!("undated", "nothing tells when the snapshots were made"),
            look,
        ),
        Recency::Unknown(blank) => Told::blank(blank),
    }
}

fn recent<'a>(newest: &Dated<'a>, due: &str) -> Told<'a> {
    let time = day_and_hour(newest.time);
    let (answer, why) = match newest.clock {
        Clock::Tool => (
            Reply::Yes,
            message!(
                "recent",
                "the newest snapshot is of {time}; the next is due by {due}",
                time = time,
                due = due
            ),
        ),
        Clock::Store => (
            Reply::InPart,
            message!(
                "recent-by-store",
                "the newest snapshot came at {time}, as the store says, which whoever writes there can set; the next is due by {due}",
                time = time,
                due = due
            ),
        ),
        Clock::Look => (
            Reply::InPart,
            message!(
                "recent-by-look",
                "the newest snapshot was first seen at {time}, and says that it is younger; the next is due by {due}",
                time = time,
                due = due
            ),
        ),
    };
    Told::new(answer, why, newest.look)
}
