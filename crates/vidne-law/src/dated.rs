//! The dated parts that legal facts are made of: a date with its source, an annulment, a grace period, an appeal.
//!
//! Each part says by itself where it comes from and whether that was checked, because the parts of one fact
//! often do not come from one place.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{caveat::Caveat, sheet::wire};

/// A date and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// The day.
    #[serde(deserialize_with = "wire::date")]
    pub on: Date,
    /// Whether the day was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

/// A court declared the act invalid. It counts from the day of the judgment, without a grace period.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annulment {
    /// The day of the judgment: the first day on which the act can no longer be relied on.
    #[serde(deserialize_with = "wire::date")]
    pub on: Date,
    /// The judgment, such as `Schrems II, C-311/18`.
    pub by: String,
    /// Whether the day was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

/// How long a repealed act may still be relied on, by whom and on what condition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grace {
    /// The last day of grace.
    #[serde(deserialize_with = "wire::date")]
    pub until: Date,
    /// The uses that enjoy it, where they began before the repeal.
    pub covers: Vec<Usage>,
    /// What else must hold, in words.
    pub condition: String,
    /// Whether the day was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

/// A kind of use, without its dates; see [`crate::Use`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usage {
    /// A contract concluded on the day that is asked about.
    NewContract,
    /// A contract concluded earlier.
    ExistingContract,
    /// A transfer that began earlier and goes on.
    OngoingTransfer,
}

/// A judgment on the fact is under appeal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// The appeal's number, such as `C-703/25 P`.
    pub case: String,
    /// What is appealed, in words.
    pub text: String,
    /// The day on which it was lodged.
    #[serde(deserialize_with = "wire::date")]
    pub since: Date,
    /// The day on which it was decided; absent while it is pending.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub decided: Option<Date>,
    /// The last day on which it was seen to be pending, where that is known.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub seen_pending: Option<Date>,
    /// Whether it was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

impl Dated {
    pub(crate) fn caveat(&self, what: &str) -> Option<Caveat> {
        unverified(self.verified, || format!("{what} {}", self.on), &self.source)
    }
}

impl Appeal {
    /// Whether it had been lodged and was not yet decided.
    pub fn is_pending(&self, on: Date) -> bool {
        self.since <= on && self.decided.is_none_or(|decided| on < decided)
    }

    /// The caveats on a day: none before the appeal was lodged, none after it was decided.
    pub(crate) fn caveats(&self, on: Date) -> Vec<Caveat> {
        if !self.is_pending(on) {
            return Vec::new();
        }
        let pending =
            Caveat::UnderAppeal { case: self.case.clone(), text: self.text.clone(), since: self.since };
        let doubt = unverified(
            self.verified,
            || format!("appeal {} lodged on {}", self.case, self.since),
            &self.source,
        );
        std::iter::once(pending).chain(doubt).collect()
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        [Some(self.since), self.decided].into_iter().flatten()
    }
}

/// The caveat of a fact that was not verified.
pub(crate) fn unverified(verified: bool, fact: impl FnOnce() -> String, source: &str) -> Option<Caveat> {
    (!verified).then(|| Caveat::Unverified { fact: fact(), source: source.to_owned() })
}

/// The day after, or the last day there is.
pub(crate) fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}
