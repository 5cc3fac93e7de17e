//! Joins what was really sent and received with the hop that it belongs to.
//!
//! These events name the request only, come before or after the others, and are missing for hops that never left the
//! browser. Within one request they keep their order, so that each goes to the first hop after the last that it fits. It
//! never lets the order of other requests decide.

use super::{hop::Hop, ledger::Ledger};
use crate::{
    log::{
        headers::Headers,
        wire::{ReceivedExtra, SentExtra},
    },
    text,
};

/// Joins all of them. What belongs to no hop becomes one where it names its address.
pub(super) fn join(ledger: &mut Ledger) {
    let mut sent = std::mem::take(&mut ledger.sent);
    for (id, mut received) in std::mem::take(&mut ledger.received) {
        received.retain(|extra| !is_interim(extra));
        one(ledger, &id, sent.remove(&id).unwrap_or_default(), received);
    }
    for (id, sent) in sent {
        one(ledger, &id, sent, Vec::new());
    }
}

/// An answer such as early hints: the real one is still to come.
fn is_interim(extra: &ReceivedExtra) -> bool {
    extra.status_code.is_some_and(|status| (100..200).contains(&status) && status != 101)
}

fn one(ledger: &mut Ledger, id: &str, sent: Vec<SentExtra>, received: Vec<ReceivedExtra>) {
    let Some(hops) = ledger.of.get(id).cloned() else {
        return adopt(ledger, sent, received);
    };
    let open: Vec<usize> = hops.into_iter().filter(|at| ledger.hops[*at].expects_extra()).collect();
    let mut rest = open.as_slice();
    for extra in sent {
        let url = address(&extra.headers);
        let fits = |hop: &Hop| url.as_ref().is_none_or(|url| same_address(&hop.url, url));
        let Some(hop) = next(&mut rest, ledger, fits) else { break };
        hop.sent = Some(extra);
    }
    let mut rest = open.as_slice();
    for extra in received {
        let status = extra.status_code;
        let Some(hop) = next(&mut rest, ledger, |hop| has_status(hop, status)) else { break };
        hop.received = Some(extra);
    }
}

/// The first of the hops that fits, otherwise the first of all; those up to it are done.
fn next<'l>(rest: &mut &[usize], ledger: &'l mut Ledger, fits: impl Fn(&Hop) -> bool) -> Option<&'l mut Hop> {
    let at = rest.iter().position(|at| fits(&ledger.hops[*at])).unwrap_or(0);
    let found = *rest.get(at)?;
    *rest = &rest[at + 1..];
    Some(&mut ledger.hops[found])
}

/// An answer that was taken from the cache after asking shows the status of both.
fn has_status(hop: &Hop, status: Option<u16>) -> bool {
    let answered = hop.answer.as_ref().map(|answer| answer.status);
    match (answered, status) {
        (Some(answered), Some(status)) => answered == status || status == 304,
        _ => true,
    }
}

/// Requests that the log knows from these events only.
fn adopt(ledger: &mut Ledger, sent: Vec<SentExtra>, received: Vec<ReceivedExtra>) {
    let mut received = received.into_iter();
    for extra in sent {
        let Some(url) = address(&extra.headers) else { break };
        let mut hop = Hop { url, received: received.next(), ..Hop::default() };
        extra.headers.first(":method").unwrap_or("GET").clone_into(&mut hop.asked.method);
        hop.sent = Some(extra);
        ledger.adopt(hop);
    }
}

/// The address that the headers of HTTP/2 and later name.
fn address(headers: &Headers) -> Option<String> {
    let (scheme, host) = (headers.first(":scheme")?, headers.first(":authority")?);
    let url = text::address(&format!("{scheme}://{host}{}", headers.first(":path")?));
    text::leaves_the_browser(&url).then_some(url)
}

/// Whether two addresses name one thing; of the host, the port does not count, which browsers write or not.
fn same_address(one: &str, other: &str) -> bool {
    let parts = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        (host.split(':').next().unwrap_or_default().to_ascii_lowercase(), path.to_owned())
    };
    parts(one) == parts(other)
}
