//! Flows of data to third countries: what the register says, and what looks show.
//!
//! A seat abroad is no flow; a country that a law reaches from is no flow either: see `CountryKind::LegalExposure`.

use std::collections::BTreeSet;

use vidne_model::{
    declared::{CountryKind, Edge, Transfer},
    finding::{Citation, Subject, SubjectKind},
    id::Country,
};

use super::{Sighted, View};

/// Data of one recipient in one third country.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    /// The transfer as a subject.
    pub subject: Subject,
    /// What to call the recipient.
    pub name: String,
    /// The edge, where the register has one.
    pub edge: Option<&'a Edge>,
    /// The transfer as the register declares it, where it does; of several, the one that stands most firmly.
    pub transfer: Option<&'a Transfer>,
    /// The country.
    pub country: Country,
    /// Looks that show a server there.
    pub citations: Vec<Citation>,
}

impl<'a> View<'a> {
    /// The flows of one edge, or of one of those seen: the edges come first.
    pub(crate) fn flows_of(&self, thing: usize) -> Vec<Flow<'a>> {
        let (declared, seen) = (self.declared, self.recipients());
        match declared.edges.get(thing) {
            Some(edge) => self.flows_along(edge),
            None => self.flows_beside(&seen[thing - declared.edges.len()]),
        }
    }

    /// Flows of data to third countries along an edge, where it is in force.
    fn flows_along(&self, edge: &'a Edge) -> Vec<Flow<'a>> {
        if !self.holds(&edge.period) {
            return Vec::new();
        }
        self.flow_countries(edge).into_iter().map(|country| self.flow_along(edge, country)).collect()
    }

    /// The flow along an edge to one country. Where the register names several bases for it, any that holds will do.
    fn flow_along(&self, edge: &'a Edge, country: Country) -> Flow<'a> {
        let on = |transfer| Flow {
            subject: self.transfer_subject(edge, country),
            name: self.organisation_name(&edge.to_organisation).to_owned(),
            edge: Some(edge),
            transfer,
            country,
            citations: self.seen_in(edge, country),
        };
        let declared = edge.transfers.iter().filter(|each| each.to == country && self.holds(&each.period));
        let flows = declared.map(|transfer| on(Some(transfer))).collect();
        self.firmest(flows).unwrap_or_else(|| on(None))
    }

    /// Flows of data to third countries in which somebody was seen who is at the end of no edge.
    fn flows_beside(&self, seen: &'a Sighted) -> Vec<Flow<'a>> {
        if seen.locations.is_empty() || !self.is_undeclared(seen) {
            return Vec::new();
        }
        let countries: BTreeSet<Country> = seen.locations.iter().map(|claim| claim.country).collect();
        let abroad = countries.into_iter().filter(|country| self.is_third_country(*country));
        let flow = |country| Flow {
            subject: Subject::new(SubjectKind::Transfer, format!("{}/{country}", self.subject_of(seen).id)),
            name: self.name_of(seen),
            edge: None,
            transfer: None,
            country,
            citations: seen.citations.clone(),
        };
        abroad.map(flow).collect()
    }

    /// Third countries to which data flow along this edge, as declared or as seen.
    pub fn flow_countries(&self, edge: &Edge) -> BTreeSet<Country> {
        let kept = edge
            .countries
            .iter()
            .filter(|claim| matches!(claim.kind, CountryKind::Stored | CountryKind::AccessedFrom));
        let transfers = edge.transfers.iter().filter(|transfer| self.holds(&transfer.period));
        let declared = kept.map(|claim| claim.country).chain(transfers.map(|transfer| transfer.to));
        let seen = self.seen_behind(edge).filter(|seen| !seen.only_hints());
        let seen = seen.flat_map(|seen| seen.locations.iter().map(|claim| claim.country));
        declared.chain(seen).filter(|country| self.is_third_country(*country)).collect()
    }

    fn seen_in(&self, edge: &Edge, country: Country) -> Vec<Citation> {
        let behind = self.seen_behind(edge);
        let there = behind.filter(|seen| seen.locations.iter().any(|claim| claim.country == country));
        there.flat_map(|seen| seen.citations.iter().cloned()).collect()
    }
}
