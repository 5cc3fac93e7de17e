//! One line of a log before it is understood.
//!
//! It never fails on a key that it does not know.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::why;
use crate::{devtools::entry::Entry, loose::Loose};

/// A line of one of the four kinds; which, its keys tell.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line<'a> {
    /// What the observer knows: the word.
    #[serde(default)]
    pub(super) vidne: Loose,
    /// Milliseconds since the first line.
    #[serde(default)]
    t: Loose,
    /// What the observer asked.
    #[serde(default, borrow)]
    pub(super) sent: Option<&'a RawValue>,
    /// The question that is asked or answered.
    #[serde(default)]
    pub(super) id: Loose,
    #[serde(default)]
    pub(super) method: Loose,
    #[serde(default, borrow)]
    pub(super) params: Option<&'a RawValue>,
    #[serde(default)]
    pub(super) session_id: Loose,
    #[serde(default, borrow)]
    pub(super) result: Option<&'a RawValue>,
}

impl<'a> Line<'a> {
    /// Reads one line, or the `sent` of one.
    pub(super) fn parse(text: &'a str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| why(&error))
    }

    /// The session in which it was said or asked; empty for the browser's own.
    pub(super) fn session(&self) -> &str {
        self.session_id.text().unwrap_or_default()
    }

    /// Milliseconds since the first line.
    pub(super) fn time(&self) -> Option<f64> {
        self.t.text()?.parse().ok().filter(|time: &f64| time.is_finite() && *time >= 0.0)
    }

    /// Its parameters, read as what they should be.
    pub(super) fn parameters<T: Deserialize<'a>>(&self) -> Result<T, String> {
        serde_json::from_str(self.params.map_or("{}", RawValue::get)).map_err(|error| why(&error))
    }

    /// It as an entry of a DevTools log.
    pub(super) fn into_entry(self) -> Entry<'a> {
        Entry { method: self.method.0, params: self.params, session: self.session_id.0, message: None }
    }
}
