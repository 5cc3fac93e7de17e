//! What a page can be asked.
//!
//! It never lists what a controller must say: that is for the rules.

/// A name under which a text may mention somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name as texts write it: a legal name, a brand, a product, a domain.
    pub text: String,
    /// Whether it is also an ordinary word, so that a second cue must stand beside it.
    pub common_word: bool,
}

/// A fact that a page may disclose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Somebody receives data (GDPR Art. 13(1)(e)).
    Recipient {
        /// Every name that counts as a mention.
        names: &'a [Alias],
        /// The catalogue's kind, such as `analytics` or `network`: which category words cover it.
        kind: Option<&'a str>,
    },
    /// A cookie or another entry is kept in the browser.
    Cookie {
        /// Its name as it was seen.
        name: &'a str,
    },
    /// A category of personal data is processed, such as `ip-address`.
    Data(&'a str),
    /// Data is processed for a purpose, such as `security` (Art. 13(1)(c)).
    Purpose(&'a str),
    /// Data of a group of people is processed, such as `visitor`.
    Subjects(&'a str),
    /// Processing rests on a legal basis, such as `6.1.e` (Art. 13(1)(c)).
    Basis(&'a str),
    /// Data goes to a third country (Art. 13(1)(f)).
    Transfer {
        /// The country, by its ISO 3166-1 code; absent for any third country.
        country: Option<&'a str>,
    },
    /// A safeguard of a transfer (Art. 13(1)(f), Art. 46).
    Safeguard,
    /// Where a copy of the safeguard can be had (Art. 13(1)(f)).
    CopyOfSafeguard,
    /// How long something is kept: for [`Prepared::ask_near`](crate::Prepared::ask_near) a cookie.
    Duration,
}
