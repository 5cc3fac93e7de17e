//! What the newest look at each page shows, and since when.
//!
//! A look that failed shows nothing absent: the one before it still counts.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    declared::StoreKind,
    finding::Citation,
    id::Host,
    observed::{Form, Party, Phase, Setter, Visit},
    time::Bound,
};

use crate::{
    case::{Case, is_complete},
    sight::{Mark, Sight, Who},
};

/// Everything seen up to one instant.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) recipients: Vec<Sighted>,
    pub(crate) cookies: Vec<SeenCookie>,
    pub(crate) forms: Vec<SeenForm>,
    pub(crate) newest: Option<Timestamp>,
    /// The visits that count: the newest completed one at each address in each phase, and what failed after it.
    pub(crate) current: BTreeSet<usize>,
}

/// Somebody who takes part in the service, as looks show.
#[derive(Debug, Clone)]
pub struct Sighted {
    /// Where it stands among all who were seen.
    pub(super) place: usize,
    /// Who.
    pub who: Who,
    /// What the looks that count show of it, together.
    sight: Arc<Sight>,
    /// When it was first seen: after the last look without it, by the first with it.
    pub first: Bound,
    /// When it was last seen.
    pub last: Timestamp,
    /// The first and the newest look that show it.
    pub citations: Vec<Citation>,
    /// Phases of consent in which it was seen.
    pub phases: BTreeSet<Phase>,
}

/// A cookie or another entry that is kept in visitors' browsers.
#[derive(Debug, Clone)]
pub struct SeenCookie {
    /// Where it is kept.
    pub store: StoreKind,
    /// Its name.
    pub name: String,
    /// The domain that it belongs to.
    pub domain: Host,
    /// Whether that is the visited site's.
    pub party: Party,
    /// Who set it.
    pub setters: BTreeSet<Setter>,
    /// The longest life that it was given.
    pub max_age: Option<SignedDuration>,
    /// Phases of consent in which it was seen.
    pub phases: BTreeSet<Phase>,
    /// When it was first seen.
    pub first: Bound,
    /// When it was last seen.
    pub last: Timestamp,
    /// The first and the newest look that show it.
    pub citations: Vec<Citation>,
}

/// A form.
#[derive(Debug, Clone)]
pub struct SeenForm {
    /// The form.
    pub form: Form,
    /// The look that shows it.
    pub citation: Citation,
}

impl Seen {
    /// What the first `count` visits of a case show.
    pub(crate) fn up_to(case: &Case<'_>, count: usize) -> Self {
        let visits = &case.observed.visits[..count];
        let current = current(visits);
        let mut recipients: BTreeMap<Who, Sighted> = BTreeMap::new();
        let mut cookies: BTreeMap<(StoreKind, String, Host), SeenCookie> = BTreeMap::new();
        let mut forms = Vec::new();
        for &index in &current {
            let visit = &visits[index];
            for (who, sight) in &case.sights[index] {
                join(&mut recipients, visit, who, sight);
            }
            for fresh in kept(visit, case) {
                let key = (fresh.store, fresh.name.clone(), fresh.domain.clone());
                cookies.entry(key).and_modify(|held| held.merge(&fresh)).or_insert(fresh);
            }
            forms.extend(
                visit
                    .forms
                    .iter()
                    .map(|form| SeenForm { form: form.clone(), citation: cite(visit, &form.page) }),
            );
        }
        for (place, (who, sighted)) in recipients.iter_mut().enumerate() {
            sighted.place = place;
            sighted.date(visits, |index| case.sights[index].contains_key(who));
        }
        for cookie in cookies.values_mut() {
            cookie.date(visits);
        }
        Self {
            recipients: recipients.into_values().collect(),
            cookies: cookies.into_values().collect(),
            forms,
            newest: visits.iter().filter(|visit| is_complete(visit)).map(|visit| visit.at).max(),
            current,
        }
    }
}

/// The newest completed look at each address in each phase (several, where they were made at the same instant), and what failed after
/// it: what a failed look did show until it failed was there; it only shows nothing absent.
fn current(visits: &[Visit]) -> BTreeSet<usize> {
    let mut newest: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, visit) in visits.iter().enumerate() {
        let looks = newest.entry((visit.url.as_str(), visit.phase)).or_default();
        if is_complete(visit) {
            looks.retain(|earlier| is_complete(&visits[*earlier]) && visits[*earlier].at >= visit.at);
        }
        looks.push(index);
    }
    newest.into_values().flatten().collect()
}

