//! Visit logs to files that the tools of others read: HAR 1.2 and WACZ 1.1.1. Bytes in, bytes out.
//!
//! The same log always gives the same bytes: every time in them comes from the log. A log that is cut or broken in places gives
//! what stands in its sound part, and the file says so. What a format has no place for stands under names of its own (HAR: `_…`)
//! or is left to the log, which every WACZ holds as it is.
//!
//! It never touches a file, a clock or a network, never judges, and makes nothing up: what the log does not tell is left
//! out, or written as the format writes the unknown. Cookies and bodies are exported with their values, as the log has them: such a file is as
//! confidential as the log.
//!
//! | function | gives |
//! |---|---|
//! | [`har()`] | an HTTP Archive: pages, and each hop as an entry |
//! | [`wacz()`] | a web archive: WARC records, index, list of pages |
//! | [`pictures`] | which pictures the log names, so that they can be handed to [`wacz()`] |
#![warn(clippy::disallowed_methods)]

mod digest;
mod error;
mod har;
mod instant;
mod log;
mod record;
mod text;
mod wacz;

pub use error::ExportError;
use record::Record;

/// Who exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The program's name, such as `vidne`.
    pub name: String,
    /// Its version, such as `0.1.0`.
    pub version: String,
}

/// A picture that belongs to a log.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// How it is called where the log does not name it, such as the name of its exhibit.
    pub name: &'a str,
    /// Its media type, such as `image/png`.
    pub media_type: &'a str,
    /// The picture itself; by its SHA-256 digest the log tells when and of what it was taken.
    pub bytes: &'a [u8],
}

/// Turns a visit log into an HTTP Archive 1.2 (JSON, UTF-8).
///
/// # Errors
/// It is no visit log, or nothing in it tells when it was recorded, or it unpacks to more than is read of one.
pub fn har(log: &[u8], about: &About) -> Result<Vec<u8>, ExportError> {
    har::write(&Record::read(log)?, about)
}

/// Turns a visit log, and the pictures that were taken on the way, into a web archive (WACZ 1.1.1).
///
/// # Errors
/// It is no visit log, or nothing in it tells when it was recorded, or it unpacks to more than is read of one, or the archive
/// would be larger than its format allows.
pub fn wacz(log: &[u8], pictures: &[Picture<'_>], about: &About) -> Result<Vec<u8>, ExportError> {
    wacz::write(&Record::read(log)?, log, pictures, about)
}

/// The pictures that a log names, by their SHA-256 digest in lower-case hexadecimal digits, in the order in which they were taken.
///
/// # Errors
/// It is no visit log, or nothing in it tells when it was recorded, or it unpacks to more than is read of one.
pub fn pictures(log: &[u8]) -> Result<Vec<String>, ExportError> {
    Ok(Record::read(log)?.pictures.into_iter().map(|picture| picture.sha256).collect())
}
