//! WACZ files (Web Archive Collection Zipped 1.1): WARC files with a list of pages and a description that vouches for each file.
//!
//! It never reads an entry whose name leads out of the archive, and checks no signature: it only tells that there is one.

mod container;
mod listing;
mod package;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use vidne_model::observed::Observed;

use self::{
    container::{Container, Entry},
    listing::Line,
    package::{Package, Signed},
};
use super::{
    gather::{Gather, Member},
    group::Listed,
    visit,
};
use crate::{Ask, ReadError, Spot, address};

/// Reads the archives inside of a WACZ file.
///
/// # Errors
/// It is no ZIP archive, its directory is broken, or none of its WARC files holds a request or an answer.
pub fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let mut container = Container::open(bytes, ask)?;
    let mut reader = Reader {
        gather: Gather::new(ask),
        listed: Vec::new(),
        remarks: Vec::new(),
        digests: BTreeMap::new(),
    };
    for (offset, reason) in container.flaws() {
        reader.gather.damage(offset, &reason);
    }
    let software = reader.description(&mut container);
    let entries = container.entries.clone();
    for entry in &entries {
        reader.entry(&mut container, entry);
    }
    reader.vouched(&container);
    if reader.gather.exchanges.all.is_empty() {
        return Err(nothing(ask, &entries, &reader));
    }
    reader.unseen();
    let Reader { gather, listed, remarks, .. } = reader;
    Ok(visit::facts(gather, &listed, software, &remarks))
}

struct Reader<'a> {
    gather: Gather<'a>,
    listed: Vec<Listed>,
    remarks: Vec<String>,
    /// The digest that the description gives for each entry, and its size.
    digests: BTreeMap<String, (Option<String>, Option<u64>)>,
}

impl Reader<'_> {
    /// Reads the description, and returns what it says of its maker.
    fn description(&mut self, container: &mut Container<'_>) -> Option<String> {
        let Some(entry) = container.find(PACKAGE) else {
            self.gather
                .damage(None, "datapackage.json is missing: nothing vouches for the files of this archive");
            return None;
        };
        let text = self.unpacked(container, &entry, MOST_TEXT)?;
        self.signature(container, &text);
        match Package::parse(&text) {
            Ok(package) => {
                self.digests = package.digests();
                package.software()
            }
            Err(reason) => {
                self.gather.damage(Some(entry.offset), &format!("datapackage.json: {reason}"));
                None
            }
        }
    }

    /// Compares the description with its own digest, and tells who signed it.
    fn signature(&mut self, container: &mut Container<'_>, package: &[u8]) {
        let Some(entry) = container.find(SIGNATURE) else { return };
        let Some(text) = self.unpacked(container, &entry, MOST_TEXT) else { return };
        match Signed::parse(&text) {
            Ok(signed) => {
                for reason in signed.flaws(package) {
                    self.gather.damage(Some(entry.offset), &format!("datapackage-digest.json: {reason}"));
                }
                self.remarks.extend(signed.remark());
            }
            Err(reason) => {
                self.gather.damage(Some(entry.offset), &format!("datapackage-digest.json: {reason}"));
            }
        }
    }

    fn entry(&mut self, container: &mut Container<'_>, entry: &Entry) {
        let use_of = Use::of(&entry.name);
        if use_of == Use::Archive {
            let reason = format!("{}: it is an archive within the archive and was not read", entry.name);
            return self.gather.damage(Some(entry.offset), &reason);
        }
        if use_of == Use::Other && !self.digests.contains_key(&entry.name) {
            return;
        }
        let most = if use_of == Use::Listing { MOST_TEXT } else { self.gather.room.min(MOST_MEMBER) };
        let Some(bytes) = self.unpacked(container, entry, most) else { return };
        self.compare(entry, &bytes);
        match use_of {
            Use::Listing => self.listing(entry, &bytes),
            Use::Records => self.records(entry, &bytes),
            Use::Archive | Use::Other => {}
        }
    }

    fn records(&mut self, entry: &Entry, bytes: &[u8]) {
        let packed_at = entry.stored_at.is_none().then_some(entry.offset);
        self.gather.member = Some(Member { name: entry.name.clone(), packed_at });
        if let Err(fault) = self.gather.read(bytes, entry.stored_at.unwrap_or(0)) {
            self.gather.damage(Some(fault.place.offset), &fault.reason);
        }
        self.gather.member = None;
    }

    fn unpacked<'b>(
        &mut self,
        container: &mut Container<'b>,
        entry: &Entry,
        most: u64,
    ) -> Option<Cow<'b, [u8]>> {
        match container.unpack(entry, most) {
            Ok(bytes) => {
                if entry.stored_at.is_none() {
                    self.gather.room = self.gather.room.saturating_sub(bytes.len() as u64);
                }
                Some(bytes)
            }
            Err(reason) => {
                self.gather.damage(Some(entry.offset), &format!("{}: {reason}", entry.name));
                None
            }
        }
    }

    /// Compares an entry with what the description says of it.
    fn compare(&mut self, entry: &Entry, bytes: &[u8]) {
        if self.digests.is_empty() {
            return;
        }
        let Some((digest, size)) = self.digests.get(&entry.name).cloned() else {
            if entry.name.starts_with("archive/") {
                let reason = format!(
                    "{}: datapackage.json does not name it, so that nothing vouches for it",
                    entry.name
                );
                self.gather.damage(Some(entry.offset), &reason);
            }
            return;
        };
        for reason in package::flaws(digest.as_deref(), size, bytes, &mut self.gather.unchecked) {
            self.gather.damage(Some(entry.offset), &format!("{}: {reason}", entry.name));
        }
    }

    fn listing(&mut self, entry: &Entry, bytes: &[u8]) {
        let mut left = self.gather.ask.limits.requests.saturating_sub(self.listed.len());
        for line in listing::lines(bytes) {
            match line {
                Line::Page { url, at, text } if left > 0 => {
                    left -= 1;
                    if let Some(text) = text {
                        self.gather.bodies.add_text(&url, at, &text);
                    }
                    self.listed.push(Listed { url: address::bare(&url), at });
                }
                Line::Page { .. } => {}
                Line::Broken { number, reason } => {
                    let reason = format!("{}: line {number}: {reason}", entry.name);
                    self.gather.damage(Some(entry.offset), &reason);
                }
            }
        }
    }

    /// Entries that the description names and that are not there.
    fn vouched(&mut self, container: &Container<'_>) {
        let names: Vec<String> = self.digests.keys().cloned().collect();
        for name in names.iter().filter(|name| container.find(name).is_none()) {
            self.gather
                .damage(None, &format!("datapackage.json names {name}, which is missing or was not read"));
        }
        if !container.entries.iter().any(|entry| entry.name.starts_with("pages/")) {
            self.gather.damage(
                None,
                "pages/pages.jsonl is missing: the archive does not tell which pages were visited",
            );
        }
    }

    /// Pages that are listed and of which no record is there.
    fn unseen(&mut self) {
        let held: BTreeSet<String> =
            self.gather.exchanges.all.iter().map(|exchange| plain(&exchange.url)).collect();
        let unseen = |page: &Listed| !held.contains(&plain(&page.url));
        let missing: Vec<String> =
            self.listed.iter().filter(|page| unseen(page)).map(|page| page.url.clone()).collect();
        for url in missing {
            self.gather
                .damage(None, &format!("the page {url} is listed, and the archive holds no record of it"));
        }
    }
}

