//! Nobody has looked for required items on a machine for longer than is allowed.
//!
//! ## Why it matters
//! A file that was there at the last look may be gone today. Between two looks nobody knows whether the machine could be brought back.
//!
//! ## Put it right
//! Look on the machine itself with `vidne observe --only host`, and let a timer do it from then on. The interval is the item's
//! `check_every`; where none is declared vidne expects a day, half a day for an important service and an hour for a national one. A
//! look may come an hour late, or a tenth of its interval if that is less. No law gives these numbers.
//!
//! ## Fires
//! ```toml
//! now = "2022-06-21T13:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! check_every = "P7D"
//! [[observed.host]]
//! at = "2022-06-14T12:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = { present = { bytes = 1024 } } }]
//! ```
//! ```text
//! host:signer: nobody has looked for /opt/hsm/licence on signer since 2022-06-14 12:00 UTC; it is due every P7D
//! ```
//! A country depends on it, and nothing is declared: an hour.
//! ```toml
//! now = "2022-06-14T13:06:00Z"
//! [declared.service]
//! criticality = "national"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! [[observed.host]]
//! at = "2022-06-14T12:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = { present = { bytes = 1024 } } }]
//! ```
//! ```text
//! host:signer: nobody has looked for /opt/hsm/licence on signer since 2022-06-14 12:00 UTC; it is due every PT1H
//! ```
//! It has been required for a month, and nobody ever looked for it.
//! ```toml
//! now = "2022-06-14T13:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! from = 2022-01-01
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! from = 2022-05-14
//! [[observed.host]]
//! at = "2022-06-14T12:00:00Z"
//! host = "signer"
//! ```
//! ```text
//! host:signer: nobody has ever looked for /opt/hsm/licence on signer; it is due every P1D, since 2022-05-14
//! ```
//!
//! ## Stays silent
//! One second before.
//! ```toml
//! now = "2022-06-21T11:59:59Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! check_every = "P7D"
//! [[observed.host]]
//! at = "2022-06-14T12:00:00Z"
//! host = "signer"
//! items = [{ path = "/opt/hsm/licence", state = "absent" }]
//! ```
//!
//! ## Cannot tell
//! Nobody ever looked, and nothing tells since when somebody should have.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/hsm/licence"
//! ```

use jiff::{Span, Timestamp};
use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity, Subject, SubjectKind},
    message,
    time::{date_of, start_of},
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, listed, overdue_at},
};

pub(super) const RULE: Rule = Rule {
    id: "host-check-overdue",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("host_check_overdue.rs"),
    asks: &[Asks::Hosts(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.6")];

/// A required item on one machine, and what is known of when it was looked for.
struct Check<'a> {
    item: &'a RequiredItem,
    seen: Option<SeenItem<'a>>,
    /// The last look, or since when there should have been one.
    since: Timestamp,
    every: Span,
    due: Timestamp,
}

fn assess<'a>(view: &View<'a>, host: &'a Host, answer: &mut Answer) {
    let declared = view.declared;
    let items = declared.required_items.iter().filter(|item| item.hosts.contains(&host.id));
    let (mut overdue, mut unknown) = (Vec::new(), Vec::new());
    for item in items.filter(|item| view.holds(&item.period)) {
        match check(view, item, host) {
            Some(check) => {
                answer.recheck_at(check.due);
                if view.is_due(check.due) {
                    overdue.push(check);
                }
            }
            None => unknown.push(item.path.as_str()),
        }
    }
    if !overdue.is_empty() {
        find(view, host, &mut overdue, answer);
    }
    if !unknown.is_empty() {
        let lacks = message!(
            "never-looked",
            "nobody has looked for {items} on {host}, and since when somebody should have is not declared",
            items = listed(unknown),
            host = host.id
        );
        answer.cannot_tell(subject(host), lacks);
    }
}

fn check<'a>(view: &View<'a>, item: &'a RequiredItem, host: &Host) -> Option<Check<'a>> {
    let seen = view.newest_sighting(item, &host.id);
    let begun = [item.period.from, host.period.from, view.declared.service.period.from];
    let begun = begun.into_iter().flatten().map(|day| start_of(day.date)).max();
    let since = seen.map(|seen| seen.look.at).or(begun)?;
    let every = view.item_check_every(item);
    Some(Check { item, seen, since, every, due: overdue_at(since, every) })
}

/// What was never looked for comes first, then what is overdue for longest.
fn find(view: &View<'_>, host: &Host, overdue: &mut Vec<Check<'_>>, answer: &mut Answer) {
    overdue.sort_by_key(|check| (check.seen.is_some(), check.due));
    let never = overdue[0].seen.is_none();
    overdue.retain(|check| check.seen.is_none() == never);
    let said = if never { said_never(host, overdue) } else { said_overdue(host, overdue) };
    let found = answer.found(subject(host), said);
    found.weighs(view.weight_on(host, RULE.severity));
    for check in overdue {
        found.rests_on(&check.seen.map(|seen| seen.citation())).declared_at(&check.item.place);
    }
    for law in view.applying(&FURTHER) {
        found.against(law);
    }
}

fn said_never(host: &Host, overdue: &[Check<'_>]) -> Message {
    message!(
        "never",
        "nobody has ever looked for {items} on {host}; it is due every {every}, since {since}",
        items = listed(overdue.iter().map(|check| &check.item.path)),
        host = host.id,
        every = overdue[0].every,
        since = date_of(overdue[0].since)
    )
}

fn said_overdue(host: &Host, overdue: &[Check<'_>]) -> Message {
    message!(
        "overdue",
        "nobody has looked for {items} on {host} since {since}; it is due every {every}",
        items = listed(overdue.iter().map(|check| &check.item.path)),
        host = host.id,
        since = day_and_hour(overdue[0].since),
        every = overdue[0].every
    )
}

fn subject(host: &Host) -> Subject {
    Subject::new(SubjectKind::Host, &host.id)
}
