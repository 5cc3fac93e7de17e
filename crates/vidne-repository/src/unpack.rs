//! How a file is packed, and a reader of what is inside.
//!
//! It never holds more than a packing's own window: 128 MiB at most.

use std::io::{self, Read};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use lz4_flex::frame::FrameDecoder;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Packing {
    /// It is not.
    #[default]
    Plain,
    /// gzip.
    Gzip,
    /// LZ4 frames.
    Lz4,
    /// Zstandard.
    Zstd,
    /// bzip2.
    Bzip2,
}

impl Packing {
    /// By the end of a name: `.gz`, `.tgz`, `.lz4`, `.zst`, `.tzst`, `.bz2`, `.tbz2`; plain if it is none of them.
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map_or("", |(_, end)| end) {
            "gz" | "tgz" => Self::Gzip,
            "lz4" => Self::Lz4,
            "zst" | "tzst" => Self::Zstd,
            "bz2" | "tbz2" | "tbz" => Self::Bzip2,
            _ => Self::Plain,
        }
    }

    /// The end of a name, with its dot; empty for plain.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gzip => ".gz",
            Self::Lz4 => ".lz4",
            Self::Zstd => ".zst",
            Self::Bzip2 => ".bz2",
        }
    }

    /// A reader of what is inside.
    ///
    /// # Errors
    /// The decoder could not be made.
    pub fn reader<'r>(self, packed: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
        Ok(match self {
            Self::Plain => Box::new(packed),
            Self::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Self::Lz4 => Box::new(FrameDecoder::new(packed)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::new(packed)?;
                decoder.window_log_max(27)?;
                Box::new(decoder)
            }
            Self::Bzip2 => Box::new(MultiBzDecoder::new(packed)),
        })
    }
}

/// Reads until `buffer` is full or the end is reached; how many bytes it holds.
pub(crate) fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
