//! What a rule may look at: declared, observed, law, and now. Nothing else exists for it.
//!
//! A view is of one instant. It holds what the register said then, what had been observed by then, and which pages stood
//! then. It gives no day away: what hangs on the day is asked of `view/time.rs`.

mod agreement;
mod backup;
mod basis;
mod cadence;
mod chain;
mod consent;
mod cookie;
mod custody;
mod epoch;
mod fit;
mod flow;
mod host;
mod page;
mod party;
mod seen;
mod tie;
mod time;

pub use agreement::Governed;
pub(crate) use backup::{
    Behind, Beside, Blank, Broken, Clock, Completeness, Dated, GAPS_WITHIN, Integrity, Lacks, Listed, Pile,
    Reachability, Recency, Tracks, cited, cited_host, copy_subject, day_and_hour, is_of, is_program, late,
    named, short_name, size, total,
};
pub use basis::{Cover, Footing};
pub(crate) use cadence::overdue_at;
pub use consent::{Need, follows, is_third_party_cookie};
pub use custody::Fate;
pub(crate) use epoch::{Epoch, Epochs};
pub use flow::Flow;
pub use host::{SeenItem, item_subject};
pub use page::{Judged, Notice, Told, quoted};
pub use party::Taker;
pub(crate) use party::names_of;
pub use seen::{SeenCookie, SeenForm, Sighted};
pub(crate) use time::{Come, Stays};

use std::{collections::BTreeSet, fmt::Display};

use jiff::{Timestamp, civil::Date};
use vidne_catalogue::{Catalogue, Recipient};
use vidne_law::Law;
use vidne_model::{
    declared::{Declared, Organisation},
    finding::{Citation, Subject, SubjectKind},
    observed::{BackupLook, Blind, Damage, HostLook, Visit},
};

use crate::{
    case::{Case, is_complete},
    sight::{OwnHosts, Who},
};

/// One service at one instant.
pub struct View<'a> {
    now: Timestamp,
    /// The instant that all is told for. Past it nothing is known to be done.
    told: Timestamp,
    /// How many looks at copies of backups, and at machines, had been made.
    looks: (usize, usize),
    /// The day, UTC, in which it falls.
    today: Date,
    /// What the register says: see `Declared::known_at`.
    pub declared: &'a Declared,
    /// Dated legal facts.
    pub law: &'a Law,
    /// Known recipients.
    pub catalogue: &'a Catalogue,
    case: &'a Case<'a>,
    seen: &'a seen::Seen,
    ties: &'a tie::Ties,
    read: time::Read,
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

    /// Whether the service has pages that people visit. A machine, or what is kept of one, has none.
    pub fn is_site(&self) -> bool {
        let service = &self.declared.service;
        !service.urls.is_empty() || !service.pages.is_empty() || !self.case.observed.visits.is_empty()
    }

    /// Looks at the site up to now, the oldest first.
    pub fn visits(&self) -> &'a [Visit] {
        let visits = &self.case.observed.visits;
        self.note_next_visit();
        &visits[..visits.partition_point(|visit| visit.at <= self.now)]
    }

    /// Notes that the next look can change what was read.
    fn note_next_visit(&self) {
        let visits = &self.case.observed.visits;
        if let Some(next) = visits.get(visits.partition_point(|visit| visit.at <= self.now)) {
            self.is_due(next.at);
        }
    }

    /// Looks at copies of backups up to now, the oldest first.
    pub fn backup_looks(&self) -> &'a [BackupLook] {
        &self.case.observed.backups[..self.looks.0]
    }

    /// Looks at machines up to now, the oldest first.
    pub fn host_looks(&self) -> &'a [HostLook] {
        &self.case.observed.hosts[..self.looks.1]
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

    /// The looks that count, with their places among all.
    fn counting(&self) -> impl Iterator<Item = (usize, &'a Visit)> {
        let (case, seen) = (self.case, self.seen);
        seen.current.iter().map(move |place| (*place, &case.observed.visits[*place]))
    }

    /// Looks that did not come to their end, and that no later look at the same page in the same phase makes up for.
    pub fn troubled_visits(&self) -> impl Iterator<Item = &'a Visit> {
        self.note_next_visit();
        self.counting().map(|(_, visit)| visit).filter(|visit| !is_complete(visit))
    }

    /// The newest completed looks, as exhibits.
    pub fn newest_citations(&self) -> Vec<Citation> {
        let visits = self.counting().map(|(_, visit)| visit);
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
        let from: BTreeSet<String> = self
            .counting()
            .filter_map(|(_, visit)| visit.vantage.as_ref())
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
        let declared = self.declared;
        let places = &self.ties.organisations_behind[seen.place];
        places.iter().map(|place| &declared.organisations[*place]).collect()
    }

    /// Whether it is the controller itself.
    pub fn is_controller(&self, seen: &Sighted) -> bool {
        let controller = self.ties.controller;
        controller.is_some_and(|controller| self.ties.organisations_behind[seen.place].contains(&controller))
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
