//! Instants as places between 0 and 100 percent, and the ticks between them.
//!
//! It never draws.

use jiff::{Span, Timestamp, civil::Date};
use vidne_model::time::{date_of, later, start_of};

/// At most so many ticks are named.
const TICKS: usize = 14;

/// From a first instant to a last one.
pub(super) struct Scale {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

/// A named place on the scale.
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) name: String,
}

impl Scale {
    /// From the first of these instants to the last, `now` included, with a margin; nothing where there is none.
    pub(super) fn spanning(instants: impl Iterator<Item = Timestamp>, now: Timestamp) -> Option<Self> {
        let (first, last) = instants.fold(None, |ends: Option<(Timestamp, Timestamp)>, at| {
            Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        })?;
        let (first, last) = (first.min(now), last.max(now));
        // At least a day to each side, so that what happened at an end can be seen.
        let margin = (last.as_second() - first.as_second()) / 50 + 86_400;
        let moved =
            |at: Timestamp, by: i64| Timestamp::from_second(at.as_second().saturating_add(by)).unwrap_or(at);
        Some(Self { from: moved(first, -margin), to: moved(last, margin) })
    }

    /// The place of an instant in percent, within the scale.
    pub(super) fn place(&self, at: Timestamp) -> f64 {
        let whole = self.from.duration_until(self.to).as_secs_f64().max(1.0);
        (self.from.duration_until(at).as_secs_f64() / whole * 100.0).clamp(0.0, 100.0)
    }

    /// Ticks at the first of months, or at days and weeks where the scale is shorter than two months.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let short = [Span::new().days(1), Span::new().weeks(1)];
        let long = [1, 2, 3, 6, 12, 24, 60, 120, 1200].map(|months| Span::new().months(months));
        let days = (self.to.as_second() - self.from.as_second()) / 86_400;
        let steps = short.into_iter().filter(|_| days < 60).chain(long);
        let mut ticks = Vec::new();
        for step in steps {
            ticks = self.ticks_by(step);
            if ticks.len() <= TICKS {
                break;
            }
        }
        ticks
    }

    /// One tick more than can be named, at most: then the step is too small.
    fn ticks_by(&self, step: Span) -> Vec<Tick> {
        let name =
            |date: Date| if step.get_months() > 0 { date.strftime("%Y-%m") } else { date.strftime("%m-%d") };
        let begin =
            if step.get_months() > 0 { date_of(self.from).first_of_year() } else { date_of(self.from) };
        std::iter::successors(Some(start_of(begin)), |at| Some(later(*at, step)).filter(|next| next > at))
            .skip_while(|at| *at < self.from)
            .take_while(|at| *at <= self.to)
            .take(TICKS + 1)
            .map(|at| Tick { at: self.place(at), name: name(date_of(at)).to_string() })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(from: &str, to: &str) -> Scale {
        let at = |text: &str| text.parse().expect("the test writes instants");
        Scale { from: at(from), to: at(to) }
    }

    #[test]
    fn a_year_has_monthly_ticks_and_a_week_has_daily_ones() {
        let names = |scale: Scale| scale.ticks().into_iter().map(|tick| tick.name).collect::<Vec<_>>();
        let year = names(scale("2022-08-15T00:00:00Z", "2023-04-02T00:00:00Z"));
        assert_eq!(year.first().map(String::as_str), Some("2022-09"));
        assert_eq!(year.len(), 8);
        assert_eq!(names(scale("2022-08-15T12:00:00Z", "2022-08-18T00:00:00Z")), ["08-16", "08-17", "08-18"]);
    }

    #[test]
    fn all_of_time_still_has_few_ticks() {
        let all = Scale { from: Timestamp::MIN, to: Timestamp::MAX };
        assert!(all.ticks().len() <= TICKS + 1);
        assert!(all.place(Timestamp::UNIX_EPOCH) > 0.0);
    }
}
