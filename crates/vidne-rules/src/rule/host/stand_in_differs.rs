//! A machine that stands in for production is not like it in what both must have.
//!
//! ## Why it matters
//! A test on a machine that has what production lacks passes, and says nothing. It is worse than no test: everybody believes in
//! it.
//!
//! ## Put it right
//! Bring both to the same state, beginning with what production lacks, and look at both again with `vidne observe --only host`.
//! Then repeat the tests that were made in between: they do not count for production. A key that belongs to one machine alone
//! is declared with its `certificate`, and a file that is meant to change with `max_age`: their contents are not compared.
//!
//! ## Fires
//! The stand-in has what production lacks.
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
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { bytes = 10 } } }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = "absent" }]
//! ```
//! ```text
//! host:signer-test: signer-test stands in for signer and is not like it (2022-06-21 08:00 UTC, 2022-06-21 14:00 UTC); missing on signer alone: /etc/restore/client.conf; missing on signer-test alone: none; of another content: none
//! ```
//! It lacks one thing, and has another with another content.
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
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer", "signer-test"]
//! path = "/opt/licence"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }, { path = "/opt/licence", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }, { path = "/opt/licence", state = { present = { bytes = 10 } } }]
//! ```
//! ```text
//! host:signer-test: signer-test stands in for signer and is not like it (2022-06-21 08:00 UTC, 2022-06-21 14:00 UTC); missing on signer alone: none; missing on signer-test alone: /opt/licence; of another content: /etc/restore/client.conf
//! ```
//!
//! ## Stays silent
//! Both have it; both lack it.
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
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! ```
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
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = "absent" }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = "absent" }]
//! ```
//! Each has a key of its own, and a list of its own that is written every day.
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
//! certificate = "/etc/restore/client.pem"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer", "signer-test"]
//! path = "/srv/list"
//! max_age = "P1D"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }, { path = "/srv/list", state = { present = { sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }, { path = "/srv/list", state = { present = { sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } } }]
//! ```
//! Nothing is required of both.
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
//! hosts = ["signer"]
//! path = "/etc/restore/client.conf"
//! ```
//!
//! ## Cannot tell
//! Only one of them was looked at.
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
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { bytes = 10 } } }]
//! ```
//! Whoever looked at one was not let in.
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
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer-test"
//! items = [{ path = "/etc/restore/client.conf", state = { present = { bytes = 10 } } }]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/restore/client.conf", state = { unreadable = "permission denied" } }]
//! ```

use vidne_law::{Citation, dora, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity, Subject, SubjectKind},
    message,
    observed::ItemState,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "stand-in-differs",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(d)"), gdpr("32(1)(b)")],
    source: include_str!("stand_in_differs.rs"),
    asks: &[Asks::Hosts(assess)],
};

const FURTHER: [Citation; 3] = [nis2_impl("annex-4.1.4"), nis2_impl("annex-4.2.6"), dora("12(2)")];

/// How two machines compare in what both must have.
#[derive(Default)]
struct Comparison<'a> {
    missing_in_production: Vec<&'a RequiredItem>,
    missing_on_stand_in: Vec<&'a RequiredItem>,
    other_content: Vec<&'a RequiredItem>,
    unseen: Vec<&'a RequiredItem>,
    /// What differs, as production and its stand-in show it.
    seen: Vec<[SeenItem<'a>; 2]>,
}

/// How one item compares on two machines.
enum Likeness {
    Alike,
    MissingInProduction,
    MissingOnStandIn,
    OtherContent,
    Unseen,
}

