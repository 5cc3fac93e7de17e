//! Names with wildcards: `*` stands for any run of characters, also for none.
//!
//! It never backtracks more than pattern times text, so that a hostile cookie name costs nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether letters match their other case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `A` is not `a`: cookie names, paths.
    Exact,
    /// `A` is `a`, in ASCII: header values.
    Ignored,
}

/// A name in which `*` stands for any run of characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pattern(String);

/// A pattern that says too little to tell one recipient from another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pattern has fewer than {} characters besides `*`", Pattern::FEWEST_LITERALS)]
pub struct TooWide;

impl Pattern {
    /// A pattern with a wildcard has at least this many other characters.
    pub const FEWEST_LITERALS: usize = 3;

    /// Takes a pattern from a file.
    ///
    /// # Errors
    /// [`TooWide`] where the pattern would match nearly everything, or is empty.
    pub fn new(text: &str) -> Result<Self, TooWide> {
        let literals = text.chars().filter(|&c| c != '*').count();
        if literals == 0 || (text.contains('*') && literals < Self::FEWEST_LITERALS) {
            return Err(TooWide);
        }
        Ok(Self(text.to_owned()))
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the whole text fits.
    pub fn matches(&self, text: &str, case: Case) -> bool {
        fits(self.0.as_bytes(), text.as_bytes(), case)
    }

    /// What stands before the first `*`, and whether there is one.
    pub(crate) fn head(&self) -> (&str, bool) {
        self.0.split_once('*').map_or((&self.0, false), |(head, _)| (head, true))
    }

    /// How many characters are not wildcards: more is more specific.
    pub(crate) fn literals(&self) -> usize {
        self.0.bytes().filter(|&byte| byte != b'*').count()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// On a mismatch only the latest `*` takes one byte more: earlier ones never need to, since what they were
/// followed by has been found at its earliest place.
fn fits(pattern: &[u8], text: &[u8], case: Case) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            star = Some((p + 1, t));
            p += 1;
        } else if pattern.get(p).is_some_and(|&byte| same(byte, text[t], case)) {
            p += 1;
            t += 1;
        } else if let Some((after, taken)) = star {
            star = Some((after, taken + 1));
            (p, t) = (after, taken + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

fn same(a: u8, b: u8, case: Case) -> bool {
    match case {
        Case::Exact => a == b,
        Case::Ignored => a.eq_ignore_ascii_case(&b),
    }
}
