//! Something that must be on a machine is not there.
//!
//! ## Why it matters
//! A machine can run for years without a file that only its recovery needs. Nobody notices until the day on which everything hangs on
//! it: the backup is there and cannot be used.
//!
//! ## Put it right
//! Put the file back from the stand-in, the backup or its source, and look again with `vidne observe --only host`. Find out since when
//! it was gone and what removed it. Where the machine no longer needs it, take the machine out of the item's `hosts`.
//!
//! ## Fires
//! Production lacks it; the machine for tests has it.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.host]]
//! id = "signer-test"
//! environment = "pre-production"
//! stands_in_for = "signer"
//! [[declared.required_item]]
//! id = "restore-client"
//! hosts = ["signer", "signer-test"]
//! path = "/etc/restore/client.conf"
//! needed_by = ["restore-signer"]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { bytes = 212 } } }]
//! ```
//! ```text
//! item:restore-client@signer: /etc/restore/client.conf is missing on signer (production): nothing was there at 2022-06-21 14:00 UTC; restore-signer needs it
//! ```
//! A later look that did not ask for it shows nothing else.
//! ```toml
//! now = "2022-06-22T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "standby"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-22T14:00:00Z"
//! host = "signer"
//! ```
//! ```text
//! item:licence@signer: /opt/hsm/licence is missing on signer (standby): nothing was there at 2022-06-21 14:00 UTC
//! ```
//!
//! ## Stays silent
//! It is there again; what another machine lacks is no matter of this one.
//! ```toml
//! now = "2022-06-23T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.host]]
//! id = "desk"
//! environment = "test"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-22T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = { present = { bytes = 1024 } } }]
//! [[observed.host]]
//! at = "2022-06-22T14:00:00Z"
//! host = "desk"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! ```
//! It was not required any more.
//! ```toml
//! now = "2022-06-23T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! until = 2022-06-01
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! ```
//!
//! ## Cannot tell
//! Nobody has looked for it there.
//! ```toml
//! now = "2022-06-23T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! ```
//! Whoever looked was not let in.
//! ```toml
//! now = "2022-06-23T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-22T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = { unreadable = "permission denied" } }]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    message,
    observed::ItemState,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, item_subject, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "required-item-missing",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("required_item_missing.rs"),
    asks: &[Asks::Items(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(e)"), dora("12(1)(b)")];

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    let subject = item_subject(item, host);
    let Some(seen) = view.newest_sighting(item, &host.id) else {
        let lacks = message!(
            "never-looked",
            "nobody has looked for {path} on {host}",
            path = item.path,
            host = host.id
        );
        return answer.cannot_tell(subject, lacks);
    };
    match seen.state {
        ItemState::Present { .. } => {}
        ItemState::Unreadable(reason) => answer.cannot_tell(subject, unreadable(&seen, reason)),
        ItemState::Absent => {
            found(view, (item, host), (&RULE, &FURTHER), said(item, host, &seen), answer)
                .rests_on(&[seen.citation()]);
        }
    }
}

fn unreadable(seen: &SeenItem<'_>, reason: &str) -> Message {
    message!(
        "unreadable",
        "{path} on {host} could not be looked at on {at}: {reason}",
        path = seen.path,
        host = seen.look.host,
        at = day_and_hour(seen.look.at),
        reason = reason
    )
}

fn said(item: &RequiredItem, host: &Host, seen: &SeenItem<'_>) -> Message {
    if item.needed_by.is_empty() {
        return message!(
            "missing",
            "{path} is missing on {host} ({environment}): nothing was there at {at}",
            path = item.path,
            host = host.id,
            environment = host.environment.as_str(),
            at = day_and_hour(seen.look.at)
        );
    }
    message!(
        "missing-needed",
        "{path} is missing on {host} ({environment}): nothing was there at {at}; {procedures} needs it",
        path = item.path,
        host = host.id,
        environment = host.environment.as_str(),
        at = day_and_hour(seen.look.at),
        procedures = listed(&item.needed_by)
    )
}
