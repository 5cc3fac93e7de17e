//! The newest snapshot of a backup is of another machine than the one that is declared.
//!
//! ## Why it matters
//! A test on a machine that stands in for production tests the machine that stands in. Where the snapshots are of another machine, every
//! question about them is answered for the wrong one, and all answers may be good.
//!
//! ## Put it right
//! Find out whose snapshots lie there. Where the job runs on the wrong machine, or writes to the wrong repository, mend it. Where the
//! machine only calls itself something else, declare that `name`.
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
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z", host = "ca01-preprod" }]
//! ```
//! ```text
//! copy:ca/dc1: the newest snapshot (5f1c, of 2022-06-21 02:00 UTC) is of ca01-preprod; the backup is declared to be of ca01
//! ```
//!
//! ## Stays silent
//! Under its declared name, with or without the domain; and one repository may hold those of several machines.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! name = "signer.example"
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
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z", host = "Signer" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! snapshots = [{ id = "a", time = "2022-06-21T02:00:00Z", host = "ca01" }, { id = "b", time = "2022-06-21T03:00:00Z", host = "web" }]
//! ```
//!
//! ## Cannot tell
//! The snapshot does not say of which machine it is, or that is encrypted.
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
//! list = { names-only = "no key is declared" }
//! snapshots = [{ id = "5f1c", arrived = "2022-06-21T02:00:00Z" }]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, BackupTool, Copy as BackupCopy},
    finding::Severity,
    message,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Dated, View, cited, copy_subject, day_and_hour, is_of, short_name},
};

pub(super) const RULE: Rule = Rule {
    id: "snapshot-of-another-host",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(d)")],
    source: include_str!("snapshot_of_another_host.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(b)"), dora("12(1)(a)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(newest) = view.after(backup, copy).and_then(|after| after.newest) else { return };
    let host = view.declared.host(&backup.of);
    match (is_of(newest.snapshot, backup, host), &newest.snapshot.host) {
        (Some(false), Some(seen)) => {
            let said = message!(
                "another",
                "the newest snapshot ({snapshot}, of {time}) is of {seen}; the backup is declared to be of {host}",
                snapshot = short_name(&newest.snapshot.id),
                time = day_and_hour(newest.time),
                seen = seen,
                host = host.map_or(backup.of.as_str(), |host| &host.name)
            );
            let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
            found.rests_on(&[cited(newest.look)]).declared_at(&backup.place);
        }
        (None, _) if says_machines(view, backup, copy, &newest) => {
            let lacks = message!(
                "unsaid",
                "the newest snapshot ({snapshot}) does not say of which machine it is",
                snapshot = short_name(&newest.snapshot.id)
            );
            answer.cannot_tell(copy_subject(backup, copy), lacks);
        }
        _ => {}
    }
}

/// Whether its tool notes the machine, and no other copy tells of the same snapshot.
fn says_machines<'a>(view: &View<'a>, backup: &'a Backup, copy: &BackupCopy, newest: &Dated<'_>) -> bool {
    let others = backup.copies.iter().filter(|other| other.id != copy.id);
    let mut listed = others.filter_map(|other| view.after(backup, other)?.listed);
    let is_told = listed
        .any(|look| look.snapshots.iter().any(|each| each.id == newest.snapshot.id && each.host.is_some()));
    matches!(backup.tool, BackupTool::Restic | BackupTool::Borg) && !is_told
}
