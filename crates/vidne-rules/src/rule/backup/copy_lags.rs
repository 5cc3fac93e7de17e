//! A copy of a backup lacks what the first copy has had for longer than declared.
//!
//! ## Why it matters
//! The second copy is there for the day on which the first is lost together with the machine. What has not arrived by then is lost as well,
//! and a replication that stopped weeks ago looks like one that works.
//!
//! ## Put it right
//! Look at what carries the copy over: its timer, its last output, the line, the space. Let it run, look at both copies again, and let
//! somebody be told when it stops. Declare with `max_lag` how far behind it may be.
//!
//! ## Fires
//! The newest snapshot has not arrived; files of an older one never did.
//! ```toml
//! now = "2022-06-22T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT4H" }, { id = "dc3", max_lag = "PT4H" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-21T02:00:00Z" }]
//! stock = { files = 3, bytes = 60, added = [["data/01", 10], ["data/02", 20], ["data/03", 30]] }
//! [[observed.backup]]
//! at = "2022-06-21T09:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-22T09:00:00Z"
//! backup = "ca"
//! copy = "dc3"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-21T02:00:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! ```
//! ```text
//! copy:ca/dc2: dc1 has had snapshots for longer than PT4H that are not there, 1 in all, the oldest since 2022-06-21 02:00 UTC: b
//! copy:ca/dc3: dc1 has had files for longer than PT4H that are not there, 2 in all, the oldest since 2022-06-21 09:00 UTC: data/02, data/03
//! ```
//! pgBackRest feeds two repositories of one database by itself, and the second got its own backup on one day only.
//! ```toml
//! now = "2022-06-22T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "pgbackrest"
//! scope = ["database:ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT12H" }]
//! [[observed.backup]]
//! at = "2022-06-22T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! snapshots = [{ id = "20220620-020000F", time = "2022-06-20T02:00:00Z" }, { id = "20220621-020000F", time = "2022-06-21T02:00:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["backup/main/20220620-020000F/a.gz", 10]] }
//! [[observed.backup]]
//! at = "2022-06-22T09:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! repository = "0d12"
//! snapshots = [{ id = "20220620-023000F", time = "2022-06-20T02:30:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["backup/main/20220620-023000F/a.gz", 10]] }
//! ```
//! ```text
//! copy:ca/dc2: dc1 has had snapshots for longer than PT12H that are not there, 1 in all, the oldest since 2022-06-21 02:00 UTC: 20220621-020000F
//! ```
//!
//! ## Stays silent
//! It has everything, or it is another repository that keeps old snapshots for a shorter time, or there is time yet.
//! ```toml
//! now = "2022-06-22T05:59:59Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT4H" }, { id = "dc3", max_lag = "PT4H" }, { id = "dc4", max_lag = "PT4H" }]
//! [[observed.backup]]
//! at = "2022-06-22T03:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-22T02:00:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! [[observed.backup]]
//! at = "2022-06-22T03:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }]
//! stock = { files = 0, bytes = 0 }
//! [[observed.backup]]
//! at = "2022-06-22T03:10:00Z"
//! backup = "ca"
//! copy = "dc3"
//! repository = "99ff"
//! snapshots = [{ id = "z", time = "2022-06-22T02:00:00Z" }]
//! stock = { files = 1, bytes = 11, added = [["data/77", 11]] }
//! [[observed.backup]]
//! at = "2022-06-22T03:10:00Z"
//! backup = "ca"
//! copy = "dc4"
//! repository = "0d12"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-22T02:00:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! ```
//! pgBackRest feeds two repositories of one database by itself: each has a backup under a name of its own.
//! ```toml
//! now = "2022-06-21T01:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "pgbackrest"
//! scope = ["database:ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT12H" }]
//! [[observed.backup]]
//! at = "2022-06-21T01:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! snapshots = [{ id = "20220620-020000F", time = "2022-06-20T02:00:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["backup/main/20220620-020000F/a.gz", 10]] }
//! [[observed.backup]]
//! at = "2022-06-21T01:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! repository = "0d12"
//! snapshots = [{ id = "20220620-023000F", time = "2022-06-20T02:30:00Z" }]
//! stock = { files = 1, bytes = 10, added = [["backup/main/20220620-023000F/a.gz", 10]] }
//! ```
//!
//! ## Cannot tell
//! It differs, and how far it may be behind is not declared.
//! ```toml
//! now = "2022-06-22T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-21T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }]
//! ```
//! It was to have it by now, and nobody has looked since.
//! ```toml
//! now = "2022-06-23T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT12H" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }, { id = "b", time = "2022-06-21T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:10:00Z"
//! backup = "ca"
//! copy = "dc2"
//! snapshots = [{ id = "a", time = "2022-06-20T02:00:00Z" }]
//! ```

