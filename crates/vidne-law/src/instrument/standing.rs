//! Where an instrument stands on a day, for a given use.
//!
//! It never looks at a contract: the caller says what the use is and since when.

use std::fmt;

use jiff::civil::Date;

use super::Instrument;
use crate::dated::Usage;

/// What the instrument is to be used for. The same instrument can be closed to new contracts and still carry old ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// A contract, certification or decision made on the day that is asked about.
    NewContract,
    /// A contract that was concluded earlier.
    ExistingContract {
        /// When it was concluded.
        concluded: Date,
    },
    /// A transfer that goes on, where the day of the contract is not known.
    OngoingTransfer {
        /// Since when it is known to go on.
        since: Date,
    },
}

/// Where an instrument stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing<'a> {
    /// It cannot be used yet.
    NotYet {
        /// The first day on which it can.
        from: Date,
    },
    /// It can be used.
    Usable,
    /// It is repealed, but this use may go on until the end of this day, if the grace period's condition holds.
    GraceUntil(Date),
    /// It is repealed, and this use has no grace, or none any more.
    Repealed {
        /// The first day of the repeal.
        on: Date,
    },
    /// A court declared it invalid.
    Annulled {
        /// The day of the judgment.
        on: Date,
        /// The judgment.
        by: &'a str,
    },
}

impl Instrument {
    /// Where the instrument stands on that day for that use. Whether the roles fit is [`Instrument::fits`]'s to say,
    /// whether someone holds it is the declaration's.
    pub fn standing(&self, on: Date, usage: Use) -> Standing<'_> {
        if let Some(annulled) = self.annulled.as_ref().filter(|annulled| annulled.on <= on) {
            return Standing::Annulled { on: annulled.on, by: &annulled.by };
        }
        if let Some(repealed) = self.repealed.as_ref().filter(|repealed| repealed.on <= on) {
            return self.after_repeal(on, usage, repealed.on);
        }
        match &self.usable_from {
            Some(start) if on < start.on => Standing::NotYet { from: start.on },
            _ => Standing::Usable,
        }
    }

    fn after_repeal(&self, on: Date, usage: Use, repealed: Date) -> Standing<'_> {
        match &self.grace {
            Some(grace)
                if on <= grace.until
                    && grace.covers.contains(&usage.kind())
                    && usage.begun().is_some_and(|begun| begun < repealed) =>
            {
                Standing::GraceUntil(grace.until)
            }
            _ => Standing::Repealed { on: repealed },
        }
    }
}

impl Use {
    fn kind(self) -> Usage {
        match self {
            Self::NewContract => Usage::NewContract,
            Self::ExistingContract { .. } => Usage::ExistingContract,
            Self::OngoingTransfer { .. } => Usage::OngoingTransfer,
        }
    }

    fn begun(self) -> Option<Date> {
        match self {
            Self::NewContract => None,
            Self::ExistingContract { concluded: begun } | Self::OngoingTransfer { since: begun } => {
                Some(begun)
            }
        }
    }
}

impl Standing<'_> {
    /// Whether the use may go on: usable, or within the grace period.
    pub fn permits(&self) -> bool {
        matches!(self, Self::Usable | Self::GraceUntil(_))
    }
}

impl fmt::Display for Standing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotYet { from } => write!(f, "not usable before {from}"),
            Self::Usable => f.write_str("usable"),
            Self::GraceUntil(last) => write!(f, "repealed; older contracts until {last}"),
            Self::Repealed { on } => write!(f, "repealed on {on}"),
            Self::Annulled { on, by } => write!(f, "annulled on {on} ({by})"),
        }
    }
}
