//! A backup is not tested as often as declared.
//!
//! ## Why it matters
//! Four questions decide whether a backup is worth anything: is it made in time, can it be reached, is everything in it, are its bytes what they
//! were. One that nobody asks has no answer, and the other three do not give it.
//!
//! ## Put it right
//! Let `vidne observe` look at the copy as often as `check_every` says, with the key where contents are to be listed, and read its bytes. Where
//! nothing is declared, daily is expected; every 12 hours for an important service and every hour for a national one. A look may come an hour
//! late, or a tenth of its interval if that is less: no job is punctual to the second. These are vidne's own numbers: no law gives any. Declare
//! your own with `check_every` and `read_every`.
//!
//! ## Fires
//! Nobody has ever looked at anything.
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
//! ```
//! ```text
//! copy:ca/dc1: tests are overdue, of which one is due every P1D and the reading of every byte within P30D: recent never, reachable never, complete never, intact never
//! ```
//! Its snapshots are listed every day, but nobody ever looked what is in them, nor read a byte.
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
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: tests are overdue, of which one is due every P1D and the reading of every byte within P30D: recent done, reachable done, complete never, intact never
//! ```
//! All was done, long ago; a look that was not brought to an end does not count.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [declared.service]
//! criticality = "important"
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
//! snapshots = [{ id = "5f1c", time = "2022-06-19T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/srv/ca/index.db"] }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! reach = { could-not-complete = "restic did not end within 60 seconds" }
//! ```
//! ```text
//! copy:ca/dc1: tests are overdue, of which one is due every PT12H and the reading of every byte within P14D: recent 2022-06-19, reachable 2022-06-19, complete 2022-06-19, intact done
//! ```
//! Another repository stands there since a day, and nobody has looked what is in it: what was known of the old one does not count.
//! ```toml
//! now = "2022-06-22T10:00:00Z"
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
//! snapshots = [{ id = "5f1c", time = "2022-06-20T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/srv/ca/index.db"] }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "7b90"
//! list = { names-only = "it is encrypted, and no key was given" }
//! snapshots = [{ id = "9a3e", time = "2022-06-21T02:00:00Z" }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/02", 10]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-06-22T09:30:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "7b90"
//! list = { names-only = "it is encrypted, and no key was given" }
//! snapshots = [{ id = "9a3e", time = "2022-06-21T02:00:00Z" }]
//! ```
//! ```text
//! copy:ca/dc1: tests are overdue, of which one is due every P1D and the reading of every byte within P30D: recent done, reachable done, complete never, intact done
//! ```
//!
//! ## Stays silent
//! One second before; and a copy that is in use since yesterday need not have been looked at yet.
//! ```toml
//! now = "2022-06-22T08:59:59Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2", from = 2022-06-22 }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/srv/ca/index.db"] }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! read = "all"
//! ```
//! Another repository stands there since half an hour: that is a matter of `repository-replaced`.
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
//! snapshots = [{ id = "5f1c", time = "2022-06-20T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/srv/ca/index.db"] }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/01", 10]] }
//! read = "all"
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! repository = "7b90"
//! list = { names-only = "it is encrypted, and no key was given" }
//! snapshots = [{ id = "9a3e", time = "2022-06-21T02:00:00Z" }]
//! proof = "named-by-hash"
//! stock = { files = 1, bytes = 10, added = [["data/02", 10]] }
//! read = "all"
//! ```
//! Nothing that lies there tells what the bytes must be: `backup-damaged` asks for it, and no interval of reading has begun.
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
//! snapshots = [{ id = "files", arrived = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "files", paths = ["/srv/ca/index.db"] }]
//! stock = { files = 1, bytes = 10, added = [["srv/ca/index.db", 10]] }
//! ```
//!
//! ## Cannot tell
//! Never: what was not looked at was not looked at.

use jiff::{Span, Timestamp};
use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Severity,
    message,
    observed::BackupLook,
    time::{date_of, start_of},
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited, overdue_at},
};

pub(super) const RULE: Rule = Rule {
    id: "backup-checks-overdue",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("backup_checks_overdue.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 3] = [nis2_impl("annex-4.2.3"), nis2_impl("annex-4.2.6"), dora("12(2)")];

/// One of the four questions: the newest look that answers it, and how often it is to be asked.
struct Check<'a> {
    look: Option<&'a BackupLook>,
    every: Span,
}

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    let after = view.after(backup, copy);
    let (check_every, read_every) = (view.check_every(backup), view.read_every(backup));
    let into = view.listed_contents(backup, copy).first().map(|listed| listed.shown);
    let into = into.or(after.and_then(|after| after.looked_into));
    // What was known of a repository says nothing of the one that stands in its place.
    let replaced = after.and_then(|after| after.replaced).map(|look| look.at);
    let check = |look: Option<&'a BackupLook>, every| Check {
        look: look.filter(|look| replaced.is_none_or(|since| since <= look.at)),
        every,
    };
    let checks = [
        check(after.and_then(|after| after.listed), check_every),
        check(after.and_then(|after| after.answered), check_every),
        check(into, check_every),
        check(after.and_then(|after| after.read), read_every),
    ];
    let begun = replaced.or_else(|| begun(view, backup, copy));
    let mut overdue: Vec<bool> = checks.iter().map(|check| is_overdue(view, check, begun, answer)).collect();
    // Nobody can read what nothing tells the right bytes of: that is a question, and no interval has begun.
    overdue[3] &= !view.integrity(backup, copy).is_some_and(|integrity| integrity.is_without_proof());
    if !overdue.contains(&true) {
        return;
    }
    let [recent, reachable, complete, intact] =
        [0, 1, 2, 3].map(|place: usize| told(&checks[place], overdue[place]));
    let said = message!(
        "overdue",
        "tests are overdue, of which one is due every {check_every} and the reading of every byte within {read_every}: recent {recent}, reachable {reachable}, complete {complete}, intact {intact}",
        check_every = check_every,
        read_every = read_every,
        recent = recent,
        reachable = reachable,
        complete = complete,
        intact = intact
    );
    let mut looks: Vec<_> = checks.iter().filter_map(|check| check.look).map(cited).collect();
    looks.sort();
    looks.dedup();
    found(view, (backup, copy), (&RULE, &FURTHER), said, answer).rests_on(&looks).declared_at(&backup.place);
}

/// Since when somebody should look: from the declared day on, or always. A copy at which nobody has looked at all may be the next in
/// turn, where somebody has begun to look at other things.
fn begun<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Option<Timestamp> {
    let days = [copy.period.from, backup.period.from, view.declared.service.period.from];
    let declared = days.into_iter().flatten().map(|day| start_of(day.date)).max();
    let watched = || view.watched_since().filter(|_| view.after(backup, copy).is_none());
    declared.or_else(watched)
}

fn is_overdue(view: &View<'_>, check: &Check<'_>, begun: Option<Timestamp>, answer: &mut Answer) -> bool {
    let Some(since) = check.look.map(|look| look.at).or(begun) else { return true };
    let due = overdue_at(since, check.every);
    answer.recheck_at(due);
    view.is_due(due)
}

/// One word each, so that translations can tell them apart: `done`, `never`, or the day of the last time.
fn told(check: &Check<'_>, is_overdue: bool) -> String {
    match check.look {
        None => "never".to_owned(),
        Some(_) if !is_overdue => "done".to_owned(),
        Some(look) => date_of(look.at).to_string(),
    }
}
