//! Joins what rules say at each instant into intervals.
//!
//! It never drops an interval that closed: what was mended later was wrong all the same.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vidne_model::{
    finding::{Severity, Subject},
    time::{Bound, Interval},
};

use crate::answer::{Found, Unknown};

/// Something that one rule said during one interval.
pub(super) struct Said<T> {
    pub(super) rule: usize,
    pub(super) what: T,
    pub(super) interval: Interval,
}

/// What all rules said so far.
#[derive(Default)]
pub(super) struct Track {
    found: Line<Found>,
    unknown: Line<Unknown>,
}

impl Track {
    /// Takes what one rule says at the present instant.
    pub(super) fn take(&mut self, rule: usize, found: Vec<Found>, unknown: Vec<Unknown>) {
        for each in found {
            // What grows lighter or heavier is another finding from then on: both stay on record.
            self.found.say((rule, each.subject.clone(), each.severity), each);
        }
        for each in unknown {
            self.unknown.say((rule, each.subject.clone(), None), each);
        }
    }

    /// Every rule has been asked at this instant.
    pub(super) fn close_round(&mut self, at: Timestamp, bound: impl Fn(Timestamp) -> Bound) {
        let bound = bound(at);
        self.found.close_round(bound);
        self.unknown.close_round(bound);
    }

    /// Everything said, with its interval.
    pub(super) fn into_intervals(self) -> (Vec<Said<Found>>, Vec<Said<Unknown>>) {
        (self.found.into_intervals(), self.unknown.into_intervals())
    }
}

type Key = (usize, Subject, Option<Severity>);

struct Line<T> {
    now: BTreeMap<Key, T>,
    open: BTreeMap<Key, (Bound, T)>,
    closed: Vec<Said<T>>,
}

impl<T> Default for Line<T> {
    fn default() -> Self {
        Self { now: BTreeMap::new(), open: BTreeMap::new(), closed: Vec::new() }
    }
}

impl<T> Line<T> {
    fn say(&mut self, key: Key, what: T) {
        self.now.entry(key).or_insert(what);
    }

    fn close_round(&mut self, bound: Bound) {
        let before = std::mem::take(&mut self.open);
        for (key, (opened, what)) in before {
            let rule = key.0;
            if let Some(again) = self.now.remove(&key) {
                self.open.insert(key, (opened, again));
            } else {
                self.closed.push(Said { rule, what, interval: Interval { opened, closed: Some(bound) } });
            }
        }
        for (key, what) in std::mem::take(&mut self.now) {
            self.open.insert(key, (bound, what));
        }
    }

    fn into_intervals(mut self) -> Vec<Said<T>> {
        let still = self.open.into_iter().map(|((rule, ..), (opened, what))| Said {
            rule,
            what,
            interval: Interval { opened, closed: None },
        });
        self.closed.extend(still);
        self.closed
    }
}
