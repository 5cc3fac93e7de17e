//! The formats that can be read, and how to tell them apart by name and first bytes.
//!
//! It never decides by the name alone where the bytes say something else.

use std::{fmt, io::Read, str::FromStr};

use serde::{
    Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

/// A format of exhibits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// vidne's own observation lines: one JSON object per line.
    ObservationLines,
    /// HTTP Archive 1.2.
    Har,
    /// Events of the Chrome DevTools Protocol, as an array or line by line.
    DevToolsLog,
    /// `inspection.json` of the EDPS Website Evidence Collector.
    InspectionFile,
    /// ISO 28500, plain or compressed.
    Warc,
    /// Web Archive Collection Zipped.
    Wacz,
    /// What vidne's own browser observer recorded: `docs/visit-log.md`.
    VisitLog,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::ObservationLines,
        Self::Har,
        Self::DevToolsLog,
        Self::InspectionFile,
        Self::Warc,
        Self::Wacz,
        Self::VisitLog,
    ];

    /// As it is written on a command line and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ObservationLines => "vidne-lines",
            Self::Har => "har",
            Self::DevToolsLog => "devtools-log",
            Self::InspectionFile => "wec-inspection",
            Self::Warc => "warc",
            Self::Wacz => "wacz",
            Self::VisitLog => "visit-log",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// No format has that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a format; known are vidne-lines, har, devtools-log, wec-inspection, warc, wacz and visit-log"
)]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// The format of a file, from its name and its first bytes (a few thousand are enough); `None` where nothing fits.
pub fn detect(name: &str, head: &[u8]) -> Option<Format> {
    let name = name.to_ascii_lowercase();
    by_magic(&name, head).or_else(|| by_json(head)).or_else(|| by_name(&name))
}

/// How to make a capture out of a file in which no format was found, where its first bytes or its name tell what it is.
pub fn how_to_convert(name: &str, head: &[u8]) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&head[..head.len().min(HEAD)]).trim_start().to_ascii_lowercase();
    if text.starts_with("filedesc://") || name.ends_with(".arc.gz") {
        return Some(
            "it is an ARC file, the form before WARC: `warcio recompress FILE.arc FILE.warc.gz` converts it",
        );
    }
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return Some(
            "it is a saved page, which does not tell what was requested: save a HAR from the browser's network panel",
        );
    }
    if text.starts_with("from:") && text.contains("multipart/related") {
        return Some(
            "it is a page saved as MHTML, which does not tell who was contacted: save a HAR from the browser's network panel",
        );
    }
    let packed = [b"\x1f\x8b".as_slice(), ZSTD, b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf"];
    packed.iter().any(|magic| head.starts_with(magic)).then_some("it is compressed: unpack it first")
}

fn by_magic(name: &str, head: &[u8]) -> Option<Format> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Format::Wacz);
    }
    if head.starts_with(b"WARC/") {
        return Some(Format::Warc);
    }
    if head.starts_with(ZSTD) && !name.contains(".warc") && may_hold_visit(head) {
        return Some(Format::VisitLog);
    }
    (head.starts_with(b"\x1f\x8b") && name.contains(".warc")).then_some(Format::Warc)
}

/// Unpacks as much as these bytes allow. Where that is nothing (a block is unpacked whole), the frame is taken for what we write.
fn may_hold_visit(packed: &[u8]) -> bool {
    let mut head = Vec::new();
    if let Ok(unpacking) = zstd::stream::read::Decoder::with_buffer(packed) {
        // It ends in the middle of a block: that is no mistake here.
        let _ = unpacking.take(HEAD as u64).read_to_end(&mut head);
    }
    head.is_empty() || by_json(&head) == Some(Format::VisitLog)
}

/// Looks at the keys of the first object.
fn by_json(head: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(&head[..head.len().min(HEAD)]);
    let keys = first_keys(text.trim_start_matches('\u{feff}'));
    let has = |key: &str| keys.iter().any(|each| each == key);
    if has("vidne") {
        return Some(Format::VisitLog);
    }
    if has("uri_ins") || has("refs_regexp") || has("webSocketLog") {
        return Some(Format::InspectionFile);
    }
    if has("schema") && has("kind") {
        return Some(Format::ObservationLines);
    }
    if has("log") {
        return Some(Format::Har);
    }
    if has("message") && has("level") && (has("type") || has("data")) || has("data") && has("level") {
        return Some(Format::InspectionFile);
    }
    (has("method") || has("message")).then_some(Format::DevToolsLog)
}

