//! The description of an archive, which vouches for each file by its digest, and the digest of the description.
//!
//! It never signs: who vouches for the log is told by the evidence folder.

use jiff::Unit;
use serde::Serialize;

use super::failed;
use crate::{About, ExportError, digest, instant::Written, record::Record, text};

/// A file of an archive.
#[derive(Debug, Serialize)]
pub(super) struct Resource {
    name: String,
    path: String,
    hash: String,
    bytes: usize,
}

impl Resource {
    /// Describes a file.
    pub(super) fn new(path: &str, bytes: &[u8]) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        Self { name, path: path.to_owned(), hash: digest::named(bytes), bytes: bytes.len() }
    }
}

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    wacz_version: &'static str,
    title: String,
    description: String,
    created: Written,
    software: String,
    #[serde(rename = "mainPageUrl", skip_serializing_if = "Option::is_none")]
    main_page: Option<&'a str>,
    #[serde(rename = "mainPageDate", skip_serializing_if = "Option::is_none")]
    main_date: Option<Written>,
    resources: &'a [Resource],
}

#[derive(Serialize)]
struct Seal {
    path: &'static str,
    hash: String,
}

/// `datapackage.json`. The time is that of the log's end, in whole seconds.
///
/// # Errors
/// It cannot be put together.
pub(super) fn write(record: &Record, about: &About, resources: &[Resource]) -> Result<Vec<u8>, ExportError> {
    let main = record.pages.iter().find(|page| page.is_load);
    let mut description = "Made from a visit log, which is the evidence and is in the archive as \
        urn:vidne:visit-log."
        .to_owned();
    for remark in &record.remarks {
        description.push_str(&format!(" {remark}"));
    }
    let package = Package {
        profile: "data-package",
        wacz_version: "1.1.1",
        title: format!("Visit to {}", text::line(&record.start.url)),
        description,
        created: Written(record.until.round(Unit::Second).unwrap_or(record.until)),
        software: text::line(&format!("{} {}", about.name, about.version)),
        main_page: main.map(|page| page.url.as_str()),
        main_date: main.map(|page| Written(page.at)),
        resources,
    };
    serde_json::to_vec_pretty(&package).map_err(|error| failed("datapackage.json", &error))
}

/// `datapackage-digest.json`.
///
/// # Errors
/// It cannot be put together.
pub(super) fn seal(package: &[u8]) -> Result<Vec<u8>, ExportError> {
    let seal = Seal { path: "datapackage.json", hash: digest::named(package) };
    serde_json::to_vec(&seal).map_err(|error| failed("datapackage-digest.json", &error))
}
