//! What a view tells about time, and until when it stays so.
//!
//! Rules get no day to compare with. They ask here instead, and each question notes the instant at which its answer can
//! change: so the walk through time knows when a rule must be asked again, and no rule has to say so. It never answers without
//! noting.

use std::cell::Cell;

use jiff::{Timestamp, civil::Date};
use vidne_model::{
    declared::Document,
    time::{History, Period, Stated, start_of},
};

use super::View;

/// How long what was read from a view stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stays {
    /// The first instant at which it can be different.
    pub(crate) until: Timestamp,
    /// Whether the day itself was put into words: those change from day to day, what they say does not.
    pub(crate) worded: bool,
}

impl Stays {
    const EVER: Self = Self { until: Timestamp::MAX, worded: false };
}

/// What has become of something that is bad from some instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Come {
    /// The instant has not come.
    NotYet,
    /// It has.
    Bad,
    /// It has, and nobody has looked since: somebody may have acted.
    Unseen,
}

/// What was read from a view since somebody last asked.
#[derive(Debug)]
pub(super) struct Read(Cell<Stays>);

impl Default for Read {
    fn default() -> Self {
        Self(Cell::new(Stays::EVER))
    }
}

impl View<'_> {
    /// How long what was read since the last call of this stays so.
    pub(crate) fn take_stays(&self) -> Stays {
        self.read.0.replace(Stays::EVER)
    }

    /// Whether that day has come.
    pub fn has_come(&self, day: Date) -> bool {
        let come = day <= self.today;
        if !come {
            self.changes_at(start_of(day));
        }
        come
    }

    /// Whether that instant has come.
    pub fn is_due(&self, at: Timestamp) -> bool {
        let due = at <= self.now;
        if !due {
            self.changes_at(at);
        }
        due
    }

    /// What has become of something that is bad from `due` on unless somebody acts, as the newest look, made at `seen`, shows.
    ///
    /// A look from then on shows it. Past the instant that all is told for nothing is taken to be done. In between nobody knows.
    pub(crate) fn since(&self, due: Timestamp, seen: Timestamp) -> Come {
        if !self.is_due(due) {
            Come::NotYet
        } else if seen >= due || due > self.told {
            Come::Bad
        } else {
            Come::Unseen
        }
    }

    /// Whether a period has begun and not ended.
    pub fn holds(&self, period: &Period) -> bool {
        self.has_begun(period) && !self.has_ended(period)
    }

    /// Whether a period has begun.
    pub fn has_begun(&self, period: &Period) -> bool {
        period.from.is_none_or(|from| self.has_come(from.date))
    }

    /// Whether a period has ended.
    pub fn has_ended(&self, period: &Period) -> bool {
        period.until.is_some_and(|until| self.has_come(until.date))
    }

    /// The state that holds.
    pub fn state<'s, T>(&self, history: &'s History<T>) -> Option<&'s Stated<T>> {
        history.iter().rev().find(|state| state.on.is_none_or(|day| self.has_come(day.date)))
    }

    /// Whether a document exists: made, in hand, or at least recorded.
    pub fn is_made(&self, document: &Document) -> bool {
        // Asked only for what they note: these are the days on which the document's own answer changes.
        self.state(&document.held);
        document.provable_from().map(|day| self.has_come(day.date));
        self.has_begun(&document.period) && document.is_shown(self.today)
    }

    /// The day, for a question to the law. What the law says is taken to stay until the next day on which it changes.
    pub fn law_day(&self) -> Date {
        if let Some(next) = self.law.next_change(self.today) {
            self.changes_at(start_of(next));
        }
        self.today
    }

    /// The day, for a sentence. Nothing may hang on it but words.
    pub fn day_in_words(&self) -> Date {
        self.read.0.set(Stays { worded: true, ..self.read.0.get() });
        self.today
    }

    fn changes_at(&self, at: Timestamp) {
        let stays = self.read.0.get();
        self.read.0.set(Stays { until: stays.until.min(at), ..stays });
    }
}
