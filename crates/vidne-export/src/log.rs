//! The lines of a visit log, unpacked one by one.
//!
//! It never holds more than one line, and never unpacks more than a log may hold, however small the file.

pub(crate) mod headers;
pub(crate) mod line;
mod loose;
pub(crate) mod wire;

use std::io::{self, BufRead, BufReader, Read};

use zstd::stream::read::Decoder;

use crate::ExportError;

/// Takes over one line.
pub(crate) type Take<'t> = &'t mut dyn FnMut(&str);

/// How far a log could be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Lines that are no UTF-8 or longer than a line may be.
    pub(crate) broken: usize,
    /// Why its packing could not be undone to the end.
    pub(crate) cut: Option<String>,
}

/// Hands over each line that is not empty.
///
/// # Errors
/// It unpacks to more than is read of a log.
pub(crate) fn each(bytes: &[u8], take: Take<'_>) -> Result<Reading, ExportError> {
    let most = MOST.min(GROWTH.saturating_mul(bytes.len() as u64).max(SMALL));
    if !is_packed(bytes) {
        return lines(bytes, most, take);
    }
    let unpacking = Decoder::with_buffer(bytes).and_then(|mut decoder| {
        decoder.window_log_max(WINDOW)?;
        Ok(decoder)
    });
    match unpacking {
        Ok(decoder) => lines(BufReader::new(decoder), most, take),
        Err(error) => Ok(Reading { broken: 0, cut: Some(error.to_string()) }),
    }
}

/// A frame of Zstandard, or one that packers may put before it (RFC 8878, 3.1).
pub(crate) fn is_packed(bytes: &[u8]) -> bool {
    let skippable = bytes.get(1..4) == Some(b"\x2a\x4d\x18") && bytes[0] & 0xf0 == 0x50;
    skippable || bytes.starts_with(b"\x28\xb5\x2f\xfd")
}

fn lines(mut source: impl BufRead, most: u64, take: Take<'_>) -> Result<Reading, ExportError> {
    let (mut reading, mut left, mut buffer) = (Reading::default(), most, Vec::new());
    loop {
        buffer.clear();
        let read = (&mut source).take(LONGEST.min(left)).read_until(b'\n', &mut buffer);
        // What stands before the place where unpacking failed may be a whole line.
        hand_over(&buffer, &mut reading, take);
        match read {
            Ok(0) => return Ok(reading),
            Ok(read) => left -= (read as u64).min(left),
            Err(error) => {
                reading.cut = Some(error.to_string());
                return Ok(reading);
            }
        }
        if left == 0 {
            return Err(ExportError::TooLarge { most });
        }
        if buffer.len() as u64 >= LONGEST && !buffer.ends_with(b"\n") {
            reading.broken += 1;
            left -= skip(&mut source, left).unwrap_or(left).min(left);
        }
    }
}

fn hand_over(line: &[u8], reading: &mut Reading, take: Take<'_>) {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if line.is_empty() || line.len() as u64 >= LONGEST {
        return;
    }
    match str::from_utf8(line) {
        Ok(text) => take(text),
        Err(_) => reading.broken += 1,
    }
}

/// Passes over the rest of a line.
fn skip(source: &mut impl BufRead, left: u64) -> io::Result<u64> {
    let mut source = source.take(left);
    source.skip_until(b'\n').map(|read| read as u64)
}

/// Bytes of one line: a body of some ninety megabytes fits.
const LONGEST: u64 = 128 << 20;

/// Bytes of a whole log.
const MOST: u64 = 1 << 30;

/// So much a log may always hold.
const SMALL: u64 = 64 << 20;

/// What repeats itself more often than this is no log.
const GROWTH: u64 = 1_000;

/// The base-2 logarithm of the largest window in bytes: what the packer gives without being told to go further.
const WINDOW: u32 = 27;
