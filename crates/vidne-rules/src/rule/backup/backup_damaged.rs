//! Something in a copy of a backup is broken.
//!
//! ## Why it matters
//! A single flipped byte in a pack is enough that every file in it cannot be restored. Such damage is silent: the copy is there, its snapshots can
//! be listed, and it shows on the day on which it is needed.
//!
//! ## Put it right
//! Fetch the broken file from another copy of the same repository, where it has the same name, and look again. Where there is none, let the
//! tool repair what it can (`restic repair`, `borg check --repair`), make a new snapshot at once, and look at the disk or the network
//! that did it. Keep the broken file: it shows what happened.
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
//! copy = [{ id = "dc1" }, { id = "dc2" }, { id = "dc3" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { files = 2, bytes = 30, added = [["data/ab/ab01", 10], ["data/cd/cd02", 20]] }
//! read = "all"
//! faults = [{ kind = "altered", part = "data", file = "data/cd/cd02", detail = "its SHA-256 begins with 77e1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! faults = [{ kind = "missing", part = "data", file = "data/ab/ab01", detail = "an index names it", snapshots = ["5f1c", "9a3e"], paths = ["/srv/ca/index.db"] }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc3"
//! semantic = { outcome = "faulty", files = 12 }
//! ```
//! ```text
//! copy:ca/dc1: data/cd/cd02 is altered: its SHA-256 begins with 77e1
//! copy:ca/dc2: data/ab/ab01 is missing: an index names it; snapshots that cannot be restored whole because of it: 2; paths that cannot: /srv/ca/index.db
//! copy:ca/dc3: the files of the repository do not fit together
//! ```
//! It was found earlier; the file is still there and was not read well since. Another is too short by now.
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
//! exhibit = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { files = 2, bytes = 30, added = [["data/ab/ab01", 10], ["data/cd/cd02", 20]] }
//! read = "all"
//! faults = [{ kind = "altered", file = "data/cd/cd02", detail = "its SHA-256 begins with 77e1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { since = "sha256:1111111111111111111111111111111111111111111111111111111111111111", files = 2, bytes = 27, added = [["data/ab/ab01", 7]] }
//! faults = [{ kind = "truncated", file = "data/ab/ab01", detail = "7 bytes of 10 are left" }]
//! ```
//! ```text
//! copy:ca/dc1: 2 parts are broken: data/ab/ab01, data/cd/cd02; the first is truncated: 7 bytes of 10 are left
//! ```
//! There are too many to be named.
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
//! faults = [
//!   { kind = "truncated", part = "data", file = "data/ab/ab01", detail = "it is empty" },
//!   { kind = "truncated", part = "data", unnamed = 99999, detail = "99999 more files are too short in the same way" },
//! ]
//! ```
//! ```text
//! copy:ca/dc1: 100000 parts are broken: data/ab/ab01, 99999 more files are too short in the same way; the first is truncated: it is empty
//! ```
//!
//! ## Stays silent
//! It was broken, and has been read well since; what it cannot be told from outside is gone.
//! ```toml
//! now = "2022-06-22T09:30:00Z"
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
//! exhibit = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { files = 2, bytes = 30, added = [["data/ab/ab01", 10], ["data/cd/cd02", 20]] }
//! read = "all"
//! faults = [{ kind = "altered", file = "data/cd/cd02", detail = "its SHA-256 begins with 77e1" }, { kind = "altered", file = "data/ab/ab01", detail = "its SHA-256 begins with 93" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { since = "sha256:1111111111111111111111111111111111111111111111111111111111111111", files = 1, bytes = 20, gone = ["data/ab/ab01"] }
//! read = ["data/cd/cd02"]
//! ```
//!
//! ## Cannot tell
//! Reading stopped at something too large; or the files could not be put together.
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
//! faults = [{ kind = "refused", part = "index", file = "index/77", detail = "an index of 9 GiB is not read" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! semantic = { outcome = { could-not-complete = "the worker was stopped after 30 minutes" } }
//! ```
//! Files lie in a folder, and no list of hashes beside them.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "folder"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! stock = { files = 1, bytes = 10, added = [["srv/ca/index.db", 10]] }
//! ```
//! Nobody has read a byte of it.
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
//! ```

use std::collections::BTreeSet;

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, BackupTool, Copy as BackupCopy},
    finding::{Message, Severity},
    message,
    observed::{BackupLook, Fault, FaultKind},
};

use super::{found, unanswered};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Broken, Integrity, View, cited, copy_subject, named},
};

pub(super) const RULE: Rule = Rule {
    id: "backup-damaged",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("backup_damaged.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.3"), dora("12(7)")];

/// As many looks are cited as tell of what is broken.
const LOOKS: usize = 3;

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(integrity) = view.integrity(backup, copy) else {
        return unanswered((backup, copy), view.blank(backup, copy), answer);
    };
    if let Some(said) = said(integrity.broken) {
        let mut looks: Vec<&BackupLook> = integrity.broken.iter().map(|broken| broken.look).collect();
        looks.sort_by_key(|look| std::cmp::Reverse((look.at, look.exhibit)));
        looks.dedup_by_key(|look| look.exhibit);
        let citations: Vec<_> = looks.into_iter().take(LOOKS).map(cited).collect();
        found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&citations);
    } else if let Some(lacks) = lacks(backup, &integrity) {
        answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
}

