//! What comes back: a graded verdict and the words that it stands on.
//!
//! It never says that a law is kept or broken.

use std::{fmt, ops::Range, sync::Arc};

use vidne_model::observed::Visibility;

/// How far a page discloses a fact. The first four disclose something, in falling order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The page says it.
    Named,
    /// The page says it of a category to which it belongs.
    Category,
    /// The page says that it may be so, or gives it as an example.
    Vague,
    /// The page says it, but only where a visitor has to open something.
    HiddenOnly,
    /// The page says nothing of it.
    Silent,
    /// The page says that it is not so.
    Denied,
    /// The page, or this question in its language, cannot be read. See [`Answer::reason`].
    Unreadable,
}

impl Verdict {
    /// As it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Category => "category",
            Self::Vague => "vague",
            Self::HiddenOnly => "hidden-only",
            Self::Silent => "silent",
            Self::Denied => "denied",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether the page says the fact in some way that a visitor meets.
    pub fn discloses(self) -> bool {
        matches!(self, Self::Named | Self::Category | Self::Vague)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Words of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The sentence.
    pub text: String,
    /// Which block of the page it stands in, from 0.
    pub block: usize,
    /// Where in the block's text the sentence stands, in bytes.
    pub range: Range<usize>,
    /// Where in the block's text the words stand that were matched, in bytes; within `range`.
    pub matched: Range<usize>,
    /// Whether a visitor sees the block.
    pub visibility: Visibility,
}

/// How far a page discloses a fact, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The grade.
    pub verdict: Verdict,
    /// The sentences that decide it, the strongest first; at most three. Empty for `Silent` and `Unreadable`.
    pub quotes: Vec<Quote>,
    /// Where the page discloses the fact: a sentence of it that denies the same.
    pub contradiction: Option<Quote>,
    /// The best grade in what a visitor does not see at once: closed panels, folded tables, consent banners.
    pub folded: Option<Verdict>,
    /// Why the answer is `Unreadable`.
    pub reason: Option<String>,
    /// The version of the words that were used, the declaration's own terms included.
    pub lexicon: Arc<str>,
}
