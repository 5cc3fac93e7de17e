//! Data lie in the repository, and nothing refers to them.
//!
//! ## Why it matters
//! A backup that was broken off leaves such data behind: it should have ended in a snapshot, and did not. They take up room, and nothing can
//! be restored from them. While a backup is being made they are normal. Two backups at once may store the same data twice, and a
//! pruning that was broken off leaves old indexes.
//!
//! ## Put it right
//! Look whether a backup job breaks off, and mend it. Then let the tool tidy up (`restic repair index`, `restic prune`).
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
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! faults = [{ kind = "unreferenced", part = "data", file = "data/f8/f885", detail = "no index lists this pack of 210 bytes" }]
//! ```
//! ```text
//! copy:ca/dc1: nothing refers to data/f8/f885: no index lists this pack of 210 bytes
//! ```
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
//!   { kind = "unreferenced", part = "data", file = "data/f8/f885", detail = "no index lists this pack of 210 bytes" },
//!   { kind = "unreferenced", part = "data", file = "data/f9/f901", detail = "no index lists this pack of 99 bytes" },
//! ]
//! ```
//! ```text
//! copy:ca/dc1: nothing refers to 2 files, data/f8/f885 among them: no index lists this pack of 210 bytes
//! ```
//!
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
//! faults = [{ kind = "unreferenced", part = "data", detail = "2 of its blobs, 220 bytes, lie there more than once" }]
//! ```
//! ```text
//! copy:ca/dc1: a part of the repository is not needed: 2 of its blobs, 220 bytes, lie there more than once
//! ```
//!
//! ## Stays silent
//! The newest look that reached the copy found nothing of the kind; what is broken is a matter of `backup-damaged`.
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
//! faults = [{ kind = "unreferenced", part = "data", file = "data/f8/f885", detail = "no index lists this pack of 210 bytes" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! faults = [{ kind = "missing", part = "data", file = "data/f9/f901", detail = "it is not there" }]
//! ```
//!
//! ## Cannot tell
//! Never: what nobody opened with the key is asked about by the rules on the four questions.

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    observed::FaultKind,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited},
};

pub(super) const RULE: Rule = Rule {
    id: "stored-data-unreferenced",
    severity: Severity::Note,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("stored_data_unreferenced.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.3")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    // Only a look that listed what is in it can tell.
    let Some(look) = view.after(backup, copy).and_then(|after| after.listed) else { return };
    let loose = || look.faults.iter().filter(|fault| fault.kind == FaultKind::Unreferenced);
    let mut files = loose().filter_map(|fault| Some((fault.file.as_deref()?, &fault.detail)));
    let unnamed = loose().map(|fault| fault.unnamed).fold(0, u64::saturating_add);
    let said = match (files.next(), unnamed.saturating_add(files.count() as u64)) {
        (None, _) => {
            let Some(fault) = loose().next() else { return };
            message!("repeated", "a part of the repository is not needed: {detail}", detail = fault.detail)
        }
        (Some((file, detail)), 0) => {
            message!("one", "nothing refers to {file}: {detail}", file = file, detail = detail)
        }
        (Some((file, detail)), others) => message!(
            "several",
            "nothing refers to {count} files, {file} among them: {detail}",
            count = others + 1,
            file = file,
            detail = detail
        ),
    };
    found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&[cited(look)]);
}
