//! What scripts wrote and answers set, laid beside what the browser held when it was asked.
//!
//! It never says that the browser refused a cookie whose absence has another reason: it was deleted, or its time was over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use vidne_model::{id::Host, observed::Cookie};

use super::{record::Record, script::Write};
use crate::{
    address,
    cookie::SetCookie,
    devtools::{
        exchange::Exchange,
        visit::{self, NOT_KEPT},
        wire,
    },
    jar::{Jar, Writer},
};

/// Name and domain of a cookie.
type Name = (String, Host);

/// What became of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It deleted, and set nothing.
    Deleted,
    /// It was kept, bound to that site; or nothing tells that it was not.
    Kept(Option<String>),
    /// It is not in the jar, and nothing explains why.
    Missing,
}

/// What became of each write.
pub(super) fn fates(record: &Record<'_>, at: Timestamp) -> Vec<Fate> {
    let court = Court::new(record, at);
    record.writes.iter().map(|write| court.judge(write)).collect()
}

/// What each answer set and the browser did not keep, for those that have any such thing.
pub(super) fn lost(record: &Record<'_>, at: Timestamp) -> Vec<(usize, Vec<String>)> {
    let court = Court::new(record, at);
    let all = record.ledger.exchanges.iter().enumerate().map(|(place, hop)| (place, court.lost(hop)));
    all.filter(|(_, lost)| !lost.is_empty()).collect()
}

struct Court<'a> {
    record: &'a Record<'a>,
    at: Timestamp,
    /// The jars of the log in order: the line of each, and its cookies.
    jars: Vec<(usize, BTreeMap<Name, Vec<&'a wire::HeldCookie>>)>,
    /// The writes that delete: their lines and paths.
    deletions: BTreeMap<Name, Vec<(usize, Option<String>)>>,
    /// What answers deleted, at any time.
    deleted_by_answer: BTreeSet<Name>,
    /// Whether an answer told the browser to forget its cookies.
    is_cleared: bool,
}

impl<'a> Court<'a> {
    fn new(record: &'a Record<'a>, at: Timestamp) -> Self {
        let jars = record.parts.iter().filter_map(|part| part.jar.as_ref());
        let jars = jars.map(|(line, cookies)| (*line, by_name(cookies))).collect();
        let mut deletions: BTreeMap<Name, Vec<_>> = BTreeMap::new();
        for write in record.writes.iter().filter(|write| deletes(&write.cookie, at)) {
            let path = write.cookie.path_at(&write.url);
            deletions.entry(name(write)).or_default().push((write.line, path));
        }
        let hops = || record.ledger.exchanges.iter();
        Self {
            record,
            at,
            jars,
            deletions,
            deleted_by_answer: hops().flat_map(|hop| deleted_by(hop, at)).collect(),
            is_cleared: hops().any(clears),
        }
    }

    fn judge(&self, write: &Write) -> Fate {
        if deletes(&write.cookie, self.at) {
            return Fate::Deleted;
        }
        let Some((_, jar)) = self.jars.iter().find(|(line, _)| *line > write.line) else {
            return Fate::Kept(None);
        };
        let (name, path) = (name(write), write.cookie.path_at(&write.url));
        let fits = |held: &&&wire::HeldCookie| {
            let partition = held.partition_key.as_ref().and_then(wire::PartitionKey::site);
            same_path(path.as_deref(), held.path.text()) && partition.is_some() == write.cookie.partitioned
        };
        if let Some(held) = jar.get(&name).and_then(|held| held.iter().find(fits)) {
            let partition = held.partition_key.as_ref().and_then(wire::PartitionKey::site);
            return Fate::Kept(partition.map(ToOwned::to_owned));
        }
        let deleted = self.deletions.get(&name).is_some_and(|deletions| {
            let ends = |(line, other): &(usize, Option<String>)| {
                *line > write.line && same_path(path.as_deref(), other.as_deref())
            };
            deletions.iter().any(ends)
        });
        let explained = deleted
            || self.is_cleared
            || self.deleted_by_answer.contains(&name)
            || self.is_short(&write.cookie);
        if explained { Fate::Kept(None) } else { Fate::Missing }
    }

    /// The lines by which an answer set cookies that are not in the next jar, where nothing explains it. Browsers take no cookie from
    /// an answer to a request without credentials, and do not call that a refusal.
    fn lost(&self, hop: &Exchange) -> Vec<String> {
        let (Some(received), Some(host)) = (&hop.received, address::host(&hop.url)) else {
            return Vec::new();
        };
        let Some((_, jar)) = self.jars.iter().find(|(line, _)| *line > received.line) else {
            return Vec::new();
        };
        let is_lost = |cookie: &SetCookie| {
            let (name, path) = ((cookie.name.clone(), cookie.belongs_to(&host)), cookie.path_at(&hop.url));
            let is_held = || {
                let mut held = jar.get(&name).into_iter().flatten();
                held.any(|held| same_path(path.as_deref(), held.path.text()))
            };
            let is_explained = || {
                self.is_cleared
                    || self.deletions.contains_key(&name)
                    || self.deleted_by_answer.contains(&name)
                    || self.is_short(cookie)
            };
            !is_held() && !is_explained()
        };
        let set = visit::set_lines(hop).take(visit::MOST_LINES);
        set.filter(|line| SetCookie::parse(line).is_some_and(|cookie| is_lost(&cookie)))
            .map(ToOwned::to_owned)
            .collect()
    }

