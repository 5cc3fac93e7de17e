//! Nothing keeps those who administer a machine, or a store, from destroying, changing or reading a copy of its backup.
//!
//! ## Why it matters
//! Whoever takes over a machine takes over its rights. If these reach the backup, the copy goes down with the machine; if they
//! reach only its contents, somebody else holds all personal data in clear text.
//!
//! ## Put it right
//! Let the machine only add to the store: object lock, append-only access, or a store that fetches for itself. Encrypt what
//! others store for you. Then declare `protected_against` of the `[[store]]`.
//!
//! ## Fires
//! The declaration says that they can do everything.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! protected_against = []
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
//! store = "near"
//! ```
//! ```text
//! copy:system/first: the store near does not keep others from doing this to the copy first of the backup of signer: deletion, alteration, reading
//! ```
//! A tool that encrypts needs no protection against reading.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! protected_against = ["reading"]
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
//! ```text
//! copy:system/first: the store near does not keep others from doing this to the copy first of the backup of signer: deletion, alteration
//! ```
//!
//! ## Stays silent
//! It is protected; nobody can read what is encrypted.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! protected_against = ["deletion", "alteration"]
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
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.store]]
//! id = "near"
//! protected_against = ["deletion", "alteration", "reading"]
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.backup]]
//! id = "system"
//! of = "signer"
//! tool = "folder"
//! scope = ["/srv"]
//! every = "P1D"
//! [[declared.backup.copy]]
//! id = "first"
//! store = "near"
//! ```
//!
//! ## Cannot tell
//! It is not declared, or the store is not.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
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

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy, Protection, Store},
    finding::{Message, Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "copy-without-protection",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(2)")],
    source: include_str!("copy_without_protection.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.2(d)")];

fn assess(view: &View<'_>, backup: &Backup, copy: &Copy, answer: &mut Answer) {
    let subject = Subject::new(SubjectKind::Copy, format!("{}/{}", backup.id, copy.id));
    let store = view.store_of(copy);
    let Some((store, protected)) = store.and_then(|store| Some((store, store.protected_against.as_ref()?)))
    else {
        return answer.cannot_tell(subject, unknown(backup, copy, store));
    };
    let needed = |protection: &Protection| *protection != Protection::Reading || !backup.tool.needs_key();
    let lacking: Vec<_> =
        Protection::ALL.into_iter().filter(needed).filter(|each| !protected.contains(each)).collect();
    if lacking.is_empty() {
        return;
    }
    let said = message!(
        "open",
        "the store {store} does not keep others from doing this to the copy {copy} of the backup of {host}: {what}",
        store = store.id,
        copy = copy.id,
        host = backup.of,
        what = listed(lacking.iter().map(|each| each.as_str())),
        // The same as one word: translations choose by it.
        kinds = lacking.iter().map(|each| each.as_str()).collect::<Vec<_>>().join("-")
    );
    let found = answer.found(subject, said);
    found.weighs(view.weight_of(RULE.severity)).declared_at(&store.place).declared_at(&copy.place);
    for law in view.applying(&FURTHER) {
        found.against(law);
    }
}

fn unknown(backup: &Backup, copy: &Copy, store: Option<&Store>) -> Message {
    match store {
        Some(store) => message!(
            "not-declared",
            "what the store {store} protects the copy {copy} of the backup of {host} against is not declared",
            store = store.id,
            copy = copy.id,
            host = backup.of
        ),
        None => message!(
            "no-store",
            "in which store the copy {copy} of the backup of {host} lies is not declared",
            copy = copy.id,
            host = backup.of
        ),
    }
}
