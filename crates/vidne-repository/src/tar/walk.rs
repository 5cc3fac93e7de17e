//! The way through a tar, from header to header.
//!
//! It never holds more than one name, one link and one buffer.

use std::io::{self, Read};

use super::{
    End, Entry, Kind, Leaves, Limits,
    header::{self, Header, More, Wrong},
};
use crate::{Packing, Place, ReadError, unpack::fill};

/// Hands every entry and a reader of its content to `visit`, in order; what it does not read is passed over. An error of
/// `visit` ends the walk. `file` is the path that an error names.
pub fn walk(
    file: &str,
    reader: impl Read,
    packing: Packing,
    limits: Limits,
    visit: &mut dyn FnMut(&Entry, &mut dyn Read) -> io::Result<()>,
) -> End {
    let broken = |at, reason: String, mend| End::Broken(ReadError::new(file, Place::Byte(at), reason, mend));
    let mut reader = match packing.reader(reader) {
        Ok(reader) => reader,
        Err(error) => return broken(0, error.to_string(), MEND),
    };
    let next = Next::default();
    let mut walk = Walk { reader: &mut reader, packing, at: 0, limits, entries: 0, names: 0, next };
    loop {
        match walk.step(visit) {
            Ok(None) => {}
            Ok(Some(end)) => return end,
            Err(Stop { at, reason, mend }) => return broken(at, reason, mend),
        }
    }
}

struct Walk<'r> {
    reader: &'r mut dyn Read,
    packing: Packing,
    at: u64,
    limits: Limits,
    entries: u64,
    names: u64,
    next: Next,
}

/// What extensions say of the entry that follows them.
#[derive(Default)]
struct Next {
    path: Option<Vec<u8>>,
    sparse: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    expanded: Option<u64>,
}

/// Why it goes no further.
struct Stop {
    at: u64,
    reason: String,
    mend: &'static str,
}

impl Walk<'_> {
    fn step(
        &mut self,
        visit: &mut dyn FnMut(&Entry, &mut dyn Read) -> io::Result<()>,
    ) -> Result<Option<End>, Stop> {
        let offset = self.at;
        let mut block = [0; 512];
        match self.fill(&mut block)? {
            0 => return Ok(Some(End::Unmarked { bytes: offset })),
            512 if block == [0; 512] => return Ok(Some(self.mark(offset)?)),
            512 => {}
            count => return Err(self.truncated(512 - count as u64)),
        }
        let header = Header::read(&block).map_err(|wrong| wrong.stop(offset))?;
        match header.kind {
            b'L' => self.next.path = Some(header::text(&self.name(header.size)?).to_vec()),
            b'K' => self.next.link = Some(header::text(&self.name(header.size)?).to_vec()),
            b'x' => self.extension(&header, offset)?,
            b'g' => self.skip(header.size)?,
            _ => self.entry(header, offset, visit)?,
        }
        Ok(None)
    }

    /// One block of zeros is the mark already; the second is looked for so that a single one is told apart.
    fn mark(&mut self, offset: u64) -> Result<End, Stop> {
        let mut block = [0; 512];
        match self.fill(&mut block)? {
            512 if block == [0; 512] => self.packing_ends().map(|()| End::Marked { bytes: offset }),
            0 => Ok(End::Unmarked { bytes: offset }),
            _ => Err(stop(offset, "a block of zeros stands between its entries", MEND)),
        }
    }

    /// The checksum of what was packed stands behind it: unpacking has to go on to the end for it to be compared.
    fn packing_ends(&mut self) -> Result<(), Stop> {
        let mut block = [0; 4096];
        while self.packing != Packing::Plain {
            match self.fill(&mut block) {
                Ok(0) => break,
                Ok(_) => {}
                // What stands behind the packed bytes, such as the zeros of a tape, `gzip -t` passes over, too.
                Err(stop) if stop.reason.contains("invalid gzip header") => break,
                Err(stop) => return Err(stop),
            }
        }
        Ok(())
    }

    fn entry(
        &mut self,
        header: Header,
        offset: u64,
        visit: &mut dyn FnMut(&Entry, &mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let next = std::mem::take(&mut self.next);
        let (path, link) =
            (next.sparse.or(next.path).unwrap_or(header.path), next.link.unwrap_or(header.link));
        self.count(path.len() + link.len(), offset)?;
        let stored = match header.kind {
            b'1'..=b'6' => 0,
            _ => next.size.unwrap_or(header.size),
        };
        let mut expanded = next.expanded;
        if let Some((bytes, more)) = header.sparse {
            expanded = Some(bytes);
            self.maps(more)?;
        }
        let entry = entry(&path, &link, header.kind, expanded.unwrap_or(stored), offset);
        self.content(&entry, stored, visit)
    }

    fn content(
        &mut self,
        entry: &Entry,
        stored: u64,
        visit: &mut dyn FnMut(&Entry, &mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut content = Content { walk: self, left: stored, failed: None };
        let said = visit(entry, &mut content);
        let (left, failed) = (content.left, content.failed);
        if let Some(failed) = failed {
            return Err(failed);
        }
        said.map_err(|error| stop(entry.offset, &error.to_string(), MEND))?;
        self.skip_exactly(left)?;
        self.skip_exactly(padding(stored))
    }

    fn count(&mut self, names: usize, offset: u64) -> Result<(), Stop> {
        self.entries += 1;
        self.names += names as u64;
        if names > self.limits.name {
            return Err(stop(offset, "a name is longer than it may be", LARGE));
        }
        if self.entries > self.limits.entries || self.names > self.limits.names {
            return Err(stop(offset, "it holds more entries than are read", LARGE));
        }
        Ok(())
    }

    /// The content of an extension that is a name.
    fn name(&mut self, size: u64) -> Result<Vec<u8>, Stop> {
        let length = usize::try_from(size).ok().filter(|&length| length <= self.limits.name);
        let length = length.ok_or_else(|| stop(self.at, "a name is longer than it may be", LARGE))?;
        let mut name = vec![0; length];
        let count = self.fill(&mut name)?;
        if count < length {
            return Err(self.truncated((length - count) as u64));
        }
        self.skip_exactly(padding(size))?;
        Ok(name)
    }

    fn extension(&mut self, header: &Header, offset: u64) -> Result<(), Stop> {
        let bytes = self.name(header.size)?;
        let records = header::records(&bytes)
            .ok_or_else(|| stop(offset, "its extension is not a list of records", MEND))?;
        for (key, value) in records {
            let number = || std::str::from_utf8(value).ok().and_then(|text| text.parse::<u64>().ok());
            match key {
                b"path" => self.next.path = Some(value.to_vec()),
                b"GNU.sparse.name" => self.next.sparse = Some(value.to_vec()),
                b"linkpath" => self.next.link = Some(value.to_vec()),
                b"size" => self.next.size = Some(number().ok_or_else(|| Wrong::Number.stop(offset))?),
                b"GNU.sparse.realsize" | b"GNU.sparse.size" => self.next.expanded = number(),
                _ => {}
            }
        }
        Ok(())
    }

    /// The blocks of a sparse file's map that follow its header.
    fn maps(&mut self, mut more: More) -> Result<(), Stop> {
        let mut block = [0; 512];
        while more == More::Yes {
            let count = self.fill(&mut block)?;
            if count < 512 {
                return Err(self.truncated(512 - count as u64));
            }
            more = header::more(block[504]);
        }
        Ok(())
    }

    fn skip(&mut self, size: u64) -> Result<(), Stop> {
        self.skip_exactly(size)?;
        self.skip_exactly(padding(size))
    }

    fn skip_exactly(&mut self, mut left: u64) -> Result<(), Stop> {
        let mut buffer = [0; 16 << 10];
        while left > 0 {
            let length = usize::try_from(left).unwrap_or(buffer.len()).min(buffer.len());
            let count = self.fill(&mut buffer[..length])?;
            left -= count as u64;
            if count < length {
                return Err(self.truncated(left));
            }
        }
        Ok(())
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<usize, Stop> {
        let count = fill(self.reader, bytes).map_err(|error| unread(self.at, &error))?;
        self.at += count as u64;
        if self.at > self.limits.bytes {
            return Err(stop(self.at, "it unpacks to more bytes than are read", LARGE));
        }
        Ok(count)
    }

    fn truncated(&self, missing: u64) -> Stop {
        stop(self.at, &format!("it is truncated: at least {missing} bytes are missing"), MEND)
    }
}

/// The content of one entry.
struct Content<'w, 'r> {
    walk: &'w mut Walk<'r>,
    left: u64,
    failed: Option<Stop>,
}

impl Read for Content<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = usize::try_from(self.left).unwrap_or(buffer.len()).min(buffer.len());
        if length == 0 || self.failed.is_some() {
            return Ok(0);
        }
        let count = match self.walk.fill(&mut buffer[..length]) {
            Ok(0) => Err(self.walk.truncated(self.left)),
            other => other,
        };
        count.inspect(|&count| self.left -= count as u64).map_err(|failed| {
            let error = io::Error::other(failed.reason.clone());
            self.failed = Some(failed);
            error
        })
    }
}

