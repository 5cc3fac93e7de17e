//! Who answered on TLS, where the browser tells it of another answer over the same connection only.
//!
//! Of the later hops of a redirect browsers tell the connection and not its peer. One connection has one peer. It never takes the same
//! address, or the same name, for the same connection.

use std::collections::BTreeMap;

use super::{exchange::Exchange, ledger::Ledger, wire};

/// Completes each answer that lacks its peer from one that came over the same connection.
pub(super) fn complete(ledger: &mut Ledger) {
    let mut peers: BTreeMap<Connection, wire::Security> = BTreeMap::new();
    for hop in &ledger.exchanges {
        let Some((connection, peer)) = connection(hop).zip(security(hop)) else { continue };
        peers.entry(connection).or_insert_with(|| peer.clone());
    }
    for hop in &mut ledger.exchanges {
        if security(hop).is_some() || !hop.url.starts_with("https:") {
            continue;
        }
        let peer = connection(hop).and_then(|connection| peers.get(&connection)).cloned();
        if let Some(answer) = &mut hop.answer {
            answer.security_details = peer;
        }
    }
}

/// Its number, and the address and port at its other end.
type Connection = (String, String, String);

fn connection(hop: &Exchange) -> Option<Connection> {
    let answer = hop.answer.as_ref().filter(|_| !hop.is_cached())?;
    let number = answer.connection_id.text().filter(|number| *number != "0")?;
    let text = |part: &crate::loose::Loose| part.text().map(ToOwned::to_owned);
    Some((number.to_owned(), text(&answer.remote_address)?, text(&answer.remote_port)?))
}

fn security(hop: &Exchange) -> Option<&wire::Security> {
    hop.answer.as_ref()?.security_details.as_ref()
}
