//! The whole text of a notice or cookie page, in blocks, hidden ones included.
//!
//! It never drops text: what is said only in a closed panel is said there, and that is a fact of its own.

use jiff::Timestamp;

use crate::id::ExhibitId;

/// The text of one page at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The bytes that it was read from.
    pub exhibit: ExhibitId,
    /// When it was seen.
    pub at: Timestamp,
    /// Its address.
    pub url: String,
    /// The SHA-256 of its normalised text: the page's version.
    pub hash: ExhibitId,
    /// The language, decided over the whole text: `sv`, `da`, `en`, `nb`, `fi`; absent where undecided.
    pub language: Option<String>,
    /// Whether there is a text to read.
    pub readability: Readability,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// Whether there is a text to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readability {
    /// There is.
    Readable,
    /// There is not, and why: a challenge, a login, a scanned picture, an empty page that a script would fill.
    Unreadable(String),
}

/// A paragraph, a heading, a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text, in NFC, white space folded, soft hyphens and zero-width characters removed.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
    /// Whether a visitor sees it without opening anything.
    pub visibility: Visibility,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// For a cell: which row of which table; cells of one row belong together.
    pub row: Option<u32>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph or any other text.
    Text,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// Whether a visitor sees a block without opening anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// In the body of the page.
    Shown,
    /// In a closed panel, a hidden layer or a folded table.
    Hidden,
    /// In the foot, the head or the navigation of the page.
    Margin,
    /// In a consent banner.
    Banner,
}
