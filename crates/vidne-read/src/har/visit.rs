//! Groups of entries to visits.
//!
//! It never lets a look without an answer pass for a completed one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_model::observed::{Blind, Cookie, Damage, Observed, Outcome, Setter, Visit};

use super::{
    body,
    entry::Entry,
    group::{self, Group},
    parts::{Parts, Program},
};
use crate::{Ask, instant::Zone, jar::Jar};

/// Turns an archive into visits and pages.
pub(super) fn reduce(parts: &Parts<'_>, entries: Vec<Entry>, ask: &Ask<'_>, observed: &mut Observed) {
    let blind = blind(&entries);
    let tool = tool(parts);
    if entries.iter().any(|entry| entry.began.is_some_and(|began| began.zone == Zone::Missing)) {
        remark(ask, observed, "times are written without a zone; they are read as UTC".to_owned());
    }
    let mut earlier: Vec<Cookie> = Vec::new();
    for (count, group) in group::by_page(parts, entries).into_iter().enumerate() {
        let documents = group.documents();
        let began =
            documents.iter().find_map(|at| group.entries[*at].began).map(|began| began.at).or(group.began);
        let Some(at) = began else {
            remark(
                ask,
                observed,
                format!("nothing tells when page {} was opened; it is left out", count + 1),
            );
            continue;
        };
        observed.pages.extend(group.entries.iter().filter_map(|entry| body::page(entry, ask, at)));
        let (visit, left_out) = visit(group, &documents, ask, at, &earlier);
        if left_out > 0 {
            remark(ask, observed, format!("{left_out} cookies were left out, because there are too many"));
        }
        earlier.extend(visit.cookies.iter().filter(|cookie| cookie.setter != Setter::Unknown).cloned());
        let blind = visit.blind.union(&blind).copied().collect();
        observed.visits.push(Visit { blind, tool: tool.clone(), ..visit });
    }
}

fn remark(ask: &Ask<'_>, observed: &mut Observed, reason: String) {
    observed.damages.push(Damage { exhibit: ask.exhibit, offset: None, reason });
}

fn visit(
    group: Group,
    documents: &[usize],
    ask: &Ask<'_>,
    at: Timestamp,
    earlier: &[Cookie],
) -> (Visit, usize) {
    let own = |at: &usize| group.entries.get(*at);
    let url = documents.first().and_then(own).map(|entry| entry.url.clone()).unwrap_or_default();
    let outcome = documents.last().and_then(own).map_or(Outcome::Completed, Entry::outcome);
    let looked = documents.last().and_then(own).and_then(body::look);
    let is_challenge = looked.as_ref().is_some_and(|(_, is_challenge)| *is_challenge);
    let outcome = if is_challenge { Outcome::Challenged } else { outcome };
    let mut jar = Jar::new(&url, &ask.limits);
    let mut requests = Vec::with_capacity(group.entries.len());
    for (place, entry) in group.entries.into_iter().enumerate() {
        let cookies = entry.cookies(&mut jar, at);
        requests.push(entry.into_request(documents.contains(&place), cookies));
    }
    let (cookies, left_out) = jar.empty(earlier);
    let visit = Visit {
        outcome,
        requests,
        cookies,
        blind: if looked.is_none() { BTreeSet::from([Blind::Forms]) } else { BTreeSet::new() },
        forms: looked.map(|(forms, _)| forms).unwrap_or_default(),
        ..Visit::new(ask.exhibit, at, url)
    };
    (visit, left_out)
}

fn blind(entries: &[Entry]) -> BTreeSet<Blind> {
    let mut blind = BTreeSet::from([
        Blind::CookieSetter,
        Blind::BlockedCookies,
        Blind::Storage,
        Blind::Workers,
        Blind::Phase,
    ]);
    if !entries.iter().any(Entry::shows_cookies) {
        blind.insert(Blind::Cookies);
    }
    if entries.iter().all(|entry| entry.wire.server_address.text().is_none()) {
        blind.insert(Blind::Addresses);
    }
    if entries.iter().all(|entry| entry.answered.is_empty()) {
        blind.insert(Blind::Headers);
    }
    if entries.iter().any(|entry| entry.began.is_none()) {
        blind.insert(Blind::Times);
    }
    blind
}

/// The browser, and what wrote the archive.
fn tool(parts: &Parts<'_>) -> String {
    let name = |program: &Program| match (program.name.text(), program.version.text()) {
        (Some(name), Some(version)) => Some(format!("{name} {version}")),
        (name, _) => name.map(ToOwned::to_owned),
    };
    let (browser, creator) = (parts.browser.as_ref().and_then(name), parts.creator.as_ref().and_then(name));
    match (browser, creator) {
        (Some(browser), Some(creator)) if browser != creator => {
            format!("HAR of {browser}, written by {creator}")
        }
        (Some(one), _) | (None, Some(one)) => format!("HAR of {one}"),
        (None, None) => "HAR".to_owned(),
    }
}
