//! Loads to visits: requests, cookies, what was stored, and how each look ended.
//!
//! It never lets a cookie that the browser refused pass for one that it kept, nor a look without an answer for a completed one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_model::{
    id::Host,
    observed::{Blind, Cookie, Damage, Observed, Outcome, Request, ResourceKind, Setter, Visit},
};

use super::{
    exchange::Exchange,
    extra,
    ledger::Ledger,
    load::{self, Load},
    peer, wire,
};
use crate::{
    Ask, ReadError, Spot,
    address::{self, Site},
    jar::{self, Jar, Response},
};

/// Turns everything that a log told into visits.
pub(super) fn reduce(mut ledger: Ledger, ask: &Ask<'_>, observed: &mut Observed) -> Result<(), ReadError> {
    let lost = extra::join(&mut ledger);
    remark(ask, observed, lost, "answers that set cookies belong to no request of the log");
    remark(ask, observed, ledger.left_out, "requests were left out, because there are too many");
    let loads = load::split(&ledger);
    if loads.is_empty() {
        const MEND: &str =
            "Switch on the Network domain before the page is opened, and record all of its events.";
        return Err(ReadError::new(ask, Spot::Whole, "it tells of no request over the network", MEND));
    }
    let starts: Vec<usize> = loads.iter().map(|load| load.members.first().copied().unwrap_or(0)).collect();
    let mut reducer = Reducer::new(ledger, ask);
    for (count, load) in loads.into_iter().enumerate() {
        let until = starts.get(count + 1).copied().unwrap_or(usize::MAX);
        let (visit, left_out) = reducer.visit(&load, until)?;
        observed.visits.push(visit);
        remark(ask, observed, left_out, "cookies were left out, because there are too many");
    }
    Ok(())
}

/// Tells of so many mishaps of one kind, where there are any.
pub(super) fn remark(ask: &Ask<'_>, observed: &mut Observed, count: usize, what: &str) {
    if count > 0 {
        let reason = format!("{count} {what}");
        observed.damages.push(Damage { exhibit: ask.exhibit, offset: None, reason });
    }
}

/// Turns hops into requests, and fills the jar on the way.
pub(super) struct Reducer<'a> {
    pub(super) ledger: Ledger,
    ask: &'a Ask<'a>,
    pub(super) tool: String,
    pub(super) blind: BTreeSet<Blind>,
    /// Cookies of earlier loads: the browser still holds them.
    pub(super) earlier: Vec<Cookie>,
}

/// Which cookies of a request belong to a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// All that the browser held for it, sent or kept back.
    All,
    /// Only those that it sent.
    Sent,
}

impl<'a> Reducer<'a> {
    /// A reducer of a log whose events have been joined.
    pub(super) fn new(mut ledger: Ledger, ask: &'a Ask<'a>) -> Self {
        peer::complete(&mut ledger);
        Self { blind: blind(&ledger), tool: tool(&ledger), ledger, ask, earlier: Vec::new() }
    }

    /// The requests of a load; what they set and sent goes into the jar.
    pub(super) fn requests(
        &mut self,
        load: &Load,
        jar: &mut Jar,
        began: Timestamp,
        held: Held,
    ) -> Vec<Request> {
        load.members.iter().map(|hop| self.request(*hop, load, jar, (began, held))).collect()
    }

    fn visit(&mut self, load: &Load, until: usize) -> Result<(Visit, usize), ReadError> {
        let at = self.began(load).ok_or_else(|| {
            const MEND: &str = "Record Network.requestWillBeSent with its wallTime.";
            ReadError::new(self.ask, Spot::Whole, "nothing in it tells when the page was opened", MEND)
        })?;
        let url = self.url(load);
        let outcome = self.outcome(load);
        let mut jar = Jar::new(&url, &self.ask.limits);
        let requests = self.requests(load, &mut jar, at, Held::All);
        let (cookies, left_out) = jar.empty(&self.earlier);
        self.earlier.extend(cookies.iter().filter(|cookie| cookie.setter != Setter::Unknown).cloned());
        let items = self.ledger.stored.extract_if(.., |(_, by)| *by <= until);
        let stored: BTreeSet<_> = items.map(|(item, _)| item).collect();
        let visit = Visit {
            outcome,
            tool: self.tool.clone(),
            requests,
            cookies,
            stored: stored.into_iter().collect(),
            blind: self.blind.clone(),
            ..Visit::new(self.ask.exhibit, at, url)
        };
        Ok((visit, left_out))
    }

