//! The WARC file (ISO 28500:2017, WARC 1.1): each record packed by itself.
//!
//! It never writes a digest of bytes that are not in the record, and marks a response whose body the log does not hold as truncated.

use std::{collections::BTreeMap, fmt::Write as _, io::Write as _};

use flate2::{Compression, write::GzEncoder};
use jiff::Timestamp;

use super::{
    failed,
    index::{self, Line},
    list::Pages,
    message::{self, Extent, Message},
};
use crate::{
    About, ExportError, Picture, digest, log,
    record::{Hop, Record},
    text,
};

/// The file, and a line of the index for each record that can be looked up.
///
/// # Errors
/// A record cannot be packed.
pub(super) fn write(
    record: &Record,
    log: &[u8],
    pictures: &[Picture<'_>],
    about: &About,
    pages: &Pages,
) -> Result<(Vec<u8>, Vec<Line>), ExportError> {
    let mut file = File { log: digest::hex(log), bytes: Vec::new(), lines: Vec::new(), records: 0 };
    file.describe(record, about)?;
    for hop in record.hops.iter().filter(|hop| hop.reached_network()) {
        file.exchange(hop, pages.id(hop.page))?;
    }
    file.pictures(record, pictures, pages)?;
    let kind = if log::is_packed(log) { "application/zstd" } else { "application/x-ndjson" };
    file.resource("urn:vidne:visit-log", kind, record.at, None, log)?;
    Ok((file.bytes, file.lines))
}

/// A file on the way.
struct File {
    /// The digest of the log, of which all identifiers are made.
    log: String,
    bytes: Vec<u8>,
    lines: Vec<Line>,
    records: usize,
}

/// The head of a record on the way.
struct Head(String);

impl Head {
    fn new(kind: &str, id: &str, at: Timestamp) -> Self {
        let mut head = Self("WARC/1.1\r\n".to_owned());
        head.add("WARC-Type", kind);
        head.add("WARC-Record-ID", &format!("<urn:uuid:{id}>"));
        head.add("WARC-Date", &at.to_string());
        head
    }

    /// The head of a record about a hop.
    fn about(kind: &str, id: &str, hop: &Hop, page: &str) -> Self {
        let mut head = Self::new(kind, id, hop.at);
        head.add("WARC-Target-URI", &hop.url);
        head.add("WARC-Page-ID", page);
        head.add("WARC-Resource-Type", &hop.kind().to_ascii_lowercase());
        head
    }

    fn add(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, "{name}: {}\r\n", text::line(value));
    }
}

impl File {
    /// The next identifier.
    fn id(&mut self) -> String {
        self.records += 1;
        digest::uuid(&[&self.log, "record", &self.records.to_string()])
    }

    /// The record about the file itself.
    fn describe(&mut self, record: &Record, about: &About) -> Result<(), ExportError> {
        let mut fields = String::new();
        let mut add = |name: &str, value: &str| {
            let _ = write!(fields, "{name}: {}\r\n", text::line(value));
        };
        add("software", &format!("{} {}", about.name, about.version));
        add("format", "WARC File Format 1.1");
        add("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/");
        add("description", REBUILT);
        add("http-header-user-agent", agent(record));
        add("vidne-visit-log", &format!("urn:vidne:visit-log sha256:{}", self.log));
        for remark in &record.remarks {
            add("vidne-remark", remark);
        }
        let id = self.id();
        let mut head = Head::new("warcinfo", &id, record.at);
        head.add("WARC-Filename", index::FILE);
        head.add("Content-Type", "application/warc-fields");
        self.put(head, fields.as_bytes()).map(drop)
    }

    /// The records of a hop: the answer, where one came, and what was asked.
    fn exchange(&mut self, hop: &Hop, page: &str) -> Result<(), ExportError> {
        let mut partner = None;
        if let Some(answer) = message::response(hop) {
            let id = self.id();
            let mut head = Head::about("response", &id, hop, page);
            for (name, value) in remote(hop) {
                head.add(name, &value);
            }
            let place = self.message(head, &answer, "response")?;
            if index::is_looked_up(&hop.url) {
                self.lines.push(Line::of_answer(hop, &answer, place));
            }
            partner = Some(id);
        }
        let id = self.id();
        let mut head = Head::about("request", &id, hop, page);
        if let Some(partner) = partner {
            head.add("WARC-Concurrent-To", &format!("<urn:uuid:{partner}>"));
        }
        self.message(head, &message::request(hop), "request").map(drop)
    }

