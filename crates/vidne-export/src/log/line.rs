//! One line of a log before it is understood.
//!
//! It never fails on a key that it does not know.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

/// A line of one of the four kinds; which, its keys tell.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Line<'a> {
    /// What the observer knows: the word.
    #[serde(default, borrow)]
    pub(crate) vidne: Option<Cow<'a, str>>,
    /// Milliseconds since the first line.
    #[serde(default)]
    t: Option<f64>,
    #[serde(default, borrow)]
    pub(crate) method: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    params: Option<&'a RawValue>,
    #[serde(default, borrow)]
    session_id: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    sent: Option<&'a RawValue>,
    #[serde(default, borrow)]
    id: Option<&'a RawValue>,
}

impl<'a> Line<'a> {
    /// Reads one line.
    pub(crate) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Whether it is of any of the four kinds.
    pub(crate) fn is_known(&self) -> bool {
        self.vidne.is_some() || self.method.is_some() || self.sent.is_some() || self.id.is_some()
    }

    /// The session in which the browser said it; empty for the browser's own.
    pub(crate) fn session(&self) -> &str {
        self.session_id.as_deref().unwrap_or_default()
    }

    /// Milliseconds since the first line.
    pub(crate) fn time(&self) -> Option<f64> {
        self.t.filter(|time| time.is_finite() && *time >= 0.0)
    }

    /// Its parameters, read as what they should be.
    pub(crate) fn parameters<T: Deserialize<'a>>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.params.map_or("{}", RawValue::get))
    }
}