    /// When a load began.
    pub(super) fn began(&self, load: &Load) -> Option<Timestamp> {
        let hops = || load.documents.iter().chain(&load.members).map(|at| &self.ledger.exchanges[*at]);
        hops().find_map(Exchange::began).or_else(|| hops().find_map(Exchange::answered))
    }

    /// The address of a load.
    pub(super) fn url(&self, load: &Load) -> String {
        let hop = |at: &usize| &self.ledger.exchanges[*at];
        if let Some(own) = load.documents.first() {
            return hop(own).url.clone();
        }
        let documents = load.members.iter().map(|at| &hop(at).document);
        let known = documents.into_iter().find(|url| address::leaves_the_browser(url));
        known.or(load.members.first().map(|at| &hop(at).url)).cloned().unwrap_or_default()
    }

    /// How a load ended, by the answer to the page itself.
    pub(super) fn outcome(&self, load: &Load) -> Outcome {
        let documents = || load.documents.iter().rev().map(|at| &self.ledger.exchanges[*at]);
        let Some(last) = documents().next() else { return Outcome::Completed };
        match (last.status(), &last.failure) {
            (Some(status), _) => answered(status, last),
            (None, Some(reason)) if reason.contains("TIMED_OUT") => Outcome::TimedOut,
            (None, Some(reason)) => Outcome::Failed(reason.clone()),
            (None, None) if load.members.len() > load.documents.len() => Outcome::Completed,
            (None, None) => Outcome::Failed("the log holds no answer for the page itself".to_owned()),
        }
    }

    fn request(&mut self, at: usize, load: &Load, jar: &mut Jar, seen: (Timestamp, Held)) -> Request {
        let hop = std::mem::take(&mut self.ledger.exchanges[at]);
        let host = address::host(&hop.url).unwrap_or_else(|| Host::new(""));
        let cookies = cookies_sent(&hop, &host, jar, seen);
        cookies_set(&hop, jar, seen.0);
        let own = load.documents.contains(&at);
        let kind = kind(hop.kind(), own);
        let asked = load.askers.get(&at).cloned();
        let document = Some(&hop.document).filter(|url| !url.is_empty() && **url != hop.url).cloned();
        let worker = self.ledger.frames.worker(&hop.session).map(ToOwned::to_owned);
        let frame = asked.or(worker).or(document).filter(|_| !own);
        hop.into_request(kind, frame, cookies)
    }
}

fn answered(status: u16, document: &Exchange) -> Outcome {
    let header = |name| document.answer_headers().and_then(|headers| headers.first(name));
    if crate::outcome::is_challenge(header) { Outcome::Challenged } else { crate::outcome::of_status(status) }
}

/// Names of the cookies that went with a request; what the browser held goes into the jar.
fn cookies_sent(hop: &Exchange, host: &Host, jar: &mut Jar, seen: (Timestamp, Held)) -> Vec<String> {
    let (began, what) = seen;
    let mut names: BTreeSet<String> = hop.sent_headers().cookie_names().map(ToOwned::to_owned).collect();
    for name in &names {
        jar.send(name, host);
    }
    let at = hop.began().unwrap_or(began);
    for associated in
        hop.sent.iter().flat_map(|extra| extra.associated_cookies.iter().chain(&extra.blocked_cookies))
    {
        if what == Held::All || associated.blocked_reasons.is_empty() {
            jar.hold(held(&associated.cookie, host, jar.site(), at));
        }
    }
    let associated = hop.sent.iter().flat_map(|extra| &extra.associated_cookies);
    names.extend(
        associated.filter(|each| each.blocked_reasons.is_empty()).map(|each| each.cookie.name.clone()),
    );
    names.into_iter().collect()
}

/// A cookie as the browser described it when it made a request.
pub(super) fn held(cookie: &wire::HeldCookie, host: &Host, site: &Site, at: Timestamp) -> Cookie {
    let domain = cookie.domain.text().map(|domain| Host::new(domain.trim_start_matches('.')));
    let domain = domain.unwrap_or_else(|| host.clone());
    let expires = cookie.expires.filter(|expires| *expires > 0.0);
    Cookie {
        path: cookie.path.text().map(ToOwned::to_owned),
        partition: cookie.partition_key.as_ref().and_then(wire::PartitionKey::site).map(ToOwned::to_owned),
        max_age: expires.and_then(|expires| jar::life_until(expires, at)),
        http_only: cookie.http_only,
        secure: cookie.secure,
        same_site: cookie.same_site.text().map(ToOwned::to_owned),
        ..jar::unattributed(cookie.name.clone(), site.party(&domain), domain)
    }
}

