//! Cookies and other stored items of an observation line.
//!
//! It never has a place for a value.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Span, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::Host,
    observed::{Cookie, Setter, StoredItem},
    time::later,
};

use super::{word::StoreWord, written};
use crate::address::{self, Site};

/// A cookie that was set, sent or blocked.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CookieLine {
    /// Its name.
    pub name: String,
    /// The domain that it belongs to; the visited host where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Its path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The site to which it is partitioned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// Who set it.
    #[serde(default)]
    pub set_by: SetBy,
    /// How long it may live, as an ISO 8601 duration; left out for a session or where unknown.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub max_age: Option<Lifetime>,
    /// Not readable by scripts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_only: Option<bool>,
    /// Only over TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secure: Option<bool>,
    /// `Strict`, `Lax`, `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_site: Option<String>,
    /// Why the browser did not keep it; empty where it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<String>,
}

impl CookieLine {
    /// The cookie as seen on a visit to `visited` at `at`.
    pub(super) fn into_cookie(self, visited: &str, at: Timestamp) -> Cookie {
        let domain = match self.domain.as_deref() {
            Some(domain) => Host::new(domain.trim_start_matches('.')),
            None => address::host(visited).unwrap_or_else(|| Host::new("")),
        };
        Cookie {
            name: self.name,
            party: Site::of(visited).party(&domain),
            domain,
            path: self.path,
            partition: self.partition,
            setter: self.set_by.into(),
            max_age: self.max_age.map(|life| life.from(at)),
            http_only: self.http_only,
            secure: self.secure,
            same_site: self.same_site,
            blocked: self.blocked,
        }
    }
}

/// Who set a cookie: `{"response": URL}`, `{"script": URL}`, `"script"` or `"unknown"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SetBy {
    /// In one word.
    Word(SetByWord),
    /// With the address.
    Address(SetByAddress),
}

/// Who set a cookie, without an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SetByWord {
    /// A script.
    Script,
    /// Not told.
    Unknown,
}

/// Who set a cookie, with its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SetByAddress {
    /// The response to this address.
    Response(String),
    /// The script at this address.
    Script(String),
}

impl Default for SetBy {
    fn default() -> Self {
        Self::Word(SetByWord::Unknown)
    }
}

impl From<SetBy> for Setter {
    fn from(by: SetBy) -> Self {
        match by {
            SetBy::Word(SetByWord::Unknown) => Self::Unknown,
            SetBy::Word(SetByWord::Script) => Self::Script { url: None },
            SetBy::Address(SetByAddress::Script(url)) => Self::Script { url: Some(url) },
            SetBy::Address(SetByAddress::Response(url)) => Self::Response { url },
        }
    }
}

/// An ISO 8601 duration. Years and months are counted by the calendar from the visit on.
#[derive(Debug, Clone, Copy)]
pub struct Lifetime(Span);

impl Lifetime {
    /// The duration from that instant on.
    pub fn from(self, at: Timestamp) -> SignedDuration {
        later(at, self.0).duration_since(at)
    }
}

impl From<SignedDuration> for Lifetime {
    /// Whole seconds; what a calendar cannot hold is cut to the longest that it can.
    fn from(life: SignedDuration) -> Self {
        let longest = Span::new().days(3_650_000);
        Self(Span::new().try_seconds(life.as_secs()).unwrap_or(longest))
    }
}

impl FromStr for Lifetime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Something kept in the browser that is not a cookie.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredLine {
    /// Where.
    pub store: StoreWord,
    /// The storage key: the origin, and after `^` the partition.
    pub key: String,
    /// The name of the entry, database or cache.
    pub name: String,
}

impl From<StoredLine> for StoredItem {
    fn from(line: StoredLine) -> Self {
        let origin = line.key.split_once('^').map_or(line.key.as_str(), |(origin, _)| origin);
        let host = address::host(origin).unwrap_or_else(|| Host::new(origin));
        Self { store: line.store.into(), host, key: line.key, name: line.name }
    }
}
