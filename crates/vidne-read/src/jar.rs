//! The cookies of one visit, gathered from what set them, what the browser held, and what was sent.
//!
//! It never guesses a setter: a cookie that was only sent was set by somebody whom the exhibit does not show.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    id::Host,
    observed::{Cookie, Party, Setter},
};

use crate::{
    Limits,
    address::{self, Site},
    cookie::{Life, SetCookie},
};

/// The cookies of one visit.
#[derive(Debug)]
pub(crate) struct Jar {
    site: Site,
    cookies: Vec<Cookie>,
    known: BTreeMap<Key, usize>,
    held: BTreeMap<(String, Host, Option<String>, Option<String>), Cookie>,
    sent: BTreeMap<(String, String), BTreeSet<Host>>,
    room: Room,
}

/// What makes two records one cookie: its identity in a browser, who set it, and whether it was kept.
type Key = (String, Host, Option<String>, Option<String>, Option<Maker>, Vec<String>);

/// Who set a cookie, as far as it tells two cookies apart: a host that renews its cookie with each answer set one cookie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Maker {
    Host(Option<Host>),
    Script(Option<String>),
}

/// What may still be recorded.
#[derive(Debug, Clone, Copy)]
struct Room {
    cookies: usize,
    repeated: usize,
    left_out: usize,
}

/// A response that sets cookies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Response<'a> {
    /// Its address.
    pub(crate) url: &'a str,
    /// When it came, by its own clock where it says so: an `Expires` is meant by that clock.
    pub(crate) at: Timestamp,
    /// The site to which partitioned cookies are bound.
    pub(crate) partition: Option<&'a str>,
}

/// A script that writes cookies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writer<'a> {
    /// The document that it runs in: cookies are written in its name.
    pub(crate) url: &'a str,
    /// Its own address, where known.
    pub(crate) script: Option<&'a str>,
    /// When it wrote.
    pub(crate) at: Timestamp,
    /// The site to which the cookie is bound, where it is.
    pub(crate) partition: Option<&'a str>,
}

/// Where a cookie comes from.
#[derive(Debug)]
struct Source<'a> {
    url: &'a str,
    at: Timestamp,
    partition: Option<String>,
    setter: Setter,
}

impl Jar {
    /// An empty jar for a visit to that address.
    pub(crate) fn new(visited: &str, limits: &Limits) -> Self {
        let room = Room { cookies: limits.cookies, repeated: limits.repeated, left_out: 0 };
        Self {
            site: Site::of(visited),
            cookies: Vec::new(),
            known: BTreeMap::new(),
            held: BTreeMap::new(),
            sent: BTreeMap::new(),
            room,
        }
    }

    /// The visited site.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// A response set a cookie, or tried to: `blocked` says why the browser refused. A line that only deletes sets nothing.
    pub(crate) fn set(&mut self, line: &str, by: Response<'_>, blocked: &[String]) {
        let Some(cookie) = SetCookie::parse(line) else { return };
        let partition = by.partition.filter(|_| cookie.partitioned).map(|site| address::cut(site).to_owned());
        let setter = Setter::Response { url: address::bare(by.url) };
        self.take(cookie, Source { url: by.url, at: by.at, partition, setter }, blocked);
    }

    /// A script of the document at `url` wrote a cookie, or tried to.
    pub(crate) fn write(&mut self, cookie: SetCookie, by: Writer<'_>, blocked: &[String]) {
        let setter = Setter::Script { url: by.script.map(ToOwned::to_owned) };
        let partition = by.partition.map(|site| address::cut(site).to_owned());
        let cookie = SetCookie { http_only: false, ..cookie };
        self.take(cookie, Source { url: by.url, at: by.at, partition, setter }, blocked);
    }

    fn take(&mut self, cookie: SetCookie, by: Source<'_>, blocked: &[String]) {
        let Some(host) = address::host(by.url) else { return };
        let max_age = cookie.life.map(|life| lifetime(life, by.at));
        if max_age.is_some_and(|age| age <= SignedDuration::ZERO) {
            return;
        }
        let domain = cookie.belongs_to(&host);
        let mut blocked = blocked.to_vec();
        if blocked.is_empty() && !address::covers(&domain, &host) {
            // No browser takes a cookie for a domain that its setter does not belong to (RFC 6265, 5.3, step 6). Domains that
            // many share are left to the browser: the list of them changes, and recordings are old.
            blocked.push("InvalidDomain".to_owned());
        }
        self.keep(Cookie {
            party: self.site.party(&domain),
            path: cookie.path_at(by.url),
            setter: by.setter,
            max_age,
            http_only: Some(cookie.http_only),
            secure: Some(cookie.secure),
            same_site: cookie.same_site,
            name: cookie.name,
            domain,
            partition: by.partition,
            blocked,
        });
    }

    /// A cookie as another record of the exhibit describes it, setter and all. Of one that is set again the longest life counts.
    pub(crate) fn keep(&mut self, cookie: Cookie) {
        let key = key(&cookie);
        if let Some(at) = self.known.get(&key) {
            let known = &mut self.cookies[*at];
            known.max_age = known.max_age.max(cookie.max_age);
            return;
        }
        let repeated = match &cookie.setter {
            Setter::Response { url } | Setter::Script { url: Some(url) } => url.len(),
            Setter::Script { url: None } | Setter::Unknown => 0,
        };
        if self.room.cookies == 0 || self.room.repeated < repeated {
            self.room.left_out += 1;
            return;
        }
        self.room.cookies -= 1;
        self.room.repeated -= repeated;
        self.known.insert(key, self.cookies.len());
        self.cookies.push(cookie);
    }