/// What the answer set, and what of it the browser refused.
fn cookies_set(hop: &Exchange, jar: &mut Jar, began: Timestamp) {
    let at = hop.answered().or_else(|| hop.began()).unwrap_or(began);
    let partition = hop.received.as_ref().and_then(|extra| extra.cookie_partition_key.as_ref()?.site());
    let by = Response { url: &hop.url, at, partition };
    let mut refused: Vec<&wire::Refused> =
        hop.received.iter().flat_map(|extra| &extra.blocked_cookies).take(MOST_LINES).collect();
    for line in set_lines(hop).take(MOST_LINES) {
        let found = refused
            .iter()
            .position(|each| each.cookie_line.text().is_some_and(|said| said.trim() == line.trim()));
        let why = match found {
            Some(at) => reasons(refused.remove(at)),
            None if hop.lost.iter().any(|lost| lost == line) => vec![NOT_KEPT.to_owned()],
            None => Vec::new(),
        };
        jar.set(line, by, &why);
    }
    for each in refused {
        jar.set(each.cookie_line.text().unwrap_or_default(), by, &reasons(each));
    }
}

/// The lines that the answer's complete headers hold, otherwise those of its plain ones, unless it came from a cache.
pub(super) fn set_lines(hop: &Exchange) -> impl Iterator<Item = &str> {
    let complete = hop.received.as_ref().map(|extra| &extra.headers);
    let complete = complete.filter(|headers| headers.first("set-cookie").is_some());
    let plain = hop.answer.as_ref().map(|answer| &answer.headers).filter(|_| !hop.is_cached());
    complete.or(plain).into_iter().flat_map(|headers| headers.all("set-cookie"))
}

fn reasons(refused: &wire::Refused) -> Vec<String> {
    let said = &refused.blocked_reasons;
    if said.is_empty() { vec!["refused by the browser".to_owned()] } else { said.clone() }
}

fn kind(word: &str, own: bool) -> ResourceKind {
    match word {
        "Document" if own => ResourceKind::Document,
        "Document" => ResourceKind::Frame,
        "Script" => ResourceKind::Script,
        "Stylesheet" => ResourceKind::Style,
        "Image" => ResourceKind::Image,
        "Font" => ResourceKind::Font,
        "Media" | "TextTrack" => ResourceKind::Media,
        "XHR" | "Fetch" | "EventSource" => ResourceKind::Fetch,
        "Ping" | "CSPViolationReport" => ResourceKind::Beacon,
        "WebSocket" => ResourceKind::WebSocket,
        _ => ResourceKind::Other,
    }
}

fn blind(ledger: &Ledger) -> BTreeSet<Blind> {
    let mut blind = BTreeSet::from([Blind::CookieSetter, Blind::Storage, Blind::Forms, Blind::Phase]);
    if !ledger.saw_extra {
        blind.insert(Blind::BlockedCookies);
    }
    if !ledger.saw_sessions {
        blind.insert(Blind::Workers);
    }
    let has_address =
        |hop: &Exchange| hop.answer.as_ref().is_some_and(|answer| answer.remote_address.text().is_some());
    if !ledger.exchanges.iter().any(has_address) {
        blind.insert(Blind::Addresses);
    }
    if !ledger.exchanges.iter().any(|hop| hop.wall.is_some()) {
        blind.insert(Blind::Times);
    }
    blind
}

/// The browser, as it named itself to servers.
fn tool(ledger: &Ledger) -> String {
    let agents = ledger.exchanges.iter().filter_map(|hop| hop.sent_headers().first("user-agent"));
    let browser = agents.flat_map(str::split_whitespace).find(|word| {
        word.starts_with("Chrome/") || word.starts_with("HeadlessChrome/") || word.starts_with("Chromium/")
    });
    browser.map_or("DevTools log".to_owned(), |browser| format!("DevTools log of {browser}"))
}

/// Browsers take fewer: more cookies in one answer tell nothing new.
/// Why a cookie counts as refused that the browser did not keep, without a word.
pub(super) const NOT_KEPT: &str = "not in the jar at the end";

pub(super) const MOST_LINES: usize = 1_000;
