//! A look that is told as one at this machine was made on another.
//!
//! ## Why it matters
//! A file that lies on the test server proves nothing about the server that the service runs on. What was seen on one machine and told of
//! another is worse than no look: it answers the question wrongly.
//!
//! ## Put it right
//! Look again on the machine itself. Where it really calls itself so, declare that as the `name` of the `[[host]]`.
//!
//! ## Fires
//! The newest look was made on the machine for tests.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! name = "ica03-prod"
//! environment = "production"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! name = "ica03-test"
//! ```
//! ```text
//! host:signer: the look of 2022-06-21 14:00 UTC is told as one at signer, which calls itself ica03-prod, and was made on a machine that calls itself ica03-test
//! ```
//!
//! ## Stays silent
//! The names are the same, but for the domain or for capital letters; an earlier look was made elsewhere, and the newest was not; or
//! nobody has looked.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! name = "ICA03-prod"
//! environment = "production"
//! [[observed.host]]
//! at = "2022-06-20T14:00:00Z"
//! host = "signer"
//! name = "ica03-test"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! name = "ica03-prod.example.dk"
//! ```
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! name = "ica03-prod"
//! environment = "production"
//! ```
//! The look does not tell what the machine calls itself.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! name = "ica03-prod"
//! environment = "production"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! ```
//!
//! ## Cannot tell
//! What the machine calls itself is not declared, and it does not call itself by its id.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! name = "ica03-prod"
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::Host,
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, cited_host, day_and_hour},
};

pub(super) const RULE: Rule = Rule {
    id: "look-at-another-machine",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(d)")],
    source: include_str!("look_at_another_machine.rs"),
    asks: &[Asks::Hosts(assess)],
};

fn assess<'a>(view: &View<'a>, host: &'a Host, answer: &mut Answer) {
    let Some(look) = view.looks_at(&host.id).next_back() else { return };
    if look.name.is_empty() || is_same(&look.name, &host.name) || is_same(&look.name, host.id.as_str()) {
        return;
    }
    let subject = Subject::new(SubjectKind::Host, &host.id);
    if host.name == host.id.as_str() {
        let lacks = message!(
            "unnamed",
            "the look of {at} was made on a machine that calls itself {seen}, and nothing tells whether that is {host}: declare what it calls itself as its `name`",
            at = day_and_hour(look.at),
            seen = look.name,
            host = host.id
        );
        return answer.cannot_tell(subject, lacks);
    }
    let said = message!(
        "elsewhere",
        "the look of {at} is told as one at {host}, which calls itself {name}, and was made on a machine that calls itself {seen}",
        at = day_and_hour(look.at),
        host = host.id,
        name = host.name,
        seen = look.name
    );
    let found = answer.found(subject, said).declared_at(&host.place);
    found.weighs(view.weight_on(host, RULE.severity)).rests_on(&[cited_host(look)]);
}

/// Whether two names are those of one machine: a name with and without its domain is the same.
fn is_same(one: &str, other: &str) -> bool {
    let is_domain_of = |long: &str, short: &str| {
        let rest = long.get(..short.len()).filter(|start| start.eq_ignore_ascii_case(short));
        rest.is_some() && (long.len() == short.len() || long.as_bytes()[short.len()] == b'.')
    };
    is_domain_of(one, other) || is_domain_of(other, one)
}
