//! Edges and transfers.
//!
//! It never takes silence for an answer: what was not declared stays apart from what is unknown.

use vidne_model::declared::{Agreement, CountryClaim, Edge, Measures, Transfer};

use super::{Build, hosts, id, reference, references, value, words};
use crate::{
    table::{self, GivenMeasures},
    wire::{At, Naming, States},
};

impl Build<'_> {
    pub(super) fn edge(&self, at: &At<table::Edge>) -> Option<Edge> {
        let table = &at.value;
        let transfers = table.transfer.iter().flat_map(|list| &list.value.0);
        Some(Edge {
            id: id(table.id.as_ref())?,
            via: reference(table.via.as_ref()),
            from_organisation: reference(table.from_organisation.as_ref())?,
            to_organisation: reference(table.to_organisation.as_ref())?,
            role: value(table.role.as_ref())?,
            claim: value(table.claim.as_ref()).unwrap_or_default(),
            processing: references(table.processing.as_ref()),
            data: words(table.data.as_ref()),
            purposes: words(table.purposes.as_ref()),
            hosts: hosts(table.hosts.as_ref()),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            agreement: match table.agreement.as_ref().map(|agreement| &agreement.value) {
                None => Agreement::NotDeclared,
                Some(Naming::Unknown) => Agreement::Unknown,
                Some(Naming::This(document)) => Agreement::Named(document.id()),
            },
            approval: States::history(table.approval.as_ref(), self.sources),
            assessment: States::history(table.assessment.as_ref(), self.sources),
            countries: self.countries(table.countries.as_ref())?,
            transfers: transfers.map(|each| self.transfer(each)).collect::<Option<_>>()?,
            place: self.place(at.mark),
        })
    }

    fn transfer(&self, at: &At<table::Transfer>) -> Option<Transfer> {
        let table = &at.value;
        Some(Transfer {
            to: value(table.to.as_ref())?,
            basis: table.basis.as_ref().and_then(|basis| basis.value.id()),
            module: table.module.as_ref().map(|module| module.value.0),
            concluded: table.lifetime.day(table.concluded.as_ref()),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            approval: States::history(table.approval.as_ref(), self.sources),
            assessment: States::history(table.assessment.as_ref(), self.sources),
            certified: States::history(table.certified.as_ref(), self.sources),
            measures: measures(table.measures.as_ref()),
            place: self.place(at.mark),
        })
    }

    pub(super) fn countries(
        &self,
        list: Option<&At<Vec<At<table::CountryClaim>>>>,
    ) -> Option<Vec<CountryClaim>> {
        list.iter().flat_map(|list| &list.value).map(|each| self.country(each)).collect()
    }

    fn country(&self, at: &At<table::CountryClaim>) -> Option<CountryClaim> {
        let table = &at.value;
        Some(CountryClaim {
            country: value(table.code.as_ref())?,
            kind: value(table.kind.as_ref())?,
            source: table.source.as_ref().and_then(|source| source.value.id()),
            recorded: table.recorded.day(),
            place: self.place(at.mark),
        })
    }
}

fn measures(given: Option<&At<GivenMeasures>>) -> Measures {
    match given.map(|given| &given.value) {
        None | Some(GivenMeasures::Unknown) => Measures::NotDeclared,
        Some(GivenMeasures::NotNeeded) => Measures::NotNeeded,
        Some(GivenMeasures::Listed(list)) if list.is_empty() => Measures::None,
        Some(GivenMeasures::Listed(list)) => {
            Measures::Taken(list.iter().map(|measure| measure.value.0.clone()).collect())
        }
    }
}
