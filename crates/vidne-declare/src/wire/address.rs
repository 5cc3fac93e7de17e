//! Addresses of pages and names of hosts.
//!
//! It never resolves or fetches anything, and it refuses addresses with a password in them.

use serde_json::json;
use vidne_model::id::Host;

use super::{Log, Shape, Value, Wire, name::text_of};
use crate::mistake::quoted;

/// The address of a page.
#[derive(Debug)]
pub(crate) struct Url {
    pub(crate) text: String,
    pub(crate) host: Host,
}

impl Wire for Url {
    const EXPECTED: &'static str = "an address that begins with https:// or http://";
    const EXAMPLE: &'static str = "\"https://www.example.se/\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        match host_of(text) {
            Ok(host) => Some(Self { text: text.to_owned(), host: Host::new(host) }),
            Err((why, mend)) => {
                log.bad_value::<Self>(value, format!("{} {why}", quoted(text)), mend);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "format": "uri", "pattern": "^https?://" }))
    }
}

/// The name of a host.
#[derive(Debug)]
pub(crate) struct HostName(pub(crate) Host);

impl Wire for HostName {
    const EXPECTED: &'static str = "the name of a host";
    const EXAMPLE: &'static str = "\"www.example.se\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if is_host(text) {
            return Some(Self(Host::new(text)));
        }
        let name = text.rsplit_once("://").map_or(text, |(_, rest)| rest);
        let name = name.split(['/', ':', '?', '#']).next().unwrap_or_default();
        let name = name.trim_start_matches("*.").trim_start_matches('.');
        let mend = if is_host(name) {
            format!("write \"{name}\": every host below it is included")
        } else {
            "write the host alone: \"www.example.se\"".to_owned()
        };
        log.bad_value::<Self>(value, format!("{} is not the name of a host", quoted(text)), mend);
        None
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^[^\\s/:*@]+$" }))
    }
}

type Refused = (&'static str, &'static str);

fn host_of(url: &str) -> Result<&str, Refused> {
    if url.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Err(("is not an address: it contains a space", "write %20 for a space"));
    }
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        url.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &url[scheme.len()..])
    });
    let Some(rest) = rest else {
        return Err(("is not an address of a page", "begin it with https://"));
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err((
            "carries a user name or a password",
            "remove everything up to the @: secrets never stand here",
        ));
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(("has a port that does not exist", "a port is a number from 0 to 65535"));
    }
    let inner = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let fits = inner.map_or_else(|| is_host(host), |address| address.parse::<std::net::Ipv6Addr>().is_ok());
    if fits { Ok(host) } else { Err(("names no host", "write the host after https://")) }
}

fn is_host(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    name.len() <= 253 && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_what_stands_between_scheme_and_path() {
        assert_eq!(host_of("https://www.example.se"), Ok("www.example.se"));
        assert_eq!(host_of("HTTP://localhost:8080/a?b#c"), Ok("localhost"));
        assert_eq!(host_of("https://räksmörgås.se/"), Ok("räksmörgås.se"));
        assert_eq!(host_of("https://[::1]:80/"), Ok("[::1]"));
    }

    #[test]
    fn what_has_no_host_is_refused() {
        for bad in [
            "",
            "www.example.se",
            "ftp://a/",
            "https://",
            "https:///a",
            "https://a b/",
            "https://u:p@a/",
            "https://a:99999/",
            "https://a..b/",
            "https://[zz]/",
            "javascript:alert(1)",
        ] {
            assert!(host_of(bad).is_err(), "{bad}");
        }
    }
}
