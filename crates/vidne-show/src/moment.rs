//! Instants and intervals in the reader's words. All in UTC; a declared day is a day.
//!
//! It never rounds what machines read: `exact` is whole.

use jiff::{Timestamp, tz::Offset};
use vidne_model::{
    finding::Finding,
    time::{Bound, Interval, date_of, start_of},
};

use crate::{report::State, text::Text};

/// The instant as machines read it (RFC 3339, UTC).
pub(crate) fn exact(at: Timestamp) -> String {
    at.to_string()
}

/// The instant for people: the day where it is midnight, otherwise to the minute.
pub(crate) fn instant(at: Timestamp) -> String {
    if is_day(at) { day(at) } else { format!("{} UTC", minute(at)) }
}

/// The calendar day of an instant, UTC.
pub(crate) fn day(at: Timestamp) -> String {
    date_of(at).to_string()
}

/// One end of an interval: `on 2022-09-22`, or `between 2022-09-21 12:00 and 2022-09-22 12:00 UTC`.
pub(crate) fn bound(text: &Text, bound: Bound) -> String {
    match bound.after {
        Some(after) => {
            let (after, by) = pair(after, bound.by);
            text.with("bound-between", &[("after", after.into()), ("by", by.into())])
        }
        None if is_day(bound.by) => text.with("bound-day", &[("by", day(bound.by).into())]),
        None => text.with("bound-instant", &[("by", instant(bound.by).into())]),
    }
}

/// When a finding opened and closed, and for how long it was open.
pub(crate) fn interval(text: &Text, interval: &Interval, state: State, now: Timestamp) -> String {
    let opened = bound(text, interval.opened).into();
    let days = days(interval, now).into();
    match (state, interval.closed.map(|closed| bound(text, closed).into())) {
        (State::Ahead, _) => text.with("interval-ahead", &[("opened", opened)]),
        (State::Closed, Some(closed)) => {
            text.with("interval-closed", &[("opened", opened), ("closed", closed), ("count", days)])
        }
        (_, Some(closed)) => {
            text.with("interval-ending", &[("opened", opened), ("closed", closed), ("count", days)])
        }
        (_, None) => text.with("interval-open", &[("opened", opened), ("count", days)]),
    }
}

/// Whole days from its opening to its close, or to `now` where that is earlier; none before it opens.
pub(crate) fn days(interval: &Interval, now: Timestamp) -> i64 {
    let end = interval.closed.map_or(now, |closed| closed.by.min(now));
    i64::from((date_of(end) - date_of(interval.opened.by)).get_days()).max(0)
}

/// Whether a finding is open, accepted, closed or ahead at that instant.
pub(crate) fn state(finding: &Finding, now: Timestamp) -> State {
    match state_of(&finding.interval, now) {
        State::Open if finding.accepted.is_some() => State::Accepted,
        state => state,
    }
}

/// Whether an interval is open, closed or ahead at that instant.
pub(crate) fn state_of(interval: &Interval, now: Timestamp) -> State {
    if interval.opened.by > now {
        State::Ahead
    } else if interval.contains(now) {
        State::Open
    } else {
        State::Closed
    }
}

/// Two instants, as exactly as it takes to tell them apart.
fn pair(first: Timestamp, second: Timestamp) -> (String, String) {
    if is_day(first) && is_day(second) {
        (day(first), day(second))
    } else if minute(first) == minute(second) {
        (second_of(first), format!("{} UTC", second_of(second)))
    } else {
        (minute(first), format!("{} UTC", minute(second)))
    }
}

fn minute(at: Timestamp) -> String {
    Offset::UTC.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

fn second_of(at: Timestamp) -> String {
    Offset::UTC.to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn is_day(at: Timestamp) -> bool {
    start_of(date_of(at)) == at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("the test writes instants")
    }

    #[test]
    fn a_declared_day_is_shown_as_a_day() {
        assert_eq!(instant(at("2022-09-22T00:00:00Z")), "2022-09-22");
        assert_eq!(instant(at("2022-09-22T12:00:30Z")), "2022-09-22 12:00 UTC");
    }

    #[test]
    fn two_looks_within_a_minute_are_told_apart() {
        let bound = Bound { after: Some(at("2022-09-22T12:00:01Z")), by: at("2022-09-22T12:00:59Z") };
        let said = super::bound(Text::of(Language::English), bound);
        assert_eq!(said, "between 2022-09-22 12:00:01 and 2022-09-22 12:00:59 UTC");
    }

    #[test]
    fn a_finding_that_closes_later_counts_days_up_to_now() {
        let interval = Interval {
            opened: Bound { after: None, by: at("2022-09-22T00:00:00Z") },
            closed: Some(Bound { after: None, by: at("2023-09-22T00:00:00Z") }),
        };
        assert_eq!(days(&interval, at("2022-09-24T00:00:00Z")), 2);
        assert_eq!(days(&interval, at("2022-01-01T00:00:00Z")), 0);
        assert_eq!(state_of(&interval, at("2022-09-24T00:00:00Z")), State::Open);
    }
}
