//! A log as an HTTP Archive 1.2.
//!
//! It never gives a field of the format another meaning: what the format cannot tell has names of its own, which begin with `_`.

mod cookie;
mod entry;
mod form;
mod timing;

use crate::{About, ExportError, instant::Written, record::Record, text};
use form::{Archive, Log, PageTimings, Program, Visit};

/// Writes an archive.
///
/// # Errors
/// The text cannot be put together.
pub(crate) fn write(record: &Record, about: &About) -> Result<Vec<u8>, ExportError> {
    let pages = record.pages.iter().enumerate().map(|(place, page)| form::Page {
        started_date_time: Written(page.at),
        id: id(place),
        title: page.title.clone().unwrap_or_else(|| page.url.clone()),
        timings: PageTimings {
            on_content_load: timing::told(page.content_loaded),
            on_load: timing::told(page.loaded),
        },
        url: &page.url,
        phase: &page.phase,
    });
    let log = Log {
        version: "1.2",
        creator: Program { name: about.name.clone(), version: about.version.clone() },
        browser: browser(&record.start.browser.product),
        pages: pages.collect(),
        entries: record.hops.iter().map(|hop| entry::entry(hop, id(hop.page))).collect(),
        comment: comment(record),
        visit: visit(record),
    };
    let mut bytes = serde_json::to_vec_pretty(&Archive { log })
        .map_err(|error| ExportError::Write { part: "the archive".to_owned(), reason: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn id(place: usize) -> String {
    format!("page_{}", place + 1)
}

/// A product such as `Chrome/156.0.8078.79`.
fn browser(product: &str) -> Option<Program> {
    let (name, version) = product.split_once('/').unwrap_or((product, ""));
    (!name.is_empty()).then(|| Program { name: text::line(name), version: text::line(version) })
}

fn comment(record: &Record) -> String {
    let mut comment =
        "Made from a visit log, which is the evidence; this archive is a view of it.".to_owned();
    for remark in &record.remarks {
        comment.push(' ');
        comment.push_str(remark);
    }
    comment
}

fn visit(record: &Record) -> Visit<'_> {
    let start = &record.start;
    Visit {
        url: &start.url,
        at: Written(record.at),
        tool: &start.tool,
        language: &start.language,
        vantage: &start.vantage,
        third_party_cookies: &start.third_party_cookies,
        sandbox: &start.sandbox,
        outcome: record.end.as_ref().map(|end| end.outcome.as_str()),
        detail: record.end.as_ref().map(|end| end.detail.as_str()).filter(|detail| !detail.is_empty()),
    }
}
