//! Days, periods and histories: every declared fact is dated, and a date may be known to the month only.
//!
//! A declared day begins at midnight UTC. It never asks what day it is: `now` is an argument everywhere.

use std::fmt;

use jiff::{Span, Timestamp, civil::Date, tz::Offset};

use crate::{
    id::{DocumentId, OrganisationId},
    place::Place,
};

/// How exactly a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Precision {
    /// The day itself.
    #[default]
    Day,
    /// Some day of that month.
    Month,
    /// Some day of that year.
    Year,
}

/// A calendar day as somebody declared it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The day as written.
    pub date: Date,
    /// How much of it is meant.
    pub precision: Precision,
}

impl Day {
    /// A day known exactly.
    pub const fn exact(date: Date) -> Self {
        Self { date, precision: Precision::Day }
    }

    /// The first day that may be meant.
    pub fn earliest(self) -> Date {
        match self.precision {
            Precision::Day => self.date,
            Precision::Month => self.date.first_of_month(),
            Precision::Year => self.date.first_of_year(),
        }
    }

    /// The last day that may be meant.
    pub fn latest(self) -> Date {
        match self.precision {
            Precision::Day => self.date,
            Precision::Month => self.date.last_of_month(),
            Precision::Year => self.date.last_of_year(),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => write!(f, "{}", self.date),
            Precision::Month => write!(f, "{}", self.date.strftime("%Y-%m")),
            Precision::Year => write!(f, "{}", self.date.strftime("%Y")),
        }
    }
}

/// Midnight UTC at the beginning of `date`.
pub fn start_of(date: Date) -> Timestamp {
    Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}

/// The last second of `date`, UTC: what "as of that day" means.
pub fn end_of(date: Date) -> Timestamp {
    Offset::UTC.to_timestamp(date.at(23, 59, 59, 0)).unwrap_or(Timestamp::MAX)
}

/// The day, UTC, in which an instant falls.
pub fn date_of(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}

/// The instant one span later, by the calendar in UTC; the end of time where it would lie beyond.
pub fn later(at: Timestamp, span: Span) -> Timestamp {
    Offset::UTC
        .to_datetime(at)
        .checked_add(span)
        .and_then(|then| Offset::UTC.to_timestamp(then))
        .unwrap_or(Timestamp::MAX)
}

/// From a first day up to, and without, a last: `until` is the first day on which it no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day; absent means always.
    pub from: Option<Day>,
    /// The first day after; absent means still.
    pub until: Option<Day>,
}

impl Period {
    /// Whether the period holds on that day.
    pub fn holds(&self, on: Date) -> bool {
        self.begun(on) && !self.ended(on)
    }

    /// Whether it has begun by that day.
    pub fn begun(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from.date <= on)
    }

    /// Whether it has ended by that day.
    pub fn ended(&self, on: Date) -> bool {
        self.until.is_some_and(|until| until.date <= on)
    }
}

/// Something that somebody said or recorded on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// What holds from then on.
    pub value: T,
    /// Since when; absent means since ever.
    pub on: Option<Day>,
    /// Who said so.
    pub said_by: Option<OrganisationId>,
    /// The document that shows it.
    pub document: Option<DocumentId>,
    /// Where it is declared.
    pub place: Place,
}

/// States that followed each other, in order of their days. At every instant the last one that had begun holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T>(Vec<Stated<T>>);

impl<T> Default for History<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> History<T> {
    /// Orders the states by their days; of two on the same day the later in the text wins.
    pub fn new(mut states: Vec<Stated<T>>) -> Self {
        states.sort_by_key(|state| state.on.map(|day| day.date));
        Self(states)
    }

    /// The state that holds on that day.
    pub fn at(&self, on: Date) -> Option<&Stated<T>> {
        self.0.iter().rev().find(|state| state.on.is_none_or(|day| day.date <= on))
    }

    /// Every state, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Stated<T>> {
        self.0.iter()
    }

    /// Whether nothing was ever stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The states that had been recorded by that day: what could be known then.
    #[must_use]
    pub fn known_at(&self, on: Date) -> Self
    where
        T: Clone,
    {
        Self(self.0.iter().filter(|state| state.on.is_none_or(|day| day.date <= on)).cloned().collect())
    }
}

impl<'a, T> IntoIterator for &'a History<T> {
    type Item = &'a Stated<T>;
    type IntoIter = std::slice::Iter<'a, Stated<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One end of an interval. What was observed is known to lie after one look and by another; a declared day is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// The last look that still showed the opposite, where the end is known from looks only.
    pub after: Option<Timestamp>,
    /// The instant by which it had happened.
    pub by: Timestamp,
}

/// When a finding was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// When it opened.
    pub opened: Bound,
    /// When it closed; absent while it is open.
    pub closed: Option<Bound>,
}

impl Interval {
    /// Whether it is open at that instant.
    pub fn contains(&self, at: Timestamp) -> bool {
        self.opened.by <= at && self.closed.is_none_or(|closed| at < closed.by)
    }

    /// Whole days between its ends, or up to `now` while it is open.
    pub fn days(&self, now: Timestamp) -> i64 {
        let end = self.closed.map_or(now, |closed| closed.by);
        i64::from((date_of(end) - date_of(self.opened.by)).get_days())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_reaches_from_its_first_day_to_its_last() {
        let day = Day { date: date(2020, 10, 20), precision: Precision::Month };
        assert_eq!((day.earliest(), day.latest()), (date(2020, 10, 1), date(2020, 10, 31)));
        assert_eq!(day.to_string(), "2020-10");
    }

    #[test]
    fn until_is_the_first_day_that_no_longer_counts() {
        let period =
            Period { from: Some(Day::exact(date(2022, 1, 1))), until: Some(Day::exact(date(2022, 2, 1))) };
        assert!(period.holds(date(2022, 1, 31)));
        assert!(!period.holds(date(2022, 2, 1)));
        assert!(!period.holds(date(2021, 12, 31)));
    }

    #[test]
    fn days_are_counted_between_calendar_days() {
        let interval = Interval {
            opened: Bound { after: None, by: start_of(date(2022, 9, 22)) },
            closed: Some(Bound { after: None, by: end_of(date(2023, 3, 27)) }),
        };
        assert_eq!(interval.days(Timestamp::MAX), 186);
    }
}
