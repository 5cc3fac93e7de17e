//! What marks a network that answers under a site's own host names.
//!
//! A sign never names a recipient by itself: its weight says whether it may.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{host::HostPattern, pattern::Pattern, range::IpRange, word::Weight};

/// A sign and how much it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// What is looked for.
    pub test: SignTest,
    /// How much it says.
    pub weight: Weight,
}

/// What is looked for in a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignTest {
    /// A response header; without a value its presence is enough. Letters match their other case.
    Header {
        /// The name in lower case.
        name: Pattern,
        /// The whole value, or one element of a list of values.
        value: Option<Pattern>,
    },
    /// The peer's address.
    Address {
        /// The range it lies in.
        range: IpRange,
    },
    /// A name in the host's CNAME chain, or the host itself.
    Cname {
        /// The name, or everything below it.
        name: HostPattern,
    },
    /// The issuer of the peer's certificate. Letters match their other case.
    TlsIssuer {
        /// The whole issuer.
        name: Pattern,
    },
    /// The path of the request, without its query.
    Path {
        /// The whole path.
        name: Pattern,
    },
}

impl fmt::Display for SignTest {
    /// For people: `header server: cloudflare`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header { name, value: Some(value) } => write!(f, "header {name}: {value}"),
            Self::Header { name, value: None } => write!(f, "header {name}"),
            Self::Address { range } => write!(f, "address in {range}"),
            Self::Cname { name } => write!(f, "CNAME {name}"),
            Self::TlsIssuer { name } => write!(f, "TLS issuer {name}"),
            Self::Path { name } => write!(f, "path {name}"),
        }
    }
}
