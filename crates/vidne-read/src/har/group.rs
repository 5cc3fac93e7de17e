//! Which entries belong to which page of an archive, and which of them are the page itself.
//!
//! It never drops an entry because its page is missing: time decides then, and without time the order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{entry::Entry, parts::Parts, wire};
use crate::{address, instant};

/// The entries of one page, in order of their beginning.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) began: Option<Timestamp>,
    pub(super) entries: Vec<Entry>,
}

/// Puts every entry that went over the network with its page.
pub(super) fn by_page(parts: &Parts<'_>, entries: Vec<Entry>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for page in parts.pages.iter().filter_map(|raw| serde_json::from_str::<wire::Page>(raw.get()).ok()) {
        let began = page.started_date_time.text().and_then(instant::parse).map(|it| it.at);
        named.entry(page.id.0.unwrap_or_default()).or_insert(groups.len());
        groups.push(Group { began, entries: Vec::new() });
    }
    for entry in entries.into_iter().filter(|entry| address::leaves_the_browser(&entry.url)) {
        let reference = entry.wire.pageref.text();
        let known = reference.and_then(|id| named.get(id).copied());
        let at =
            known.or_else(|| reference.is_none().then(|| by_time(&groups, &entry))?).unwrap_or_else(|| {
                groups.push(Group { began: None, entries: Vec::new() });
                named.insert(reference.unwrap_or_default().to_owned(), groups.len() - 1);
                groups.len() - 1
            });
        groups[at].entries.push(entry);
    }
    for group in &mut groups {
        let start = group.began;
        group.entries.sort_by_key(|entry| entry.began.map(|began| began.at).or(start));
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

/// The last page that had begun; the first where none had.
fn by_time(groups: &[Group], entry: &Entry) -> Option<usize> {
    let at = entry.began.map(|began| began.at);
    let begun = |group: &Group| group.began.zip(at).is_some_and(|(began, at)| began <= at);
    groups.iter().rposition(begun).or((!groups.is_empty()).then_some(0))
}

impl Group {
    /// The page's own document and the hops that led to it, as places among the entries.
    pub(super) fn documents(&self) -> Vec<usize> {
        let first = self.entries.iter().position(Entry::is_document).unwrap_or(0);
        let mut documents = vec![first];
        let mut seen = BTreeSet::from([first]);
        let mut here = first;
        while let Some(goal) = self.entries.get(here).and_then(Entry::leads_to) {
            let next = (here + 1..self.entries.len()).find(|at| same(&self.entries[*at].url, &goal));
            let Some(next) = next.filter(|next| seen.insert(*next)) else { break };
            documents.push(next);
            here = next;
        }
        documents
    }
}

/// Unlike `same_page`, the scheme counts: most redirects change nothing else.
fn same(one: &str, other: &str) -> bool {
    one == address::bare(other) || one.trim_end_matches('/') == address::bare(other).trim_end_matches('/')
}
