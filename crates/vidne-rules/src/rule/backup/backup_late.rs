//! The newest snapshot of a backup is older than its interval allows.
//!
//! ## Why it matters
//! What was written since the newest snapshot is lost when the machine is. A backup job that stops tells nobody: the old snapshots
//! stay, every check of them passes, and each day more would be lost.
//!
//! ## Put it right
//! Find out why no snapshot was made: look at the job's timer, its last output, the space in the store, the key. Make one by hand, look
//! at the copy again, and let somebody be told the next time. If it need not be made so often, declare it: `every`, `tolerance`.
//!
//! ## Fires
//! Nothing came after the snapshot of the 19th.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! tolerance = "PT2H"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-19T02:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: the newest snapshot (5f1c) is of 2022-06-19 02:00 UTC; the next was due by 2022-06-20 04:00 UTC
//! ```
//! There is none at all, and none of another machine in the same repository counts.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
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
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! snapshots = [{ id = "a", time = "2022-06-10T02:00:00Z", host = "ca01.example" }, { id = "b", time = "2022-06-21T02:00:00Z", host = "web" }]
//! ```
//! ```text
//! copy:ca/dc1: there is no snapshot at all; one every P1D is declared
//! copy:ca/dc2: the newest snapshot (a) is of 2022-06-10 02:00 UTC; the next was due by 2022-06-11 02:00 UTC
//! ```
//! A snapshot that says that it is of the future is not younger than the look that saw it first; one whose time is encrypted is as
//! old as another copy tells, or as the store does.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2" }, { id = "dc3" }]
//! [[observed.backup]]
//! at = "2022-06-12T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2032-06-12T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-12T09:00:00Z"
//! backup = "ca"
//! copy = "dc3"
//! snapshots = [{ id = "b", time = "2022-06-11T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2032-06-12T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! list = { names-only = "no key is declared" }
//! snapshots = [{ id = "b", arrived = "2022-06-21T03:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc3"
//! list = { names-only = "no key is declared" }
//! snapshots = [{ id = "c", arrived = "2022-06-15T03:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: the newest snapshot (a) is of 2022-06-12 09:00 UTC; the next was due by 2022-06-13 09:00 UTC
//! copy:ca/dc2: the newest snapshot (b) is of 2022-06-11 02:00 UTC; the next was due by 2022-06-12 02:00 UTC
//! copy:ca/dc3: the newest snapshot (c) is of 2022-06-15 03:00 UTC; the next was due by 2022-06-16 03:00 UTC
//! ```
//!
//! ## Stays silent
//! One second before the next is due.
//! ```toml
//! now = "2022-06-20T03:59:59Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! tolerance = "PT2H"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-20T03:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-19T02:00:00Z" }]
//! ```
//! The next look is still to come: it may show that one was made in time. And a backup that is new need not have any yet.
//! ```toml
//! now = "2022-06-20T12:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! tolerance = "PT2H"
//! copy = [{ id = "dc1" }, { id = "dc2", from = 2022-06-20 }]
//! [[observed.backup]]
//! at = "2022-06-19T15:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-19T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-20T11:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! ```
//!
//! ## Cannot tell
//! Nobody has looked since the next one was due, although it was time to.
//! ```toml
//! now = "2022-06-25T12:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-19T15:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-19T02:00:00Z" }]
//! ```
//! The tool asked for a password.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "borg"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! list = { unknown = "no key is declared" }
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
};

use super::{found, unanswered};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Clock, Dated, Recency, View, cited, copy_subject, day_and_hour, late},
};

pub(super) const RULE: Rule = Rule {
    id: "backup-late",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("backup_late.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.1"), dora("12(1)(a)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let subject = || copy_subject(backup, copy);
    match view.recency(backup, copy) {
        Recency::Recent { due, .. } | Recency::Awaited { due, .. } => answer.recheck_at(due),
        // That is another finding.
        Recency::OfAnother { .. } => {}
        Recency::Late { newest, due, holding } => {
            let said = late(&newest, due, holding);
            let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
            found.rests_on(&[cited(newest.look)]).with_caveats(caveat(&newest).as_slice());
        }
        Recency::Nothing { look } => {
            let said = message!(
                "nothing",
                "there is no snapshot at all; one every {every} is declared",
                every = backup.every
            );
            found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&[cited(look)]);
        }
        Recency::Unseen { newest, due, look_by } => {
            answer.recheck_at(look_by);
            if view.is_due(look_by) {
                let lacks = message!(
                    "unseen",
                    "the newest snapshot that anybody has seen is of {time}; the next was due by {due}, and nobody has looked since {looked}",
                    time = day_and_hour(newest.time),
                    due = day_and_hour(due),
                    looked = day_and_hour(newest.look.at)
                );
                answer.cannot_tell(subject(), lacks);
            }
        }
        Recency::Undated { look } => {
            let lacks = message!(
                "undated",
                "snapshots are there ({count}), and nothing tells when they were made",
                count = look.snapshots.len()
            );
            answer.cannot_tell(subject(), lacks);
        }
        Recency::Unknown(blank) => unanswered((backup, copy), blank, answer),
    }
}

/// How sure its age is.
fn caveat(newest: &Dated<'_>) -> Option<&'static str> {
    match newest.clock {
        Clock::Tool => None,
        Clock::Store => {
            Some("the age of the snapshot is what the store says: whoever writes there can set it")
        }
        Clock::Look => Some("the snapshot says that it is younger than the look that first saw it"),
    }
}