/// What an entry is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// A WARC file.
    Records,
    /// A list of pages.
    Listing,
    /// An archive within the archive.
    Archive,
    /// Something that only its digest is of use for.
    Other,
}

impl Use {
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        if ends(&[".zip", ".wacz"]) {
            Self::Archive
        } else if name.starts_with("archive/") && ends(&[".warc", ".warc.gz"]) {
            Self::Records
        } else if name.starts_with("pages/") && ends(&[".jsonl"]) {
            Self::Listing
        } else {
            Self::Other
        }
    }
}

fn plain(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/').to_ascii_lowercase()
}

fn nothing(ask: &Ask<'_>, entries: &[Entry], reader: &Reader<'_>) -> ReadError {
    const MEND: &str = "Export the collection anew, with its WARC files under archive/.";
    let has_warc = entries.iter().any(|entry| entry.name.starts_with("archive/"));
    let reason = match (has_warc, entries.iter().any(|entry| entry.name == PACKAGE)) {
        (false, false) => "it is a ZIP archive without archive/ and datapackage.json, not a WACZ file",
        (false, true) => "it holds no file under archive/, and so no record",
        (true, _) => "none of its files under archive/ holds a request or an answer",
    };
    let damages = reader.gather.damages.iter().take(3).map(|damage| format!("; {}", damage.reason));
    ReadError::new(ask, Spot::Whole, format!("{reason}{}", damages.collect::<String>()), MEND)
}

const PACKAGE: &str = "datapackage.json";

const SIGNATURE: &str = "datapackage-digest.json";

/// Bytes of a list or description.
const MOST_TEXT: u64 = 64 << 20;

/// Bytes of a member that is packed and must be held unpacked.
const MOST_MEMBER: u64 = 512 << 20;
