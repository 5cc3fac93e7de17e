//! Flows of data to third countries: what the register says, and what looks show.
//!
//! A seat abroad is no flow; a country that a law reaches from is no flow either: see `CountryKind::LegalExposure`.

use std::collections::BTreeSet;

use vidne_law::{Holder, Instrument, Kind};
use vidne_model::{
    declared::{Approval, CountryKind, Edge, Transfer},
    finding::{Citation, Subject, SubjectKind},
    id::Country,
};

use super::{Governed, View};

/// Data of one recipient in one third country.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    /// The transfer as a subject.
    pub subject: Subject,
    /// What to call the recipient.
    pub name: String,
    /// The edge, where the register has one.
    pub edge: Option<&'a Edge>,
    /// The transfer as the register declares it, where it does.
    pub transfer: Option<&'a Transfer>,
    /// The country.
    pub country: Country,
    /// Looks that show a server there.
    pub citations: Vec<Citation>,
}

impl<'a> View<'a> {
    /// Every flow of data to a third country on the view's day.
    pub fn flows(&self) -> Vec<Flow<'a>> {
        let mut flows: Vec<Flow<'a>> = Vec::new();
        for edge in self.edges() {
            for country in self.flow_countries(edge) {
                let transfers = edge.transfers.iter().filter(|transfer| transfer.to == country);
                flows.push(Flow {
                    subject: self.transfer_subject(edge, country),
                    name: self.organisation_name(&edge.to_organisation).to_owned(),
                    edge: Some(edge),
                    transfer: transfers.clone().find(|transfer| transfer.period.holds(self.today)),
                    country,
                    citations: self.seen_in(edge, country),
                });
            }
        }
        for seen in self.undeclared() {
            let countries: BTreeSet<Country> = seen.locations.iter().map(|claim| claim.country).collect();
            for country in countries.into_iter().filter(|country| self.is_third_country(*country)) {
                let subject =
                    Subject::new(SubjectKind::Transfer, format!("{}/{country}", self.subject_of(seen).id));
                let citations = seen.citations.clone();
                flows.push(Flow {
                    subject,
                    name: self.name_of(seen),
                    edge: None,
                    transfer: None,
                    country,
                    citations,
                });
            }
        }
        flows
    }

    /// Flows that rest on safeguards (GDPR Art. 46), with the declared transfer and its instrument.
    pub fn safeguarded(&self) -> Vec<(Flow<'a>, &'a Transfer, &'a Instrument)> {
        let safeguard = |instrument: &&Instrument| {
            matches!(
                instrument.kind,
                Kind::TransferClauses
                    | Kind::BindingRules
                    | Kind::Code
                    | Kind::Certification
                    | Kind::AdHocClauses
            )
        };
        let law = self.law;
        let flows = self.flows().into_iter().filter_map(|flow| {
            let transfer = flow.transfer?;
            let instrument = law.instrument(transfer.basis.as_ref()?).filter(safeguard)?;
            self.is_concluded(&flow, instrument).then_some(())?;
            Some((flow, transfer, instrument))
        });
        flows.collect()
    }

    /// Whether it can be shown that the contract on which a transfer rests was concluded; true for a basis that is none.
    pub fn is_concluded(&self, flow: &Flow<'_>, instrument: &Instrument) -> bool {
        instrument.holder != Holder::ContractEdge
            || flow
                .transfer
                .is_some_and(|transfer| transfer.concluded.is_some_and(|day| day.date <= self.today))
            || flow
                .edge
                .is_some_and(|edge| matches!(self.governed(edge), Governed::By(_) | Governed::Ended(_)))
    }

    /// Whether the register shows that the importer is on the list that its basis needs.
    pub fn is_certified(&self, flow: &Flow<'_>) -> bool {
        let stated = flow.transfer.and_then(|transfer| transfer.certified.at(self.today));
        stated.is_some_and(|stated| stated.value == Approval::Given)
    }

    /// Third countries to which data flow along this edge, as declared or as seen.
    pub fn flow_countries(&self, edge: &Edge) -> BTreeSet<Country> {
        let kept = edge
            .countries
            .iter()
            .filter(|claim| matches!(claim.kind, CountryKind::Stored | CountryKind::AccessedFrom));
        let transfers = edge.transfers.iter().filter(|transfer| transfer.period.holds(self.today));
        let declared = kept.map(|claim| claim.country).chain(transfers.map(|transfer| transfer.to));
        let seen =
            self.recipients().iter().filter(|seen| !seen.only_hints() && self.stands_behind(edge, seen));
        let seen = seen.flat_map(|seen| seen.locations.iter().map(|claim| claim.country));
        declared.chain(seen).filter(|country| self.is_third_country(*country)).collect()
    }

    fn seen_in(&self, edge: &Edge, country: Country) -> Vec<Citation> {
        let there = self.recipients().iter().filter(|seen| {
            self.stands_behind(edge, seen) && seen.locations.iter().any(|claim| claim.country == country)
        });
        there.flat_map(|seen| seen.citations.iter().cloned()).collect()
    }

    fn stands_behind(&self, edge: &Edge, seen: &super::Sighted) -> bool {
        self.edges_behind(seen).iter().any(|each| each.id == edge.id)
    }
}
