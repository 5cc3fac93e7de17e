//! A backup is kept in fewer than two copies.
//!
//! ## Why it matters
//! What destroys a machine may destroy what lies beside it, and a copy that turns out to be broken is found out on the day on
//! which it is needed. Good practice is three copies of all data in two places: the machine's own, and two more.
//!
//! ## Put it right
//! Keep a second copy in another place, under other hands, and declare it with `[[backup.copy]]`.
//!
//! ## Fires
//! One copy.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! ```
//! ```text
//! backup:system: the backup of signer is kept in one copy alone, first
//! ```
//! The second copy is not in use any more.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [declared.service]
//! criticality = "national"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! [[declared.backup.copy]]
//! id = "second"
//! until = 2022-06-01
//! ```
//! ```text
//! backup:system: the backup of signer is kept in one copy alone, first
//! ```
//! None is in use yet.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! from = 2022-07-01
//! ```
//! ```text
//! backup:system: no copy of the backup of signer is in use
//! ```
//!
//! ## Stays silent
//! Two copies; or the backup is not in use any more.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! [[declared.backup.copy]]
//! id = "second"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! until = 2022-06-01
//! [[declared.backup.copy]]
//! id = "first"
//! ```
//!
//! ## Cannot tell
//! No copy is declared at all.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{declared::Backup, finding::Severity, message};

use super::{found, subject};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "backup-with-one-copy",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("backup_with_one_copy.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 3] = [nis2_impl("annex-4.2.1"), nis2_impl("annex-4.2.4"), dora("12(1)")];

fn assess(view: &View<'_>, backup: &Backup, answer: &mut Answer) {
    if backup.copies.is_empty() {
        let lacks = message!(
            "no-copy-declared",
            "where the backup of {host} is kept is not declared",
            host = backup.of
        );
        return answer.cannot_tell(subject(backup), lacks);
    }
    let copies = view.copies_in_use(backup);
    let said = match copies.as_slice() {
        [] => message!("none", "no copy of the backup of {host} is in use", host = backup.of),
        [only] => message!(
            "one",
            "the backup of {host} is kept in one copy alone, {copy}",
            host = backup.of,
            copy = only.id
        ),
        _ => return,
    };
    found(view, backup, (&RULE, &FURTHER), said, answer);
}
