//! Every deposited key of a backup lies where the machine stands.
//!
//! ## Why it matters
//! The fire that takes the machine takes the deposit, too. Copies elsewhere outlive it: whole, recent, and shut for ever.
//!
//! ## Put it right
//! Deposit the key, or the password that opens it, away from the machine as well: with another site, a bank, a notary. Declare the
//! `failure_domain` of each `[[escrow]]`, and of the machine. One deposit that lies elsewhere is enough.
//!
//! ## Fires
//! The safe stands in the same hall.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
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
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! ```
//! ```text
//! backup:system: signer and the key deposited with the safe of operations lie in the failure domain hall-1: one fire there takes both, and no copy can be opened any more
//! ```
//! So do both safes; what was deposited elsewhere has ended.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
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
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! [[declared.escrow]]
//! id = "desk"
//! backup = "system"
//! held_by = "the head of operations"
//! failure_domain = "hall-1"
//! [[declared.escrow]]
//! id = "bank"
//! backup = "system"
//! held_by = "the bank"
//! failure_domain = "town"
//! until = 2022-06-01
//! ```
//! ```text
//! backup:system: signer and the key deposited with the safe of operations, the head of operations lie in the failure domain hall-1: one fire there takes both, and no copy can be opened any more
//! ```
//!
//! ## Stays silent
//! One of two deposits lies elsewhere; nothing is deposited, which is a matter of `repository-key-not-in-escrow`; or there is no key.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
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
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! [[declared.escrow]]
//! id = "bank"
//! backup = "system"
//! held_by = "the bank"
//! failure_domain = "town"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "tar"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! [[declared.escrow]]
//! id = "vault"
//! backup = "system"
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! ```
//!
//! ## Cannot tell
//! It is not declared where the machine stands, or where a deposit lies that may be the one elsewhere.
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
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! failure_domain = "hall-1"
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
//! held_by = "the safe of operations"
//! failure_domain = "hall-1"
//! [[declared.escrow]]
//! id = "bank"
//! backup = "system"
//! held_by = "the bank"
//! ```

use std::collections::BTreeSet;

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{declared::Backup, finding::Severity, message};

use super::{deposits, found, subject};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "escrow-shares-failure-domain",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("escrow_shares_failure_domain.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.2(c)")];

fn assess(view: &View<'_>, backup: &Backup, answer: &mut Answer) {
    let Some(escrows) = deposits(view, backup).filter(|escrows| !escrows.is_empty()) else { return };
    let host = view.declared.host(&backup.of).and_then(|host| host.failure_domain.as_deref());
    let places: BTreeSet<_> = escrows.iter().map(|escrow| escrow.failure_domain.as_deref()).collect();
    let known = || places.iter().flatten();
    // Of two places one lies away from the machine, wherever that stands.
    if known().count() > 1 || known().any(|place| host.is_some_and(|host| host != *place)) {
        return;
    }
    let holders = listed(escrows.iter().map(|escrow| &escrow.held_by));
    let Some(value) = host.filter(|_| !places.contains(&None)) else {
        let lacks = message!(
            "unknown",
            "nothing tells whether the key deposited with {holders} outlives {host}: declare the failure domains of the deposit and of the machine",
            holders = holders,
            host = backup.of
        );
        return answer.cannot_tell(subject(backup), lacks);
    };
    let said = message!(
        "with-host",
        "{host} and the key deposited with {holders} lie in the failure domain {value}: one fire there takes both, and no copy can be opened any more",
        host = backup.of,
        holders = holders,
        value = value
    );
    let found = found(view, backup, (&RULE, &FURTHER), said, answer);
    for escrow in escrows {
        found.declared_at(&escrow.place);
    }
}
