//! The ZIP archive: its entries, each checked before it is opened.
//!
//! It never unpacks more than it is asked to, whatever size an entry declares, and never opens one that is named twice, leads out of the
//! archive, links elsewhere or is encrypted.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Cursor, Read},
};

use flate2::Crc;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::{Ask, ReadError, Spot};

/// A ZIP archive.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries that may be opened.
    pub(super) entries: Vec<Entry>,
    flaws: Vec<(Option<u64>, String)>,
}

/// An entry that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    index: usize,
    /// Where its header begins in the exhibit.
    pub(super) offset: u64,
    /// Where its bytes begin, if they are not packed.
    pub(super) stored_at: Option<u64>,
    packed: u64,
    crc: u32,
}

impl<'a> Container<'a> {
    /// Opens an archive and looks over its directory.
    pub(super) fn open(bytes: &'a [u8], ask: &Ask<'_>) -> Result<Self, ReadError> {
        const MEND: &str = "Fetch the file anew from where it was archived.";
        let refuse = |reason: String| ReadError::new(ask, Spot::Whole, reason, MEND);
        if bytes.is_empty() {
            return Err(refuse("it is empty".to_owned()));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse(unopened(bytes, &error)))?;
        if zip.len() > ask.limits.members {
            let reason = format!("it has {} entries, and at most {} are read", zip.len(), ask.limits.members);
            return Err(refuse(reason));
        }
        let mut container = Self { bytes, zip, entries: Vec::new(), flaws: Vec::new() };
        container.look();
        Ok(container)
    }

    /// What is wrong with entries that may not be opened.
    pub(super) fn flaws(&mut self) -> Vec<(Option<u64>, String)> {
        std::mem::take(&mut self.flaws)
    }

    /// The entry of that name.
    pub(super) fn find(&self, name: &str) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.name == name).cloned()
    }

    /// The bytes of an entry: borrowed where they are stored, unpacked otherwise, never more than `most`.
    pub(super) fn unpack(&mut self, entry: &Entry, most: u64) -> Result<Cow<'a, [u8]>, String> {
        if let Some(start) = entry.stored_at {
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let end = start.saturating_add(usize::try_from(entry.packed).unwrap_or(usize::MAX));
            let bytes = self.bytes.get(start..end).ok_or("its bytes lie outside of the file")?;
            let mut crc = Crc::new();
            crc.update(bytes);
            return if crc.sum() == entry.crc { Ok(Cow::Borrowed(bytes)) } else { Err(CHECKSUM.to_owned()) };
        }
        let file = self.zip.by_index(entry.index).map_err(|error| told(&error))?;
        let mut bytes = Vec::new();
        let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            let packed = entry.packed;
            return Err(format!("its {packed} bytes unpack to more than {most}; it was not read"));
        }
        match read {
            Ok(_) => Ok(Cow::Owned(bytes)),
            Err(error) if error.to_string().contains("checksum") => Err(CHECKSUM.to_owned()),
            Err(error) => Err(format!("it cannot be unpacked: {error}")),
        }
    }

    fn look(&mut self) {
        let twice = self.named_twice();
        for (name, count) in &twice {
            self.flaws.push((None, format!("{name}: {count} entries have this name; none of them was read")));
        }
        if twice.is_empty() && self.zip.has_duplicate_names() {
            self.flaws.push((
                None,
                "several entries have the same name; only the last of each was read".to_owned(),
            ));
        }
        for index in 0..self.zip.len() {
            match self.admit(index) {
                Ok(Some(entry)) if !twice.contains_key(&entry.name) => self.entries.push(entry),
                Ok(_) => {}
                Err(flaw) => self.flaws.push(flaw),
            }
        }
    }

    /// The entry, if it may be opened; nothing for a folder.
    fn admit(&mut self, index: usize) -> Result<Option<Entry>, (Option<u64>, String)> {
        let file = self
            .zip
            .by_index_raw(index)
            .map_err(|error| (None, format!("entry {} of the directory: {}", index + 1, told(&error))))?;
        let offset = file.header_start();
        let raw = String::from_utf8_lossy(file.name_raw()).escape_debug().take(300).collect::<String>();
        let flaw = |reason: &str| Err((Some(offset), format!("{raw}: {reason}")));
        let Ok(name) = file.name().map(Cow::into_owned) else {
            return flaw("its name is no text; it was not read");
        };
        if !is_inside(&name) {
            return flaw("its name leads out of the archive; it was not read");
        }
        if file.is_symlink() {
            return flaw("it is a link to somewhere else; it was not read");
        }
        if file.is_dir() {
            return Ok(None);
        }
        if file.encrypted() {
            return flaw("it is encrypted; it was not read");
        }
        let stored_at = match file.compression() {
            CompressionMethod::Stored => file.data_start(),
            CompressionMethod::Deflated => None,
            other => return flaw(&format!("it is packed with {other}, which is not read")),
        };
        Ok(Some(Entry { index, offset, stored_at, packed: file.compressed_size(), crc: file.crc32(), name }))
    }

    /// Names that stand more than once in the directory, which the ZIP reader folds into one.
    fn named_twice(&self) -> BTreeMap<String, usize> {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut rest =
            usize::try_from(self.zip.central_directory_start()).ok().and_then(|at| self.bytes.get(at..));
        while let Some(header) = rest.filter(|rest| rest.starts_with(b"PK\x01\x02")) {
            let number = |at: usize| {
                header.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])))
            };
            let (name, extra, comment) = (number(28), number(30), number(32));
            let Some(raw) = header.get(46..46 + name) else { break };
            *names.entry(String::from_utf8_lossy(raw).into_owned()).or_default() += 1;
            rest = header.get(46 + name + extra + comment..);
        }
        names.retain(|_, count| *count > 1);
        names
    }
}

/// Whether a name stays within the archive on every system.
fn is_inside(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    !name.is_empty()
        && !name.starts_with('/')
        && !is_drive
        && !name.contains(['\\', '\0'])
        && name.split('/').all(|part| part != "..")
}

fn unopened(bytes: &[u8], error: &ZipError) -> String {
    if !bytes.starts_with(b"PK") {
        return "it is no ZIP archive".to_owned();
    }
    format!("its directory, which stands at the end of a ZIP archive, is missing or broken: {}", told(error))
}

fn told(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}

const CHECKSUM: &str =
    "its bytes do not have the checksum that the directory gives for them; it was not read";
