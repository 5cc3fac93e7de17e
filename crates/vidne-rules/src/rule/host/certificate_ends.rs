//! The certificate of a required item has ended, or ends within the time that is set aside for renewing it.
//!
//! ## Why it matters
//! A certificate ends to the second, and everybody who checks it turns away at once. It is the one outage that is known years
//! before.
//!
//! ## Put it right
//! Renew it, put the new one on every machine that needs it, restart what holds the old one in memory, and look again with
//! `vidne observe --only host`. `vidne forecast` tells when the next one is due.
//!
//! ## Fires
//! It has ended.
//! ```toml
//! now = "2022-07-01T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! renew_before = "P30D"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", not_after = "2022-07-01T12:00:00Z", key = "matches" } } } }]
//! ```
//! ```text
//! item:key@signer: the certificate /etc/pki/signer.pem on signer ended at 2022-07-01 12:00 UTC
//! ```
//! It ends within the month that was set aside.
//! ```toml
//! now = "2022-06-01T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! renew_before = "P30D"
//! [[observed.host]]
//! at = "2022-05-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", not_after = "2022-07-01T12:00:00Z", key = "matches" } } } }]
//! ```
//! ```text
//! item:key@signer: the certificate /etc/pki/signer.pem on signer ends at 2022-07-01 12:00 UTC; it is to be renewed P30D before
//! ```
//!
//! ## Stays silent
//! One second before the month; and one second before the end, where no time is set aside.
//! ```toml
//! now = "2022-06-01T11:59:59Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! renew_before = "P30D"
//! [[observed.host]]
//! at = "2022-05-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", not_after = "2022-07-01T12:00:00Z", key = "matches" } } } }]
//! ```
//! ```toml
//! now = "2022-07-01T11:59:59Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! [[observed.host]]
//! at = "2022-05-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { certificate = { path = "/etc/pki/signer.pem", not_after = "2022-07-01T12:00:00Z", key = "matches" } } } }]
//! ```
//!
//! ## Cannot tell
//! The look does not tell when it ends, or there was none.
//! ```toml
//! now = "2022-07-01T12:00:00Z"
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
//! now = "2022-07-01T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! certificate = "/etc/pki/signer.pem"
//! ```

use jiff::Timestamp;
use vidne_law::gdpr;
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    message,
    observed::{CertificateSeen, ItemState},
    time::later,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, item_subject},
};

pub(super) const RULE: Rule = Rule {
    id: "certificate-ends",
    severity: Severity::Violation,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("certificate_ends.rs"),
    asks: &[Asks::Items(assess)],
};

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    if item.certificate.is_none() {
        return;
    }
    let seen = view.newest_sighting(item, &host.id);
    if seen.is_some_and(|seen| *seen.state == ItemState::Absent) {
        return;
    }
    let Some((seen, certificate, ends)) = seen.and_then(ending) else {
        let lacks = message!(
            "unseen",
            "no look tells when the certificate of {path} on {host} ends",
            path = item.path,
            host = host.id
        );
        return answer.cannot_tell(item_subject(item, host), lacks);
    };
    let Some((severity, said)) = said(view, item, (&seen, certificate, ends), answer) else { return };
    let found = answer.found(item_subject(item, host), said);
    found.weighs(view.weight_on(host, severity)).rests_on(&[seen.citation()]).declared_at(&item.place);
}

fn ending(seen: SeenItem<'_>) -> Option<(SeenItem<'_>, &CertificateSeen, Timestamp)> {
    let ItemState::Present { certificate: Some(certificate), .. } = seen.state else { return None };
    Some((seen, certificate, certificate.not_after?))
}

/// What is wrong with a certificate that ends then. Both instants are asked about, so that both are known before they come.
fn said(
    view: &View<'_>,
    item: &RequiredItem,
    (seen, certificate, ends): (&SeenItem<'_>, &CertificateSeen, Timestamp),
    answer: &mut Answer,
) -> Option<(Severity, Message)> {
    let (path, host) = (&certificate.path, &seen.look.host);
    answer.recheck_at(ends);
    if view.is_due(ends) {
        let said = message!(
            "ended",
            "the certificate {path} on {host} ended at {ends}",
            path = path,
            host = host,
            ends = day_and_hour(ends)
        );
        return Some((RULE.severity, said));
    }
    let before = item.renew_before?;
    let renew = later(ends, before.negate());
    answer.recheck_at(renew);
    let said = message!(
        "ends-soon",
        "the certificate {path} on {host} ends at {ends}; it is to be renewed {before} before",
        path = path,
        host = host,
        ends = day_and_hour(ends),
        before = before
    );
    view.is_due(renew).then_some((Severity::Warning, said))
}
