//! Joins what was really sent and received with the hop that it belongs to.
//!
//! These events name the request only, come before or after the others, and are missing for hops that never left the
//! browser. Within one request they keep their order; so the first belongs to the first hop that could have one. It
//! never lets the place of such an event among those of other requests decide.

use super::{exchange::Exchange, ledger::Ledger, wire};
use crate::{address, header::Headers};

/// Joins all of them. What belongs to no hop becomes a request of its own where it names its address; returns how many
/// answers that set cookies could not be placed.
pub(super) fn join(ledger: &mut Ledger) -> usize {
    let mut sent = std::mem::take(&mut ledger.sent);
    let mut lost = 0;
    for (id, received) in std::mem::take(&mut ledger.received) {
        let received = received.into_iter().filter(|extra| !is_interim(extra)).collect();
        lost += join_one(ledger, &id, sent.remove(&id).unwrap_or_default(), received);
    }
    for (id, sent) in sent {
        lost += join_one(ledger, &id, sent, Vec::new());
    }
    lost
}

/// A 1xx answer, such as early hints: the real one is still to come.
fn is_interim(extra: &wire::ReceivedExtra) -> bool {
    extra
        .status_code
        .text()
        .is_some_and(|status| status.len() == 3 && status.starts_with('1') && status != "101")
}

fn join_one(
    ledger: &mut Ledger,
    id: &str,
    sent: Vec<wire::SentExtra>,
    received: Vec<wire::ReceivedExtra>,
) -> usize {
    let hops: Vec<usize> = ledger.hops.get(id).cloned().unwrap_or_default();
    if hops.is_empty() {
        return adopt(ledger, id, sent, received);
    }
    let open: Vec<usize> = hops.into_iter().filter(|at| ledger.exchanges[*at].expects_extra()).collect();
    let mut next = 0;
    for extra in sent {
        let fits = |hop: &Exchange| address_of(&extra.headers).is_none_or(|url| same_address(&hop.url, &url));
        let Some(at) = place(ledger, &open, next, fits) else { break };
        ledger.exchanges[open[at]].sent = Some(extra);
        next = at + 1;
    }
    let mut lost = 0;
    next = 0;
    for extra in received {
        let status = extra.status_code.text().map(ToOwned::to_owned);
        let fits = |hop: &Exchange| has_status(hop, status.as_deref());
        match place(ledger, &open, next, fits) {
            Some(at) => {
                ledger.exchanges[open[at]].received = Some(extra);
                next = at + 1;
            }
            None => lost += usize::from(extra.headers.first("set-cookie").is_some()),
        }
    }
    lost
}

/// The first open hop that fits, otherwise the first open one.
fn place(ledger: &Ledger, open: &[usize], from: usize, fits: impl Fn(&Exchange) -> bool) -> Option<usize> {
    let mut rest = from..open.len();
    let first = rest.clone().next();
    rest.find(|at| fits(&ledger.exchanges[open[*at]])).or(first)
}

/// An answer that was taken from the cache after asking shows the status of both.
fn has_status(hop: &Exchange, status: Option<&str>) -> bool {
    let answered = hop.answer.as_ref().and_then(|answer| answer.status.text());
    match (answered, status) {
        (Some(answered), Some(status)) => answered == status || status == "304",
        _ => true,
    }
}

/// Requests that the log knows from these events only.
fn adopt(
    ledger: &mut Ledger,
    id: &str,
    sent: Vec<wire::SentExtra>,
    received: Vec<wire::ReceivedExtra>,
) -> usize {
    let mut received = received.into_iter();
    for extra in sent {
        let Some(url) = address_of(&extra.headers) else { break };
        let hop = Exchange {
            method: extra.headers.first(":method").unwrap_or("GET").to_owned(),
            url,
            phase: Some(extra.phase),
            received: received.next(),
            sent: Some(extra),
            ..Exchange::default()
        };
        ledger.add(id.to_owned(), hop);
    }
    received.filter(|extra| extra.headers.first("set-cookie").is_some()).count()
}

/// The address that the headers of HTTP/2 and later name.
fn address_of(headers: &Headers) -> Option<String> {
    let (scheme, host) = (headers.first(":scheme")?, headers.first(":authority")?);
    Some(address::bare(&format!("{scheme}://{host}{}", headers.first(":path")?)))
}

fn same_address(one: &str, other: &str) -> bool {
    let path = |url: &str| {
        url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()))
    };
    address::host(one) == address::host(other) && path(one) == path(other)
}
