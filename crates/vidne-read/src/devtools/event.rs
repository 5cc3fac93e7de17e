//! One entry of a log to one event, whatever wrapper the recorder put around it.
//!
//! It never fails on an event that it does not know.

use serde::Deserialize;
use serde_json::value::RawValue;
use vidne_model::{declared::StoreKind, id::Host, observed::StoredItem};

use super::{entry::Entry, wire};
use crate::{address, guard, loose::Loose};

/// What an entry of a log says.
#[derive(Debug)]
pub(super) enum Event {
    /// A request is about to be sent; also each further hop of a redirect.
    WillBeSent(Box<wire::WillBeSent>, Session),
    /// What was really sent.
    SentExtra(wire::SentExtra),
    /// The head of a response.
    Received(Box<wire::Received>, Session),
    /// What was really received.
    ReceivedExtra(wire::ReceivedExtra),
    /// A request failed.
    Failed(wire::Failed),
    /// A request was answered from memory.
    FromMemory(String),
    /// A web socket is opened.
    SocketCreated(wire::SocketCreated, Session),
    /// Its handshake is sent.
    SocketAsks(wire::SocketAsks),
    /// Its handshake is answered.
    SocketAnswered(Box<wire::Received>),
    /// A frame was put into another.
    FrameAttached(wire::FrameAttached),
    /// A frame shows another document.
    FrameNavigated(wire::FrameNavigated),
    /// A page has finished loading.
    Loaded(Session),
    /// A target (frame, worker) is watched in a session of its own.
    TargetAttached(wire::TargetAttached),
    /// Something was stored.
    Stored(StoredItem),
    /// An event that tells nothing needed here.
    Unused(Session),
    /// Something else, such as the answer to a command.
    Nothing,
}

/// The session in which an event came; empty for the page's own.
pub(super) type Session = String;

/// Reads one entry: `{method, params}`, the same as `message` of a wrapper, or as a text in that place.
pub(super) fn decode(entry: &Entry<'_>) -> Result<Event, String> {
    decode_within(entry, 3)
}

fn decode_within(entry: &Entry<'_>, wrappers: u8) -> Result<Event, String> {
    if let Some(method) = &entry.method {
        let params = entry.params.map_or("{}", RawValue::get);
        let session = entry.session.clone().unwrap_or_default();
        return known(method, params, session)
            .map_err(|error| format!("{method}: {}", guard::reason(&error)));
    }
    let parsed = |text: &str| {
        let inner: Entry<'_> = serde_json::from_str(text).map_err(|error| guard::reason(&error))?;
        decode_within(&inner, wrappers.saturating_sub(1))
    };
    match entry.message.map(RawValue::get) {
        Some(inner) if wrappers > 0 && inner.starts_with('{') => parsed(inner),
        Some(inner) if wrappers > 0 && inner.starts_with('"') => {
            let inner: String = serde_json::from_str(inner).map_err(|error| guard::reason(&error))?;
            parsed(&inner)
        }
        _ => Ok(Event::Nothing),
    }
}

fn known(method: &str, params: &str, session: Session) -> Result<Event, serde_json::Error> {
    fn of<'a, T: Deserialize<'a>>(params: &'a str) -> Result<T, serde_json::Error> {
        serde_json::from_str(params)
    }
    Ok(match method {
        "Network.requestWillBeSent" => Event::WillBeSent(of(params)?, session),
        "Network.requestWillBeSentExtraInfo" => Event::SentExtra(of(params)?),
        "Network.responseReceived" => Event::Received(of(params)?, session),
        "Network.responseReceivedExtraInfo" => Event::ReceivedExtra(of(params)?),
        "Network.loadingFailed" => Event::Failed(of(params)?),
        "Network.requestServedFromCache" => Event::FromMemory(of::<wire::OfRequest>(params)?.request_id),
        "Network.webSocketCreated" => Event::SocketCreated(of(params)?, session),
        "Network.webSocketWillSendHandshakeRequest" => Event::SocketAsks(of(params)?),
        "Network.webSocketHandshakeResponseReceived" => Event::SocketAnswered(of(params)?),
        "Page.frameAttached" => Event::FrameAttached(of(params)?),
        "Page.frameNavigated" => Event::FrameNavigated(of(params)?),
        "Page.loadEventFired" => Event::Loaded(session),
        "Target.attachedToTarget" => Event::TargetAttached(of(params)?),
        "DOMStorage.domStorageItemAdded" | "DOMStorage.domStorageItemUpdated" => item(of(params)?),
        "Storage.indexedDBContentUpdated" | "Storage.cacheStorageContentUpdated" => content(of(params)?),
        _ => Event::Unused(session),
    })
}

fn item(event: wire::ItemStored) -> Event {
    let id = event.storage_id;
    let store = if id.is_local_storage { StoreKind::LocalStorage } else { StoreKind::SessionStorage };
    stored(store, &id.storage_key, &id.security_origin, event.key)
}

fn content(event: wire::ContentStored) -> Event {
    let (store, name) = match (event.database_name.0, event.cache_name.0) {
        (Some(name), _) => (StoreKind::IndexedDb, name),
        (None, name) => (StoreKind::Cache, name.unwrap_or_default()),
    };
    stored(store, &event.storage_key, &event.origin, name)
}

fn stored(store: StoreKind, key: &Loose, origin: &Loose, name: String) -> Event {
    Event::Stored(stored_item(store, key, origin, name))
}

/// An entry under a storage key; the origin stands for the key where older browsers name no more.
pub(super) fn stored_item(store: StoreKind, key: &Loose, origin: &Loose, name: String) -> StoredItem {
    let key = key.text().or_else(|| origin.text()).unwrap_or_default();
    let origin = key.split_once('^').map_or(key, |(origin, _)| origin);
    let host = address::host(origin).unwrap_or_else(|| Host::new(origin));
    StoredItem { store, key: key.to_owned(), name, host }
}
