//! Instants as recorders write them.
//!
//! It never guesses a zone silently: a time without one is taken for UTC, and said to be.

use jiff::{Timestamp, civil::DateTime, tz::Offset};

/// An instant, and whether its zone was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// The instant.
    pub(crate) at: Timestamp,
    /// Whether the text named a zone.
    pub(crate) zone: Zone,
}

/// Whether a text named a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// It did.
    Named,
    /// It did not: UTC was taken.
    Missing,
}

/// Reads an ISO 8601 time.
pub(crate) fn parse(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(Written { at, zone: Zone::Named });
    }
    let civil: DateTime = text.parse().ok()?;
    let at = Offset::UTC.to_timestamp(civil).ok()?;
    Some(Written { at, zone: Zone::Missing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_honoured_and_a_missing_one_noted() {
        let with = parse("2024-05-30T12:53:44.473+02:00").expect("a time");
        assert_eq!((with.at.to_string().as_str(), with.zone), ("2024-05-30T10:53:44.473Z", Zone::Named));
        assert_eq!(parse("2024-05-30T12:53:44.473+0200").map(|it| it.at), Some(with.at));
        assert_eq!(parse("2024-05-30 12:53:44").map(|it| it.zone), Some(Zone::Missing));
        assert_eq!(parse("yesterday"), None);
    }
}
