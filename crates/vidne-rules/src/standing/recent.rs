//! Is its newest snapshot as young as declared?

use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Reply,
    message,
};

use super::Told;
use crate::view::{Blank, Clock, Come, Dated, Pile, Recency, View, cited, day_and_hour, late};

pub(super) fn verdict<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Told<'a> {
    match view.recency(backup, copy) {
        Recency::Recent { newest, due } => removed(view, backup, copy, &newest)
            .or_else(|| behind(view, backup, copy, &newest))
            .unwrap_or_else(|| recent(&newest, &day_and_hour(due)))
            .until(due),
        Recency::Late { newest, due, holding } => {
            Told::new(Reply::No, late(&newest, due, holding), newest.look)
        }
        Recency::OfAnother { newest, seen } => {
            let why = message!(
                "recent-of-another",
                "no snapshot is of the machine that is declared; the newest is of {seen}",
                seen = seen
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

/// What is left is young enough, but something newer was there.
fn removed<'a>(
    view: &View<'a>,
    backup: &'a Backup,
    copy: &'a BackupCopy,
    newest: &Dated<'a>,
) -> Option<Told<'a>> {
    let removed = view.after(backup, copy)?.removed?;
    let why = message!(
        "recent-removed",
        "the newest snapshot, of {gone}, was taken away; the newest that is left is of {time}",
        gone = day_and_hour(removed.gone.time),
        time = day_and_hour(newest.time)
    );
    Some(Told::new(Reply::InPart, why, removed.look))
}

/// It is young enough, but the first copy has had something newer for longer than it may.
fn behind<'a>(
    view: &View<'a>,
    backup: &'a Backup,
    copy: &'a BackupCopy,
    newest: &Dated<'a>,
) -> Option<Told<'a>> {
    let max_lag = copy.max_lag?;
    let behind = view.after(backup, copy)?.behind.as_deref()?;
    let is_overdue = |pile: &Pile<'_>| view.lag(behind, pile, max_lag).1 == Come::Bad;
    behind.snapshots.iter().any(is_overdue).then(|| {
        let why = message!(
            "recent-behind",
            "the newest snapshot is of {time}, and {first} has had another for longer than {max_lag}",
            time = day_and_hour(newest.time),
            first = behind.first.copy,
            max_lag = max_lag
        );
        Told { further: vec![cited(behind.first)], ..Told::new(Reply::InPart, why, behind.look) }
    })
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
