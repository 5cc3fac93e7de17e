//! Numbers, instants and rows of names as findings put them into sentences, in no language of their own.

use std::fmt::Display;

use jiff::{Timestamp, fmt::strtime, tz::TimeZone};

/// As many names are told; an ellipsis stands for the rest.
const TOLD: usize = 5;

/// The first few of many, in a row. How many there are is for the sentence to say.
pub(crate) fn named(things: impl IntoIterator<Item = impl Display>) -> String {
    let mut things = things.into_iter();
    let told: Vec<String> = things.by_ref().take(TOLD).map(|thing| thing.to_string()).collect();
    let rest = if things.next().is_some() { ", …" } else { "" };
    format!("{}{rest}", told.join(", "))
}

/// A name for people: of a long hash the first eight digits, as its tool shows it.
pub(crate) fn short_name(name: &str) -> &str {
    let is_hash = name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { &name[..8] } else { name }
}

/// An amount of bytes in the largest unit that leaves it two digits at least.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [(u32, &str); 4] = [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")];
    let fitting = UNITS.into_iter().find(|(power, _)| bytes >> power >= 10);
    fitting.map_or_else(|| format!("{bytes} B"), |(power, unit)| format!("{} {unit}", bytes >> power))
}

/// An instant to the minute.
pub(crate) fn day_and_hour(at: Timestamp) -> String {
    strtime::format("%Y-%m-%d %H:%M UTC", &at.to_zoned(TimeZone::UTC)).unwrap_or_else(|_| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_keeps_two_digits() {
        assert_eq!(size(9), "9 B");
        assert_eq!(size(10_239), "10239 B");
        assert_eq!(size(10_240), "10 KiB");
        assert_eq!(size(u64::MAX), "16777215 TiB");
    }

    #[test]
    fn five_names_are_told_of_six() {
        assert_eq!(named(["a", "b", "c", "d", "e"]), "a, b, c, d, e");
        assert_eq!(named(["a", "b", "c", "d", "e", "f"]), "a, b, c, d, e, …");
    }

    #[test]
    fn an_instant_is_told_to_the_minute() {
        let at = "2022-06-21T09:30:12Z".parse().expect("an instant");
        assert_eq!(day_and_hour(at), "2022-06-21 09:30 UTC");
    }
}
