//! The collector's event log (`eventdata.json`) to visits: cookies with their setters, local storage, listed trackers.
//!
//! It never shows that something is absent: hosts that no tracking list knows are not in this file.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use vidne_model::{
    declared::StoreKind,
    id::Host,
    observed::{Blind, Observed, ResourceKind, StoredItem, Visit},
};

use super::{
    MEND,
    cookie::{self, JarRead},
    visit,
    wire::{Beacon, Cookie, Event},
};
use crate::{Ask, ReadError, Spot, address, instant, jar::Jar, keys::Keys};

/// Turns the events of a run into one visit for each page that was opened.
pub(super) fn reduce(events: Vec<Event<'_>>, ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let mut timed: Vec<(Timestamp, Event<'_>)> = Vec::with_capacity(events.len());
    for event in events {
        if let Some(written) = event.timestamp.text().and_then(instant::parse) {
            timed.push((written.at, event));
        }
    }
    // The log is written with the newest first.
    timed.sort_by_key(|(at, _)| *at);
    let opened: Vec<usize> = (0..timed.len()).filter(|place| page(&timed[*place].1).is_some()).collect();
    if opened.is_empty() {
        let reason = "the event log names no opened page, so that nothing tells which service it is about";
        return Err(ReadError::new(ask, Spot::Whole, reason, MEND));
    }
    let mut observed = Observed::default();
    for (count, place) in opened.iter().enumerate() {
        let from = if count == 0 { 0 } else { *place };
        let until = opened.get(count + 1).copied().unwrap_or(timed.len());
        let (at, url) = (timed[*place].0, page(&timed[*place].1).unwrap_or_default());
        observed.visits.push(one(&timed[from..until], url, at, ask));
    }
    Ok(observed)
}

fn page<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    let is_browser = event.kind.text() == Some("Browser");
    event.message.text().filter(|_| is_browser)?.strip_prefix("browsing now to ").map(str::trim)
}

fn one(events: &[(Timestamp, Event<'_>)], url: &str, began: Timestamp, ask: &Ask<'_>) -> Visit {
    let mut found = visit::empty(ask, url, began, "Website Evidence Collector, event log".to_owned());
    found.requests.push(visit::request(url, ResourceKind::Document, None));
    let mut jar = Jar::new(url, &ask.limits);
    let mut stored = BTreeSet::new();
    for (at, event) in events {
        match event.kind.text() {
            Some("Cookie.HTTP" | "Cookie.JS") => {
                let listed: Vec<Cookie> = data(event.data).unwrap_or_default();
                let read = |wire: &Cookie| cookie::read(wire, url, *at, JarRead::BeforeTheEnd);
                listed.iter().filter_map(read).for_each(|cookie| jar.keep(cookie));
            }
            Some("Storage.LocalStorage") => stored.extend(items(event)),
            Some("Request.Tracking") => {
                let beacon: Option<Beacon> = data(event.data);
                let by =
                    event.stack.iter().flatten().find_map(|place| place.file_name.text()).map(address::bare);
                let url = beacon.as_ref().and_then(|beacon| beacon.url.text());
                found.requests.extend(url.map(|url| visit::request(url, ResourceKind::Other, by)));
            }
            _ => {}
        }
    }
    found.cookies = jar.empty(&[]).0;
    found.stored = stored.into_iter().collect();
    found.note = Some("Only requests that a tracking list knows are told here, not every host.".to_owned());
    found.blind = BTreeSet::from([
        Blind::BlockedCookies,
        Blind::Storage,
        Blind::Addresses,
        Blind::Headers,
        Blind::Workers,
        Blind::Forms,
        Blind::Phase,
        Blind::Times,
    ]);
    found
}

fn items(event: &Event<'_>) -> Vec<StoredItem> {
    let Some(origin) = event.origin.text() else { return Vec::new() };
    let Keys(names) = data(event.data).unwrap_or_default();
    let host = address::host(origin).unwrap_or_else(|| Host::new(origin));
    let item = |name| StoredItem {
        store: StoreKind::LocalStorage,
        key: origin.to_owned(),
        name,
        host: host.clone(),
    };
    names.into_iter().map(item).collect()
}

/// What does not have the form that its type promises tells nothing.
fn data<T: DeserializeOwned>(raw: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(raw?.get()).ok()
}
