//! One administration can destroy all copies of a backup.
//!
//! ## Why it matters
//! Whoever takes over one account, or makes one mistake under it, reaches everything that the account reaches. That is how
//! extortion works: the backups go first.
//!
//! ## Put it right
//! Give one copy to another administration: another team, account or supplier that does not obey the first. Then declare the
//! `administration` of each `[[store]]`, and of the machine: copies that its own administrators cannot reach are apart.
//!
//! ## Fires
//! Two stores in one hand.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
//! [[declared.store]]
//! id = "far"
//! administration = "hall-1"
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
//! store = "near"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "far"
//! ```
//! ```text
//! backup:system: the copies first, second of the backup of signer are all administered by hall-1: one account there can destroy all of them
//! ```
//! They lie in the same store.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [declared.service]
//! criticality = "national"
//! [[declared.store]]
//! id = "near"
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
//! store = "near"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "near"
//! ```
//! ```text
//! backup:system: the copies first, second of the backup of signer all lie in the store near: whoever administers it can destroy all of them
//! ```
//!
//! The machine and its only copy share it.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! administration = "hall-1"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! store = "near"
//! ```
//! ```text
//! backup:system: signer and every copy of its backup (first) are administered by hall-1: one account there can destroy all of them
//! ```
//!
//! ## Stays silent
//! One of three copies lies elsewhere; all copies lie away from the machine; or there is one copy only, which is a matter of
//! `backup-with-one-copy`.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
//! [[declared.store]]
//! id = "far"
//! administration = "hall-2"
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
//! store = "near"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "near"
//! [[declared.backup.copy]]
//! id = "third"
//! store = "far"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "far"
//! administration = "hall-2"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! administration = "hall-1"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "restic"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! store = "far"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "far"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
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
//! store = "near"
//! ```
//!
//! ## Cannot tell
//! It is not declared of one of the stores, or the store of one copy is not declared.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
//! [[declared.store]]
//! id = "far"
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
//! store = "near"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "far"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! administration = "hall-1"
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
//! store = "near"
//! [[declared.backup.copy]]
//! id = "second"
//! ```

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::Backup,
    finding::{Message, Severity},
    message,
};

use super::{found, subject};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Fate, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "copies-share-administration",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(2)")],
    source: include_str!("copies_share_administration.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.2(d)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, answer: &mut Answer) {
    let fate =
        view.fate_of(backup, |store| store.administration.as_deref(), |host| host.administration.as_deref());
    if let Fate::Unknown(unknown) = &fate {
        let lacks = message!(
            "unknown",
            "nothing tells who administers the copies {copies} of the backup of {host}: declare their stores, and the administrations of these",
            host = backup.of,
            copies = listed(unknown)
        );
        return answer.cannot_tell(subject(backup), lacks);
    }
    let copies = view.copies_in_use(backup);
    let names = listed(copies.iter().map(|copy| &copy.id));
    if let Some(said) = said(backup, &names, &fate) {
        let found = found(view, backup, (&RULE, &FURTHER), said, answer);
        for store in copies.iter().filter_map(|copy| view.store_of(copy)) {
            found.declared_at(&store.place);
        }
    }
}

fn said(backup: &Backup, copies: &str, fate: &Fate<'_>) -> Option<Message> {
    let said = match fate {
        Fate::OneStore(store) => message!(
            "one-store",
            "the copies {copies} of the backup of {host} all lie in the store {store}: whoever administers it can destroy all of them",
            host = backup.of,
            copies = copies,
            store = store
        ),
        Fate::Shared(value) => message!(
            "shared",
            "the copies {copies} of the backup of {host} are all administered by {value}: one account there can destroy all of them",
            host = backup.of,
            copies = copies,
            value = value
        ),
        Fate::WithHost(value) => message!(
            "with-host",
            "{host} and every copy of its backup ({copies}) are administered by {value}: one account there can destroy all of them",
            host = backup.of,
            copies = copies,
            value = value
        ),
        Fate::Alone | Fate::Apart | Fate::Unknown(_) => return None,
    };
    Some(said)
}
