//! One record of a WARC file: its head and its block.
//!
//! It never trusts the length that a head declares further than the bytes go.

use jiff::Timestamp;

use super::stream::{Fault, Place, Stream};

/// A record.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) head: Head,
    /// Its bytes, as far as they are there and kept.
    pub(super) block: Vec<u8>,
    /// Whether they are all of them.
    pub(super) extent: Extent,
    /// Whether it goes on from one gzip member into another.
    pub(super) is_split: bool,
}

/// How much of a block was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// The file ends, or breaks, within it.
    Cut(String),
    /// It is larger than what is kept of one.
    TooLarge,
}

/// The head of a record.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Where the record begins.
    pub(super) place: Place,
    fields: Vec<(String, String)>,
    pub(super) length: u64,
}

impl Head {
    /// The first value of a field (name in lower case), without the brackets that some programs put around addresses.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(each, _)| each == name).map(|(_, value)| bare(value))
    }

    /// Every value of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.fields.iter().filter(move |(each, _)| each == name);
        values.map(|(_, value)| bare(value))
    }

    /// What kind of record it is: `response`, `request`, `warcinfo` …
    pub(super) fn kind(&self) -> &str {
        self.first("warc-type").unwrap_or_default()
    }

    /// The address that it is about.
    pub(super) fn url(&self) -> Option<&str> {
        self.first("warc-target-uri").filter(|url| !url.is_empty())
    }

    /// When it was captured.
    pub(super) fn at(&self) -> Option<Timestamp> {
        self.first("warc-date")?.parse().ok()
    }

    /// For messages: what it is, and about what.
    pub(super) fn name(&self) -> String {
        let about: String = self.url().unwrap_or("no address").chars().take(300).collect();
        match self.kind() {
            "" => format!("the record of {about}"),
            kind => format!("the {} record of {about}", kind.chars().take(40).collect::<String>()),
        }
    }
}

fn bare(value: &str) -> &str {
    value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(value)
}

/// Reads the next record; nothing at the end of the file. Keeps at most `keep` bytes of its block.
pub(super) fn next(stream: &mut Stream<'_>, keep: usize) -> Result<Option<Record>, Fault> {
    loop {
        let piece = stream.peek()?;
        if piece.is_empty() {
            return Ok(None);
        }
        let blank = piece.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank == 0 {
            break;
        }
        stream.skip(blank);
    }
    let place = stream.place();
    let head = head(stream, place)?;
    let mut block = Vec::new();
    let extent = match stream.take(head.length, keep, &mut block) {
        Ok(read) if read < head.length => {
            Extent::Cut(format!("it is cut off after {read} of {} bytes", head.length))
        }
        Ok(read) if read > block.len() as u64 => Extent::TooLarge,
        Ok(_) => Extent::Whole,
        Err(fault) if fault.is_final => return Err(fault),
        Err(fault) => Extent::Cut(fault.reason),
    };
    let is_split = place.unpacked.is_some() && stream.place().offset != place.offset;
    Ok(Some(Record { head, block, extent, is_split }))
}

fn head(stream: &mut Stream<'_>, place: Place) -> Result<Head, Fault> {
    let fault = |reason: String| Fault { place, reason, is_final: false };
    let first = stream.line(LONGEST_LINE)?.unwrap_or_default();
    if !first.starts_with(b"WARC/") {
        let seen: String =
            String::from_utf8_lossy(&first).chars().take(40).flat_map(char::escape_default).collect();
        return Err(fault(format!(
            "no record begins here: `{seen}` stands where `WARC/1.0` or `WARC/1.1` should"
        )));
    }
    let version = String::from_utf8_lossy(&first[5..]).trim().to_owned();
    if !VERSIONS.contains(&version.as_str()) {
        return Err(fault(format!("the version `{}` of WARC is not known", version.escape_default())));
    }
    let fields = fields(stream, place)?;
    let length = fields.iter().find(|(name, _)| name == "content-length").map(|(_, value)| value.as_str());
    let length = length.ok_or_else(|| fault("the record's head has no Content-Length".to_owned()))?;
    let length = length.parse().map_err(|_| fault(format!("the Content-Length `{length}` is no number")))?;
    Ok(Head { place, fields, length })
}

fn fields(stream: &mut Stream<'_>, place: Place) -> Result<Vec<(String, String)>, Fault> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut room = LONGEST_LINE;
    loop {
        let fault = |reason: String| Fault { place, reason, is_final: false };
        let line = stream.line(room)?.ok_or_else(|| fault("the record's head is cut off".to_owned()))?;
        if line.is_empty() {
            return Ok(fields);
        }
        room = room.saturating_sub(line.len() + 2);
        let text = String::from_utf8_lossy(&line);
        match (text.split_once(':'), fields.last_mut()) {
            (_, Some((_, value))) if text.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (Some((name, value)), _) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            (None, _) => {
                let seen: String = text.chars().take(60).flat_map(char::escape_default).collect();
                return Err(fault(format!("the line `{seen}` in the record's head is no field")));
            }
        }
    }
}

/// Bytes of one line, and of all lines of one head.
const LONGEST_LINE: usize = 256 * 1024;

/// 0.17 and 0.18 were drafts that crawlers used for years.
const VERSIONS: [&str; 4] = ["1.0", "1.1", "0.18", "0.17"];