    /// The browser held this cookie when it made a request.
    pub(crate) fn hold(&mut self, cookie: Cookie) {
        if self.held.len() < self.room.cookies {
            let Cookie { name, domain, path, partition, .. } = &cookie;
            let key = (name.clone(), domain.clone(), path.clone(), partition.clone());
            self.held.entry(key).or_insert(cookie);
        }
    }

    /// A cookie of this name was sent to this host.
    pub(crate) fn send(&mut self, name: &str, host: &Host) {
        if self.sent.len() < self.room.cookies {
            let site = address::registrable(host.as_str()).to_owned();
            self.sent.entry((name.to_owned(), site)).or_default().insert(host.clone());
        }
    }

    /// Every cookie once, those that were set first. Of what was only held or sent, an earlier visit of the same exhibit may
    /// know who set it. Also tells how many did not fit.
    pub(crate) fn empty(mut self, earlier: &[Cookie]) -> (Vec<Cookie>, usize) {
        for held in std::mem::take(&mut self.held).into_values() {
            if !self.cookies.iter().any(|cookie| cookie.was_kept() && same_cookie(cookie, &held)) {
                let known = earlier.iter().find(|cookie| cookie.was_kept() && same_cookie(cookie, &held));
                let known = known.map(|known| self.seen_anew(known));
                self.keep(known.unwrap_or(held));
            }
        }
        for ((name, _), hosts) in std::mem::take(&mut self.sent) {
            if !self.cookies.iter().any(|cookie| was_sent(cookie, &name, &hosts)) {
                let known = earlier.iter().find(|cookie| was_sent(cookie, &name, &hosts));
                let known = known.map(|known| self.seen_anew(known));
                let sent = known.unwrap_or_else(|| self.only_sent(name, &hosts));
                self.keep(sent);
            }
        }
        (self.cookies, self.room.left_out)
    }

    /// A cookie of an earlier visit, as it stands towards the address of this one.
    fn seen_anew(&self, cookie: &Cookie) -> Cookie {
        Cookie { party: self.site.party(&cookie.domain), ..cookie.clone() }
    }

    /// A cookie of which only its name and the hosts are known: it belongs to their common parent.
    fn only_sent(&self, name: String, hosts: &BTreeSet<Host>) -> Cookie {
        let domain = common_parent(hosts);
        unattributed(name, self.site.party(&domain), domain)
    }
}

/// A cookie of which nothing but name and domain is known.
pub(crate) fn unattributed(name: String, party: Party, domain: Host) -> Cookie {
    Cookie {
        name,
        domain,
        path: None,
        partition: None,
        party,
        setter: Setter::Unknown,
        max_age: None,
        http_only: None,
        secure: None,
        same_site: None,
        blocked: Vec::new(),
    }
}

fn key(cookie: &Cookie) -> Key {
    let source = match &cookie.setter {
        Setter::Response { url } => Some(Maker::Host(address::host(url))),
        Setter::Script { url } => Some(Maker::Script(url.clone())),
        Setter::Unknown => None,
    };
    let Cookie { name, domain, path, partition, blocked, .. } = cookie;
    (name.clone(), domain.clone(), path.clone(), partition.clone(), source, blocked.clone())
}

/// How long a cookie lives that expires at that second of the Unix epoch, seen at `at`.
pub(crate) fn life_until(expires: f64, at: Timestamp) -> Option<SignedDuration> {
    let since = SignedDuration::try_from_secs_f64(expires).ok()?;
    let then = Timestamp::UNIX_EPOCH.checked_add(since).unwrap_or(Timestamp::MAX);
    Some(lifetime(Life::Expires(then), at))
}

/// How long a cookie lives from `at` on. An expiry is reckoned by a clock in seconds, read a moment before or after the answer's own; so
/// beyond ten minutes it is told to the minute: what was meant as a year is not a year and a second.
pub(crate) fn lifetime(life: Life, at: Timestamp) -> SignedDuration {
    let seconds = life.from(at).as_secs();
    let rounded = match life {
        Life::Expires(_) if seconds > 600 => (seconds + 30) / 60 * 60,
        _ => seconds,
    };
    SignedDuration::from_secs(rounded)
}

fn same_cookie(one: &Cookie, other: &Cookie) -> bool {
    let paths = one.path.as_deref().zip(other.path.as_deref());
    let places = one.domain == other.domain && one.partition == other.partition;
    one.name == other.name && places && paths.is_none_or(|(one, other)| one == other)
}

fn was_sent(cookie: &Cookie, name: &str, hosts: &BTreeSet<Host>) -> bool {
    cookie.name == name && cookie.was_kept() && hosts.iter().any(|host| address::covers(&cookie.domain, host))
}

/// The longest name that all hosts end in; they share at least a registrable domain.
fn common_parent(hosts: &BTreeSet<Host>) -> Host {
    let Some(first) = hosts.first() else { return Host::new("") };
    let mut parent = first.as_str();
    while !hosts.iter().all(|host| host.is_within(parent)) {
        let Some((_, rest)) = parent.split_once('.') else { break };
        parent = rest;
    }
    Host::new(parent)
}
