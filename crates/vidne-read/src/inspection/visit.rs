//! An inspection file to one visit.
//!
//! It never invents an address: of a host that was only named, the address is `//host/`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::value::RawValue;
use vidne_model::{
    declared::StoreKind,
    id::Host,
    observed::{Blind, Damage, Form, Observed, Phase, Request, ResourceKind, Setter, StoredItem, Visit},
};

use super::{
    Extent, MEND,
    cookie::{self, JarRead},
    wire::{self, Inspection},
};
use crate::{Ask, ReadError, Spot, address, field::Fields, guard, instant, jar::Jar, keys::Keys};

/// Turns an inspection file into a visit.
pub(super) fn reduce(
    found: &Inspection<'_>,
    text: &str,
    start: u64,
    ask: &Ask<'_>,
    extent: Extent,
) -> Result<Observed, ReadError> {
    let asked = found.uri_ins.text().unwrap_or_default();
    let told = found.start_time.text().and_then(instant::parse).map(|it| it.at);
    // The collector writes it near the end: of a file that breaks off, what was noted first tells when it had begun.
    let first = || (extent == Extent::Beginning).then(|| first_noted(found)).flatten();
    let began = told.or_else(first).ok_or_else(|| {
        ReadError::new(ask, Spot::Entry("start_time".to_owned()), "it is missing or no time", MEND)
    })?;
    let mut observed = Observed::default();
    let mut visit = empty(ask, asked, began, tool(found));
    visit.phase = phase(found);
    visit.requests = requests(found, asked);
    visit.stored = stored(found);
    visit.forms = forms(found, asked);
    visit.blind = blind(visit.phase);
    let pages = found.browsing_history.as_ref().map_or(0, Vec::len);
    let jar_read = if pages <= 1 { JarRead::AtTheEnd } else { JarRead::BeforeTheEnd };
    let mut jar = Jar::new(asked, &ask.limits);
    for raw in &found.cookies {
        match serde_json::from_str::<wire::Cookie>(raw.get()) {
            Ok(wire) => {
                if let Some(cookie) = cookie::read(&wire, asked, began, jar_read) {
                    jar.keep(cookie);
                }
            }
            Err(error) => observed.damages.push(broken(ask, text, start, raw, &error)),
        }
    }
    visit.cookies = jar.empty(&[]).0;
    if visit.cookies.iter().any(|cookie| cookie.setter == Setter::Unknown) {
        visit.blind.insert(Blind::CookieSetter);
    }
    observed.visits.push(visit);
    Ok(observed)
}

/// When the first thing was noted.
fn first_noted(found: &Inspection<'_>) -> Option<Timestamp> {
    let cookies = found.cookies.iter().filter_map(|raw| serde_json::from_str::<wire::Cookie>(raw.get()).ok());
    let of_cookies = cookies.filter_map(|cookie| cookie.log?.timestamp.0);
    let of_beacons =
        found.beacons.iter().flatten().filter_map(|beacon| beacon.log.as_ref()?.timestamp.0.clone());
    of_cookies.chain(of_beacons).filter_map(|text| Some(instant::parse(&text)?.at)).min()
}

fn broken(ask: &Ask<'_>, text: &str, start: u64, raw: &RawValue, error: &serde_json::Error) -> Damage {
    let offset = start + guard::offset_in(text, raw.get()) + guard::offset_of(raw.get(), error);
    guard::damage(ask.exhibit, offset, format!("a cookie: {}", guard::reason(error)))
}

/// A visit that tells nothing yet.
pub(super) fn empty(ask: &Ask<'_>, url: &str, at: Timestamp, tool: String) -> Visit {
    Visit { tool, ..Visit::new(ask.exhibit, at, address::bare(url)) }
}

