//! A log as a web archive: WACZ 1.1.1 with one WARC 1.1 file in it.
//!
//! A record stands for what went over the network: hops that a cache, a worker of the page or the browser itself answered, and
//! those that were held back before anything was sent, are in the log alone, which is a record of its own. It never pretends that the bytes of a message
//! are those on the wire: they are rebuilt from what the browser told, and the archive says so.

mod index;
mod list;
mod message;
mod package;
mod surt;
mod warc;

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use crate::{About, ExportError, Picture, digest, record::Record};
use package::Resource;

/// Writes an archive. `log` is the log itself, as it was read.
///
/// # Errors
/// A part of it cannot be put together, or is larger than the format allows.
pub(crate) fn write(
    record: &Record,
    log: &[u8],
    pictures: &[Picture<'_>],
    about: &About,
) -> Result<Vec<u8>, ExportError> {
    let pages = list::Pages::new(record, &digest::hex(log));
    let (warc, lines) = warc::write(record, log, pictures, about, &pages)?;
    let index = index::write(lines)?;
    let mut container = Container::default();
    container.add("archive/data.warc.gz", &warc)?;
    container.add("indexes/index.cdx.gz", &index.blocks)?;
    container.add("indexes/index.idx", &index.head)?;
    container.add("pages/pages.jsonl", &pages.write(record)?)?;
    let package = package::write(record, about, &container.resources)?;
    let seal = package::seal(&package)?;
    container.put("datapackage.json", &package)?;
    container.put("datapackage-digest.json", &seal)?;
    container.finish()
}

/// The ZIP file. Nothing in it is packed again, so that readers can reach into it.
struct Container {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    resources: Vec<Resource>,
}

impl Default for Container {
    fn default() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), resources: Vec::new() }
    }
}

impl Container {
    /// Adds a file for which the description vouches.
    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.resources.push(Resource::new(path, bytes));
        self.put(path, bytes)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.store(path, bytes).map_err(|error| failed(path, &error))
    }

    fn store(&mut self, path: &str, bytes: &[u8]) -> ZipResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(u32::try_from(bytes.len()).is_err());
        self.zip.start_file(path, options)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        self.zip.finish().map(Cursor::into_inner).map_err(|error| failed("the archive", &error))
    }
}

/// The error of a part that could not be written.
fn failed(part: &str, reason: &dyn std::fmt::Display) -> ExportError {
    ExportError::Write { part: part.to_owned(), reason: reason.to_string() }
}