fn join(recipients: &mut BTreeMap<Who, Sighted>, visit: &Visit, who: &Who, sight: &Arc<Sight>) {
    let held = recipients.entry(who.clone()).or_insert_with(|| Sighted {
        place: 0,
        who: who.clone(),
        sight: Arc::clone(sight),
        first: Bound { after: None, by: visit.at },
        last: visit.at,
        citations: Vec::new(),
        phases: BTreeSet::new(),
    });
    // Mostly one look counts, and what it shows is shared with it.
    if !Arc::ptr_eq(&held.sight, sight) {
        Arc::make_mut(&mut held.sight).join(sight);
    }
    held.phases.insert(visit.phase);
}

impl Deref for Sighted {
    type Target = Sight;

    fn deref(&self) -> &Sight {
        &self.sight
    }
}

impl Sighted {
    /// Whether it stands in front of the site's own hosts.
    pub fn is_in_zone(&self) -> bool {
        self.marks.contains(&Mark::InZone)
    }

    /// Whether everything that points to it only hints.
    pub fn only_hints(&self) -> bool {
        !self.marks.contains(&Mark::Proven)
    }

    fn date(&mut self, visits: &[Visit], shows: impl Fn(usize) -> bool) {
        let with: Vec<usize> = (0..visits.len()).filter(|index| shows(*index)).collect();
        let (Some(&first), Some(&last)) = (with.first(), with.last()) else { return };
        self.first = Bound { after: last_without(visits, first), by: visits[first].at };
        self.last = visits[last].at;
        let what = self.shown_by();
        self.citations = [first, last].map(|index| cite(&visits[index], &what)).to_vec();
        self.citations.dedup();
    }
}

impl SeenCookie {
    /// What it is and where, for a citation.
    pub(super) fn label(&self) -> String {
        format!("{} {} on {}", self.store.as_str(), self.name, self.domain)
    }

    fn merge(&mut self, other: &Self) {
        self.setters.extend(other.setters.iter().cloned());
        self.phases.extend(other.phases.iter().copied());
        self.max_age = self.max_age.max(other.max_age);
    }

    fn date(&mut self, visits: &[Visit]) {
        let shows = |visit: &Visit| match self.store {
            StoreKind::Cookie => visit
                .cookies
                .iter()
                .any(|each| each.name == self.name && each.domain == self.domain && each.was_kept()),
            store => visit
                .stored
                .iter()
                .any(|each| each.store == store && each.name == self.name && each.host == self.domain),
        };
        let with: Vec<usize> = (0..visits.len()).filter(|index| shows(&visits[*index])).collect();
        let (Some(&first), Some(&last)) = (with.first(), with.last()) else { return };
        self.first = Bound { after: last_without(visits, first), by: visits[first].at };
        self.last = visits[last].at;
        let what = self.label();
        self.citations = [first, last].map(|index| cite(&visits[index], &what)).to_vec();
        self.citations.dedup();
    }
}

/// The last completed look at the same address before this one.
fn last_without(visits: &[Visit], first: usize) -> Option<Timestamp> {
    let shown = &visits[first];
    let earlier = visits[..first].iter().rev();
    earlier
        .filter(|visit| is_complete(visit) && visit.url == shown.url && visit.at < shown.at)
        .map(|visit| visit.at)
        .next()
}

/// Cookies and entries that a visit left in the browser.
fn kept(visit: &Visit, case: &Case<'_>) -> Vec<SeenCookie> {
    let fresh = |store, name: &str, domain: &Host, party| SeenCookie {
        store,
        name: name.to_owned(),
        domain: domain.clone(),
        party,
        setters: BTreeSet::new(),
        max_age: None,
        phases: BTreeSet::from([visit.phase]),
        first: Bound { after: None, by: visit.at },
        last: visit.at,
        citations: Vec::new(),
    };
    let cookies = visit.cookies.iter().filter(|cookie| cookie.was_kept()).map(|cookie| SeenCookie {
        setters: BTreeSet::from([cookie.setter.clone()]),
        max_age: cookie.max_age,
        ..fresh(StoreKind::Cookie, &cookie.name, &cookie.domain, cookie.party)
    });
    let stored = visit.stored.iter().map(|item| {
        let party = if case.own.contains(&item.host) { Party::First } else { Party::Third };
        fresh(item.store, &item.name, &item.host, party)
    });
    cookies.chain(stored).collect()
}

pub(super) fn cite(visit: &Visit, what: &str) -> Citation {
    Citation { exhibit: visit.exhibit, at: visit.at, what: what.to_owned() }
}
