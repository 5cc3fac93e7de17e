//! What belongs to a copy of each kind, and what makes its files right.
//!
//! A format never writes a line by itself and never asks the evidence: it tells the course what it saw.

pub(crate) mod borg;
mod dated;
pub(crate) mod listed;
pub(crate) mod pgbackrest;
pub(crate) mod restic;

use std::io::{self, Read};

use jiff::Timestamp;

use crate::progress::Watch;

/// An instant, as stores tell it.
fn instant(milliseconds: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(milliseconds).ok()
}

/// The SHA-256 of some bytes, in hexadecimal digits.
fn hex_digest(bytes: &[u8]) -> String {
    hex(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reader that ends with the look.
struct Timed<'w, R> {
    file: R,
    watch: Watch<'w>,
}

impl<R: Read> Read for Timed<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.watch.cut() {
            Some(cut) => Err(io::Error::other(cut)),
            None => self.file.read(into),
        }
    }
}

/// Keeps the error of a reader that is given to somebody who turns errors into findings.
struct Caught<'r> {
    reader: &'r mut dyn Read,
    error: Option<io::Error>,
}

impl<'r> Caught<'r> {
    fn new(reader: &'r mut dyn Read) -> Self {
        Self { reader, error: None }
    }

    /// The error, if there was one: the place's, not the file's.
    fn end(self) -> io::Result<()> {
        self.error.map_or(Ok(()), Err)
    }
}

impl Read for Caught<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.reader.read(into).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                // Its kind and number decide who is to blame.
                let copy = match error.raw_os_error() {
                    Some(number) => io::Error::from_raw_os_error(number),
                    None => io::Error::new(error.kind(), error.to_string()),
                };
                self.error.get_or_insert(copy);
            }
        })
    }
}
