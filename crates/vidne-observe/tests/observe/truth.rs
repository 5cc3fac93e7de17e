//! The rehearsal's ground truth, and how a look compares with it: request by request, cookie by cookie, store by store.
//!
//! It never forgives a difference: what is missing and what is too much are both told.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use vidne_model::{
    id::ExhibitId,
    observed::{Setter, Visit},
};
use vidne_read::{Ask, Format, Limits};

/// What stands in `ground-truth.toml`, as far as a look is compared with it.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) url: String,
    phase: Vec<Phase>,
}

#[derive(Debug, Deserialize)]
struct Phase {
    name: String,
    requests: Vec<String>,
    cookies: Vec<Cookie>,
    stored: Vec<Stored>,
    follows: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Cookie {
    name: String,
    domain: String,
    path: String,
    setter: String,
    script: Option<String>,
    http_only: bool,
    blocked: bool,
}

#[derive(Debug, Deserialize)]
struct Stored {
    store: String,
    host: String,
    name: String,
}

impl Truth {
    /// The truth about a rehearsal.
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every difference between the visits of a log and the truth; none is what is wanted.
    pub(crate) fn differences(&self, visits: &[Visit]) -> Vec<String> {
        let mut told = Vec::new();
        for visit in visits {
            let name = visit.phase.as_str();
            let Some(phase) = self.phase.iter().find(|phase| phase.name == name) else {
                told.push(format!("{name}: the truth knows no such phase"));
                continue;
            };
            told.extend(compare(name, "request", phase.requests.clone(), requests(visit)));
            // A cookie of an earlier phase is told again where it was sent: then it must be as it was set there.
            let earlier = self.earlier(phase);
            let set: Vec<String> = phase.cookies.iter().map(Cookie::told).collect();
            let seen =
                cookies(visit).into_iter().filter(|each| set.contains(each) || !earlier.contains(each));
            told.extend(compare(name, "cookie", set.clone(), seen.collect()));
            // What is stored is told in the phase in which it came to be; a page that is loaded anew writes some of it again.
            let held = self.held(phase);
            let own: Vec<String> = phase.stored.iter().map(Stored::told).collect();
            let seen = stored(visit).into_iter().filter(|each| own.contains(each) || !held.contains(each));
            told.extend(compare(name, "stored", own.clone(), seen.collect()));
            if let Some(completeness) = &visit.completeness {
                told.extend(
                    completeness
                        .missing
                        .iter()
                        .map(|url| format!("{name}: the page lists {url}, the record does not")),
                );
            } else {
                told.push(format!("{name}: nobody compared the record with the page's own list"));
            }
        }
        told
    }

    /// Cookies that were set in the phases before, in the same context.
    fn earlier(&self, phase: &Phase) -> Vec<String> {
        let before =
            phase.follows.as_ref().and_then(|name| self.phase.iter().find(|each| each.name == *name));
        let Some(before) = before else { return Vec::new() };
        let mut earlier = self.earlier(before);
        earlier.extend(before.cookies.iter().map(Cookie::told));
        earlier
    }

    /// What was stored in the phases before, in the same context.
    fn held(&self, phase: &Phase) -> Vec<String> {
        let before =
            phase.follows.as_ref().and_then(|name| self.phase.iter().find(|each| each.name == *name));
        let Some(before) = before else { return Vec::new() };
        let mut held = self.held(before);
        held.extend(before.stored.iter().map(Stored::told));
        held
    }
}

impl Cookie {
    fn told(&self) -> String {
        let setter =
            self.script.as_deref().map_or_else(|| self.setter.clone(), |script| format!("script {script}"));
        told(&self.name, &self.domain, &self.path, &setter, self.http_only, self.blocked)
    }
}

impl Stored {
    fn told(&self) -> String {
        format!("{} {} {}", self.store, self.host, self.name)
    }
}

/// The visits of a log.
pub(crate) fn visits(log: &[u8], pages: &[String]) -> Vec<Visit> {
    let ask = Ask {
        exhibit: ExhibitId([7; 32]),
        name: "a look",
        format: Format::VisitLog,
        pages,
        limits: Limits::default(),
    };
    let observed = vidne_read::read(log, &ask).expect("the observer's own log can be read");
    assert_eq!(observed.damages, [], "the observer's own log is whole");
    observed.visits
}

fn requests(visit: &Visit) -> Vec<String> {
    visit.requests.iter().map(|request| format!("{} {}", request.method, request.url)).collect()
}

/// Cookies that were set in the phase. Those that were only sent were set before.
fn cookies(visit: &Visit) -> Vec<String> {
    let set = visit.cookies.iter().filter_map(|cookie| {
        let setter = match &cookie.setter {
            Setter::Response { url } => url.clone(),
            Setter::Script { url } => format!("script {}", url.as_deref().unwrap_or("unknown")),
            Setter::Unknown => return None,
        };
        let path = cookie.path.as_deref().unwrap_or("unknown");
        let http_only = cookie.http_only.unwrap_or(false);
        Some(told(&cookie.name, cookie.domain.as_str(), path, &setter, http_only, !cookie.was_kept()))
    });
    set.collect()
}

fn stored(visit: &Visit) -> Vec<String> {
    visit.stored.iter().map(|item| format!("{} {} {}", item.store.as_str(), item.host, item.name)).collect()
}

fn told(name: &str, domain: &str, path: &str, setter: &str, http_only: bool, blocked: bool) -> String {
    let http_only = if http_only { " http-only" } else { "" };
    let blocked = if blocked { " blocked" } else { "" };
    format!("{name} of {domain}{path} by {setter}{http_only}{blocked}")
}

/// What one side has more often than the other.
fn compare(phase: &str, what: &str, truth: Vec<String>, seen: Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for each in truth {
        *counts.entry(each).or_default() += 1;
    }
    for each in seen {
        *counts.entry(each).or_default() -= 1;
    }
    let differing = counts.into_iter().filter(|(_, count)| *count != 0);
    differing
        .map(|(each, count)| {
            format!("{phase}: {what} {}: {each}", if count > 0 { "missed" } else { "invented" })
        })
        .collect()
}