    fn message(&mut self, mut head: Head, message: &Message, kind: &str) -> Result<Place, ExportError> {
        match message.extent {
            Extent::Whole if message.body.is_empty() => {}
            Extent::Whole => head.add("WARC-Payload-Digest", &digest::named(&message.body)),
            Extent::Missing => head.add("WARC-Truncated", "unspecified"),
        }
        head.add("Content-Type", &format!("application/http; msgtype={kind}"));
        self.put(head, &message.block())
    }

    /// A picture is a record about the page that it shows, under the names that other recorders gave to such records.
    fn pictures(
        &mut self,
        record: &Record,
        pictures: &[Picture<'_>],
        pages: &Pages,
    ) -> Result<(), ExportError> {
        let mut given = BTreeMap::new();
        for picture in pictures {
            given.entry(digest::hex(picture.bytes)).or_insert(picture);
        }
        for taken in &record.pictures {
            let Some(picture) = given.get(&taken.sha256) else { continue };
            let page = &record.pages[taken.page];
            let scheme = if taken.is_whole { "urn:fullPage" } else { "urn:view" };
            let url = format!("{scheme}:{}", page.url);
            self.resource(&url, picture.media_type, taken.at, Some(pages.id(taken.page)), picture.bytes)?;
        }
        // A page that does not change looks the same twice: each look at it is a record.
        given.retain(|digest, _| record.pictures.iter().all(|taken| taken.sha256 != *digest));
        for picture in given.into_values() {
            let url = text::address(&format!("urn:vidne:picture:{}", picture.name));
            self.resource(&url, picture.media_type, record.until, None, picture.bytes)?;
        }
        Ok(())
    }

    /// Something that was kept without an exchange.
    fn resource(
        &mut self,
        url: &str,
        kind: &str,
        at: Timestamp,
        page: Option<&str>,
        bytes: &[u8],
    ) -> Result<(), ExportError> {
        let id = self.id();
        let mut head = Head::new("resource", &id, at);
        head.add("WARC-Target-URI", url);
        if let Some(page) = page {
            head.add("WARC-Page-ID", page);
        }
        head.add("WARC-Payload-Digest", &digest::named(bytes));
        head.add("Content-Type", kind);
        let place = self.put(head, bytes)?;
        self.lines.push(Line::of_resource(url, at, kind, bytes, place));
        Ok(())
    }

    /// Packs a record and appends it.
    fn put(&mut self, mut head: Head, block: &[u8]) -> Result<Place, ExportError> {
        head.add("WARC-Block-Digest", &digest::named(block));
        head.add("Content-Length", &block.len().to_string());
        let offset = self.bytes.len();
        let mut packer = GzEncoder::new(&mut self.bytes, Compression::default());
        let written = [head.0.as_bytes(), b"\r\n", block, b"\r\n\r\n"]
            .iter()
            .try_for_each(|part| packer.write_all(part));
        written.and_then(|()| packer.finish().map(drop)).map_err(|error| failed(index::FILE, &error))?;
        Ok(Place { offset, length: self.bytes.len() - offset })
    }
}

/// Where a record stands in the file, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) length: usize,
}

/// Who answered, and how it was spoken to.
fn remote(hop: &Hop) -> Vec<(&'static str, String)> {
    let Some(answer) = &hop.answer else { return Vec::new() };
    let address = answer.remote_address.trim_matches(['[', ']']);
    let mut fields = Vec::new();
    if let Ok(address) = address.parse::<std::net::IpAddr>() {
        fields.push(("WARC-IP-Address", address.to_string()));
    }
    if text::is_token(&answer.protocol.replace('/', "")) {
        fields.push(("WARC-Protocol", answer.protocol.to_ascii_lowercase()));
    }
    let tls = answer.security_details.as_ref().and_then(|security| security.protocol.strip_prefix("TLS "));
    if let Some(version) = tls.filter(|version| text::is_token(version)) {
        fields.push(("WARC-Protocol", format!("tls/{version}")));
    }
    fields
}

fn agent(record: &Record) -> &str {
    record.hops.iter().find_map(|hop| hop.sent_headers().first("user-agent")).unwrap_or("unknown")
}

/// What a reader of the records has to know.
const REBUILT: &str = "HTTP messages are rebuilt from the events of a browser, written as HTTP/1.1 whatever was spoken; bodies are unpacked, and \
    headers that spoke of their packing or length on the wire stand under x-orig-; a response whose body was not kept has none and is marked \
    WARC-Truncated. What no server answered is in the visit log only.";
