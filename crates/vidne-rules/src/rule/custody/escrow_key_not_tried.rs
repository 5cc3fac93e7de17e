//! The deposited key of a backup has not opened it, or has not been tried for too long.
//!
//! ## Why it matters
//! An envelope in a safe is a hope. The password may have been changed since, the paper may hold the wrong one, or nobody may
//! find the safe.
//!
//! ## Put it right
//! Take the key out of its deposit, open a copy with it and nothing else, list its snapshots, and declare that as
//! `[[escrow.opened]]`. Where it does not open, deposit the right one at once. The interval is the deposit's `open_every`;
//! where none is declared vidne expects a year, half a year for an important service and a quarter for a national one. No law
//! gives these numbers.
//!
//! ## Fires
//! It did not open.
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
//! [[declared.escrow.opened]]
//! on = 2022-01-01
//! result = "listed"
//! [[declared.escrow.opened]]
//! on = 2022-06-01
//! result = "failed"
//! ```
//! ```text
//! backup:system: the key deposited with the notary did not open the backup of signer on 2022-06-01
//! ```
//! Nobody has tried.
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
//! ```text
//! backup:system: nobody has tried whether the key deposited with the notary opens the backup of signer
//! ```
//! It is a year ago; or a quarter, where a country depends on it.
//! ```toml
//! now = "2022-06-21T00:00:00Z"
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
//! [[declared.escrow.opened]]
//! on = 2021-06-21
//! result = "listed"
//! ```
//! ```text
//! backup:system: the key deposited with the notary was last tried on 2021-06-21; it is to open the backup of signer every P1Y
//! ```
//! ```toml
//! now = "2022-06-21T00:00:00Z"
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
//! [[declared.escrow]]
//! id = "vault"
//! backup = "system"
//! held_by = "the notary"
//! [[declared.escrow.opened]]
//! on = 2022-03-21
//! result = "listed"
//! ```
//! ```text
//! backup:system: the key deposited with the notary was last tried on 2022-03-21; it is to open the backup of signer every P3M
//! ```
//!
//! ## Stays silent
//! A day before; a failure was mended; and nothing is deposited, which is a matter of `repository-key-not-in-escrow`.
//! ```toml
//! now = "2022-06-20T23:59:59Z"
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
//! [[declared.escrow.opened]]
//! on = 2021-06-21
//! result = "listed"
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
//! [[declared.backup.copy]]
//! id = "first"
//! [[declared.escrow]]
//! id = "vault"
//! backup = "system"
//! held_by = "the notary"
//! [[declared.escrow.opened]]
//! on = 2022-06-01
//! result = "failed"
//! [[declared.escrow.opened]]
//! on = 2022-06-02
//! result = "listed"
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
//! [[declared.backup.copy]]
//! id = "first"
//! ```
//!
//! ## Cannot tell
//! Never: the declaration tells when the key was tried.

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Escrow, Opened, OpenedResult},
    finding::{Message, Severity},
    message,
    time::{later, start_of},
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "escrow-key-not-tried",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(d)"), gdpr("32(1)(c)")],
    source: include_str!("escrow_key_not_tried.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.6"), dora("12(2)")];

/// What is wrong with a deposited key, the worst first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Wrong {
    Failed,
    NeverTried,
    Overdue,
}

/// Of several deposits the worst is told: each of them must open the backup when it is needed.
fn assess(view: &View<'_>, backup: &Backup, answer: &mut Answer) {
    let escrows = view.escrows_of(backup);
    let all = escrows.iter().filter_map(|escrow| {
        let tried = escrow.opened.iter().rev().find(|opened| view.has_come(opened.on.date));
        Some((wrong(view, escrow, tried, answer)?, *escrow, tried))
    });
    let all: Vec<_> = all.collect();
    let Some((wrong, escrow, tried)) = all.into_iter().min_by(|one, other| one.0.cmp(&other.0)) else {
        return;
    };
    let severity = if wrong == Wrong::Failed { Severity::Violation } else { RULE.severity };
    let said = said(view, backup, escrow, (&wrong, tried));
    let found = found(view, backup, (&RULE, &FURTHER), said, answer);
    found.weighs(view.weight_of(severity)).declared_at(&escrow.place);
    if let Some(tried) = tried {
        found.declared_at(&tried.place);
    }
}

fn wrong(view: &View<'_>, escrow: &Escrow, tried: Option<&Opened>, answer: &mut Answer) -> Option<Wrong> {
    let Some(tried) = tried else { return Some(Wrong::NeverTried) };
    if tried.result == OpenedResult::Failed {
        return Some(Wrong::Failed);
    }
    let due = later(start_of(tried.on.date), view.open_every(escrow));
    answer.recheck_at(due);
    view.is_due(due).then_some(Wrong::Overdue)
}

fn said(
    view: &View<'_>,
    backup: &Backup,
    escrow: &Escrow,
    (wrong, tried): (&Wrong, Option<&Opened>),
) -> Message {
    let (holder, host) = (&escrow.held_by, &backup.of);
    match (wrong, tried) {
        (Wrong::Failed, Some(tried)) => message!(
            "failed",
            "the key deposited with {holder} did not open the backup of {host} on {on}",
            holder = holder,
            host = host,
            on = tried.on
        ),
        (Wrong::Overdue, Some(tried)) => message!(
            "overdue",
            "the key deposited with {holder} was last tried on {on}; it is to open the backup of {host} every {every}",
            holder = holder,
            host = host,
            on = tried.on,
            every = view.open_every(escrow)
        ),
        _ => message!(
            "never",
            "nobody has tried whether the key deposited with {holder} opens the backup of {host}",
            holder = holder,
            host = host
        ),
    }
}
