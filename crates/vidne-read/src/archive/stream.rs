//! The bytes of a WARC file, unpacked while they are read: plain, as one gzip member, or as one member per record.
//!
//! It never holds more than a piece of them, never unpacks more than it is allowed, and always knows where in the exhibit it is.

use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;

/// A place in an exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes from the beginning of the exhibit; of a packed file, to the beginning of the gzip member.
    pub(super) offset: u64,
    /// Bytes from the beginning of the unpacked file, where it is packed.
    pub(super) unpacked: Option<u64>,
}

/// The bytes cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) place: Place,
    pub(super) reason: String,
    /// Whether what follows may be read.
    pub(super) is_final: bool,
}

/// The bytes of a WARC file.
pub(super) struct Stream<'a> {
    bytes: &'a [u8],
    /// Where in `bytes` the next piece begins; of a packed file, the current member.
    at: usize,
    /// Where `bytes` begin in the exhibit.
    base: u64,
    decoder: Option<GzDecoder<&'a [u8]>>,
    is_packed: bool,
    piece: Vec<u8>,
    used: usize,
    /// Unpacked bytes before the piece.
    before: u64,
    room: u64,
}

impl<'a> Stream<'a> {
    /// Reads `bytes`, which begin at `base` in the exhibit, and unpacks no more than `room` of them.
    pub(super) fn new(bytes: &'a [u8], base: u64, room: u64) -> Self {
        let is_packed = bytes.starts_with(GZIP);
        let piece = Vec::new();
        Self { bytes, at: 0, base, decoder: None, is_packed, piece, used: 0, before: 0, room }
    }

    /// What may still be unpacked.
    pub(super) fn room(&self) -> u64 {
        self.room
    }

    /// Where the next byte stands.
    pub(super) fn place(&self) -> Place {
        if self.is_packed {
            let unpacked = Some(self.before + self.used as u64);
            return Place { offset: self.base + self.at as u64, unpacked };
        }
        let unread = (self.piece.len() - self.used) as u64;
        Place { offset: self.base + self.at as u64 - unread, unpacked: None }
    }

    /// Bytes that are at hand; none at the end of the file.
    pub(super) fn peek(&mut self) -> Result<&[u8], Fault> {
        while self.used == self.piece.len() {
            self.before += self.used as u64;
            self.used = 0;
            self.piece.clear();
            if self.at >= self.bytes.len() {
                return Ok(&[]);
            }
            if self.is_packed { self.unpack()? } else { self.copy() }
        }
        Ok(&self.piece[self.used..])
    }

    /// Goes on by so many of the bytes at hand.
    pub(super) fn skip(&mut self, count: usize) {
        self.used = (self.used + count).min(self.piece.len());
    }

    /// A line without its end, of at most `most` bytes; nothing at the end of the file.
    pub(super) fn line(&mut self, most: usize) -> Result<Option<Vec<u8>>, Fault> {
        let start = self.place();
        let mut line = Vec::new();
        loop {
            let piece = self.peek()?;
            if piece.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let part = end.unwrap_or(piece.len());
            line.extend_from_slice(&piece[..part.min(most + 1)]);
            self.skip(part + usize::from(end.is_some()));
            if line.len() > most {
                let reason = format!("a line of a record's head is longer than {most} bytes");
                return Err(Fault { place: start, reason, is_final: false });
            }
            if end.is_some() {
                line.truncate(line.strip_suffix(b"\r").map_or(line.len(), <[u8]>::len));
                return Ok(Some(line));
            }
        }
    }

    /// Reads the next `count` bytes, keeps the first `keep` of them, and tells how many there were.
    pub(super) fn take(&mut self, count: u64, keep: usize, into: &mut Vec<u8>) -> Result<u64, Fault> {
        let mut left = count;
        while left > 0 {
            let piece = self.peek()?;
            if piece.is_empty() {
                break;
            }
            let part = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let kept = part.min(keep.saturating_sub(into.len()));
            into.extend_from_slice(&piece[..kept]);
            self.skip(part);
            left -= part as u64;
        }
        Ok(count - left)
    }

    /// Goes on to where a record seems to begin after that place. Tells whether there is one.
    pub(super) fn resume_after(&mut self, place: Place) -> bool {
        self.before += self.piece.len() as u64;
        self.decoder = None;
        self.piece.clear();
        self.used = 0;
        let from = usize::try_from(place.offset - self.base).unwrap_or(usize::MAX).saturating_add(1);
        let found =
            if self.is_packed { next_member(self.bytes, from) } else { next_head(self.bytes, from - 1) };
        self.at = found.unwrap_or(self.bytes.len());
        found.is_some()
    }

