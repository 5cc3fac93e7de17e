//! Dates as cookies and old headers write them, by the forgiving way of RFC 6265, section 5.1.1.
//!
//! It never takes a date that is not on the calendar.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::Offset,
};

/// An instant from a text such as `Wed, 28-Feb-18 11:08:59 GMT` or `Thu Jan 1 00:00:00 1970`. Always UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let mut found = Found::default();
    for token in text.split(is_delimiter).filter(|token| !token.is_empty()) {
        found.take(token);
    }
    found.instant()
}

fn is_delimiter(each: char) -> bool {
    !each.is_ascii_alphanumeric() && each != ':'
}

#[derive(Default)]
struct Found {
    time: Option<Time>,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

impl Found {
    /// The first token of each shape counts.
    fn take(&mut self, token: &str) {
        if self.time.is_none()
            && let Some(time) = time(token)
        {
            self.time = Some(time);
        } else if self.day.is_none()
            && let Some(day) = digits(token, 1, 2)
        {
            self.day = i8::try_from(day).ok();
        } else if self.month.is_none()
            && let Some(month) = month(token)
        {
            self.month = Some(month);
        } else if self.year.is_none()
            && let Some(year) = digits(token, 2, 4)
        {
            self.year = Some(whole_year(year));
        }
    }

    fn instant(self) -> Option<Timestamp> {
        let year = self.year.filter(|year| *year >= 1601)?;
        let date = Date::new(year, self.month?, self.day?).ok()?;
        Offset::UTC.to_timestamp(date.to_datetime(self.time?)).ok()
    }
}

/// The number at the beginning of a token, where it has that many digits and no other follows.
fn digits(token: &str, least: usize, most: usize) -> Option<i16> {
    let length = token.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&length).then(|| token[..length].parse().ok())?
}

fn time(token: &str) -> Option<Time> {
    let mut parts = token.splitn(3, ':');
    let mut next = || parts.next().and_then(|part| digits(part, 1, 2)).and_then(|n| i8::try_from(n).ok());
    let (hour, minute, second) = (next()?, next()?, next()?);
    Time::new(hour, minute, second.min(59), 0).ok()
}

fn month(token: &str) -> Option<i8> {
    const NAMES: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = token.as_bytes().get(..3)?.to_ascii_lowercase();
    let at = NAMES.chunks_exact(3).position(|each| each == name)?;
    i8::try_from(at + 1).ok()
}

fn whole_year(year: i16) -> i16 {
    match year {
        70..=99 => year + 1900,
        0..=69 => year + 2000,
        _ => year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_date_is_read() {
        let of = |text| parse(text).map(|at| at.to_string());
        assert_eq!(of("Wed, 28-Feb-18 11:08:59 GMT").as_deref(), Some("2018-02-28T11:08:59Z"));
        assert_eq!(of("Tue, 07-Mar-2017 11:08:59 GMT").as_deref(), Some("2017-03-07T11:08:59Z"));
        assert_eq!(of("Thu, 01 Jan 1970 00:00:00 GMT").as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(of("Sun Nov  6 08:49:37 1994").as_deref(), Some("1994-11-06T08:49:37Z"));
        assert_eq!(of("31-Feb-2020 00:00:00"), None);
        assert_eq!(of("0"), None);
        assert_eq!(of("Session"), None);
    }
}
