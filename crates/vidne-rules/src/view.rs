//! What a rule may look at: declared, observed, law, and now. Nothing else exists for it.
//!
//! A view is of one instant. It holds what the register said then, what had been observed by then, and which pages stood
//! then.

mod chain;
mod cookie;
mod epoch;
mod flow;
mod page;
mod party;
mod seen;

pub use chain::Governed;
pub(crate) use epoch::Epochs;
pub use flow::Flow;
pub use page::{Judged, Notice, quoted};
pub use party::Taker;
pub(crate) use party::names_of;
pub use seen::{SeenCookie, SeenForm, Sighted};

use std::{cell::OnceCell, collections::BTreeSet, fmt::Display};

use jiff::{Timestamp, civil::Date};
use vidne_catalogue::{Catalogue, Recipient};
use vidne_law::Law;
use vidne_model::{
    declared::{Declared, Organisation},
    finding::{Citation, Subject, SubjectKind},
    observed::{Blind, Damage, Visit},
};

use crate::{
    case::Case,
    sight::{OwnHosts, Who},
};

/// One service at one instant.
pub struct View<'a> {
    /// The instant.
    pub now: Timestamp,
    /// The day, UTC, in which it falls.
    pub today: Date,
    /// What the register says: see `Declared::known_at`.
    pub declared: &'a Declared,
    /// Dated legal facts.
    pub law: &'a Law,
    /// Known recipients.
    pub catalogue: &'a Catalogue,
    pub(crate) case: &'a Case<'a>,
    pub(crate) seen: &'a seen::Seen,
    /// For everyone who was seen, the places of their edges in the register.
    pub(crate) behind: OnceCell<Vec<Vec<usize>>>,
}

impl<'a> View<'a> {
    /// The service as a subject.
    pub fn service(&self) -> Subject {
        Subject::new(SubjectKind::Service, &self.declared.service.id)
    }

    /// The hosts that are the service's own.
    pub fn own_hosts(&self) -> &'a OwnHosts {
        &self.case.own
    }

    /// Looks at the site up to now, the oldest first.
    pub fn visits(&self) -> &'a [Visit] {
        let visits = &self.case.observed.visits;
        &visits[..visits.partition_point(|visit| visit.at <= self.now)]
    }

    /// Everyone whom the newest look at each page shows.
    pub fn recipients(&self) -> &'a [Sighted] {
        &self.seen.recipients
    }

    /// Every cookie and stored entry that the newest look at each page shows.
    pub fn cookies(&self) -> &'a [SeenCookie] {
        &self.seen.cookies
    }

    /// Every form that the newest look at each page shows.
    pub fn forms(&self) -> &'a [SeenForm] {
        &self.seen.forms
    }

    /// The newest look that was completed.
    pub fn newest_visit(&self) -> Option<Timestamp> {
        self.seen.newest
    }

    /// The newest completed looks, as exhibits.
    pub fn newest_citations(&self) -> Vec<Citation> {
        let visits = self.seen.current.iter().map(|index| &self.case.observed.visits[*index]);
        visits
            .map(|visit| Citation { exhibit: visit.exhibit, at: visit.at, what: visit.url.clone() })
            .collect()
    }

    /// Exhibits that could be read in part only.
    pub fn damages(&self) -> &'a [Damage] {
        &self.case.observed.damages
    }

    /// Whether the newest looks hold none of these kinds of facts.
    pub fn is_blind_to(&self, kinds: &[Blind]) -> bool {
        let current = &self.seen.current;
        let blind = |visit: &Visit| kinds.iter().all(|kind| visit.blind.contains(kind));
        !current.is_empty() && current.iter().all(|index| blind(&self.case.observed.visits[*index]))
    }

    /// From where the newest looks were made, as the end of a sentence: `, seen from SE`.
    pub fn vantages(&self) -> String {
        let visits = self.seen.current.iter().map(|index| &self.case.observed.visits[*index]);
        let from: BTreeSet<String> = visits
            .filter_map(|visit| visit.vantage.as_ref())
            .filter_map(|vantage| {
                vantage.country.map(|country| country.to_string()).or_else(|| vantage.network.clone())
            })
            .collect();
        if from.is_empty() { String::new() } else { format!(", seen from {}", listed(from)) }
    }

    /// The catalogue's entry for somebody who was seen.
    pub fn entry(&self, seen: &Sighted) -> Option<&'a Recipient> {
        match &seen.who {
            Who::Catalogued(id) => self.catalogue.recipient(id),
            Who::Domain(_) => None,
        }
    }

    /// What to call somebody who was seen.
    pub fn name_of(&self, seen: &Sighted) -> String {
        match (&seen.who, self.entry(seen)) {
            (_, Some(entry)) => entry.name.clone(),
            (Who::Catalogued(id), None) => id.to_string(),
            (Who::Domain(domain), None) => self
                .organisations_behind(seen)
                .first()
                .map_or_else(|| domain.clone(), |found| found.name.clone()),
        }
    }

    /// Declared organisations that are the one that was seen: by catalogue id, by host, or by name.
    pub fn organisations_behind(&self, seen: &Sighted) -> Vec<&'a Organisation> {
        let declared: &'a Declared = self.declared;
        declared.organisations.iter().filter(|organisation| self.is_behind(organisation, seen)).collect()
    }

    fn is_behind(&self, organisation: &Organisation, seen: &Sighted) -> bool {
        let owns = |host: &_| {
            organisation.hosts.iter().any(|own| vidne_model::id::Host::is_within(host, own.as_str()))
        };
        if !seen.is_in_zone() && seen.hosts.iter().any(owns) {
            return true;
        }
        let Some(entry) = self.entry(seen) else { return false };
        if let Some(named) = &organisation.recipient {
            return *named == entry.id;
        }
        organisation.id.as_str() == entry.id.as_str() || self.case.is_same(organisation, entry)
    }

    /// The subject under which findings about this recipient go.
    pub fn subject_of(&self, seen: &Sighted) -> Subject {
        let id = match &seen.who {
            Who::Catalogued(id) => id.as_str(),
            Who::Domain(domain) => domain,
        };
        Subject::new(SubjectKind::Recipient, id)
    }
}

/// Things in a row, for a sentence.
pub fn listed(things: impl IntoIterator<Item = impl Display>) -> String {
    things.into_iter().map(|thing| thing.to_string()).collect::<Vec<_>>().join(", ")
}
