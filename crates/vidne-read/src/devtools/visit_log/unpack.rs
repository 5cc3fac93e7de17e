//! The lines of a log, unpacked one by one.
//!
//! It never holds more than one line, however much a small file unpacks to.

use std::io::{self, BufRead, BufReader, Read};

use zstd::stream::read::Decoder;

use super::Place;
use crate::{Ask, format};

/// Takes over one line, or why it cannot be read; false ends the reading.
pub(super) type Take<'t> = &'t mut dyn FnMut(Result<&str, String>, Place) -> bool;

/// Hands over each line that is not empty. Returns where and why it had to stop early, where it did.
pub(super) fn each(bytes: &[u8], ask: &Ask<'_>, take: Take<'_>) -> Option<(Place, String)> {
    let is_packed = bytes.starts_with(format::ZSTD) || is_skippable(bytes);
    let most = ask.limits.unpacked.min(GROWTH.saturating_mul(bytes.len() as u64).max(SMALL));
    if !is_packed {
        return Lines::new(bytes, most, Offsets::Known).each(take);
    }
    let unpacking = Decoder::with_buffer(bytes).and_then(|mut decoder| {
        decoder.window_log_max(WINDOW)?;
        Ok(decoder)
    });
    match unpacking {
        Ok(decoder) => Lines::new(BufReader::new(decoder), most, Offsets::Unknown).each(take),
        Err(error) => Some((Place { line: 1, offset: None }, format!("it cannot be unpacked: {error}"))),
    }
}

/// A frame that packers may put before the first one (RFC 8878, 3.1.2).
fn is_skippable(bytes: &[u8]) -> bool {
    bytes.get(1..4) == Some(b"\x2a\x4d\x18") && bytes[0] & 0xf0 == 0x50
}

/// Whether places in the text are places in the exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offsets {
    Known,
    Unknown,
}

struct Lines<R> {
    source: R,
    /// Bytes that may still be read.
    left: u64,
    line: usize,
    offset: u64,
    offsets: Offsets,
    buffer: Vec<u8>,
}

/// What was read.
enum Piece {
    Line,
    TooLong,
    End,
}

impl<R: BufRead> Lines<R> {
    fn new(source: R, most: u64, offsets: Offsets) -> Self {
        Self { source, left: most, line: 0, offset: 0, offsets, buffer: Vec::new() }
    }

    fn each(mut self, take: Take<'_>) -> Option<(Place, String)> {
        loop {
            self.line += 1;
            let place = self.place();
            let piece = match self.next() {
                Ok(Piece::End) => return None,
                Ok(piece) => piece,
                Err(error) => return Some((place, self.last(&error, place, take))),
            };
            let goes_on = match piece {
                Piece::TooLong => take(Err(format!("it is longer than {LONGEST} bytes")), place),
                _ if self.buffer.trim_ascii().is_empty() => true,
                _ => take(self.text(), place),
            };
            if !goes_on {
                return None;
            }
            if self.left == 0 {
                return Some((self.place(), "it unpacks to more than is read of a log".to_owned()));
            }
        }
    }

    /// What stands before the place where unpacking failed may be a whole line.
    fn last(&self, error: &io::Error, place: Place, take: Take<'_>) -> String {
        if let Ok(text) = self.text()
            && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
        {
            take(Ok(text), place);
        }
        format!("it cannot be unpacked any further: {error}")
    }

    fn place(&self) -> Place {
        let offset = (self.offsets == Offsets::Known).then_some(self.offset);
        Place { line: self.line, offset }
    }

    fn text(&self) -> Result<&str, String> {
        let bytes = self.buffer.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1);
        str::from_utf8(bytes.unwrap_or(&self.buffer))
            .map_err(|error| format!("byte {} is not UTF-8", error.valid_up_to()))
    }

    fn next(&mut self) -> io::Result<Piece> {
        self.buffer.clear();
        let read = self.more()?;
        if read == 0 {
            return Ok(Piece::End);
        }
        let mut is_long = false;
        while self.buffer.len() as u64 >= LONGEST && !self.buffer.ends_with(b"\n") {
            is_long = true;
            self.buffer.clear();
            if self.more()? == 0 {
                break;
            }
        }
        Ok(if is_long { Piece::TooLong } else { Piece::Line })
    }

    /// Reads up to the end of the line, the longest line, or as far as is allowed.
    fn more(&mut self) -> io::Result<usize> {
        let mut source = (&mut self.source).take(LONGEST.min(self.left));
        let read = source.read_until(b'\n', &mut self.buffer)?;
        self.offset += read as u64;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// A page of sixteen megabytes of text, every character of it escaped, fits.
const LONGEST: u64 = 128 << 20;

/// So much a log may always hold.
const SMALL: u64 = 64 << 20;

/// What repeats itself more often than this is no log. Measured logs shrink to a tenth.
const GROWTH: u64 = 1_000;

/// The base-2 logarithm of the largest window in bytes: what the packer gives without being told to go further.
const WINDOW: u32 = 27;
