//! Within the last 30 days, two snapshots followed each other later than declared.
//!
//! ## Why it matters
//! A backup that comes again after days without one looks well today. Had the machine been lost in between, those days would have been
//! lost as well; what stopped it once can stop it again.
//!
//! ## Put it right
//! Find out what happened on those days, and note it. Let somebody be told when a snapshot is due and does not come.
//!
//! ## Fires
//! Somebody looked in between, and saw none.
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
//! at = "2022-06-17T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-15T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-15T02:00:00Z" }, { id = "b", time = "2022-06-20T02:00:00Z" }, { id = "c", time = "2022-06-21T02:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: no snapshot was made between 2022-06-15 02:00 UTC and 2022-06-20 02:00 UTC; one every P1D is declared
//! ```
//!
//! ## Stays silent
//! They came in time; or it was long ago.
//! ```toml
//! now = "2022-08-21T09:30:00Z"
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
//! at = "2022-06-17T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-15T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-15T02:00:00Z" }, { id = "c", time = "2022-06-20T02:00:00Z" }, { id = "d", time = "2022-06-21T03:59:00Z" }]
//! ```
//! Snapshots of the days between came later than those around them, as in a copy that follows another.
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
//! snapshots = [{ id = "a", time = "2022-06-18T02:00:00Z" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "b", time = "2022-06-19T02:00:00Z" }, { id = "c", time = "2022-06-20T02:00:00Z" }]
//! ```
//!
//! ## Cannot tell
//! Nobody looked in between: those of the days between may have been made, and removed since to save space.
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
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "a", time = "2022-06-14T02:00:00Z" }, { id = "b", time = "2022-06-21T02:00:00Z" }]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{GAPS_WITHIN, View, cited, copy_subject, day_and_hour},
};

pub(super) const RULE: Rule = Rule {
    id: "backup-interval-missed",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("backup_interval_missed.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.1"), dora("12(1)(a)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(gap) = view.after(backup, copy).and_then(|after| after.gap) else { return };
    let Ok(over) = gap.to.checked_add(GAPS_WITHIN) else { return };
    answer.recheck_at(over);
    if view.is_due(over) {
        return;
    }
    let (from, to) = (day_and_hour(gap.from), day_and_hour(gap.to));
    if gap.is_shown {
        let said = message!(
            "missed",
            "no snapshot was made between {from} and {to}; one every {every} is declared",
            from = from,
            to = to,
            every = backup.every
        );
        let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
        found.rests_on(&[cited(gap.look)]);
    } else {
        let lacks = message!(
            "unseen",
            "no snapshot is known between {from} and {to}, and nobody looked in between: those may have been made, and removed since",
            from = from,
            to = to
        );
        answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
}
