//! Only a sample of the stored files was read.
//!
//! ## Why it matters
//! A sample finds damage that is everywhere. It hardly ever finds a single lost file, and one lost file is enough. A report that calls a
//! sample verified says what nobody knows.
//!
//! ## Put it right
//! Let everything be read in turns: declare `read_every` and a `read_budget` that is enough for it. From then on it is known how old the
//! newest reading of each byte is, and no sample is needed.
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
//! proof = "named-by-hash"
//! read = ["data/01", "data/02", "data/03", "data/04", "data/05", "data/06", "data/07", "data/08", "data/09", "data/10", "data/11", "data/12", "data/13"]
//! sample = { of = 138, drawn = 13, seed = "checkpoint 77" }
//! ```
//! ```text
//! copy:ca/dc1: 13 of 138 files were drawn and read, and none was damaged: as many as 27 may be all the same (95 % confidence), and a single damaged one is missed in 90.6 % of such draws
//! ```
//!
//! ## Stays silent
//! Everything else was read in time before.
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
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! proof = "named-by-hash"
//! stock = { since = "sha256:1111111111111111111111111111111111111111111111111111111111111111", files = 2, bytes = 30 }
//! read = ["data/ab/ab01"]
//! sample = { of = 2, drawn = 1, seed = "checkpoint 77" }
//! ```
//!
//! ## Cannot tell
//! A sample was drawn, and the look does not say which files were read of it.
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
//! sample = { of = 138, drawn = 13, seed = "checkpoint 77" }
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    observed::ReadFiles,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited, copy_subject, day_and_hour},
};

pub(super) const RULE: Rule = Rule {
    id: "integrity-only-sampled",
    severity: Severity::Note,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("integrity_only_sampled.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.3"), dora("12(2)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(integrity) = view.integrity(backup, copy) else { return };
    if let Some(next) = integrity.next {
        answer.recheck_at(next);
    }
    let nothing = matches!(&integrity.look.read, ReadFiles::Files(files) if files.is_empty());
    if integrity.look.sample.is_some() && nothing {
        let lacks = message!(
            "unread",
            "a sample was drawn for the look of {looked}, which does not say what was read of it",
            looked = day_and_hour(integrity.look.at)
        );
        return answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
    let Some((look, bound)) = integrity.sampled() else { return };
    let said = message!(
        "sampled",
        "{read} of {of} files were drawn and read, and none was damaged: as many as {damaged} may be all the same (95 % confidence), and a single damaged one is missed in {whole}.{tenth} % of such draws",
        read = bound.read,
        of = bound.of,
        damaged = bound.damaged,
        whole = bound.missed / 10,
        tenth = bound.missed % 10
    );
    found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&[cited(look)]);
}