use jiff::{Span, Timestamp};
use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Message, Severity},
    message,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Behind, Come, Pile, View, cited, copy_subject, day_and_hour, named, overdue_at, short_name},
};

pub(super) const RULE: Rule = Rule {
    id: "copy-lags",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("copy_lags.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(c)"), dora("12(1)(a)")];

/// Piles that are overdue: how many they hold, and the oldest of them.
#[derive(Default)]
struct Overdue<'a> {
    count: u64,
    oldest: Option<&'a Pile<'a>>,
}

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let behind = view.after(backup, copy).and_then(|after| after.behind.as_deref());
    let Some(behind) = behind.filter(|behind| !behind.is_nothing()) else { return };
    if !behind.torn.is_empty() {
        let found = found(view, (backup, copy), (&RULE, &FURTHER), torn(behind), answer);
        found.rests_on(&[cited(behind.look), cited(behind.first)]);
        return;
    }
    let Some(max_lag) = copy.max_lag else {
        return answer.cannot_tell(copy_subject(backup, copy), undeclared(behind));
    };
    let look_by = overdue_at(behind.look.at, view.check_every(backup));
    let mut unseen = None;
    let [snapshots, files] = [&behind.snapshots, &behind.files].map(|piles| {
        let mut overdue = Overdue::default();
        for pile in piles {
            let (due, come) = view.lag(behind, pile, max_lag);
            answer.recheck_at(due);
            match come {
                Come::NotYet => {}
                Come::Unseen => unseen = Some(unseen.map_or(due, |first: Timestamp| first.min(due))),
                Come::Bad => overdue.add(pile),
            }
        }
        overdue
    });
    if let Some(said) = said(behind, &snapshots, &files, max_lag) {
        let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
        found.rests_on(&[cited(behind.look), cited(behind.first)]);
    } else if let Some(due) = unseen {
        answer.recheck_at(look_by);
        if view.is_due(look_by) {
            answer.cannot_tell(copy_subject(backup, copy), not_seen(behind, due));
        }
    }
}

impl<'a> Overdue<'a> {
    fn add(&mut self, pile: &'a Pile<'a>) {
        self.count = self.count.saturating_add(pile.files);
        self.oldest = self.oldest.or(Some(pile));
    }
}

fn said(behind: &Behind<'_>, snapshots: &Overdue<'_>, files: &Overdue<'_>, max_lag: Span) -> Option<Message> {
    let first = &behind.first.copy;
    if let Some(oldest) = snapshots.oldest {
        return Some(message!(
            "snapshots",
            "{first} has had snapshots for longer than {max_lag} that are not there, {count} in all, the oldest since {since}: {names}",
            count = snapshots.count,
            first = first,
            max_lag = max_lag,
            since = day_and_hour(oldest.since),
            names = named(oldest.names.iter().map(|name| short_name(name)))
        ));
    }
    let oldest = files.oldest?;
    Some(message!(
        "files",
        "{first} has had files for longer than {max_lag} that are not there, {count} in all, the oldest since {since}: {names}",
        count = files.count,
        first = first,
        max_lag = max_lag,
        since = day_and_hour(oldest.since),
        names = named(&oldest.names)
    ))
}

fn torn(behind: &Behind<'_>) -> Message {
    message!(
        "torn",
        "the index that is there names packs that are not, {count} in all, as the key has shown at {first}, which has them: {names}",
        count = behind.torn.len(),
        first = behind.first.copy,
        names = named(&behind.torn)
    )
}

fn undeclared(behind: &Behind<'_>) -> Message {
    let count = |piles: &[Pile<'_>]| piles.iter().map(|pile| pile.files).fold(0, u64::saturating_add);
    message!(
        "undeclared",
        "snapshots ({snapshots}) and files ({files}) of {first} are not there, and how far this copy may be behind is not declared",
        snapshots = count(&behind.snapshots),
        files = count(&behind.files),
        first = behind.first.copy
    )
}

fn not_seen(behind: &Behind<'_>, due: Timestamp) -> Message {
    message!(
        "unseen",
        "what {first} had and this copy lacked at {looked} was to be there by {due}, and nobody has looked since",
        first = behind.first.copy,
        looked = day_and_hour(behind.look.at),
        due = day_and_hour(due)
    )
}
