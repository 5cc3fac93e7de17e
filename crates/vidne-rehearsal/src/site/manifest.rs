//! `site.toml` as it is written. What it means is told by `parse`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::PlainHttp;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    #[serde(default)]
    pub(super) plain_http: PlainHttp,
    #[serde(default)]
    pub(super) host: Vec<Spanned<HostEntry>>,
}

/// `[[host]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostEntry {
    pub(super) name: Spanned<String>,
    pub(super) server: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<OneOrMore>>,
    #[serde(default)]
    pub(super) set_cookie: Vec<Spanned<String>>,
    pub(super) folder: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) route: Vec<Spanned<RouteEntry>>,
}

/// `[[host.route]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RouteEntry {
    pub(super) path: Spanned<String>,
    pub(super) method: Option<Spanned<String>>,
    pub(super) status: Option<Spanned<u16>>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<OneOrMore>>,
    #[serde(default)]
    pub(super) set_cookie: Vec<Spanned<String>>,
    pub(super) location: Option<Spanned<String>>,
    pub(super) file: Option<Spanned<String>>,
    pub(super) body: Option<String>,
    pub(super) hang: Option<Hang>,
    pub(super) trickle: Option<TrickleEntry>,
    pub(super) flood: Option<Spanned<String>>,
    pub(super) endless_redirect: Option<Spanned<bool>>,
}

/// A header that is sent once, or several times.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::More(values) => values,
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Hang {
    BeforeHeaders,
    AfterHeaders,
}

/// `trickle = { text = "…", every_ms = 200 }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrickleEntry {
    pub(super) text: Spanned<String>,
    pub(super) every_ms: Spanned<u64>,
}
