//! The key of an encrypted backup is deposited with nobody.
//!
//! ## Why it matters
//! The key lies on the machine that the backup is to bring back. When the machine is lost, so is the key, and every copy with
//! it: whole, recent, and shut for ever.
//!
//! ## Put it right
//! Deposit the key, or the password that opens it, with somebody who outlives the machine and everything near it, and declare
//! that as `[[escrow]]`. Then open a copy with it.
//!
//! ## Fires
//! restic always encrypts.
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
//! backup:system: the key of the backup of signer, made by restic, is deposited with nobody
//! ```
//! borg does where a key is declared; and the deposit has ended.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "borg"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! password_file = "/etc/borg/password"
//! [[declared.escrow]]
//! id = "vault"
//! backup = "system"
//! held_by = "the notary"
//! until = 2022-06-01
//! ```
//! ```text
//! backup:system: the key of the backup of signer, made by borg, is deposited with nobody
//! ```
//!
//! ## Stays silent
//! It is deposited; or there is no key.
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
//! [[declared.escrow]]
//! id = "vault"
//! backup = "system"
//! held_by = "the notary"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "tar"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! ```
//!
//! ## Cannot tell
//! borg can do without encryption, and no key is declared.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "borg"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, BackupTool},
    finding::Severity,
    message,
};

use super::{deposits, found, subject};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "repository-key-not-in-escrow",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("repository_key_not_in_escrow.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(e)"), dora("12(1)(b)")];

fn assess(view: &View<'_>, backup: &Backup, answer: &mut Answer) {
    if deposits(view, backup).is_none_or(|escrows| !escrows.is_empty()) {
        return;
    }
    if backup.tool == BackupTool::Borg && backup.copies.iter().all(|copy| copy.key.is_none()) {
        let lacks = message!(
            "unknown",
            "whether the backup of {host} is encrypted is not declared: no copy names a key, and no deposit is declared",
            host = backup.of
        );
        return answer.cannot_tell(subject(backup), lacks);
    }
    let said = message!(
        "nobody",
        "the key of the backup of {host}, made by {tool}, is deposited with nobody",
        host = backup.of,
        tool = backup.tool.as_str()
    );
    found(view, backup, (&RULE, &FURTHER), said, answer);
}