/// A request of which only its address is known.
pub(super) fn request(url: &str, kind: ResourceKind, initiator: Option<String>) -> Request {
    Request {
        url: address::bare(url),
        host: address::host(url).unwrap_or_else(|| Host::new("")),
        method: "GET".to_owned(),
        kind,
        initiator,
        frame: None,
        status: None,
        failure: None,
        remote: None,
        tls: None,
        request_headers: Vec::new(),
        response_headers: Vec::new(),
        cookies_sent: Vec::new(),
        fields_sent: Fields::of_url(url).names(),
        location: None,
    }
}

/// The page, the addresses of listed beacons, and each further host once.
fn requests(found: &Inspection<'_>, asked: &str) -> Vec<Request> {
    let mut requests = Vec::new();
    let redirects = found.uri_redirects.iter().flatten().filter_map(|url| url.text());
    for url in [asked].into_iter().chain(redirects).chain(found.uri_dest.text()) {
        if requests.iter().all(|request: &Request| request.url != address::bare(url)) {
            requests.push(request(url, ResourceKind::Document, None));
        }
    }
    for beacon in found.beacons.iter().flatten() {
        if let Some(url) = beacon.url.text() {
            let by = beacon.log.as_ref().and_then(wire::Log::source).map(address::bare);
            requests.push(request(url, ResourceKind::Other, by));
        }
    }
    let mut told: BTreeSet<Host> = requests.iter().map(|request| request.host.clone()).collect();
    let parties = found.hosts.as_ref().and_then(|hosts| hosts.requests.as_ref());
    let hosts =
        parties.into_iter().flat_map(|parties| parties.first_party.iter().chain(&parties.third_party));
    for host in hosts.filter_map(|host| host.text()) {
        if told.insert(Host::new(host)) {
            requests.push(request(&format!("//{host}/"), ResourceKind::Other, None));
        }
    }
    requests
}

fn stored(found: &Inspection<'_>) -> Vec<StoredItem> {
    let mut stored = Vec::new();
    for (origin, Keys(names)) in &found.local_storage {
        let host = address::host(origin).unwrap_or_else(|| Host::new(origin));
        stored.extend(names.iter().map(|name| StoredItem {
            store: StoreKind::LocalStorage,
            key: origin.clone(),
            name: name.clone(),
            host: host.clone(),
        }));
    }
    stored
}

fn forms(found: &Inspection<'_>, asked: &str) -> Vec<Form> {
    let page = found.uri_dest.text().unwrap_or(asked);
    let forms = found.unsafe_forms.iter().flatten();
    forms
        .map(|form| Form {
            page: page.to_owned(),
            action: form.action.text().unwrap_or_default().to_owned(),
            fields: form.id.text().map(ToOwned::to_owned).into_iter().collect(),
            error: Some("it is sent without encryption".to_owned()),
        })
        .collect()
}

/// The collector clicks nothing. What it was given beforehand decides.
fn phase(found: &Inspection<'_>) -> Phase {
    let given = found.browser.as_ref().and_then(|browser| browser.preset_cookies.as_ref());
    let config = found.script.as_ref().and_then(|script| script.config.as_ref());
    let profile = config.and_then(|config| config.browser_profile.text());
    match (given, profile) {
        (Some(Keys(cookies)), None) if cookies.is_empty() => Phase::BeforeConsent,
        _ => Phase::Unknown,
    }
}

fn blind(phase: Phase) -> BTreeSet<Blind> {
    let mut blind = BTreeSet::from([
        Blind::BlockedCookies,
        Blind::Storage,
        Blind::Addresses,
        Blind::Headers,
        Blind::Workers,
        Blind::Forms,
        Blind::Times,
    ]);
    if phase == Phase::Unknown {
        blind.insert(Blind::Phase);
    }
    blind
}

fn tool(found: &Inspection<'_>) -> String {
    let version = found.script.as_ref().and_then(|script| script.version.as_ref()?.npm.text());
    let browser = found.browser.as_ref().and_then(|browser| browser.version.text());
    let mut tool = "Website Evidence Collector".to_owned();
    for part in
        [version.map(|version| format!(" {version}")), browser.map(|browser| format!(" with {browser}"))]
    {
        tool.push_str(&part.unwrap_or_default());
    }
    tool
}
