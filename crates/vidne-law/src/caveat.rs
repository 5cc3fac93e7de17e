//! What a reader must be told beside a fact: that no one checked it yet, or that a court may still change it.
//!
//! A caveat never changes an answer; it is printed with it.

use std::fmt;

use jiff::civil::Date;

/// Why a legal fact is less than certain on a given day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caveat {
    /// Nobody has compared the fact with the law's own text.
    Unverified {
        /// The fact, in words.
        fact: String,
        /// Where it comes from, and where it is to be checked.
        source: String,
    },
    /// The fact rests on a judgment that is not final.
    UnderAppeal {
        /// The appeal's number, such as `C-703/25 P`.
        case: String,
        /// What is appealed, in words.
        text: String,
        /// The day on which the appeal was lodged.
        since: Date,
    },
}

impl fmt::Display for Caveat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unverified { fact, source } => write!(f, "not verified: {fact} ({source})"),
            Self::UnderAppeal { case, text, since } => {
                write!(f, "under appeal since {since}: {text} ({case})")
            }
        }
    }
}
