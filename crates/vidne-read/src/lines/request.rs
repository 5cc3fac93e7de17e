//! Requests, forms and answers of the domain name system in an observation line.
//!
//! It never keeps a cookie's value, even where the writer left one in a header.

use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::{Country, Host},
    observed::{Form, Location, NameAnswer, Remote, Request, TlsPeer},
};

use super::{word::KindWord, written};
use crate::{address, field::Fields, header::Headers};

/// One request and what came back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestLine {
    /// The whole address.
    pub url: String,
    /// GET where left out.
    #[serde(default = "get", skip_serializing_if = "is_get")]
    pub method: String,
    /// What was loaded.
    #[serde(default)]
    pub kind: KindWord,
    /// What made the browser load it: an address, `parser`, `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiator: Option<String>,
    /// The address of the frame or worker that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
    /// The status; left out where no response came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it failed, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// The server's address, with or without a port.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub remote: Option<RemoteLine>,
    /// Who answered on TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<TlsLine>,
    /// Headers of the request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub request_headers: BTreeMap<String, HeaderLine>,
    /// Headers of the response.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, HeaderLine>,
    /// Names of cookies that were sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies_sent: Vec<String>,
    /// Names of fields in the body that was sent. Those of the query are found by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields_sent: Vec<String>,
    /// Where the server stands, as somebody claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationLine>,
}

fn get() -> String {
    "GET".to_owned()
}

fn is_get(method: &str) -> bool {
    method == "GET"
}

impl From<RequestLine> for Request {
    fn from(line: RequestLine) -> Self {
        let mut fields = Fields::of_url(&line.url);
        line.fields_sent.iter().for_each(|name| fields.add(name));
        Self {
            host: address::host(&line.url).unwrap_or_else(|| Host::new("")),
            url: address::bare(&line.url),
            method: if line.method.is_empty() { get() } else { line.method },
            kind: line.kind.into(),
            initiator: line.initiator,
            frame: line.frame,
            status: line.status,
            failure: line.failure,
            remote: line.remote.map(|RemoteLine(remote)| remote),
            tls: line.tls.map(Into::into),
            request_headers: kept(line.request_headers),
            response_headers: kept(line.headers),
            cookies_sent: line.cookies_sent,
            fields_sent: fields.names(),
            location: line.location.map(|claim| Location { country: claim.country, source: claim.source }),
        }
    }
}

fn kept(lines: BTreeMap<String, HeaderLine>) -> Vec<(String, String)> {
    let mut headers = Headers::default();
    for (name, values) in lines {
        let values = match values {
            HeaderLine::One(value) => vec![value],
            HeaderLine::Several(values) => values,
        };
        for value in values {
            headers.push(&name, &value);
        }
    }
    headers.into_kept()
}

/// The value of a header, or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum HeaderLine {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// A server's address: `104.16.1.2`, `104.16.1.2:443`, `2001:db8::1` or `[2001:db8::1]:443`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemoteLine(pub Remote);

impl FromStr for RemoteLine {
    type Err = std::net::AddrParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(socket) = text.parse::<SocketAddr>() {
            return Ok(Self(Remote { address: socket.ip(), port: Some(socket.port()) }));
        }
        Ok(Self(Remote { address: text.parse()?, port: None }))
    }
}

impl fmt::Display for RemoteLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.port {
            Some(port) => SocketAddr::new(self.0.address, port).fmt(f),
            None => self.0.address.fmt(f),
        }
    }
}

/// Who answered on TLS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsLine {
    /// The protocol, such as `TLS 1.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The certificate's subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

impl From<TlsLine> for TlsPeer {
    fn from(line: TlsLine) -> Self {
        Self { protocol: line.protocol, subject: line.subject, issuer: line.issuer }
    }
}

/// Where a server stands, as somebody claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LocationLine {
    /// The country, by ISO 3166-1 alpha-2.
    #[serde(with = "written")]
    #[schemars(with = "String")]
    pub country: Country,
    /// Who says so.
    pub source: String,
}

/// A form on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormLine {
    /// The page that it stands on.
    pub page: String,
    /// Where it would be sent.
    #[serde(default)]
    pub action: String,
    /// Names or labels of its fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What was seen to be broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl From<FormLine> for Form {
    fn from(line: FormLine) -> Self {
        Self { page: line.page, action: line.action, fields: line.fields, error: line.error }
    }
}

/// An answer of the domain name system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameLine {
    /// The name asked for.
    pub host: String,
    /// The aliases that led on, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The addresses at the end.
    #[serde(default, with = "written::list", skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub addresses: Vec<IpAddr>,
    /// Name servers of its zone, where asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub name_servers: Vec<String>,
}

impl From<NameLine> for NameAnswer {
    fn from(line: NameLine) -> Self {
        let hosts = |names: Vec<String>| names.iter().map(|name| Host::new(name)).collect();
        Self {
            host: Host::new(&line.host),
            aliases: hosts(line.aliases),
            addresses: line.addresses,
            name_servers: hosts(line.name_servers),
        }
    }
}