/// The keys of the first object of a text, or of its first array, as far as the text goes.
fn first_keys(text: &str) -> Vec<String> {
    let mut keys = Keys(Vec::new());
    let start = text.trim_start().trim_start_matches('[');
    let mut from = serde_json::Deserializer::from_str(start);
    // The text ends in the middle of something: that is no mistake here.
    let _ = from.deserialize_map(&mut keys);
    keys.0
}

struct Keys(Vec<String>);

impl<'de> Visitor<'de> for &mut Keys {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            self.0.push(key);
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

fn by_name(name: &str) -> Option<Format> {
    let format = match name.rsplit_once('.')?.1 {
        "har" => Format::Har,
        "wacz" => Format::Wacz,
        "warc" => Format::Warc,
        "visit" => Format::VisitLog,
        "jsonl" | "ndjson" => Format::ObservationLines,
        _ if name.ends_with(".warc.gz") => Format::Warc,
        _ if name.ends_with(".visit.zst") => Format::VisitLog,
        _ => return None,
    };
    Some(format)
}

const HEAD: usize = 4096;

/// The magic number of a Zstandard frame (RFC 8878, 3.1.1).
pub(crate) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_again_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
        }
        assert!("pcap".parse::<Format>().is_err());
    }

    #[test]
    fn the_bytes_decide_before_the_name() {
        let of = |name, head: &str| detect(name, head.as_bytes());
        assert_eq!(of("a.json", "\u{feff} {\"log\": {\"version\": \"1.2\""), Some(Format::Har));
        assert_eq!(of("a.har", "[{\"method\":\"Network."), Some(Format::DevToolsLog));
        assert_eq!(of("a.json", "{\"message\":{\"method\":"), Some(Format::DevToolsLog));
        assert_eq!(
            of("a.json", "[{\"level\":\"INFO\",\"message\":\"{\\\"message\\\""),
            Some(Format::DevToolsLog)
        );
        assert_eq!(
            of("eventdata.json", "[{\"data\":{},\"level\":\"warn\",\"type\":\"Cookie.JS\""),
            Some(Format::InspectionFile)
        );
        assert_eq!(of("a", "{\"title\":\"x\",\"uri_ins\":\"http://"), Some(Format::InspectionFile));
        assert_eq!(of("a", "{\"schema\":1,\"kind\":\"web.visit\""), Some(Format::ObservationLines));
        assert_eq!(of("a", "WARC/1.0\r\n"), Some(Format::Warc));
        assert_eq!(of("a", "{\"vidne\":\"visit\",\"schema\":1,"), Some(Format::VisitLog));
        assert_eq!(detect("a", b"\x28\xb5\x2f\xfd\x04"), Some(Format::VisitLog));
        let packed = |text: &str| zstd::encode_all(text.as_bytes(), 1).expect("packed");
        assert_eq!(detect("a", &packed("{\"vidne\":\"visit\"}")), Some(Format::VisitLog));
        assert_eq!(detect("a.json.zst", &packed("{\"method\":\"x\"}")), None);
        assert_eq!(detect("a.warc.zst", b"\x28\xb5\x2f\xfd\x04"), None);
        assert_eq!(of("a.visit", ""), Some(Format::VisitLog));
        assert_eq!(of("a.txt", "hello"), None);
    }

    #[test]
    fn what_can_be_converted_is_told_how() {
        let way = |name, head: &[u8]| how_to_convert(name, head).unwrap_or_default();
        assert!(way("a.arc", b"filedesc://a.arc 0.0.0.0 2014").contains("warcio recompress"));
        assert!(way("a.arc.gz", b"\x1f\x8b\x08").contains("warcio recompress"));
        assert!(way("a.html", b"\r\n<!DOCTYPE html><html>").contains("HAR"));
        assert!(
            way("a.mhtml", b"From: <Saved by Blink>\r\nContent-Type: multipart/related;").contains("HAR")
        );
        assert!(way("a.har.gz", b"\x1f\x8b\x08").contains("unpack"));
        assert_eq!(way("a.txt", b"hello"), "");
        assert_eq!(way("", b""), "");
    }
}