impl Wrong {
    fn stop(&self, offset: u64) -> Stop {
        match self {
            Self::Checksum => stop(offset, "the checksum of a header is wrong", MEND),
            Self::Number => stop(offset, "a number in a header is none", MEND),
        }
    }
}

fn entry(path: &[u8], link: &[u8], letter: u8, bytes: u64, offset: u64) -> Entry {
    let (path, link) = (shown(path), shown(link));
    let folder = letter == b'5' || (matches!(letter, 0 | b'0') && path.ends_with('/'));
    let mut leaves = goes_out(&path, 0).then_some(Leaves::Path);
    let up = path.split('/').filter(|part| !matches!(*part, "" | ".")).count().saturating_sub(1);
    let kind = match letter {
        b'1' => Kind::HardLink(link),
        b'2' => Kind::Link(link),
        _ if folder => Kind::Folder,
        0 | b'0' | b'7' | b'S' => Kind::File,
        other => Kind::Other(other),
    };
    let out = match &kind {
        Kind::Link(to) => goes_out(to, up),
        Kind::HardLink(to) => goes_out(to, 0),
        _ => false,
    };
    if out {
        leaves.get_or_insert(Leaves::Link);
    }
    let bytes = if kind == Kind::File { bytes } else { 0 };
    Entry { path: path.trim_end_matches('/').to_owned(), bytes, kind, offset, leaves }
}

/// Whether a path, seen from `depth` folders below the root, leads out of it.
fn goes_out(path: &str, mut depth: usize) -> bool {
    if path.starts_with('/') {
        return true;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(above) => depth = above,
                None => return true,
            },
            _ => depth += 1,
        }
    }
    false
}

fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// Bytes up to the next block.
fn padding(size: u64) -> u64 {
    size.wrapping_neg() % 512
}

fn unread(at: u64, error: &io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => stop(at, &format!("its packing is truncated ({error})"), MEND),
        _ => stop(at, &format!("it cannot be read or unpacked on ({error})"), MEND),
    }
}

fn stop(at: u64, reason: &str, mend: &'static str) -> Stop {
    Stop { at, reason: reason.to_owned(), mend }
}

const MEND: &str = "Bring the tar back, byte for byte, from another copy.";
const LARGE: &str = "Look at who wrote this tar; if it is right, raise the limit.";
