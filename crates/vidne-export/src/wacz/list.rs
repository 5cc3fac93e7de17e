//! The list of pages: one line for each load of a document.
//!
//! It never lists a phase that loaded nothing: a reader would look for a record of it.

use serde::Serialize;

use super::failed;
use crate::{ExportError, digest, instant::Written, record::Record};

/// The pages of an archive, each with its identifier.
pub(super) struct Pages {
    ids: Vec<String>,
}

#[derive(Serialize)]
struct Head {
    format: &'static str,
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    ts: Written,
    /// What had been consented to.
    phase: &'a str,
}

impl Pages {
    /// Identifiers are made of the log's digest: two logs never share one.
    pub(super) fn new(record: &Record, log: &str) -> Self {
        let mut ids: Vec<String> = Vec::with_capacity(record.pages.len());
        for (place, page) in record.pages.iter().enumerate() {
            let own = digest::uuid(&[log, "page", &place.to_string()]);
            // What belongs to a phase without a load of its own belongs to the page that was loaded before.
            let id = if page.is_load { own } else { ids.last().cloned().unwrap_or(own) };
            ids.push(id);
        }
        Self { ids }
    }

    /// The identifier of the page at that place.
    pub(super) fn id(&self, page: usize) -> &str {
        self.ids.get(page).map(String::as_str).unwrap_or_default()
    }

    /// The list.
    pub(super) fn write(&self, record: &Record) -> Result<Vec<u8>, ExportError> {
        let fault = |error: serde_json::Error| failed("pages/pages.jsonl", &error);
        let head = Head { format: "json-pages-1.0", id: "pages", title: "All pages" };
        let mut lines = serde_json::to_vec(&head).map_err(fault)?;
        lines.push(b'\n');
        for (page, id) in record.pages.iter().zip(&self.ids).filter(|(page, _)| page.is_load) {
            let title = page.title.as_deref().unwrap_or(&page.url);
            let line = Line { id, url: &page.url, title, ts: Written(page.at), phase: &page.phase };
            lines.extend(serde_json::to_vec(&line).map_err(fault)?);
            lines.push(b'\n');
        }
        Ok(lines)
    }
}
