//! The newest snapshot of a backup is gone, and no newer one has come.
//!
//! ## Why it matters
//! Old snapshots are removed to save space; the newest never is. Somebody who removes it takes away what was written last, and the
//! repository that is left passes every check.
//!
//! ## Put it right
//! Find out who removed it, and how: the account, the log of the store. Restore it from another copy, or make a new one. Let those who
//! administer the machine be unable to delete: `protected_against = ["deletion"]` where the store can do that.
//!
//! ## Fires
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
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-18T02:00:00Z" }, { id = "b", time = "2022-06-19T02:00:00Z" }, { id = "c", time = "2022-06-20T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-18T02:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: the newest snapshot (c, of 2022-06-20 02:00 UTC) is gone since 2022-06-20 09:00 UTC, and no newer one has come; gone in all, of those newer than what is left: 2
//! ```
//!
//! ## Stays silent
//! Older ones were removed to save space, or a newer one has come.
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
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-19T02:00:00Z" }, { id = "b", time = "2022-06-20T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "c", time = "2022-06-21T02:00:00Z" }]
//! ```
//!
//! ## Cannot tell
//! The newest look could not list what is there.
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
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "b", time = "2022-06-20T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! list = { unknown = "the folder of snapshots cannot be read" }
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    observed::SnapshotList,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited, copy_subject, day_and_hour, short_name},
};

pub(super) const RULE: Rule = Rule {
    id: "snapshot-removed",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("snapshot_removed.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(d)"), dora("12(1)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(after) = view.after(backup, copy) else { return };
    if let (Some(listed), Some(reached)) = (after.listed, after.reached)
        && let SnapshotList::Unknown(why) = &reached.list
    {
        let lacks = message!(
            "unlisted",
            "the snapshots were listed last at {listed}, and could not be at {looked}: {why}",
            listed = day_and_hour(listed.at),
            looked = day_and_hour(reached.at),
            why = why
        );
        answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
    let Some(removed) = after.removed else { return };
    let said = message!(
        "removed",
        "the newest snapshot ({snapshot}, of {time}) is gone since {seen}, and no newer one has come; gone in all, of those newer than what is left: {count}",
        snapshot = short_name(&removed.gone.snapshot.id),
        time = day_and_hour(removed.gone.time),
        seen = day_and_hour(removed.gone.look.at),
        count = removed.count
    );
    let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
    found.rests_on(&[cited(removed.gone.look), cited(removed.look)]);
}
