//! Something that must be in a backup is not in its newest snapshot.
//!
//! ## Why it matters
//! A machine was to be restored, and its backup could not be used: one file was missing. Every check of the backup had passed, since no check
//! of a repository knows what should be in it. That is known by those who declare it, and by the running machine itself.
//!
//! ## Put it right
//! Take in what is missing: mend the job's list of paths and exclusions, make a snapshot, look again. What need not be in it, declare under
//! `leaves_out`. What is missing on the machine itself cannot be in its backup: put it back there first. Where names in a snapshot of borg, of
//! a folder or of tar begin at another folder than the root, declare that folder as `relative_to`.
//!
//! ## Fires
//! A path of the scope is not in it, nor is what the machine cannot be restored without.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.required_item]]
//! id = "hsm-config"
//! hosts = ["ca01"]
//! path = "/opt/hsm/slots.cfg"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/etc", "/srv/ca", "/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/etc/hosts", "/srv/ca", "/srv/pki-old/server.key"] }]
//! ```
//! ```text
//! copy:ca/dc1: 2 of what must be in the backup are not in the snapshot of 2022-06-21 02:00 UTC (5f1c): /srv/pki, /opt/hsm/slots.cfg
//! ```
//! A program has a file of the scope open, before the snapshot and after it, and the snapshot does not hold it.
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/pki"]
//! leaves_out = ["/srv/pki/spool"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.host]]
//! at = "2022-06-20T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/srv/pki/server.key", by = "nginx" }, { path = "/srv/pki/spool/1", by = "nginx" }] }
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/srv/pki/server.key", by = "nginx" }, { path = "/srv/pki/spool/1", by = "nginx" }] }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/srv/pki", "/srv/pki/server.crt"] }]
//! ```
//! ```text
//! copy:ca/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-21 02:00 UTC (5f1c): /srv/pki/server.key
//! ```
//! A job was told to take it in, and a pattern left it out.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/etc", "/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z", paths = ["/etc", "/srv/pki"] }]
//! contents = [{ snapshot = "5f1c", paths = ["/etc", "/etc/hosts", "/srv"] }]
//! ```
//! ```text
//! copy:ca/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-21 02:00 UTC (5f1c): /srv/pki
//! ```
//! Names begin at the declared folder, and one of what must be there is not.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "tar"
//! scope = ["/srv/pki/issued", "/srv/pki/server.key"]
//! relative_to = "/srv/pki"
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "ca-1.tar", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "ca-1.tar", paths = ["/issued/1.crt", "/server.crt"] }]
//! ```
//! ```text
//! copy:ca/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-21 02:00 UTC (ca-1.tar): /srv/pki/server.key
//! ```
//! Two jobs of borg take in nothing of their scope: one did once, the other takes in a required item under its whole name.
//! ```toml
//! now = "2022-06-22T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "borg"
//! scope = ["/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[declared.required_item]]
//! id = "notes"
//! hosts = ["ca01"]
//! path = "/home/anna/notes"
//! [[declared.backup]]
//! id = "web"
//! of = "ca01"
//! tool = "borg"
//! scope = ["/srv/www"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "ca-1", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "ca-1", paths = ["/srv/pki/server.key"] }]
//! [[observed.backup]]
//! at = "2022-06-22T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "ca-2", time = "2022-06-22T02:00:00Z" }]
//! contents = [{ snapshot = "ca-2", paths = ["/home/anna/notes"] }]
//! [[observed.backup]]
//! at = "2022-06-22T09:00:00Z"
//! backup = "web"
//! copy = "dc1"
//! snapshots = [{ id = "web-1", time = "2022-06-22T02:00:00Z" }]
//! contents = [{ snapshot = "web-1", paths = ["/home/anna/notes"] }]
//! ```
//! ```text
//! copy:ca/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-22 02:00 UTC (ca-2): /srv/pki
//! copy:web/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-22 02:00 UTC (web-1): /srv/www
//! ```
//! It lies beside what the machine cannot be restored without, but nobody looked before the snapshot; a database is missing in another
//! backup.
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.required_item]]
//! id = "hsm-config"
//! hosts = ["ca01"]
//! path = "/opt/hsm/slots.cfg"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[declared.backup]]
//! id = "register"
//! of = "ca01"
//! tool = "pgbackrest"
//! scope = ["database:register", "database:audit"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/opt/hsm/slot0.key", by = "hsmd" }, { path = "/opt/hsm/lib/pkcs11.so", by = "hsmd" }] }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/opt/hsm/slots.cfg", "/srv/pki/server.crt"] }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "register"
//! copy = "dc1"
//! snapshots = [{ id = "20220621-020000F", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "20220621-020000F", paths = ["database:register"] }]
//! ```
//! ```text
//! copy:ca/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-21 02:00 UTC (5f1c): /opt/hsm/slot0.key
//! copy:register/dc1: 1 of what must be in the backup is not in the snapshot of 2022-06-21 02:00 UTC (20220621-020000F): database:audit
//! ```
//!
//! ## Stays silent
//! Everything is in it. Another copy of the same repository, whose contents nobody can list there, holds a snapshot of the same name.
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! storage = [{ data = "ca-data", path = "/srv/pki" }]
//! [[declared.required_item]]
//! id = "hsm-config"
//! hosts = ["ca01"]
//! path = "/opt/hsm/slots.cfg"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/etc", "/srv/pki"]
//! leaves_out = ["/srv/pki/spool"]
//! every = "P1D"
//! copy = [{ id = "dc1" }, { id = "dc2" }]
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/srv/pki/server.key", by = "nginx" }, { path = "/srv/pki/spool/7", by = "nginx" }, { path = "/usr/sbin/nginx", by = "nginx" }, { path = "/srv/pki/old (deleted)", by = "nginx" }] }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/etc", "/opt/hsm/slots.cfg", "/srv/pki/server.key"] }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc2"
//! list = { names-only = "no key is declared" }
//! snapshots = [{ id = "5f1c" }]
//! ```
//! A job was started beside what it takes in, another one within: restic keeps shorter names, and tells the whole ones of what it was told to take in.
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/srv/ca/index", "/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/srv/pki/server.key", by = "nginx" }] }
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [
//!     { id = "5f1c", time = "2022-06-21T02:00:00Z", paths = ["/srv/ca"] },
//!     { id = "7a20", time = "2022-06-21T03:00:00Z", paths = ["/srv/pki"] },
//! ]
//! contents = [
//!     { snapshot = "5f1c", paths = ["/ca", "/ca/index", "/ca/index/1"] },
//!     { snapshot = "7a20", paths = ["/server.key", "/server.crt"] },
//! ]
//! ```
//!
//! A job that was started within what it takes in, by a tool that does not tell where: that is declared.
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.required_item]]
//! id = "ca-key"
//! hosts = ["ca01"]
//! path = "/srv/pki/server.key"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "borg"
//! scope = ["/srv/pki/issued", "/srv/pki/server.crt"]
//! relative_to = "/srv/pki"
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "ca-1", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "ca-1", paths = ["/issued/1.crt", "/server.crt", "/server.key"] }]
//! ```
//!
//! ## Cannot tell
//! Names begin elsewhere, or the job takes in something else: borg does not tell where it was started.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "borg"
//! scope = ["/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "ca-1", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "ca-1", paths = ["/server.crt", "/server.key"] }]
//! ```
//! The list was cut: what is not in it may be in the snapshot.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/etc", "/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! snapshots = [{ id = "5f1c", time = "2022-06-21T02:00:00Z" }]
//! contents = [{ snapshot = "5f1c", paths = ["/etc/hosts"], cut = "more than 5 million paths" }]
//! ```
//! Nobody could list what is in it.
//! ```toml
//! now = "2022-06-21T09:30:00Z"
//! [[declared.host]]
//! id = "ca01"
//! environment = "production"
//! [[declared.backup]]
//! id = "ca"
//! of = "ca01"
//! tool = "restic"
//! scope = ["/etc", "/srv/pki"]
//! every = "P1D"
//! copy = [{ id = "dc1" }]
//! [[observed.backup]]
//! at = "2022-06-21T09:00:00Z"
//! backup = "ca"
//! copy = "dc1"
//! list = { names-only = "no key is declared" }
//! snapshots = [{ id = "5f1c" }]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Message, Severity},
    message,
};

