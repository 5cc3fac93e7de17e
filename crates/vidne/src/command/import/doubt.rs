//! What makes one doubt that a capture is what its importer takes it for: another site, a day that has not come.
//!
//! It never refuses a capture: the service may have another name, and which of two clocks is wrong cannot be told from here.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use vidne_model::{declared::Service, id::Host, observed::Observed};
use vidne_rules::sight::{OwnHosts, host_of};

/// Sentences for whoever imports it, each complete with what to do.
pub(super) fn doubts(observed: &Observed, service: &Service, now: Timestamp) -> Vec<String> {
    other_site(observed, service).into_iter().chain(ahead(observed, now)).collect()
}

/// Nothing that was visited belongs to the service.
fn other_site(observed: &Observed, service: &Service) -> Option<String> {
    let own = OwnHosts::new(service);
    let pages: BTreeSet<Host> = service.pages.iter().filter_map(|page| host_of(&page.url)).collect();
    let urls = || observed.visits.iter().map(|visit| &visit.url);
    let visited: BTreeSet<Host> =
        urls().chain(observed.pages.iter().map(|page| &page.url)).filter_map(|url| host_of(url)).collect();
    if visited.is_empty() || visited.iter().any(|host| own.contains(host) || pages.contains(host)) {
        return None;
    }
    let declared: BTreeSet<Host> =
        service.urls.iter().filter_map(|url| host_of(url)).chain(service.hosts.iter().cloned()).collect();
    let declared = if declared.is_empty() { service.id.to_string() } else { named(&declared) };
    Some(format!(
        "this capture is of {}, and the service is {declared}; it is kept and counts as a look at the service: \
         if that is the same service, add the host to `hosts` of [service]; otherwise import it where it belongs",
        named(&visited)
    ))
}

/// A look that says it was made after now.
fn ahead(observed: &Observed, now: Timestamp) -> Option<String> {
    let visits = observed.visits.iter().map(|visit| visit.at);
    let looks = visits
        .chain(observed.pages.iter().map(|page| page.at))
        .chain(observed.backups.iter().map(|look| look.at))
        .chain(observed.hosts.iter().map(|look| look.at));
    let newest = looks.max().filter(|at| *at > now.saturating_add(SLACK).unwrap_or(now))?;
    Some(format!(
        "this capture says that it was made on {newest:.0}, and this machine's clock shows {now:.0}: one of the two is \
         wrong; it is kept, and no assessment as of a day before that counts it"
    ))
}

/// The first few.
fn named(hosts: &BTreeSet<Host>) -> String {
    let mut names: Vec<&str> = hosts.iter().take(MOST_NAMED).map(Host::as_str).collect();
    if hosts.len() > MOST_NAMED {
        names.push("others");
    }
    names.join(", ")
}

/// Clocks that are in order differ by less.
const SLACK: SignedDuration = SignedDuration::from_mins(5);
const MOST_NAMED: usize = 3;
