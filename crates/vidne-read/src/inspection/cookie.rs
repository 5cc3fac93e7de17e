//! A cookie as the collector lists it.
//!
//! It never lets a cookie that only a response named pass for one that the browser held.

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    id::Host,
    observed::{Cookie, Setter},
};

use super::wire;
use crate::{
    address::{self, Site},
    cookie::Life,
    instant, jar,
};

/// Whether a cookie that the jar does not hold can still have been kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JarRead {
    /// The jar was read when everything had been seen: what is not in it was not kept.
    AtTheEnd,
    /// More was seen afterwards, or the file does not show the jar.
    BeforeTheEnd,
}

/// The cookie; nothing where it has no name, or where the line only removed it.
pub(super) fn read(
    wire: &wire::Cookie,
    visited: &str,
    began: Timestamp,
    jar_read: JarRead,
) -> Option<Cookie> {
    let logged = wire.log.as_ref().and_then(|log| instant::parse(log.timestamp.text()?)).map(|it| it.at);
    let max_age = wire.expires.text().and_then(|text| life(text, logged.unwrap_or(began)));
    if max_age.is_some_and(|age| age <= SignedDuration::ZERO) {
        return None;
    }
    let domain = wire.domain.text().map(|domain| Host::new(domain.trim_start_matches('.')));
    let domain = domain.or_else(|| address::host(visited)).unwrap_or_else(|| Host::new(""));
    let in_jar = wire.size.text().is_some() || wire.priority.text().is_some();
    let refused = !in_jar && jar_read == JarRead::AtTheEnd;
    Some(Cookie {
        path: wire.path.text().map(ToOwned::to_owned),
        partition: wire.partition_key.text().map(ToOwned::to_owned),
        setter: setter(wire.log.as_ref()),
        max_age,
        http_only: wire.http_only,
        secure: wire.secure,
        same_site: wire.same_site.text().map(ToOwned::to_owned),
        blocked: if refused { vec![NOT_IN_JAR.to_owned()] } else { Vec::new() },
        ..jar::unattributed(wire.name.text()?.to_owned(), Site::of(visited).party(&domain), domain)
    })
}

fn setter(log: Option<&wire::Log>) -> Setter {
    let Some(log) = log else { return Setter::Unknown };
    let source = log.source().map(address::bare);
    match (log.kind.text(), source) {
        (Some("Cookie.HTTP"), Some(url)) => Setter::Response { url },
        (Some("Cookie.JS"), url) => Setter::Script { url },
        _ => Setter::Unknown,
    }
}

/// Seconds of the Unix epoch, -1 for a session, or a time in words.
fn life(expires: &str, at: Timestamp) -> Option<SignedDuration> {
    if let Ok(seconds) = expires.parse::<f64>() {
        return if seconds < 0.0 { None } else { jar::life_until(seconds, at) };
    }
    let then = instant::parse(expires)?.at;
    Some(jar::lifetime(Life::Expires(then), at))
}

const NOT_IN_JAR: &str = "not in the browser's jar when it was read: refused, replaced or removed";
