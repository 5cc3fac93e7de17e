//! One service's material, prepared once: every visit put to the catalogue, every page to the reader.
//!
//! It never judges and never looks at a clock; `timeline` asks the rules about it, instant by instant.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use jiff::{Timestamp, civil::Date};
use vidne_catalogue::{AddressBook, Catalogue, NamedAs};
use vidne_disclosure::Prepared;
use vidne_law::Law;
use vidne_model::{
    declared::{Declared, Organisation, PageRole},
    id::RecipientId,
    observed::{Observed, Outcome, Page, Reach, Readability, Visit},
};

use crate::{
    answer::Answer,
    purpose::purposes_on_consent,
    rule::Rule,
    sight::{OwnHosts, Sight, Who, sights},
    view::{Epochs, Tracks},
};

/// What every service is measured against.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Dated legal facts.
    pub law: &'a Law,
    /// Known recipients.
    pub catalogue: &'a Catalogue,
    /// The reader of notices.
    pub lexicon: &'a vidne_disclosure::Lexicon,
    /// The user's own address databases, where there are any.
    pub addresses: Option<&'a AddressBook>,
}

/// One service's material, prepared once.
pub struct Case<'a> {
    pub(crate) declared: &'a Declared,
    pub(crate) observed: &'a Observed,
    pub(crate) sources: Sources<'a>,
    pub(crate) own: OwnHosts,
    /// For each visit, who was seen on it.
    pub(crate) sights: Vec<BTreeMap<Who, Arc<Sight>>>,
    /// Declared names that the catalogue knows, with the recipients that bear them.
    names: BTreeMap<&'a str, BTreeSet<RecipientId>>,
    /// The texts of declared pages, in order of time.
    pub(crate) pages: Vec<ReadPage<'a>>,
    /// Every copy of every backup, followed from look to look.
    pub(crate) tracks: Tracks<'a>,
    /// Declared purposes of cookies that need consent; read when somebody asks.
    on_consent: OnceLock<BTreeSet<String>>,
}

/// A page's text, ready to be asked.
pub(crate) struct ReadPage<'a> {
    pub(crate) role: PageRole,
    pub(crate) page: &'a Page,
    pub(crate) prepared: Prepared<'a>,
}

impl<'a> Case<'a> {
    /// Puts every visit to the catalogue and every page of the declared addresses to the reader.
    pub fn new(declared: &'a Declared, observed: &'a Observed, sources: Sources<'a>) -> Self {
        let own = OwnHosts::new(&declared.service);
        let sights = observed
            .visits
            .iter()
            .map(|visit| sights(visit, &own, sources.catalogue, sources.addresses))
            .map(|seen| seen.into_iter().map(|(who, sight)| (who, Arc::new(sight))).collect())
            .collect();
        let reader = vidne_disclosure::Reader::new(sources.lexicon, &declared.terms);
        let mut pages = Vec::new();
        for page in &observed.pages {
            for declared in &declared.service.pages {
                if same_address(&declared.url, &page.url) {
                    pages.push(ReadPage { role: declared.role, page, prepared: reader.prepare(page) });
                }
            }
        }
        let names = names(declared, sources.catalogue);
        let tracks = Tracks::of(declared, &observed.backups);
        let on_consent = OnceLock::new();
        Self { declared, observed, sources, own, sights, names, pages, tracks, on_consent }
    }

    /// Puts one view to one rule: as of an instant, told by someone who knows what was recorded by a day.
    pub fn ask(&self, rule: &Rule, now: Timestamp, known: Date, answer: &mut Answer) {
        let mut epochs = Epochs::new(self, now, known);
        rule.assess(&epochs.view(now), answer);
    }

    /// The recipients of the catalogue that bear a name of this declared organisation.
    pub(crate) fn known_as(&self, organisation: &Organisation) -> impl Iterator<Item = &RecipientId> {
        let names = std::iter::once(&organisation.name).chain(&organisation.aliases);
        names.filter_map(|name| self.names.get(name.as_str())).flatten()
    }

    /// Whether the declared purpose of a cookie, in words, is one that needs consent.
    pub(crate) fn needs_consent(&self, purpose: &str) -> bool {
        self.on_consent.get_or_init(|| purposes_on_consent(self.declared, &self.sources)).contains(purpose)
    }

