//! All copies of a backup lie where one event destroys them together.
//!
//! ## Why it matters
//! A fire, a flood or a power cut does not stop at one rack. Copies that lie in the same room or data centre are one copy on
//! that day.
//!
//! ## Put it right
//! Move one copy to a store that nothing shares with the others: another data centre, far enough away. Then declare the
//! `failure_domain` of each `[[store]]`, and of the machine: copies that lie away from it are apart.
//!
//! ## Fires
//! Two stores in one hall.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! failure_domain = "hall-1"
//! [[declared.store]]
//! id = "far"
//! failure_domain = "hall-1"
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
//! backup:system: the copies first, second of the backup of signer all lie in the failure domain hall-1: one fire or power cut there takes all of them
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
//! backup:system: the copies first, second of the backup of signer all lie in the store near: what destroys it destroys all of them
//! ```
//!
//! The machine and its only copy share it.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! failure_domain = "hall-1"
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
//! store = "near"
//! ```
//! ```text
//! backup:system: signer and every copy of its backup (first) lie in the failure domain hall-1: one fire or power cut there takes all of them
//! ```
//!
//! ## Stays silent
//! One of three copies lies elsewhere; all copies lie away from the machine; or there is one copy only, which is a matter of
//! `backup-with-one-copy`.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! failure_domain = "hall-1"
//! [[declared.store]]
//! id = "far"
//! failure_domain = "hall-2"
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
//! failure_domain = "hall-2"
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
//! store = "far"
//! [[declared.backup.copy]]
//! id = "second"
//! store = "far"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! failure_domain = "hall-1"
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
//! failure_domain = "hall-1"
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
//! failure_domain = "hall-1"
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
    id: "copies-share-failure-domain",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("copies_share_failure_domain.rs"),
    asks: &[Asks::Backups(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(c)"), nis2_impl("annex-4.2.4")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, answer: &mut Answer) {
    let fate =
        view.fate_of(backup, |store| store.failure_domain.as_deref(), |host| host.failure_domain.as_deref());
    if let Fate::Unknown(unknown) = &fate {
        let lacks = message!(
            "unknown",
            "nothing tells where the copies {copies} of the backup of {host} lie: declare their stores, and the failure domains of these",
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
            "the copies {copies} of the backup of {host} all lie in the store {store}: what destroys it destroys all of them",
            host = backup.of,
            copies = copies,
            store = store
        ),
        Fate::Shared(value) => message!(
            "shared",
            "the copies {copies} of the backup of {host} all lie in the failure domain {value}: one fire or power cut there takes all of them",
            host = backup.of,
            copies = copies,
            value = value
        ),
        Fate::WithHost(value) => message!(
            "with-host",
            "{host} and every copy of its backup ({copies}) lie in the failure domain {value}: one fire or power cut there takes all of them",
            host = backup.of,
            copies = copies,
            value = value
        ),
        Fate::Alone | Fate::Apart | Fate::Unknown(_) => return None,
    };
    Some(said)
}
