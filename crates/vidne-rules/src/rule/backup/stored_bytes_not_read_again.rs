//! Stored bytes have not been read again within the time declared.
//!
//! ## Why it matters
//! Disks lose bytes without saying so. What was read well a year ago may be lost today; only reading again shows it, and only while another
//! copy still has it. A random share of the files each day leaves some unread for ever.
//!
//! ## Put it right
//! Let `vidne observe` look often enough, with a `read_budget` that is enough to read everything within `read_every`: it reads new files
//! first, then the oldest. Where the budget is too small, raise it, or declare a longer time if that can be answered for.
//!
//! ## Fires
//! ```toml
//! now = "2022-07-21T09:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! read_every = "P30D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! exhibit = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { files = 2, bytes = 30000, added = [["data/ab/ab01", 10000], ["data/cd/cd02", 20000]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-07-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { since = "sha256:1111111111111111111111111111111111111111111111111111111111111111", files = 3, bytes = 70000, added = [["data/ef/ef03", 40000]] }
//! read = ["data/ab/ab01", "data/ef/ef03"]
//! ```
//! ```text
//! copy:ca/dc1: 19 KiB have not been read again within P30D, in 1 of the files; the oldest were read last at 2022-06-21 09:00 UTC: data/cd/cd02
//! ```
//! A national service reads within a week where nothing is declared. Sizes alone are no reading.
//! ```toml
//! now = "2022-06-28T09:00:00Z"
//! [declared.service]
//! criticality = "national"
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
//! proof = "size-only"
//! stock = { files = 2, bytes = 30, added = [["data/ab/ab01", 10], ["data/cd/cd02", 20]] }
//! read = "all"
//! ```
//! ```text
//! copy:ca/dc1: 30 B have not been read within P7D, in 2 of the files, and 30 B of that never; the oldest lie there since 2022-06-21 09:00 UTC: data/ab/ab01, data/cd/cd02
//! ```
//!
//! ## Stays silent
//! One second before; earlier readings still count where everything is listed anew.
//! ```toml
//! now = "2022-07-21T08:59:59Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! read_every = "P30D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "checksum"
//! stock = { files = 2, bytes = 30, added = [["data/0/1", 10], ["data/0/2", 20]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-07-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! stock = { files = 2, bytes = 30, added = [["data/0/1", 10], ["data/0/2", 20]] }
//! ```
//!
//! ## Cannot tell
//! No look tells which files are stored.
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
//! The list goes on from a look that is not on record.
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
//! proof = "named-by-hash"
//! stock = { since = "sha256:1111111111111111111111111111111111111111111111111111111111111111", files = 3, bytes = 70, added = [["data/ef/ef03", 40]] }
//! read = ["data/ef/ef03"]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Message, Severity},
    message,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Integrity, Pile, View, cited, copy_subject, day_and_hour, named, size},
};

pub(super) const RULE: Rule = Rule {
    id: "stored-bytes-not-read-again",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("stored_bytes_not_read_again.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.3"), dora("12(2)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(integrity) = view.integrity(backup, copy) else { return };
    if let Some(next) = integrity.next {
        answer.recheck_at(next);
    }
    if let Some(lacks) = lacks(&integrity) {
        return answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
    let (old, never) = (&integrity.old, &integrity.never);
    let oldest = [old.oldest, never.oldest].into_iter().flatten().min_by_key(|pile| pile.since);
    let Some(oldest) = oldest else { return };
    let said = said(&integrity, oldest, &view.read_every(backup));
    let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
    found.rests_on(&[cited(integrity.look)]);
}

fn lacks(integrity: &Integrity<'_>) -> Option<Message> {
    let Some(stock) = integrity.stock else {
        return Some(message!("unlisted", "no look tells which files are stored"));
    };
    (!stock.is_whole).then(|| {
        message!(
            "torn",
            "the list of stored files of {looked} goes on from a look that is not on record",
            looked = day_and_hour(integrity.look.at)
        )
    })
}

fn said(integrity: &Integrity<'_>, oldest: &Pile<'_>, every: &jiff::Span) -> Message {
    let (old, never) = (&integrity.old, &integrity.never);
    let (since, names) = (day_and_hour(oldest.since), named(&oldest.names));
    let files = old.files.saturating_add(never.files);
    if never.files == 0 {
        return message!(
            "not-again",
            "{bytes} have not been read again within {every}, in {files} of the files; the oldest were read last at {since}: {names}",
            bytes = size(old.bytes),
            files = files,
            every = every,
            since = since,
            names = names
        );
    }
    message!(
        "never",
        "{bytes} have not been read within {every}, in {files} of the files, and {never} of that never; the oldest lie there since {since}: {names}",
        bytes = size(old.bytes.saturating_add(never.bytes)),
        files = files,
        every = every,
        never = size(never.bytes),
        since = since,
        names = names
    )
}