fn assess<'a>(view: &View<'a>, host: &'a Host, answer: &mut Answer) {
    let production = host.stands_in_for.as_ref().and_then(|id| view.declared.host(id));
    let Some(production) = production.filter(|production| view.holds(&production.period)) else { return };
    let compared = compare(view, production, host);
    if let Some([first, second]) = compared.seen.first() {
        let said = said(&compared, production, host, [second.look.at, first.look.at]);
        let found = answer.found(subject(host), said).declared_at(&host.place);
        let is_misleading = !compared.missing_in_production.is_empty();
        found.weighs(if is_misleading { Severity::Violation } else { view.weight_of(RULE.severity) });
        for law in view.applying(&FURTHER) {
            found.against(law);
        }
        for pair in &compared.seen {
            found.rests_on(&pair.map(|seen| seen.citation()));
        }
    }
    if !compared.unseen.is_empty() {
        answer.cannot_tell(subject(host), unseen(&compared, production, host));
    }
}

fn compare<'a>(view: &View<'a>, production: &Host, stand_in: &Host) -> Comparison<'a> {
    let mut compared = Comparison::default();
    let both = |item: &&RequiredItem| [production, stand_in].iter().all(|host| item.hosts.contains(&host.id));
    for item in view.declared.required_items.iter().filter(both).filter(|item| view.holds(&item.period)) {
        let pair = [production, stand_in].map(|host| view.newest_sighting(item, &host.id));
        let [Some(first), Some(second)] = pair else {
            compared.unseen.push(item);
            continue;
        };
        match likeness(item, first.state, second.state) {
            Likeness::Alike => continue,
            Likeness::Unseen => {
                compared.unseen.push(item);
                continue;
            }
            Likeness::MissingInProduction => compared.missing_in_production.push(item),
            Likeness::MissingOnStandIn => compared.missing_on_stand_in.push(item),
            Likeness::OtherContent => compared.other_content.push(item),
        }
        compared.seen.push([first, second]);
    }
    compared
}

fn likeness(item: &RequiredItem, production: &ItemState, stand_in: &ItemState) -> Likeness {
    match (production, stand_in) {
        (ItemState::Unreadable(_), _) | (_, ItemState::Unreadable(_)) => Likeness::Unseen,
        (ItemState::Absent, ItemState::Present { .. }) => Likeness::MissingInProduction,
        (ItemState::Present { .. }, ItemState::Absent) => Likeness::MissingOnStandIn,
        (ItemState::Present { sha256: Some(one), .. }, ItemState::Present { sha256: Some(other), .. })
            if one != other && is_shared(item) =>
        {
            Likeness::OtherContent
        }
        (ItemState::Absent, ItemState::Absent) | (ItemState::Present { .. }, ItemState::Present { .. }) => {
            Likeness::Alike
        }
    }
}

/// Whether its content is the same wherever it is: no key of one machine, and nothing that is written all the time.
fn is_shared(item: &RequiredItem) -> bool {
    item.certificate.is_none() && item.max_age.is_none()
}

fn said(
    compared: &Comparison<'_>,
    production: &Host,
    stand_in: &Host,
    [here, there]: [jiff::Timestamp; 2],
) -> Message {
    message!(
        "differs",
        "{host} stands in for {production} and is not like it ({here}, {there}); missing on {production} alone: {absent}; missing on {host} alone: {lacking}; of another content: {changed}",
        host = stand_in.id,
        production = production.id,
        here = day_and_hour(here),
        there = day_and_hour(there),
        absent = paths(&compared.missing_in_production),
        lacking = paths(&compared.missing_on_stand_in),
        changed = paths(&compared.other_content)
    )
}

fn unseen(compared: &Comparison<'_>, production: &Host, stand_in: &Host) -> Message {
    message!(
        "unseen",
        "{host} and {production} cannot be compared in {items}: not both have been looked at",
        host = stand_in.id,
        production = production.id,
        items = paths(&compared.unseen)
    )
}

fn paths(items: &[&RequiredItem]) -> String {
    if items.is_empty() { "none".to_owned() } else { listed(items.iter().map(|item| &item.path)) }
}

fn subject(host: &Host) -> Subject {
    Subject::new(SubjectKind::Host, &host.id)
}