    fn copy(&mut self) {
        let piece = &self.bytes[self.at..(self.at + PIECE).min(self.bytes.len())];
        self.piece.extend_from_slice(piece);
        self.at += piece.len();
    }

    fn unpack(&mut self) -> Result<(), Fault> {
        let rest = &self.bytes[self.at..];
        let place = Place { offset: self.base + self.at as u64, unpacked: Some(self.before) };
        let fault = |reason: String| Fault { place, reason, is_final: false };
        if self.decoder.is_none() && !rest.starts_with(GZIP) {
            if rest.iter().all(|byte| *byte == 0) {
                self.at = self.bytes.len();
                return Ok(());
            }
            return Err(fault("no gzip member begins where one should".to_owned()));
        }
        let decoder = self.decoder.get_or_insert_with(|| GzDecoder::new(rest));
        self.piece.resize(PIECE, 0);
        let read = decoder.read(&mut self.piece);
        self.piece.truncate(*read.as_ref().unwrap_or(&0));
        let count = read.map_err(|error| fault(told(&error)))?;
        if count == 0 {
            let after = self.decoder.take().map_or(0, |decoder| decoder.into_inner().len());
            self.at = self.bytes.len() - after;
        }
        let left = self.room.checked_sub(count as u64);
        let too_much = "it unpacks to more than is allowed; the rest was not read";
        self.room = left.ok_or_else(|| Fault { is_final: true, ..fault(too_much.to_owned()) })?;
        Ok(())
    }
}

fn told(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::UnexpectedEof => "the gzip member is cut off".to_owned(),
        _ => format!("the gzip member is broken: {error}"),
    }
}

/// Where the next gzip member begins that holds the head of a record.
fn next_member(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..MOST_TRIES {
        at += bytes.get(at..)?.windows(3).position(|three| three == b"\x1f\x8b\x08")?;
        let mut head = [0; 5];
        if GzDecoder::new(&bytes[at..]).read_exact(&mut head).is_ok() && &head == b"WARC/" {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the next line begins that could be the first of a record.
fn next_head(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(8)
        .position(|window| window.starts_with(b"\nWARC/") && window[6..].is_ascii())
        .map(|at| from + at + 1)
}

const GZIP: &[u8] = b"\x1f\x8b";

const PIECE: usize = 64 * 1024;

const MOST_TRIES: usize = 100_000;

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn members_are_read_one_after_another_and_each_place_is_known() {
        let (first, second) = (member("WARC/1.0\r\nab"), member("c\nd"));
        let both = [first.clone(), second].concat();
        let mut stream = Stream::new(&both, 100, 1000);
        assert_eq!(stream.line(99).unwrap().as_deref(), Some(b"WARC/1.0".as_slice()));
        assert_eq!(stream.line(99).unwrap().as_deref(), Some(b"abc".as_slice()));
        assert_eq!(stream.place(), Place { offset: 100 + first.len() as u64, unpacked: Some(14) });
        assert_eq!(stream.line(99).unwrap().as_deref(), Some(b"d".as_slice()));
        assert_eq!(stream.line(99).unwrap(), None);
    }

    #[test]
    fn no_more_is_unpacked_than_allowed() {
        let packed = member(&"0".repeat(300_000));
        let mut stream = Stream::new(&packed, 0, 100_000);
        let fault = stream.take(300_000, 0, &mut Vec::new()).unwrap_err();
        assert!(fault.is_final, "{fault:?}");
    }

    #[test]
    fn after_a_broken_member_the_next_record_is_found() {
        let mut bytes = [member("WARC/1.0 one"), member("WARC/1.0 two")].concat();
        bytes[14] ^= 0xff;
        let mut stream = Stream::new(&bytes, 0, 1000);
        let mut seen = Vec::new();
        assert!(stream.take(99, 99, &mut seen).is_err());
        assert!(stream.resume_after(Place { offset: 0, unpacked: None }));
        assert_eq!(stream.line(99).unwrap().as_deref(), Some(b"WARC/1.0 two".as_slice()));
        let place = stream.place();
        assert!(!stream.resume_after(place));
    }
}
