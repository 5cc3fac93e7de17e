//! Does this page disclose that fact? Graded verdicts with quotes, in Swedish, Danish, Norwegian Bokmål and English.
//!
//! [`Lexicon`] holds the words as data, [`Reader`] adds a declaration's own terms and prepares a page, [`Prepared`]
//! answers. It never guesses: no model, no stemmer, and a page whose language has no lexicon is unreadable, not
//! silent. It never judges either: what a verdict means in law is for the rules.
//!
//! ```
//! use vidne_disclosure::{Lexicon, Reader};
//!
//! let reader = Reader::new(Lexicon::built_in(), &[]);
//! assert_eq!(reader.version().len(), 16);
//! ```
#![warn(clippy::disallowed_methods)]

mod answer;
mod ask;
mod fact;
mod fold;
mod lexicon;
mod prepared;
mod reader;

pub use answer::{Answer, Quote, Verdict};
pub use fact::{Alias, Fact};
pub use lexicon::{Lexicon, LexiconError, lexicon_version};
pub use prepared::Prepared;
pub use reader::Reader;
