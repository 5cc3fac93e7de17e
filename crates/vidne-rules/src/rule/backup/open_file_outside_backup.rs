//! A program has a file open that no backup of its machine takes in.
//!
//! ## Why it matters
//! What a running service has open is what it needs. A file that it keeps open and that nobody declared as part of a backup is one that is missed
//! when the machine is to be restored elsewhere, and not before.
//!
//! ## Put it right
//! Go through the files. What is data, settings, a key or a licence belongs in the `scope` of a backup, and in the job that makes it; what can
//! be made anew belongs under `leaves_out`, so that it was decided.
//!
//! ## Fires
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
//! every = "P1D"
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/opt/hsm/slot0.key", by = "hsmd" }, { path = "/var/lib/ca/serial", by = "signer" }, { path = "/srv/pki/server.key", by = "nginx" }] }
//! ```
//! ```text
//! host:ca01: programs on ca01 have files open that no backup of it takes in, 2 in all: /opt/hsm/slot0.key (hsmd), /var/lib/ca/serial (signer)
//! ```
//!
//! ## Stays silent
//! What programs are made of is no data, nor are logs and caches; a database's files are in the backup of the database.
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
//! leaves_out = ["/srv/spool"]
//! every = "P1D"
//! [[declared.backup]]
//! id = "register"
//! of = "ca01"
//! tool = "pgbackrest"
//! scope = ["database:register"]
//! every = "P1D"
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/usr/lib/locale/locale-archive", by = "nginx" }, { path = "/var/log/nginx/access.log", by = "nginx" }, { path = "/srv/pki/server.key", by = "nginx" }, { path = "/srv/spool/x", by = "nginx" }, { path = "/var/lib/postgresql/15/main/base/5/1259", by = "postgres" }, { path = "/opt/hsm/bin/hsmd", by = "hsmd" }] }
//! ```
//!
//! ## Cannot tell
//! Nobody has looked what programs have open on a machine of which there is a backup.
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
//! every = "P1D"
//! ```
//! Some programs could not be looked at.
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
//! every = "P1D"
//! [[observed.host]]
//! at = "2022-06-21T12:00:00Z"
//! host = "ca01"
//! open = { files = [{ path = "/srv/pki/server.key", by = "nginx" }], hidden_programs = 12 }
//! ```

use std::collections::BTreeMap;

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Environment, Host},
    finding::{Severity, Subject, SubjectKind},
    message,
    observed::OpenFile,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited_host, day_and_hour, is_program, named},
};

pub(super) const RULE: Rule = Rule {
    id: "open-file-outside-backup",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(d)")],
    source: include_str!("open_file_outside_backup.rs"),
    asks: &[Asks::Hosts(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(b)"), dora("12(1)(a)")];

fn assess<'a>(view: &View<'a>, host: &'a Host, answer: &mut Answer) {
    let is_backed_up = view.backups_of(&host.id).next().is_some();
    if host.environment != Environment::Production || !is_backed_up {
        return;
    }
    let subject = || Subject::new(SubjectKind::Host, &host.id);
    let Some((look, files, hidden)) = view.open_on(&host.id) else {
        let lacks = message!(
            "nobody-looked",
            "nobody has looked which files programs have open on {host}",
            host = host.id
        );
        return answer.cannot_tell(subject(), lacks);
    };
    let outside = files.iter().filter(|file| !is_program(&file.path) && !is_own(file));
    // A file that several programs have open is one file.
    let outside: BTreeMap<&str, &str> = outside
        .filter(|file| !view.is_taken_in(&host.id, file))
        .map(|file| (file.path.as_str(), file.by.as_str()))
        .collect();
    if !outside.is_empty() {
        let names = outside.iter().map(|(path, by)| format!("{path} ({by})"));
        let said = message!(
            "outside",
            "programs on {host} have files open that no backup of it takes in, {count} in all: {names}",
            count = outside.len(),
            host = host.id,
            names = named(names)
        );
        let found = answer.found(subject(), said);
        found.weighs(view.weight_of(RULE.severity)).rests_on(&[cited_host(look)]).declared_at(&host.place);
        for law in view.applying(&FURTHER) {
            found.against(law);
        }
    } else if hidden > 0 {
        let lacks = message!(
            "hidden",
            "of the programs on {host}, {count} could not be looked at, as of {looked}",
            count = hidden,
            host = host.id,
            looked = day_and_hour(look.at)
        );
        answer.cannot_tell(subject(), lacks);
    }
}

/// Whether it is what looked that has the file open.
fn is_own(file: &OpenFile) -> bool {
    file.by == "vidne"
}
