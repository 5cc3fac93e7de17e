//! The index: where the record of an address and time stands. Sorted lines (CDXJ) in packed blocks, and the head of each block.
//!
//! It never lists what a browser would not ask for again, such as the handshake of a web socket.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use jiff::Timestamp;
use serde::Serialize;

use super::{failed, message::Message, surt, warc::Place};
use crate::{ExportError, digest, instant, record::Hop};

/// The name of the WARC file in `archive/`.
pub(super) const FILE: &str = "data.warc.gz";

/// A line of the index.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    key: String,
    at: String,
    entry: Entry,
}

/// What a line tells; numbers are texts, as in the indexes of others.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "camelCase")]
struct Entry {
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    mime: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    digest: String,
    length: String,
    offset: String,
    filename: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_body: Option<String>,
}

/// The index as two files.
pub(super) struct Index {
    /// `index.cdx.gz`.
    pub(super) blocks: Vec<u8>,
    /// `index.idx`.
    pub(super) head: Vec<u8>,
}

#[derive(Serialize)]
struct Block {
    offset: usize,
    length: usize,
    digest: String,
    filename: &'static str,
}

/// Whether an address can be looked up.
pub(super) fn is_looked_up(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

impl Line {
    /// The line of a response. One to anything but a `GET` is found by its method and what was sent along, too.
    pub(super) fn of_answer(hop: &Hop, answer: &Message, place: Place) -> Self {
        let kind = hop.header("content-type").unwrap_or_default();
        let sent =
            (hop.method() != "GET").then(|| surt::asked(hop.method(), hop.sent_headers(), hop.posted()));
        let joint = if hop.url.contains('?') { '&' } else { '?' };
        let url = sent.as_ref().map(|sent| format!("{}{joint}{}", hop.url, sent.query));
        let entry = Entry {
            url: hop.url.clone(),
            mime: media_type(kind),
            status: hop.status().map(|status| status.to_string()),
            digest: digest::named(&answer.body),
            length: place.length.to_string(),
            offset: place.offset.to_string(),
            filename: FILE,
            method: sent.as_ref().map(|_| hop.method().to_owned()),
            request_body: sent.map(|sent| sent.body).filter(|body| !body.is_empty()),
        };
        Self { key: surt::key(url.as_deref().unwrap_or(&hop.url)), at: instant::digits(hop.at), entry }
    }

    /// The line of something that was kept without an exchange.
    pub(super) fn of_resource(url: &str, at: Timestamp, kind: &str, bytes: &[u8], place: Place) -> Self {
        let entry = Entry {
            url: url.to_owned(),
            mime: media_type(kind),
            status: None,
            digest: digest::named(bytes),
            length: place.length.to_string(),
            offset: place.offset.to_string(),
            filename: FILE,
            method: None,
            request_body: None,
        };
        Self { key: surt::key(url), at: instant::digits(at), entry }
    }
}

/// Sorts the lines, and packs them in blocks.
///
/// # Errors
/// A line cannot be written, or a block not packed.
pub(super) fn write(mut lines: Vec<Line>) -> Result<Index, ExportError> {
    let fault = |error: &dyn std::fmt::Display| failed("indexes/index.cdx.gz", error);
    lines.sort();
    let mut blocks = Vec::new();
    let mut head = format!("!meta 0 {{\"format\":\"cdxj-gzip-1.0\",\"filename\":\"{NAME}\"}}\n");
    for block in lines.chunks(LINES_IN_BLOCK) {
        let offset = blocks.len();
        let mut packer = GzEncoder::new(&mut blocks, Compression::default());
        for Line { key, at, entry } in block {
            let entry = serde_json::to_string(entry).map_err(|error| fault(&error))?;
            writeln!(packer, "{key} {at} {entry}").map_err(|error| fault(&error))?;
        }
        packer.finish().map_err(|error| fault(&error))?;
        let length = blocks.len() - offset;
        let digest = digest::named(&blocks[offset..]);
        let told = Block { offset, length, digest, filename: NAME };
        let told = serde_json::to_string(&told).map_err(|error| fault(&error))?;
        head.push_str(&format!("{} {} {told}\n", block[0].key, block[0].at));
    }
    Ok(Index { blocks, head: head.into_bytes() })
}

/// A content type without its parameters, in one word.
fn media_type(kind: &str) -> String {
    kind.split([';', ' ', '\t']).next().unwrap_or_default().to_ascii_lowercase()
}

const NAME: &str = "index.cdx.gz";

/// As many as other writers take.
const LINES_IN_BLOCK: usize = 300;
