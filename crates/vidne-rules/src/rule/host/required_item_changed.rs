//! The content of a required item is not what is declared, or has changed without a new declaration.
//!
//! ## Why it matters
//! System data that somebody overwrote by mistake look like any other file. The machine runs on, until it must be started again
//! and cannot be.
//!
//! ## Put it right
//! Find out who changed it and why. If it was a mistake, put the old content back from the backup before the machine is
//! restarted. If it was meant, declare the new `sha256`, or end the item with `until` and declare it anew with `from`: looks
//! are compared from then on. A file that is meant to change is declared with `max_age`.
//!
//! ## Fires
//! Another content than at the first look.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! [[observed.host]]
//! at = "2022-06-20T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! ```
//! ```text
//! item:system-data@signer: /srv/ca/system.dat on signer has changed: its SHA-256 began with aaaaaaaaaaaa at 2022-06-20 08:00 UTC and with bbbbbbbbbbbb at 2022-06-21 08:00 UTC, and no new declaration tells of it
//! ```
//! Another content than declared.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! ```
//! ```text
//! item:system-data@signer: /srv/ca/system.dat on signer is not what is declared: at 2022-06-21 08:00 UTC its SHA-256 began with bbbbbbbbbbbb; aaaaaaaaaaaa is declared
//! ```
//!
//! ## Stays silent
//! It was put back.
//! ```toml
//! now = "2022-06-22T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! [[observed.host]]
//! at = "2022-06-20T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! [[observed.host]]
//! at = "2022-06-22T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! ```
//! The change was declared.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! until = 2022-06-21
//! [[declared.required_item]]
//! id = "system-data-2"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! from = 2022-06-21
//! [[observed.host]]
//! at = "2022-06-20T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! ```
//! It is meant to change.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! max_age = "P1D"
//! [[observed.host]]
//! at = "2022-06-20T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! ```
//! A folder has no content of its own.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { bytes = 10, kind = "folder" } } }]
//! ```
//!
//! ## Cannot tell
//! What it must be is declared, and nobody has looked; or its content could not be read.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "system-data"
//! hosts = ["signer"]
//! path = "/srv/ca/system.dat"
//! [[observed.host]]
//! at = "2022-06-20T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/system.dat", state = { present = { bytes = 10 } } }]
//! ```

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    id::ExhibitId,
    message,
    observed::{FileKind, ItemState},
    time::start_of,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, item_subject},
};

pub(super) const RULE: Rule = Rule {
    id: "required-item-changed",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("required_item_changed.rs"),
    asks: &[Asks::Items(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.2(b)")];

/// What a look shows of the content.
enum Content {
    Hash(ExhibitId),
    /// It could not be read, or nobody looked.
    Unread,
    /// There is nothing that has a content.
    Nothing,
}

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    let newest = view.newest_sighting(item, &host.id);
    let first = first_hash(view, item, host);
    let expected = match (item.sha256, first) {
        (Some(declared), _) => declared,
        (None, Some((hash, _))) if item.max_age.is_none() => hash,
        (None, _) => return,
    };
    let hash = match newest.map_or(Content::Unread, |seen| content(&seen)) {
        Content::Nothing => return,
        Content::Unread => return answer.cannot_tell(item_subject(item, host), unread(item, host)),
        Content::Hash(hash) => hash,
    };
    let Some(newest) = newest.filter(|_| hash != expected) else { return };
    let before = first.filter(|_| item.sha256.is_none()).map(|(_, seen)| seen);
    let said = said(&newest, hash, expected, before);
    let found = found(view, (item, host), (&RULE, &FURTHER), said, answer);
    found.rests_on(&before.map(|seen| seen.citation())).rests_on(&[newest.citation()]);
}

/// The content that the first look since the item was declared shows.
fn first_hash<'a>(view: &View<'a>, item: &RequiredItem, host: &Host) -> Option<(ExhibitId, SeenItem<'a>)> {
    let from = item.period.from.map(|day| start_of(day.date));
    let mut seen = view.sightings(item, &host.id);
    seen.find_map(|seen| match content(&seen) {
        Content::Hash(hash) if from.is_none_or(|from| from <= seen.look.at) => Some((hash, seen)),
        _ => None,
    })
}

fn content(seen: &SeenItem<'_>) -> Content {
    match seen.state {
        ItemState::Present { sha256: Some(hash), .. } => Content::Hash(*hash),
        ItemState::Present { kind: FileKind::File, .. } | ItemState::Unreadable(_) => Content::Unread,
        ItemState::Present { .. } | ItemState::Absent => Content::Nothing,
    }
}

fn unread(item: &RequiredItem, host: &Host) -> Message {
    message!(
        "unread",
        "no look tells whether {path} on {host} is still what it was",
        path = item.path,
        host = host.id
    )
}

fn said(
    newest: &SeenItem<'_>,
    hash: ExhibitId,
    expected: ExhibitId,
    before: Option<SeenItem<'_>>,
) -> Message {
    let (path, host, at) = (newest.path, &newest.look.host, newest.look.at);
    match before {
        Some(before) => message!(
            "changed",
            "{path} on {host} has changed: its SHA-256 began with {first} at {before} and with {hash} at {at}, and no new declaration tells of it",
            path = path,
            host = host,
            first = beginning(expected),
            before = day_and_hour(before.look.at),
            hash = beginning(hash),
            at = day_and_hour(at)
        ),
        None => message!(
            "not-declared",
            "{path} on {host} is not what is declared: at {at} its SHA-256 began with {hash}; {declared} is declared",
            path = path,
            host = host,
            at = day_and_hour(at),
            hash = beginning(hash),
            declared = beginning(expected)
        ),
    }
}

/// Enough of a hash to tell it from another.
fn beginning(hash: ExhibitId) -> String {
    hash.to_string().chars().take(12).collect()
}
