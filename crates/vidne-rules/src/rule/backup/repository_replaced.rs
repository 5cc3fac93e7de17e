//! Another repository stands where a copy of a backup is declared.
//!
//! ## Why it matters
//! A repository is known by what never changes in it. Another one in its place has other snapshots, another key, and nothing of what was read and
//! checked before. Whoever can put one there can take the old one away.
//!
//! ## Put it right
//! Find out who replaced it, and where the old one is. Where it was done on purpose, end the old copy with `until` and declare the
//! new one under an id of its own, so that what was known of the old one is not taken for the new one.
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
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "77ab"
//! ```
//! ```text
//! copy:ca/dc1: the repository is another one (77ab) than the one first seen there on 2022-06-20 (0d12)
//! ```
//!
//! ## Stays silent
//! It is the same, although one look in between could not tell.
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
//! at = "2022-06-19T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! [[observed.backup]]
//! at = "2022-06-20T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! reach = { unreachable = "connection refused" }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "0d12"
//! ```
//!
//! ## Cannot tell
//! The newest look does not name the repository, an earlier one did.
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
//! repository = "0d12"
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    time::date_of,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited, copy_subject, day_and_hour, short_name},
};

pub(super) const RULE: Rule = Rule {
    id: "repository-replaced",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("repository_replaced.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(d)"), dora("12(1)")];

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let Some(after) = view.after(backup, copy) else { return };
    let (Some(first), Some(newest), Some(reached)) = (after.named_first, after.named, after.reached) else {
        return;
    };
    if let (Some(before), Some(now)) = (&first.repository, &newest.repository)
        && before != now
    {
        let said = message!(
            "replaced",
            "the repository is another one ({now}) than the one first seen there on {day} ({before})",
            now = short_name(now),
            day = date_of(first.at),
            before = short_name(before)
        );
        let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
        found.rests_on(&[cited(first), cited(newest)]);
    } else if reached.repository.is_none() {
        let lacks = message!(
            "unnamed",
            "the look of {looked} does not tell which repository stands there",
            looked = day_and_hour(reached.at)
        );
        answer.cannot_tell(copy_subject(backup, copy), lacks);
    }
}