    /// Every instant at which something was observed, with what could change then.
    pub(crate) fn looks(&self) -> impl Iterator<Item = (Timestamp, Look)> {
        let visits = self.observed.visits.iter().map(|visit| (visit.at, Look::Visit));
        let backups = self.observed.backups.iter().map(|look| (look.at, Look::Backup));
        let hosts = self.observed.hosts.iter().map(|look| (look.at, Look::Host));
        let pages = self.pages.iter().map(|read| (read.page.at, Look::Page));
        visits.chain(pages).chain(backups).chain(hosts)
    }

    /// The last look of that kind before an instant that could have shown the opposite.
    pub(crate) fn look_before(&self, at: Timestamp, look: Look) -> Option<Timestamp> {
        match look {
            Look::Visit => self
                .observed
                .visits
                .iter()
                .filter(|visit| visit.at < at && is_complete(visit))
                .map(|visit| visit.at)
                .max(),
            Look::Page => {
                let readable =
                    self.pages.iter().filter(|read| read.page.readability == Readability::Readable);
                readable.map(|read| read.page.at).filter(|seen| *seen < at).max()
            }
            Look::Backup => {
                let looks =
                    self.observed.backups.iter().filter(|look| look.reach == Reach::Reached || look.at == at);
                before_same(looks.map(|look| ((look.backup.as_str(), look.copy.as_str()), look.at)), at)
            }
            Look::Host => {
                before_same(self.observed.hosts.iter().map(|look| (look.host.as_str(), look.at)), at)
            }
        }
    }
}

/// The last look before an instant at what was looked at in that instant: only a look at the same thing could have shown the opposite.
/// Of several things the earliest counts, and one that was never looked at before leaves it open.
fn before_same<T: Ord>(looks: impl Iterator<Item = (T, Timestamp)>, at: Timestamp) -> Option<Timestamp> {
    let mut last: BTreeMap<T, Option<Timestamp>> = BTreeMap::new();
    let mut now = BTreeSet::new();
    for (what, seen) in looks.filter(|(_, seen)| *seen <= at) {
        if seen < at {
            last.insert(what, Some(seen));
        } else {
            now.insert(what);
        }
    }
    let before = now.into_iter().map(|what| last.remove(&what).flatten());
    before.collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn names<'a>(declared: &'a Declared, catalogue: &Catalogue) -> BTreeMap<&'a str, BTreeSet<RecipientId>> {
    let all = declared.organisations.iter().flat_map(|each| std::iter::once(&each.name).chain(&each.aliases));
    let known = all.map(|name| {
        // A parent owns and does not receive: to declare it does not declare its daughters.
        let matches = catalogue.by_name(name).into_iter().filter(|found| found.named_as != NamedAs::Parent);
        (name.as_str(), matches.map(|found| found.recipient.id.clone()).collect())
    });
    known.collect()
}

/// What kind of look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// At the site.
    Visit,
    /// At the text of a page.
    Page,
    /// At a copy of a backup.
    Backup,
    /// At a machine.
    Host,
}

/// Whether a visit shows what is absent, too.
pub(crate) fn is_complete(visit: &Visit) -> bool {
    visit.outcome == Outcome::Completed
}

/// Whether two addresses mean the same page: scheme, `www.`, trailing slash and fragment aside.
pub(crate) fn same_address(one: &str, other: &str) -> bool {
    bare(one).eq(bare(other))
}

fn bare(url: &str) -> impl Iterator<Item = char> {
    let url = url.split('#').next().unwrap_or(url);
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let host = rest.find('/').unwrap_or(rest.len());
    rest.char_indices().map(move |(at, sign)| if at < host { sign.to_ascii_lowercase() } else { sign })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_is_known_by_any_of_its_addresses() {
        assert!(same_address("https://www.example.se/om/kakor/", "http://Example.se/om/kakor#top"));
        assert!(!same_address("https://www.example.se/om/kakor", "https://www.example.se/om/Kakor"));
        assert!(!same_address("https://www.example.se/om?p=1", "https://www.example.se/om?p=2"));
    }
}
