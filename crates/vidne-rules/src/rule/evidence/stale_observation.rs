//! Nobody has looked at the service for longer than its declaration allows.
//!
//! ## Why it matters
//! What was true at the last look may no longer be. A finding that rests on an old look, and a silence that does, are both
//! worth less every day.
//!
//! ## Put it right
//! Look again: `vidne import` a fresh capture. Where the site refuses to be looked at, find out why.
//!
//! ## Fires
//! ```toml
//! now = "2023-03-12T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! observe_every = "P30D"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/"
//! ```
//! ```text
//! service:example: the newest completed look is of 2022-11-21, 111 days ago; the declaration asks for one every P30D
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-12-12T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! observe_every = "P30D"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/"
//! ```
//!
//! ## Cannot tell
//! The newest look at a page was refused: what the site does now is unknown.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/"
//! outcome = "challenged"
//! ```
//! A look that came to no end is not made up for by a later one at another page.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/"
//! outcome = "challenged"
//! [[observed.visit]]
//! at = "2022-11-22T08:01:00Z"
//! url = "https://www.example.se/about"
//! ```

use vidne_law::gdpr;
use vidne_model::{
    finding::{Message, Severity},
    message,
    observed::{Outcome, Visit},
    time::{date_of, later},
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "stale-observation",
    severity: Severity::Note,
    law: &[gdpr("5(2)"), gdpr("24(1)")],
    source: include_str!("stale_observation.rs"),
    asks: &[Asks::Service(assess)],
};

fn assess(view: &View<'_>, answer: &mut Answer) {
    if let Some(lacks) = troubled(view) {
        answer.cannot_tell(view.service(), lacks);
    }
    let (Some(newest), Some(every)) = (view.newest_visit(), view.declared.service.observe_every) else {
        return;
    };
    let due = later(newest, every);
    answer.recheck_at(due);
    if view.is_due(due) {
        let days = (view.day_in_words() - date_of(newest)).get_days();
        let said = message!(
            "stale",
            "the newest completed look is of {day}, {days} days ago; the declaration asks for one every {every}",
            day = date_of(newest),
            days = days,
            every = every
        );
        let found = answer.found(view.service(), said).rests_on(&view.newest_citations());
        found.declared_at(&view.declared.service.place);
    }
}

/// Looks that did not come to their end, and that no later one makes up for.
fn troubled(view: &View<'_>) -> Option<Message> {
    let newest = view.troubled_visits().max_by_key(|visit| visit.at)?;
    let said = match view.troubled_visits().count() {
        1 => message!("failed", "the newest look at {page}, of {day}, {outcome}"),
        count => message!(
            "failed-several",
            "{count} looks that no later one makes up for did not come to their end; the newest, at {page}, of {day}, {outcome}",
            count = count
        ),
    };
    Some(said.with("page", &newest.url).with("day", date_of(newest.at)).with("outcome", outcome(newest)))
}

fn outcome(visit: &Visit) -> String {
    match &visit.outcome {
        Outcome::Completed => "was completed".to_owned(),
        Outcome::Challenged => "met a page that asks for proof of being human".to_owned(),
        Outcome::Refused(status) => format!("was refused with status {status}"),
        Outcome::TimedOut => "got no answer in time".to_owned(),
        Outcome::Failed(reason) => format!("failed: {reason}"),
    }
}