fn lacks(backup: &Backup, integrity: &Integrity<'_>) -> Option<Message> {
    if let Some(fault) = integrity.refused() {
        let file = fault.file.as_deref().unwrap_or("…");
        return Some(message!(
            "refused",
            "not all was read: {detail} ({file})",
            detail = fault.detail,
            file = file
        ));
    }
    if let Some(why) = integrity.not_put_together() {
        return Some(message!(
            "not-put-together",
            "the files could not be put together with the key: {why}",
            why = why
        ));
    }
    if integrity.is_without_proof() && matches!(backup.tool, BackupTool::Folder | BackupTool::Tar) {
        return Some(message!(
            "no-list",
            "no list of hashes lies beside the files, so nobody can tell whether they are what was backed up: let the job that makes the backup write one there, such as `SHA256SUMS` by `sha256sum`; the next look reads every byte against it"
        ));
    }
    if integrity.is_without_proof() {
        return Some(message!(
            "no-proof",
            "nothing that lies there tells what the bytes must be: there is no list of hashes, or it is encrypted"
        ));
    }
    let is_unread = integrity.after.read.is_none();
    is_unread.then(|| message!("not-read", "nobody has read a byte of what is stored"))
}

fn said(broken: &[Broken<'_>]) -> Option<Message> {
    let first = broken.first()?;
    let faults: Vec<&Fault> = broken.iter().filter_map(|each| each.fault).collect();
    let Some(fault) = first.fault else {
        return Some(message!("not-together", "the files of the repository do not fit together"));
    };
    let snapshots: BTreeSet<&str> =
        faults.iter().flat_map(|each| &each.snapshots).map(String::as_str).collect();
    let paths: BTreeSet<&str> = faults.iter().flat_map(|each| &each.paths).map(String::as_str).collect();
    let affects = (snapshots.len(), named(paths));
    let is_known = affects.0 > 0 || !affects.1.is_empty();
    Some(match (parts(broken), &fault.file) {
        (1, file) => one(fault, file.as_deref(), is_known.then_some(affects)),
        (count, _) => several(fault, (count, names(&faults)), is_known.then_some(affects)),
    })
}

/// How many parts are broken, those among them that no look names.
fn parts(broken: &[Broken<'_>]) -> u64 {
    broken.iter().map(|each| each.fault.map_or(1, |fault| fault.unnamed.max(1))).fold(0, u64::saturating_add)
}

/// What cannot be restored: how many snapshots whole, and which paths.
type Affects = Option<(usize, String)>;

fn one(fault: &Fault, file: Option<&str>, affects: Affects) -> Message {
    let (wrong, detail) = (word(fault.kind), &fault.detail);
    match (file, affects) {
        (Some(file), None) => {
            message!("one", "{file} is {wrong}: {detail}", file = file, wrong = wrong, detail = detail)
        }
        (Some(file), Some((snapshots, paths))) => message!(
            "one-affects",
            "{file} is {wrong}: {detail}; snapshots that cannot be restored whole because of it: {snapshots}; paths that cannot: {paths}",
            file = file,
            wrong = wrong,
            detail = detail,
            snapshots = snapshots,
            paths = paths
        ),
        (None, None) => {
            message!(
                "whole",
                "something in the repository is {wrong}: {detail}",
                wrong = wrong,
                detail = detail
            )
        }
        (None, Some((snapshots, paths))) => message!(
            "whole-affects",
            "something in the repository is {wrong}: {detail}; snapshots that cannot be restored whole because of it: {snapshots}; paths that cannot: {paths}",
            wrong = wrong,
            detail = detail,
            snapshots = snapshots,
            paths = paths
        ),
    }
}

fn several(fault: &Fault, (count, names): (u64, String), affects: Affects) -> Message {
    let (wrong, detail) = (word(fault.kind), &fault.detail);
    match affects {
        None => message!(
            "several",
            "{count} parts are broken: {names}; the first is {wrong}: {detail}",
            count = count,
            names = names,
            wrong = wrong,
            detail = detail
        ),
        Some((snapshots, paths)) => message!(
            "several-affects",
            "{count} parts are broken: {names}; the first is {wrong}: {detail}; snapshots that cannot be restored whole because of them: {snapshots}; paths that cannot: {paths}",
            count = count,
            names = names,
            wrong = wrong,
            detail = detail,
            snapshots = snapshots,
            paths = paths
        ),
    }
}

fn names(faults: &[&Fault]) -> String {
    named(faults.iter().map(|fault| fault.file.as_deref().unwrap_or(&fault.detail)))
}

/// One word each, so that translations can tell them apart.
fn word(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Altered => "altered",
        FaultKind::Truncated => "truncated",
        FaultKind::Missing => "missing",
        FaultKind::Swapped => "swapped",
        FaultKind::Inconsistent => "inconsistent",
        FaultKind::Sealed => "sealed",
        FaultKind::Refused => "unread",
        FaultKind::Unreferenced => "unreferenced",
    }
}
