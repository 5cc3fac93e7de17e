//! A private key and the certificate that belongs to it do not fit together.
//!
//! ## Why it matters
//! A program that runs has both in its memory and goes on. Once it is started again, on the same machine or on another that
//! took its place, it refuses to start or nobody trusts it.
//!
//! ## Put it right
//! Find out which of the two was replaced, put back the other half, and look again with `vidne observe --only host` before
//! anything is restarted.
//!
//! ## Fires
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", key = "differs" } } } }]
//! ```
//! ```text
//! item:key@signer: the key /etc/pki/signer.key on signer is not the one that /etc/pki/signer.pem certifies, as of 2022-06-21 08:00 UTC
//! ```
//!
//! ## Stays silent
//! They fit; or the item is no key.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", key = "matches" } } } }]
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", key = "no-key" } } } }]
//! ```
//!
//! ## Cannot tell
//! The key is locked, the look did not compare, or there was none.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", key = { could-not-tell = "the key is encrypted" } } } } }]
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { bytes = 1704 } } }]
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    message,
    observed::{CertificateSeen, ItemState, Matching},
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, item_subject},
};

pub(super) const RULE: Rule = Rule {
    id: "key-does-not-match-certificate",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)"), gdpr("32(1)(c)")],
    source: include_str!("key_does_not_match_certificate.rs"),
    asks: &[Asks::Items(assess)],
};

const FURTHER: [Citation; 2] = [nis2_impl("annex-4.2.2(b)"), dora("12(7)")];

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    let Some(declared) = item.certificate.as_deref().filter(|path| *path != item.path) else { return };
    let (subject, seen) = (item_subject(item, host), view.newest_sighting(item, &host.id));
    let unseen = || unseen(item, host, declared);
    let Some(seen) = seen else { return answer.cannot_tell(subject, unseen()) };
    let certificate = match seen.state {
        ItemState::Absent => return,
        ItemState::Unreadable(_) | ItemState::Present { certificate: None, .. } => {
            return answer.cannot_tell(subject, unseen());
        }
        ItemState::Present { certificate: Some(certificate), .. } => certificate,
    };
    match &certificate.key {
        Matching::Matches | Matching::NoKey => {}
        Matching::CouldNotTell(reason) => answer.cannot_tell(subject, unclear(&seen, certificate, reason)),
        Matching::Differs => {
            let said = said(&seen, certificate);
            found(view, (item, host), (&RULE, &FURTHER), said, answer).rests_on(&[seen.citation()]);
        }
    }
}

fn unseen(item: &RequiredItem, host: &Host, certificate: &str) -> Message {
    message!(
        "unseen",
        "no look tells whether the key {path} on {host} is the one that {certificate} certifies",
        path = item.path,
        host = host.id,
        certificate = certificate
    )
}

fn unclear(seen: &SeenItem<'_>, certificate: &CertificateSeen, reason: &str) -> Message {
    message!(
        "unclear",
        "whether the key {path} on {host} is the one that {certificate} certifies could not be told at {at}: {reason}",
        path = seen.path,
        host = seen.look.host,
        certificate = certificate.path,
        at = day_and_hour(seen.look.at),
        reason = reason
    )
}

fn said(seen: &SeenItem<'_>, certificate: &CertificateSeen) -> Message {
    message!(
        "differs",
        "the key {path} on {host} is not the one that {certificate} certifies, as of {at}",
        path = seen.path,
        host = seen.look.host,
        certificate = certificate.path,
        at = day_and_hour(seen.look.at)
    )
}
