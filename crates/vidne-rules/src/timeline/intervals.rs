//! Joins what rules say into intervals.
//!
//! It never drops an interval that closed: what was mended later was wrong all the same.

use std::collections::HashMap;

use vidne_model::{
    finding::{Severity, Subject},
    time::{Bound, Interval},
};

use crate::answer::{Answer, Found, Unknown};

/// Something that one rule said during one interval.
pub(super) struct Said<T> {
    pub(super) rule: usize,
    pub(super) what: T,
    pub(super) interval: Interval,
}

/// What all rules said so far.
#[derive(Default)]
pub(super) struct Track {
    /// What is found is large, and changes hands often.
    found: Line<Box<Found>>,
    unknown: Line<Unknown>,
}

impl Track {
    /// Takes what one rule says about one matter from the present instant on, instead of what it said before.
    pub(super) fn take(&mut self, matter: usize, rule: usize, answer: &mut Answer) {
        self.found.say(matter, answer.take_found().map(|each| (found_key(rule, &each), Box::new(each))));
        self.unknown.say(matter, answer.take_unknown().map(|each| (unknown_key(rule, &each), each)));
    }

    /// Takes other words for what is said about one matter at present.
    pub(super) fn reword(&mut self, matter: usize, rule: usize, answer: &mut Answer) {
        self.found.reword(matter, answer.take_found().map(|each| (found_key(rule, &each), Box::new(each))));
        self.unknown.reword(matter, answer.take_unknown().map(|each| (unknown_key(rule, &each), each)));
    }

    /// Nobody says anything any more, until somebody says it anew.
    pub(super) fn fall_silent(&mut self) {
        self.found.fall_silent();
        self.unknown.fall_silent();
    }

    /// Everyone has been asked at this instant.
    pub(super) fn close_round(&mut self, bound: Bound) {
        self.found.close_round(bound);
        self.unknown.close_round(bound);
    }

    /// Everything said, with its interval, in no order that means anything.
    pub(super) fn into_intervals(self) -> (Vec<Said<Box<Found>>>, Vec<Said<Unknown>>) {
        (self.found.into_intervals(), self.unknown.into_intervals())
    }
}

type Key = (usize, Subject, Option<Severity>);

/// What grows lighter or heavier is another finding from then on: both stay on record.
fn found_key(rule: usize, found: &Found) -> Key {
    (rule, found.subject.clone(), found.severity)
}

fn unknown_key(rule: usize, unknown: &Unknown) -> Key {
    (rule, unknown.subject.clone(), None)
}

struct Line<T> {
    /// Where each thread stands. It is looked into and never walked: its order is no order.
    places: HashMap<Key, usize>,
    threads: Vec<Thread<T>>,
    /// For each matter, the threads in which it speaks.
    speaks: Vec<Vec<usize>>,
    /// Threads in which something was said or unsaid in this round.
    touched: Vec<usize>,
}

/// All that one rule says about one subject with one weight.
struct Thread<T> {
    rule: usize,
    opened: Option<Bound>,
    /// What is said about it at present, by matter. Of two that say something, the first counts. Mostly only one does.
    says: Vec<(usize, T)>,
    /// What counted until this round.
    before: Option<T>,
    closed: Vec<(Interval, T)>,
}

impl<T> Default for Line<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), threads: Vec::new(), speaks: Vec::new(), touched: Vec::new() }
    }
}

impl<T> Line<T> {
    fn say(&mut self, matter: usize, all: impl Iterator<Item = (Key, T)>) {
        self.unsay(matter);
        for (key, what) in all {
            let at = self.place(key);
            if self.threads[at].say(matter, what) {
                self.speaks[matter].push(at);
                self.touched.push(at);
            }
        }
    }

    fn reword(&mut self, matter: usize, all: impl DoubleEndedIterator<Item = (Key, T)>) {
        // Of two the first counts: it comes last here.
        for (key, what) in all.rev() {
            let thread = self.places.get(&key).map(|at| &mut self.threads[*at]);
            let mut says = thread.into_iter().flat_map(|thread| &mut thread.says);
            if let Some((_, said)) = says.find(|(sayer, _)| *sayer == matter) {
                *said = what;
            }
        }
    }

    fn unsay(&mut self, matter: usize) {
        if self.speaks.len() <= matter {
            self.speaks.resize_with(matter + 1, Vec::new);
        }
        for at in self.speaks[matter].drain(..) {
            self.threads[at].unsay(matter);
            self.touched.push(at);
        }
    }

    fn fall_silent(&mut self) {
        for matter in 0..self.speaks.len() {
            self.unsay(matter);
        }
    }

    fn place(&mut self, key: Key) -> usize {
        let rule = key.0;
        *self.places.entry(key).or_insert_with(|| {
            self.threads.push(Thread::new(rule));
            self.threads.len() - 1
        })
    }

    fn close_round(&mut self, bound: Bound) {
        for at in self.touched.drain(..) {
            self.threads[at].close_round(bound);
        }
    }

    fn into_intervals(self) -> Vec<Said<T>> {
        let mut all = Vec::with_capacity(self.threads.len());
        self.threads.into_iter().for_each(|thread| all.extend(thread.into_intervals()));
        all
    }
}

impl<T> Thread<T> {
    fn new(rule: usize) -> Self {
        Self { rule, opened: None, says: Vec::new(), before: None, closed: Vec::new() }
    }

    /// Says something, unless the matter has spoken already. Whether it was said.
    fn say(&mut self, matter: usize, what: T) -> bool {
        let place = self.says.binary_search_by_key(&matter, |(sayer, _)| *sayer);
        if let Err(place) = place {
            self.says.reserve_exact(1);
            self.says.insert(place, (matter, what));
        }
        place.is_err()
    }

    fn unsay(&mut self, matter: usize) {
        let Ok(place) = self.says.binary_search_by_key(&matter, |(sayer, _)| *sayer) else { return };
        let (_, unsaid) = self.says.remove(place);
        if place == 0 && self.before.is_none() {
            self.before = Some(unsaid);
        }
    }

    fn close_round(&mut self, bound: Bound) {
        let before = self.before.take();
        match (self.says.is_empty(), self.opened) {
            (true, Some(opened)) => {
                let interval = Interval { opened, closed: Some(bound) };
                self.closed.extend(before.map(|what| (interval, what)));
                self.opened = None;
            }
            (false, None) => self.opened = Some(bound),
            _ => {}
        }
    }

    fn into_intervals(self) -> impl Iterator<Item = Said<T>> {
        let rule = self.rule;
        let still = self.opened.zip(self.says.into_iter().next());
        let still = still.map(|(opened, (_, what))| (Interval { opened, closed: None }, what));
        self.closed.into_iter().chain(still).map(move |(interval, what)| Said { rule, what, interval })
    }
}