use super::{found, unanswered};
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{
        Beside, Completeness, Lacks, Listed, View, cited, cited_host, copy_subject, day_and_hour, named,
        short_name,
    },
};

pub(super) const RULE: Rule = Rule {
    id: "backup-incomplete",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("backup_incomplete.rs"),
    asks: &[Asks::Copies(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(b)"), dora("12(1)(a)")];

/// What weakens it where files were not seen open on both sides of the snapshot.
const UNSURE: &str = "what programs have open was not seen both before and after the snapshot was made: a file may be younger than it, or have been gone by then";

fn assess<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy, answer: &mut Answer) {
    match view.completeness(backup, copy) {
        // That is another finding.
        Completeness::Whole { .. } | Completeness::OfAnother { .. } => {}
        Completeness::Lacks { listed, lacks, beside } => {
            let said = said(&listed, &lacks);
            let found = found(view, (backup, copy), (&RULE, &FURTHER), said, answer);
            found.rests_on(&[cited(listed.look)]).declared_at(&backup.place);
            for item in &lacks.items {
                found.declared_at(&item.place);
            }
            if let Beside::Open(look) = beside
                && !(lacks.open.is_empty() && lacks.perhaps.is_empty())
            {
                found.rests_on(&[cited_host(look)]);
            }
            if !lacks.perhaps.is_empty() {
                found.with_caveat(&UNSURE);
            }
            if lacks.is_unsure() {
                found.weighs(view.weight_of(Severity::Warning));
            }
        }
        Completeness::Cut { lacks, why, .. } => {
            let unknown = message!(
                "cut",
                "{count} of what must be in the backup are not in the list of what is in it, but the list is not whole ({why}): {names}",
                count = lacks.count(),
                why = why,
                names = named(lacks.paths())
            );
            answer.cannot_tell(copy_subject(backup, copy), unknown);
        }
        Completeness::Elsewhere { listed } => {
            let unknown = message!(
                "elsewhere",
                "nothing in the snapshot of {time} ({snapshot}) has a name that begins as the scope does: it holds nothing of it, or its names begin at a folder that `relative_to` does not tell",
                time = day_and_hour(listed.time),
                snapshot = short_name(&listed.contents.snapshot)
            );
            answer.cannot_tell(copy_subject(backup, copy), unknown);
        }
        Completeness::Unknown(blank) => unanswered((backup, copy), blank, answer),
    }
}

fn said(listed: &Listed<'_>, lacks: &Lacks<'_>) -> Message {
    let (snapshot, time) = (short_name(&listed.contents.snapshot), day_and_hour(listed.time));
    let names = named(lacks.paths());
    match lacks.count() {
        1 => message!(
            "lacks-one",
            "1 of what must be in the backup is not in the snapshot of {time} ({snapshot}): {names}",
            time = time,
            snapshot = snapshot,
            names = names
        ),
        count => message!(
            "lacks",
            "{count} of what must be in the backup are not in the snapshot of {time} ({snapshot}): {names}",
            count = count,
            time = time,
            snapshot = snapshot,
            names = names
        ),
    }
}
