//! How much of a copy had been read by the end of a look, in parts that add up to the whole.
//!
//! It never rounds towards the better: one damaged or unread byte is seen, and all is all.

use vidne_model::finding::Coverage;

use crate::{language::Language, text::Text};

/// The parts of what lay there, in bytes. None overlaps another, and together they are all of it.
///
/// What is damaged was found to be so by reading: it is taken out of what was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Read within the declared time, and sound.
    pub(crate) fresh: u64,
    /// Read longer ago, and sound then.
    pub(crate) old: u64,
    /// Never read.
    pub(crate) never: u64,
    /// Damaged.
    pub(crate) damaged: u64,
}

impl Parts {
    /// Takes figures apart. What cannot be, such as more read than there is, is cut to what can.
    pub(crate) fn of(coverage: &Coverage) -> Self {
        let fresh = coverage.fresh.min(coverage.bytes);
        let old = coverage.old.min(coverage.bytes - fresh);
        let never = coverage.bytes - fresh - old;
        let damaged = coverage.damaged.min(coverage.bytes);
        let (fresh, rest) = (fresh.saturating_sub(damaged), damaged.saturating_sub(fresh));
        let (old, rest) = (old.saturating_sub(rest), rest.saturating_sub(old));
        Self { fresh, old, never: never.saturating_sub(rest), damaged }
    }

    /// In the order in which they are told.
    pub(crate) fn all(self) -> [u64; 4] {
        [self.fresh, self.old, self.never, self.damaged]
    }

    /// The parts as shares of `whole` units. All but the first have at least `least` where there is anything of them; nothing
    /// of anything is all zero. `whole` is at least three times `least`.
    pub(crate) fn divided(self, whole: u32, least: u32) -> [u32; 4] {
        let bytes: u128 = self.all().into_iter().map(u128::from).sum();
        if bytes == 0 {
            return [0; 4];
        }
        let share = |part: u64| u32::try_from(u128::from(part) * u128::from(whole) / bytes).unwrap_or(whole);
        let seen = |part: u64| if part == 0 { 0 } else { share(part).max(least) };
        let mut bad = [self.old, self.never, self.damaged].map(seen);
        let left = i64::from(whole) - bad.iter().copied().map(i64::from).sum::<i64>();
        let fresh = if self.fresh == 0 { 0 } else { u32::try_from(left).unwrap_or(0) };
        if let Some(largest) = bad.iter_mut().max() {
            let missing = left - i64::from(fresh);
            *largest = u32::try_from(i64::from(*largest) + missing).unwrap_or(0);
        }
        let [old, never, damaged] = bad;
        [fresh, old, never, damaged]
    }
}

/// What of it was never read, as programs are told.
pub(crate) fn never(coverage: &Coverage) -> u64 {
    coverage.bytes.saturating_sub(coverage.fresh).saturating_sub(coverage.old)
}

/// The parts' names in one word each, in the order of [`Parts::all`].
pub(crate) fn names(text: &Text) -> [String; 4] {
    [
        text.say("coverage-fresh"),
        text.say("coverage-old"),
        text.say("coverage-never"),
        text.say("coverage-damaged"),
    ]
}

/// A part of a whole in percent, cut, never rounded up; little is told apart from nothing.
pub(crate) fn share(text: &Text, part: u64, whole: u64) -> String {
    let percent = (u128::from(part) * 100).checked_div(u128::from(whole)).unwrap_or(0);
    let key = if percent == 0 && part > 0 { "share-small" } else { "share" };
    let shown = if key == "share" { percent.to_string() } else { "1".to_owned() };
    text.with(key, &[("percent", shown.into())])
}

/// An amount for people, in units of a thousand, cut to one decimal.
pub(crate) fn size(text: &Text, bytes: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    let mark = if text.language == Language::English { '.' } else { ',' };
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut unit = 0;
    let mut scale: u64 = 1000;
    while bytes / scale >= 1000 && unit + 1 < UNITS.len() {
        (unit, scale) = (unit + 1, scale * 1000);
    }
    format!("{}{mark}{} {}", bytes / scale, bytes % scale / (scale / 10), UNITS[unit])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coverage(bytes: u64, fresh: u64, old: u64, damaged: u64) -> Coverage {
        Coverage { at: jiff::Timestamp::UNIX_EPOCH, bytes, fresh, old, damaged }
    }

    #[test]
    fn the_damaged_part_is_taken_out_of_what_was_read() {
        let parts = Parts::of(&coverage(100, 60, 20, 5));
        assert_eq!(parts, Parts { fresh: 55, old: 20, never: 20, damaged: 5 });
        let worse = Parts::of(&coverage(100, 10, 20, 50));
        assert_eq!(worse, Parts { fresh: 0, old: 0, never: 50, damaged: 50 });
    }

    #[test]
    fn one_unread_byte_is_seen() {
        let parts = Parts::of(&coverage(u64::MAX, u64::MAX - 1, 0, 0));
        assert_eq!(parts.divided(16, 1), [15, 0, 1, 0]);
        assert_eq!(share(Text::of(Language::English), u64::MAX - 1, u64::MAX), "99%");
        assert_eq!(share(Text::of(Language::Swedish), 1, u64::MAX), "<1 %");
    }

    #[test]
    fn amounts_are_cut_and_never_rounded_up() {
        let english = Text::of(Language::English);
        let sizes = [0, 999, 1000, 2_420_999_999, u64::MAX].map(|bytes| size(english, bytes));
        assert_eq!(sizes, ["0 B", "999 B", "1.0 kB", "2.4 GB", "18.4 EB"]);
        assert_eq!(size(Text::of(Language::Danish), 1999), "1,9 kB");
    }

    proptest! {
        #[test]
        fn parts_add_up_whatever_the_figures(bytes: u64, fresh: u64, old: u64, damaged: u64) {
            let parts = Parts::of(&coverage(bytes, fresh, old, damaged));
            let sum: u128 = parts.all().into_iter().map(u128::from).sum();
            prop_assert_eq!(sum, u128::from(bytes));
            for (whole, least) in [(16, 1), (1200, 40)] {
                let divided = parts.divided(whole, least);
                prop_assert_eq!(divided.iter().sum::<u32>(), if bytes == 0 { 0 } else { whole });
                for (units, part) in divided.into_iter().zip(parts.all()).skip(1) {
                    prop_assert_eq!(units > 0, part > 0);
                }
            }
        }
    }
}
