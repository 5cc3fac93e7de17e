//! The instants at which an answer can change, in order, and why each can.
//!
//! Rules may add later ones while the walk goes on; it ends because none lies past the horizon.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vidne_model::time::{Bound, date_of, start_of};

use crate::case::{Case, Look};

/// Why an answer can change at an instant.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cause {
    /// A declared day, a date in law, or a rule's own request: exact.
    exact: bool,
    /// A look. Of several at one instant, the first by kind bounds the change.
    look: Option<Look>,
}

/// The instants still to come.
pub(super) struct Instants<'a> {
    case: &'a Case<'a>,
    ahead: BTreeMap<Timestamp, Cause>,
}

impl<'a> Instants<'a> {
    pub(super) fn new(case: &'a Case<'a>, now: Timestamp, end: Timestamp) -> Self {
        let mut ahead: BTreeMap<Timestamp, Cause> = BTreeMap::new();
        let period = &case.declared.service.period;
        let begins = period.from.map_or(Timestamp::MIN, |day| start_of(day.date));
        let mut add = |at: Timestamp, cause: Cause| {
            if begins <= at && at <= end {
                let held = ahead.entry(at).or_default();
                held.exact |= cause.exact;
                held.look = held.look.into_iter().chain(cause.look).min();
            }
        };
        let exact = Cause { exact: true, look: None };
        for day in case.declared.days() {
            add(start_of(day.date), exact);
        }
        for (at, look) in case.looks().filter(|(at, _)| *at <= now) {
            add(at, Cause { exact: false, look: Some(look) });
        }
        let known = date_of(now);
        let first = ahead.keys().next().copied().unwrap_or(now).min(now);
        ahead.entry(now).or_default();
        let changes = case.sources.law.changes().iter().map(|date| start_of(*date));
        for at in changes.filter(|at| *at > first && *at <= end) {
            ahead.entry(at).or_default().exact = true;
        }
        debug_assert!(date_of(first) <= known, "the walk begins by the day it is told for");
        Self { case, ahead }
    }

    /// A rule asked to be asked again then.
    pub(super) fn also(&mut self, instants: impl IntoIterator<Item = Timestamp>) {
        for at in instants {
            self.ahead.entry(at).or_default().exact = true;
        }
    }

    /// The next one, without taking it.
    pub(super) fn peek(&self) -> Option<Timestamp> {
        self.ahead.first_key_value().map(|(at, _)| *at)
    }

    /// The bound that a change at this instant has: what is known from looks only lies between two of them.
    pub(super) fn bound(&self, at: Timestamp, cause: Cause) -> Bound {
        let look = cause.look.filter(|_| !cause.exact);
        let after = look.and_then(|look| self.case.look_before(at, look));
        Bound { after, by: at }
    }
}

impl Iterator for Instants<'_> {
    type Item = (Timestamp, Cause);

    fn next(&mut self) -> Option<Self::Item> {
        self.ahead.pop_first()
    }
}
