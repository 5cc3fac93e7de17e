//! A date in a name, such as `etc-2024-05-01.tar.gz` or `20240501T0300`.
//!
//! It never guesses: a number that is no day of the calendar is no date.

use jiff::{Timestamp, civil, tz::TimeZone};

/// The instant that a name tells: a day, with the time of day where it is there, taken for UTC.
pub(super) fn instant(name: &str) -> Option<Timestamp> {
    let bytes = name.as_bytes();
    (0..bytes.len()).filter(|at| *at == 0 || !bytes[at - 1].is_ascii_digit()).find_map(|at| {
        let (date, rest) = date(&bytes[at..])?;
        let time = time(rest).unwrap_or(civil::Time::midnight());
        Some(date.to_datetime(time).to_zoned(TimeZone::UTC).ok()?.timestamp())
    })
}

/// A name without its digits: what names of one series have in common.
pub(super) fn series(name: &str) -> String {
    name.chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn date(bytes: &[u8]) -> Option<(civil::Date, &[u8])> {
    let (year, rest) = number(bytes, 4)?;
    let (is_parted, rest) = parted(rest, b"-._");
    let (month, rest) = number(rest, 2)?;
    let rest = if is_parted { rest.split_first().filter(|(sign, _)| b"-._".contains(sign))?.1 } else { rest };
    let (day, rest) = number(rest, 2)?;
    if rest.first().is_some_and(u8::is_ascii_digit) && is_parted || !(1990..=2200).contains(&year) {
        return None;
    }
    Some((civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?, rest))
}

fn time(bytes: &[u8]) -> Option<civil::Time> {
    let (_, rest) = parted(bytes, b"T_-. ");
    let (hour, rest) = number(rest, 2)?;
    let (_, rest) = parted(rest, b":-._h");
    let (minute, rest) = number(rest, 2)?;
    let (_, rest) = parted(rest, b":-._m");
    let second = number(rest, 2).map_or(0, |(second, _)| second);
    civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()
}

fn parted<'b>(bytes: &'b [u8], signs: &[u8]) -> (bool, &'b [u8]) {
    match bytes.split_first() {
        Some((sign, rest)) if signs.contains(sign) => (true, rest),
        _ => (false, bytes),
    }
}

fn number(bytes: &[u8], digits: usize) -> Option<(i16, &[u8])> {
    let (number, rest) = bytes.split_at_checked(digits)?;
    let number =
        number.iter().all(u8::is_ascii_digit).then(|| str::from_utf8(number).ok()?.parse().ok()).flatten()?;
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_names_as_people_write_them() {
        for (name, told) in [
            ("etc-2024-05-01.tar.gz", "2024-05-01T00:00:00Z"),
            ("20240501", "2024-05-01T00:00:00Z"),
            ("db_20240501T0315.tar", "2024-05-01T03:15:00Z"),
            ("2024-05-01_03-15-59", "2024-05-01T03:15:59Z"),
            ("full.20240501031559.tar.zst", "2024-05-01T03:15:59Z"),
        ] {
            assert_eq!(instant(name).unwrap().to_string(), told, "{name}");
        }
        for name in ["etc.tar", "20241350", "v1234567", "build-99999999", "2024-05"] {
            assert_eq!(instant(name), None, "{name}");
        }
    }
}
