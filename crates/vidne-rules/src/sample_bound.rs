//! What a sample of files proves: exact, for draws without replacement (the hypergeometric distribution).
//!
//! It never calls anything verified. Of N files n were drawn, and none was damaged: the bound is the largest number D of
//! damaged files for which that had a chance of at least 5 %, C(N−D, n) / C(N, n).

/// What it proves that n of N files were drawn and none was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound {
    /// How many files there were.
    pub(crate) of: u64,
    /// How many were read.
    pub(crate) read: u64,
    /// As many may be damaged all the same, with 95 % confidence.
    pub(crate) damaged: u64,
    /// The chance to miss a single damaged file, in thousandths: never nought, never all.
    pub(crate) missed: u64,
}

/// The confidence that is left out: one in twenty.
const LEFT_OUT: f64 = 0.05;
/// More files than anybody stores. Up to here every bound lies where the product is summed factor by factor: about 3 N factors
/// in both rows together, so fewer than [`SUMMED`] in the shorter.
const MOST: u64 = 1 << 32;
/// As many factors are summed; what has more is far from the bound, and Stirling's series does for it.
const SUMMED: u64 = 200_000;

/// What it proves; nothing where nothing was drawn, where all was, or where the numbers cannot be.
pub(crate) fn bound(of: u64, read: u64) -> Option<Bound> {
    if read == 0 || read >= of || of > MOST {
        return None;
    }
    let left = of - read;
    let (mut fits, mut exceeds) = (0, left + 1);
    while exceeds - fits > 1 {
        let middle = fits + (exceeds - fits) / 2;
        if ln_missed(of, read, middle) >= LEFT_OUT.ln() {
            fits = middle;
        } else {
            exceeds = middle;
        }
    }
    let missed = (left * 1000 + of / 2) / of;
    Some(Bound { of, read, damaged: fits, missed: missed.clamp(1, 999) })
}

/// The logarithm of the chance that `read` draws out of `of` all miss `damaged`.
///
/// C(N−D, n) / C(N, n) is a product of min(D, n) factors: (N−n−i)/(N−i) for i below D, or (N−D−i)/(N−i) for i below n. The
/// shorter one is summed.
fn ln_missed(of: u64, read: u64, damaged: u64) -> f64 {
    let (short, long) = if damaged < read { (damaged, read) } else { (read, damaged) };
    if long > of - short {
        return f64::NEG_INFINITY;
    }
    if short <= SUMMED {
        return (0..short).map(|i| (-(float(long) / float(of - i))).ln_1p()).sum();
    }
    ln_factorial(of - damaged) - ln_factorial(of - damaged - read) - ln_factorial(of)
        + ln_factorial(of - read)
}

/// Stirling's series.
fn ln_factorial(n: u64) -> f64 {
    if n < 2 {
        return 0.0;
    }
    let x = float(n);
    x * x.ln() - x + 0.5 * (std::f64::consts::TAU * x).ln() + 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3))
}

#[expect(clippy::cast_precision_loss, reason = "numbers of files stay far below 2^52")]
fn float(n: u64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_that_of_the_tables() {
        let table = [
            ((138, 13), 27),
            ((1_000, 100), 28),
            ((10_000, 100), 293),
            ((10_000, 1_000), 28),
            ((10_000, 5_000), 4),
            ((100_000, 10_000), 28),
        ];
        for ((of, read), damaged) in table {
            assert_eq!(bound(of, read).map(|bound| bound.damaged), Some(damaged), "{read} of {of}");
        }
    }

    #[test]
    fn it_is_the_largest_number_that_had_the_chance() {
        for (of, read) in [(2, 1), (7, 3), (40, 20), (138, 13), (500, 499)] {
            let damaged = bound(of, read).expect("a sample").damaged;
            let chance = |damaged: u64| {
                (0..read).map(|i| float((of - i).saturating_sub(damaged)) / float(of - i)).product::<f64>()
            };
            assert!(
                chance(damaged) >= LEFT_OUT && chance(damaged + 1) < LEFT_OUT,
                "{read} of {of}: {damaged}"
            );
        }
    }

    #[test]
    fn one_damaged_file_is_missed_as_often_as_it_is_not_drawn() {
        assert_eq!(bound(138, 13).map(|bound| bound.missed), Some(906));
        assert_eq!(bound(10_000, 5_000).map(|bound| bound.missed), Some(500));
    }

    #[test]
    fn what_is_no_sample_proves_nothing() {
        assert_eq!(bound(10, 0), None);
        assert_eq!(bound(10, 10), None);
        assert_eq!(bound(0, 0), None);
        assert_eq!(bound(u64::MAX, 1), None);
    }

    #[test]
    fn large_numbers_are_told_in_no_time() {
        let bound = bound(1 << 32, 1 << 31).expect("a sample");
        assert_eq!(bound.damaged, 4);
    }
}
