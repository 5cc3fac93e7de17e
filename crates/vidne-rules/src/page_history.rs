//! The versions of each declared page, and what each disclosed that the one before did not.
//!
//! Getting better is a fact, too: it is recorded like getting worse.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_disclosure::{Alias, Fact, Verdict};
use vidne_model::{
    finding::{PageChange, PageHistory},
    time::date_of,
};

use crate::{
    case::{Case, ReadPage, same_address},
    view::names_of,
};

/// The history of every declared page up to an instant.
pub(crate) fn page_histories(case: &Case<'_>, now: Timestamp) -> Vec<PageHistory> {
    if case.declared.service.pages.is_empty() {
        return Vec::new();
    }
    let asked = Asked::of(case, now);
    let histories = case.declared.service.pages.iter().map(|declared| {
        let texts = case.pages.iter().filter(|read| read.role == declared.role && read.page.at <= now);
        let texts = texts.filter(|read| same_address(&declared.url, &read.page.url));
        PageHistory { role: declared.role, url: declared.url.clone(), versions: versions(texts, &asked) }
    });
    histories.collect()
}

fn versions<'a>(texts: impl Iterator<Item = &'a ReadPage<'a>>, asked: &Asked) -> Vec<PageChange> {
    let mut versions: Vec<(PageChange, BTreeSet<String>)> = Vec::new();
    for read in texts {
        match versions.last_mut() {
            Some((version, _)) if version.hash == read.page.hash => version.last = read.page.at,
            before => {
                let told = asked.told(read);
                let nothing = BTreeSet::new();
                let held = before.map_or(&nothing, |(_, held)| held);
                let change = PageChange {
                    hash: read.page.hash,
                    first: read.page.at,
                    last: read.page.at,
                    exhibit: read.page.exhibit,
                    gained: told.difference(held).cloned().collect(),
                    lost: held.difference(&told).cloned().collect(),
                };
                versions.push((change, told));
            }
        }
    }
    versions.into_iter().map(|(version, _)| version).collect()
}

/// What every version is asked: whether it names those who take part, the cookies, the data, the groups, the countries.
struct Asked {
    recipients: Vec<(String, Vec<Alias>)>,
    cookies: BTreeSet<String>,
    data: BTreeSet<String>,
    purposes: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

impl Asked {
    fn of(case: &Case<'_>, now: Timestamp) -> Self {
        let declared = case.declared.known_at(date_of(now), date_of(now));
        let recipients = declared.organisations.iter().filter(|each| each.id != declared.service.controller);
        Self {
            recipients: recipients
                .map(|each| (each.name.clone(), names_of(each, case.sources.catalogue)))
                .collect(),
            cookies: case
                .observed
                .visits
                .iter()
                .flat_map(|visit| visit.cookies.iter().map(|each| each.name.clone()))
                .collect(),
            data: declared
                .processings
                .iter()
                .flat_map(|each| each.data.iter().map(ToString::to_string))
                .collect(),
            purposes: declared
                .processings
                .iter()
                .flat_map(|each| each.purposes.iter().map(ToString::to_string))
                .collect(),
            subjects: declared
                .processings
                .iter()
                .flat_map(|each| each.subjects.iter().map(ToString::to_string))
                .collect(),
        }
    }

    fn told(&self, read: &ReadPage<'_>) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        let mut ask = |kind: &str, name: &str, fact: &Fact<'_>| {
            if matches!(read.prepared.ask(fact).verdict, Verdict::Named | Verdict::Category | Verdict::Vague)
            {
                told.insert(format!("{kind} {name}"));
            }
        };
        for (name, names) in &self.recipients {
            ask("recipient", name, &Fact::Recipient { names, kind: None });
        }
        for name in &self.cookies {
            ask("cookie", name, &Fact::Cookie { name });
        }
        for id in &self.data {
            ask("data", id, &Fact::Data(id));
        }
        for id in &self.purposes {
            ask("purpose", id, &Fact::Purpose(id));
        }
        for id in &self.subjects {
            ask("group", id, &Fact::Subjects(id));
        }
        ask("transfer", "to a third country", &Fact::Transfer { country: None });
        told
    }
}
