//! The text of a page, block by block: what is written there, where it stands, and whether a visitor sees it.
//!
//! It never drops text, whatever hides it, and never picks out a "main part": a sentence in the foot of a page is said there.
//! Only scripts, styles and what `<noscript>` repeats are left out.

mod charset;
mod consent;
mod dom;
mod element;
mod form;
mod heading;
mod language;
mod mail;
mod normal;
mod plain;
mod sight;
mod sign;
mod unreadable;
mod walk;

use std::borrow::Cow;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use vidne_model::{
    id::ExhibitId,
    observed::{Block, Form, Page, Readability},
};

pub(crate) use charset::decode;

/// A page as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageInput<'a> {
    /// The bytes that it was read from.
    pub exhibit: ExhibitId,
    /// When it was seen.
    pub at: Timestamp,
    /// Its address.
    pub url: &'a str,
    /// Its language, where whoever recorded it says so. The page's own `lang` does not count here: it is often wrong.
    pub language: Option<&'a str>,
    /// What was seen.
    pub body: PageBody<'a>,
}

/// What was seen of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageBody<'a> {
    /// HTML, as sent or as rendered.
    Html(&'a str),
    /// Text without marks; blank lines part its blocks, and lines of equal columns are rows.
    Plain(&'a str),
    /// The body of an answer as it came, unpacked: HTML, plain text, or something else that holds no text for us.
    Bytes {
        /// The bytes.
        bytes: &'a [u8],
        /// What the answer says they are.
        content_type: Option<&'a str>,
    },
    /// Blocks that are known already; their text is normalised here.
    Blocks(Vec<Block>),
    /// Nothing, and why.
    Unreadable(&'a str),
}

/// The page's text, its version and its language.
///
/// The version is the SHA-256 over the words of all blocks, so that it stays when only markup changes.
pub fn page(input: PageInput<'_>) -> Page {
    let read = Text::of(input.body);
    let language = match input.language {
        Some(told) => Some(language::known(told).unwrap_or(told)),
        None => language::decide(&read.blocks, read.language.as_deref()),
    };
    Page {
        exhibit: input.exhibit,
        at: input.at,
        url: input.url.to_owned(),
        hash: version(&read.blocks),
        language: language.map(ToOwned::to_owned),
        readability: read.reason.map_or(Readability::Readable, Readability::Unreadable),
        blocks: read.blocks,
    }
}

/// The forms of an HTML page, none of them ever submitted, and whether the page is one that keeps robots out. Nothing where neither
/// can be: most pages need no second look.
pub(crate) fn look(html: &str, url: &str) -> Option<(Vec<Form>, bool)> {
    let has_form = has(html.as_bytes(), b"<form");
    if !has_form && html.len() > unreadable::LONGEST_CHALLENGE {
        return None;
    }
    let parsed = dom::parse(html);
    let forms = if has_form { form::forms(&parsed.html, url) } else { Vec::new() };
    let is_challenge = unreadable::challenge(html, &walk::walk(&parsed.html)).is_some();
    Some((forms, is_challenge))
}

fn has(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

/// What was read of a page.
#[derive(Debug, Default)]
struct Text {
    blocks: Vec<Block>,
    language: Option<String>,
    reason: Option<String>,
}

impl Text {
    fn of(body: PageBody<'_>) -> Self {
        match body {
            PageBody::Html(html) => Self::of_html(html),
            PageBody::Plain(text) => Self::of_plain(text),
            PageBody::Bytes { bytes, content_type } => Self::of_bytes(bytes, content_type),
            PageBody::Blocks(blocks) => Self { blocks: normal::blocks(blocks), ..Self::default() },
            PageBody::Unreadable(reason) => Self { reason: Some(reason.to_owned()), ..Self::default() },
        }
    }

    fn of_html(html: &str) -> Self {
        if let Some(reason) = unreadable::by_magic(html.as_bytes()) {
            return Self { reason: Some(reason.to_owned()), ..Self::default() };
        }
        let parsed = dom::parse(html);
        let walked = walk::walk(&parsed.html);
        let reason = parsed.cut.or_else(|| walked.cut.clone()).or_else(|| unreadable::of_html(html, &walked));
        Self { blocks: walked.blocks, language: walked.signs.language, reason }
    }

    fn of_plain(text: &str) -> Self {
        let (blocks, cut) = plain::blocks(text);
        let empty = || blocks.is_empty().then(|| "the page is empty".to_owned());
        Self { reason: cut.or_else(empty), blocks, ..Self::default() }
    }

    fn of_bytes(bytes: &[u8], content_type: Option<&str>) -> Self {
        let kind = content_type.unwrap_or_default();
        if let Some(reason) = unreadable::by_magic(bytes).or_else(|| unreadable::by_content_type(kind)) {
            return Self { reason: Some(reason.to_owned()), ..Self::default() };
        }
        let text: Cow<'_, str> = decode(bytes, content_type);
        let is_plain = kind.trim_start().to_ascii_lowercase().starts_with("text/plain");
        if is_plain { Self::of_plain(&text) } else { Self::of_html(&text) }
    }
}

fn version(blocks: &[Block]) -> ExhibitId {
    let mut hash = Sha256::new();
    for word in blocks.iter().flat_map(|block| block.text.split(' ')) {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
    ExhibitId(hash.finalize().into())
}
