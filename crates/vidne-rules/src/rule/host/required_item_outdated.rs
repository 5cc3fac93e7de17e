//! A required item was changed last longer ago than declared.
//!
//! ## Why it matters
//! Some files must be written anew all the time: lists that expire, counters, exports that the recovery starts from. One that
//! stands still says that whatever writes it has stopped.
//!
//! ## Put it right
//! Find out what should have written it, and start that again. Then look again with `vidne observe --only host`. Where the file
//! may be older, mend `max_age`.
//!
//! ## Fires
//! ```toml
//! now = "2022-06-21T20:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer"]
//! path = "/srv/ca/current.crl"
//! max_age = "PT12H"
//! [[observed.host]]
//! at = "2022-06-21T09:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/current.crl", state = { present = { modified = "2022-06-21T08:00:00Z" } } }]
//! ```
//! ```text
//! item:list@signer: /srv/ca/current.crl on signer was changed last at 2022-06-21 08:00 UTC, as far as the look at 2022-06-21 09:00 UTC shows; it may be PT12H old at most
//! ```
//!
//! ## Stays silent
//! One second before; and where nothing is declared.
//! ```toml
//! now = "2022-06-21T19:59:59Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer"]
//! path = "/srv/ca/current.crl"
//! max_age = "PT12H"
//! [[observed.host]]
//! at = "2022-06-21T09:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/current.crl", state = { present = { modified = "2022-06-21T08:00:00Z" } } }]
//! ```
//! ```toml
//! now = "2022-06-21T19:59:59Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer"]
//! path = "/srv/ca/current.crl"
//! [[observed.host]]
//! at = "2022-06-21T09:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/current.crl", state = { present = { modified = "2012-06-21T08:00:00Z" } } }]
//! ```
//!
//! ## Cannot tell
//! The look does not tell when it was changed, or there was none.
//! ```toml
//! now = "2022-06-21T20:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer"]
//! path = "/srv/ca/current.crl"
//! max_age = "PT12H"
//! [[observed.host]]
//! at = "2022-06-21T09:00:00Z"
//! host = "signer"
//! items = [{ path = "/srv/ca/current.crl", state = { present = { bytes = 100 } } }]
//! ```
//! ```toml
//! now = "2022-06-21T20:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "list"
//! hosts = ["signer"]
//! path = "/srv/ca/current.crl"
//! max_age = "PT12H"
//! ```

use jiff::{Span, Timestamp};
use vidne_law::gdpr;
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    message,
    observed::ItemState,
    time::later,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, day_and_hour, item_subject},
};

pub(super) const RULE: Rule = Rule {
    id: "required-item-outdated",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)")],
    source: include_str!("required_item_outdated.rs"),
    asks: &[Asks::Items(assess)],
};

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    let Some(max_age) = item.max_age else { return };
    let (subject, seen) = (item_subject(item, host), view.newest_sighting(item, &host.id));
    let Some((seen, modified)) = seen.and_then(|seen| Some((seen, modified(&seen)?))) else {
        if !seen.is_some_and(|seen| *seen.state == ItemState::Absent) {
            let lacks = message!(
                "unseen",
                "no look tells when {path} on {host} was changed last",
                path = item.path,
                host = host.id
            );
            answer.cannot_tell(subject, lacks);
        }
        return;
    };
    let due = later(modified, max_age);
    answer.recheck_at(due);
    if view.is_due(due) {
        let said = said(&seen, modified, max_age);
        found(view, (item, host), (&RULE, &[]), said, answer).rests_on(&[seen.citation()]);
    }
}

fn said(seen: &SeenItem<'_>, modified: Timestamp, max_age: Span) -> Message {
    message!(
        "outdated",
        "{path} on {host} was changed last at {modified}, as far as the look at {at} shows; it may be {age} old at most",
        path = seen.path,
        host = seen.look.host,
        modified = day_and_hour(modified),
        at = day_and_hour(seen.look.at),
        age = max_age
    )
}

fn modified(seen: &SeenItem<'_>) -> Option<Timestamp> {
    match seen.state {
        ItemState::Present { modified, .. } => *modified,
        ItemState::Absent | ItemState::Unreadable(_) => None,
    }
}
