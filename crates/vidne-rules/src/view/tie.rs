//! Who of those seen is whom in the register, and where things stand in it.
//!
//! Every rule asks this of everyone, so it is worked out once for each state of the register and of what was seen. It holds
//! places, not references, and knows no day: whether an edge is in force is for the view to say.

use std::collections::{BTreeMap, BTreeSet};

use vidne_catalogue::Catalogue;
use vidne_model::{
    declared::{Agreement, Declared, Edge, Organisation},
    id::{DocumentId, EdgeId, Host, OrganisationId, RecipientId},
};

use super::{Sighted, seen::Seen};
use crate::{case::Case, sight::Who};

/// Places in the register and among those seen.
#[derive(Debug)]
pub(crate) struct Ties {
    edges: BTreeMap<EdgeId, usize>,
    documents: BTreeMap<DocumentId, usize>,
    organisations: BTreeMap<OrganisationId, usize>,
    /// The controller among the organisations.
    pub(super) controller: Option<usize>,
    /// For each edge, the one above it.
    pub(super) above: Vec<Option<usize>>,
    /// For each edge, the document that it names.
    pub(super) agreements: Vec<Option<usize>>,
    /// For everyone who was seen, the organisations that they are.
    pub(super) organisations_behind: Vec<Vec<usize>>,
    /// For everyone who was seen, the edges to them, in force or not.
    pub(super) edges_behind: Vec<Vec<usize>>,
    /// For each edge, who was seen at its end.
    pub(super) seen_behind: Vec<Vec<usize>>,
    /// Organisations that looks show, and not only hint at.
    pub(super) shown: BTreeSet<usize>,
}

impl Ties {
    pub(crate) fn new(case: &Case<'_>, declared: &Declared, seen: &Seen) -> Self {
        let organisations_behind = Names::of(case, declared).behind_all(&seen.recipients);
        let edges_behind: Vec<Vec<usize>> = edges_behind(declared, &seen.recipients, &organisations_behind);
        let mut seen_behind = vec![Vec::new(); declared.edges.len()];
        for (place, edges) in edges_behind.iter().enumerate() {
            for edge in edges {
                seen_behind[*edge].push(place);
            }
        }
        let proven = seen.recipients.iter().zip(&organisations_behind);
        let shown = proven.filter(|(seen, _)| !seen.only_hints()).flat_map(|(_, all)| all).copied().collect();
        let edges = places(declared.edges.iter().map(|each| &each.id));
        let documents = places(declared.documents.iter().map(|each| &each.id));
        let organisations = places(declared.organisations.iter().map(|each| &each.id));
        Self {
            controller: organisations.get(&declared.service.controller).copied(),
            above: each_edge(declared, |edge| edges.get(edge.via.as_ref()?).copied()),
            agreements: each_edge(declared, |edge| match &edge.agreement {
                Agreement::Named(id) => documents.get(id).copied(),
                Agreement::Unknown | Agreement::NotDeclared => None,
            }),
            organisations,
            edges,
            documents,
            organisations_behind,
            edges_behind,
            seen_behind,
            shown,
        }
    }

    pub(super) fn edge(&self, id: &EdgeId) -> Option<usize> {
        self.edges.get(id).copied()
    }

    pub(super) fn document(&self, id: &DocumentId) -> Option<usize> {
        self.documents.get(id).copied()
    }

    pub(super) fn organisation(&self, id: &OrganisationId) -> Option<usize> {
        self.organisations.get(id).copied()
    }
}

/// Where each id stands; of two that are alike, the first.
fn places<'d, Id: Ord + Clone + 'd>(ids: impl Iterator<Item = &'d Id>) -> BTreeMap<Id, usize> {
    let mut places = BTreeMap::new();
    for (place, id) in ids.enumerate() {
        places.entry(id.clone()).or_insert(place);
    }
    places
}

fn each_edge<T>(declared: &Declared, tell: impl Fn(&Edge) -> T) -> Vec<T> {
    declared.edges.iter().map(tell).collect()
}

/// By what declared organisations are known.
struct Names<'d> {
    catalogue: &'d Catalogue,
    hosts: BTreeMap<&'d str, Vec<usize>>,
    recipients: BTreeMap<&'d RecipientId, Vec<usize>>,
}

impl<'d> Names<'d> {
    fn of(case: &'d Case<'_>, declared: &'d Declared) -> Self {
        let catalogue = case.sources.catalogue;
        let mut names = Self { catalogue, hosts: BTreeMap::new(), recipients: BTreeMap::new() };
        for (place, organisation) in declared.organisations.iter().enumerate() {
            for host in &organisation.hosts {
                names.hosts.entry(host.as_str()).or_default().push(place);
            }
            for recipient in named_by(case, organisation) {
                names.recipients.entry(recipient).or_default().push(place);
            }
        }
        names
    }

    fn behind_all(&self, recipients: &[Sighted]) -> Vec<Vec<usize>> {
        recipients.iter().map(|seen| self.behind(seen).into_iter().collect()).collect()
    }

    /// Declared organisations that are the one that was seen: by catalogue id, by host, or by name.
    fn behind(&self, seen: &Sighted) -> BTreeSet<usize> {
        let mut behind = BTreeSet::new();
        if !seen.is_in_zone() {
            let own = seen.hosts.iter().flat_map(above).filter_map(|name| self.hosts.get(name));
            behind.extend(own.flatten());
        }
        if let Who::Catalogued(id) = &seen.who
            && self.catalogue.recipient(id).is_some()
        {
            behind.extend(self.recipients.get(id).into_iter().flatten());
        }
        behind
    }
}

/// The recipients of the catalogue that an organisation is: as declared, or else by its id and its names.
fn named_by<'d>(case: &'d Case<'_>, organisation: &'d Organisation) -> BTreeSet<&'d RecipientId> {
    if let Some(named) = &organisation.recipient {
        return BTreeSet::from([named]);
    }
    let same_id = case.sources.catalogue.recipient(&RecipientId::from(organisation.id.as_str()));
    case.known_as(organisation).chain(same_id.map(|found| &found.id)).collect()
}

/// A host and every name above it.
fn above(host: &Host) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host.as_str()), |name| name.split_once('.').map(|(_, rest)| rest))
}

/// An edge that names hosts covers those only.
fn edges_behind(declared: &Declared, recipients: &[Sighted], behind: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut to: BTreeMap<&OrganisationId, Vec<usize>> = BTreeMap::new();
    for (place, edge) in declared.edges.iter().enumerate() {
        to.entry(&edge.to_organisation).or_default().push(place);
    }
    let covers = |edge: &Edge, seen: &Sighted| {
        edge.hosts.is_empty()
            || seen.is_in_zone()
            || seen.hosts.iter().any(|host| edge.hosts.iter().any(|own| host.is_within(own.as_str())))
    };
    let of_one = |(seen, organisations): (&Sighted, &Vec<usize>)| {
        let theirs = organisations.iter().filter_map(|place| to.get(&declared.organisations[*place].id));
        let covering: BTreeSet<usize> =
            theirs.flatten().copied().filter(|place| covers(&declared.edges[*place], seen)).collect();
        covering.into_iter().collect()
    };
    recipients.iter().zip(behind).map(of_one).collect()
}
