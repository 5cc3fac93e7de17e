//! What a reader may choose about a report.
//!
//! It never reads a terminal or the environment: the caller looks there and says what it found.

use jiff::Timestamp;

use crate::language::Language;

/// Whether text for a terminal is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// With escape sequences.
    Always,
    /// Plain characters only.
    #[default]
    Never,
}

/// Whether findings of a kind are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// They are told.
    List,
    /// They are left out.
    #[default]
    Omit,
}

/// What a reader may choose about a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The instant that the report is read for.
    pub now: Timestamp,
    /// Its language.
    pub language: Language,
    /// Whether findings that closed before `now` are told, in order of their opening.
    pub timeline: Listing,
    /// Whether findings that will open after `now` if nobody acts are told.
    pub forecast: Listing,
    /// Whether text for a terminal is coloured.
    pub colour: Colour,
    /// The terminal's width in characters. Less than 40 is taken as 40.
    pub width: usize,
    /// The code with which the program will end, for JSON and SARIF.
    pub exit_code: u8,
    /// The program's version.
    pub version: String,
    /// The service's name for people; its id where absent.
    pub service: Option<String>,
    /// The evidence folder as the reader would type it, for `vidne verify`.
    pub evidence: Option<String>,
    /// More lines for the end of a page: what, and its value, such as a checkpoint and its hash.
    pub colophon: Vec<(String, String)>,
}

impl Options {
    /// English, without colour, 100 wide, telling what is open at `now`.
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            language: Language::default(),
            timeline: Listing::default(),
            forecast: Listing::default(),
            colour: Colour::default(),
            width: 100,
            exit_code: 0,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            service: None,
            evidence: None,
            colophon: Vec::new(),
        }
    }
}