    /// Whether its time may have been over when the jar was read.
    fn is_short(&self, cookie: &SetCookie) -> bool {
        let lasted = SignedDuration::try_from_secs_f64(self.record.course.lasted / 1_000.0);
        let lasted = lasted.unwrap_or(SignedDuration::MAX);
        cookie.life.is_some_and(|life| life.from(self.at) <= lasted.saturating_add(MARGIN))
    }
}

fn name(write: &Write) -> Name {
    let host = address::host(&write.url).unwrap_or_else(|| Host::new(""));
    (write.cookie.name.clone(), write.cookie.belongs_to(&host))
}

fn by_name(cookies: &[wire::HeldCookie]) -> BTreeMap<Name, Vec<&wire::HeldCookie>> {
    let mut names: BTreeMap<Name, Vec<_>> = BTreeMap::new();
    for cookie in cookies {
        let domain = Host::new(cookie.domain.text().unwrap_or_default().trim_start_matches('.'));
        names.entry((cookie.name.clone(), domain)).or_default().push(cookie);
    }
    names
}

fn same_path(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

fn deletes(cookie: &SetCookie, at: Timestamp) -> bool {
    cookie.life.is_some_and(|life| life.from(at) <= SignedDuration::ZERO)
}

fn deleted_by(hop: &Exchange, at: Timestamp) -> Vec<Name> {
    let Some(host) = address::host(&hop.url) else { return Vec::new() };
    let lines = visit::set_lines(hop).filter_map(SetCookie::parse);
    let deletions = lines.filter(|cookie| deletes(cookie, hop.answered().unwrap_or(at)));
    deletions.map(|cookie| (cookie.name.clone(), cookie.belongs_to(&host))).collect()
}

/// `Clear-Site-Data`.
fn clears(hop: &Exchange) -> bool {
    let told = hop.answer_headers().and_then(|headers| headers.first("clear-site-data"));
    told.is_some_and(|told| told.contains("cookies") || told.contains('*'))
}

/// Writes into a visit's jar what scripts set in that phase.
pub(super) fn write(record: &Record<'_>, fates: &[Fate], part: usize, at: Timestamp, jar: &mut Jar) {
    for (write, fate) in record.writes.iter().zip(fates).filter(|(write, _)| write.part == part) {
        let (partition, blocked) = match fate {
            Fate::Deleted => continue,
            Fate::Kept(partition) => (partition.as_deref(), Vec::new()),
            Fate::Missing => (None, vec![NOT_KEPT.to_owned()]),
        };
        let by = Writer { url: &write.url, script: Some(&write.script), at, partition };
        jar.write(write.cookie.clone(), by, &blocked);
    }
}

/// Everything that was told of cookies in earlier phases, to know what is new.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<(Name, Option<String>), Vec<Option<String>>>);

impl Known {
    /// Takes over the cookies of a visit.
    pub(super) fn add(&mut self, cookies: &[Cookie]) {
        for cookie in cookies.iter().filter(|cookie| cookie.was_kept()) {
            let name = (cookie.name.clone(), cookie.domain.clone());
            self.0.entry((name, cookie.partition.clone())).or_default().push(cookie.path.clone());
        }
    }

    fn has(&self, cookie: &Cookie) -> bool {
        let name = (cookie.name.clone(), cookie.domain.clone());
        let paths = self.0.get(&(name, cookie.partition.clone()));
        paths.is_some_and(|paths| paths.iter().any(|path| same_path(path.as_deref(), cookie.path.as_deref())))
    }
}

/// Puts what the browser held into a visit's jar, as far as no earlier phase tells of it.
pub(super) fn hold(held: &[wire::HeldCookie], known: &Known, at: Timestamp, jar: &mut Jar) {
    for cookie in held {
        let cookie = visit::held(cookie, &Host::new(""), jar.site(), at);
        if !known.has(&cookie) {
            jar.hold(cookie);
        }
    }
}

/// Completes what is told of cookies by what the browser says of them.
pub(super) fn complete(cookies: &mut [Cookie], record: &Record<'_>) {
    let jars: Vec<_> = record.parts.iter().filter_map(|part| Some(by_name(&part.jar.as_ref()?.1))).collect();
    for cookie in cookies.iter_mut().filter(|cookie| cookie.was_kept()) {
        let name = (cookie.name.clone(), cookie.domain.clone());
        let held = jars.iter().rev().find_map(|jar| {
            let fits = |held: &&&wire::HeldCookie| {
                let partition = held.partition_key.as_ref().and_then(wire::PartitionKey::site);
                partition == cookie.partition.as_deref()
                    && same_path(cookie.path.as_deref(), held.path.text())
            };
            jar.get(&name)?.iter().find(fits).copied()
        });
        let Some(held) = held else { continue };
        cookie.path = cookie.path.take().or_else(|| held.path.text().map(ToOwned::to_owned));
        cookie.http_only = cookie.http_only.or(held.http_only);
        cookie.secure = cookie.secure.or(held.secure);
        cookie.same_site = cookie.same_site.take().or_else(|| held.same_site.text().map(ToOwned::to_owned));
    }
}

/// A cookie is written some time after the first line, and the jar is read some time before the last.
const MARGIN: SignedDuration = SignedDuration::from_secs(5);
