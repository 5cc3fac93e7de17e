//! A copy of a backup cannot be reached.
//!
//! ## Why it matters
//! What cannot be reached cannot be restored, however good it is. The day on which it is needed is a bad day to find out that an account
//! was locked, a route closed or a store moved. It is to be reached from where it would be restored, not from where it is made.
//!
//! ## Put it right
//! Try from the machine that would restore, under the account that would: name, route, account, key. Where the copy has moved, declare the new
//! `location`. Where the look was made from elsewhere, let `vidne observe` run on the machine named in `restored_from`.
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
//! copy = [{ id = "dc1" }, { id = "dc2" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! reach = { unreachable = "connection refused" }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! reach = { no-repository = "the folder has no file called config" }
//! ```
//! ```text
//! copy:ca/dc1: the copy could not be reached at 2022-06-21 09:00 UTC: connection refused
//! copy:ca/dc2: no repository stands where the copy is declared, as seen at 2022-06-21 09:00 UTC: the folder has no file called config
//! ```
//! It was reached from elsewhere, but not by the machine that would restore.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.host]]
//! id = "standby"
//! name = "ca02.example"
//! environment = "standby"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1", restored_from = "standby" }]
//! [[observed.backup]]
//! at = "2022-06-21T08:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! looker = { host = "ca02" }
//! reach = { unreachable = "permission denied" }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! looker = { host = "ca01" }
//! ```
//! ```text
//! copy:ca/dc1: the copy could not be reached at 2022-06-21 08:00 UTC: permission denied
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.host]]
//! id = "standby"
//! name = "ca02.example"
//! environment = "standby"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1", restored_from = "standby" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! looker = { host = "ca02.example", user = "restore" }
//! ```
//!
//! ## Cannot tell
//! It was reached, but not from where it would be restored.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.host]]
//! id = "ca02"
//! environment = "standby"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1", restored_from = "ca02" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! looker = { host = "ca01" }
//! ```
//! The newest look hung.
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
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! reach = { could-not-complete = "no answer within 30 seconds" }
//! ```
//! Nobody has looked.
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
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    observed::BackupLook,
};

use super::{found, unanswered};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Reachability, View, cited, copy_subject, day_and_hour},
};

pub(super) const RULE: Rule = Rule {
    id: "backup-unreachable",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("backup_unreachable.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2"), dora("12(1)(b)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    match view.reachability(backup, copy) {
        Reachability::Reached { .. } => {}
        Reachability::Unreachable { look, why } => {
            let said = message!(
                "unreachable",
                "the copy could not be reached at {looked}: {why}",
                looked = day_and_hour(look.at),
                why = why
            );
            found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&[cited(look)]);
        }
        Reachability::NoRepository { look, why } => {
            let said = message!(
                "no-repository",
                "no repository stands where the copy is declared, as seen at {looked}: {why}",
                looked = day_and_hour(look.at),
                why = why
            );
            found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&[cited(look)]);
        }
        Reachability::FromElsewhere { look, needed } => {
            let lacks = from_elsewhere(look, needed);
            answer.cannot_tell(copy_subject(backup, copy), lacks);
        }
        Reachability::Unknown(blank) => unanswered((backup, copy), blank, answer),
    }
}

fn from_elsewhere(look: &BackupLook, needed: &str) -> vidne_model::finding::Message {
    match &look.looker {
        Some(looker) => message!(
            "from-elsewhere",
            "it was reached from {from}, but it would be restored from {needed}",
            from = looker.host,
            needed = needed
        ),
        None => message!(
            "from-unknown",
            "it was reached, and the look does not say from where; it would be restored from {needed}",
            needed = needed
        ),
    }
}
