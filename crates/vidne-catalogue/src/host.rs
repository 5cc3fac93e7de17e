//! Host names as they stand in a file: stricter than what may be observed.
//!
//! It never mends a name by itself: what is written is what is matched.

use std::{fmt, net::IpAddr};

use serde::{Deserialize, Serialize};
use vidne_model::id::Host;

use crate::site::registrable_domain;

/// Why a text cannot stand as a host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadHost {
    #[error("a host is written without scheme, path, port or wildcard")]
    NotOnlyAName,
    #[error(
        "a host is written in lower case, without a trailing dot, letters outside ASCII as punycode (xn--…)"
    )]
    NotCanonical,
    #[error("an address is not a host: write it as a [[sign]] of kind `address`")]
    Address,
    #[error(
        "a label of the name is empty, longer than 63 characters, or has characters that host names lack"
    )]
    Label,
    #[error("the name is a public suffix: all of its registrants would be this recipient")]
    PublicSuffix,
}

/// Reads a host name that stands for itself and everything below it.
pub(crate) fn host(text: &str) -> Result<Host, BadHost> {
    if text.contains(['/', ':', '*', ' ', '?', '#', '@']) {
        return Err(BadHost::NotOnlyAName);
    }
    let host = Host::new(text);
    if host.as_str() != text || !text.is_ascii() {
        return Err(BadHost::NotCanonical);
    }
    if text.parse::<IpAddr>().is_ok() {
        return Err(BadHost::Address);
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let good = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(allowed);
    if text.len() > 253 || !text.split('.').all(good) {
        return Err(BadHost::Label);
    }
    registrable_domain(&host).is_some().then_some(host).ok_or(BadHost::PublicSuffix)
}

/// A host name, or with a leading `*.` everything below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HostPattern {
    name: String,
    reach: Reach,
}

/// Which names a [`HostPattern`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Reach {
    /// The name alone.
    Itself,
    /// Every name below it, but not itself.
    Below,
}

impl HostPattern {
    pub(crate) fn read(text: &str) -> Result<Self, BadHost> {
        let (name, reach) = match text.strip_prefix("*.") {
            Some(name) => (name, Reach::Below),
            None => (text, Reach::Itself),
        };
        Ok(Self { name: host(name)?.as_str().to_owned(), reach })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }
}

impl fmt::Display for HostPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = if self.reach == Reach::Below { "*." } else { "" };
        write!(f, "{star}{}", self.name)
    }
}
