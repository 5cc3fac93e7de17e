//! Instants of a log: wall clocks as seconds, as milliseconds since the first line, and as text.
//!
//! It never reads a clock, and gives nothing for a number that is no instant.

use jiff::{SignedDuration, Timestamp, Unit, fmt::rfc2822};
use serde::{Serialize, Serializer};

/// An instant that is written as RFC 3339 has it, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written(pub(crate) Timestamp);

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

/// Seconds since 1970, as browsers write them, in whole microseconds.
pub(crate) fn of_wall(seconds: f64) -> Option<Timestamp> {
    let since = SignedDuration::try_from_secs_f64(Some(seconds).filter(|wall| *wall > 0.0)?).ok()?;
    Timestamp::UNIX_EPOCH.checked_add(since).ok()?.round(Unit::Microsecond).ok()
}

/// So many milliseconds after an instant.
pub(crate) fn later(start: Timestamp, milliseconds: f64) -> Option<Timestamp> {
    let since = SignedDuration::try_from_secs_f64(milliseconds / 1000.0).ok()?;
    start.checked_add(since).ok()?.round(Unit::Microsecond).ok()
}

/// A time as HTTP writes it, such as `Sat, 21 Nov 2026 23:04:44 GMT`; cookies may have dashes in it.
pub(crate) fn of_http(text: &str) -> Option<Timestamp> {
    const PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    PARSER.parse_timestamp(text.trim().replace('-', " ").as_str()).ok()
}

/// The fourteen digits that indexes of archives use.
pub(crate) fn digits(at: Timestamp) -> String {
    at.strftime("%Y%m%d%H%M%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_instant_gives_none() {
        assert_eq!(
            of_wall(1_795_302_284.026_646).map(|at| at.to_string()),
            Some("2026-11-21T23:04:44.026646Z".to_owned())
        );
        for seconds in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300, 1e13] {
            assert_eq!(of_wall(seconds), None, "{seconds}");
        }
        assert_eq!(later(Timestamp::UNIX_EPOCH, f64::NAN), None);
        assert_eq!(digits(Timestamp::UNIX_EPOCH), "19700101000000");
        let http = of_http("Sat, 21-Nov-2026 23:04:44 GMT");
        assert_eq!(http.map(|at| at.to_string()), Some("2026-11-21T23:04:44Z".to_owned()));
        assert_eq!(of_http("soon"), None);
    }
}
