//! Documents, their clauses, and reports.
//!
//! It never reads a document's text.

use vidne_model::{
    declared::{Clause, Document, NamedProcessor, Report},
    time::Day,
};

use super::{Build, id, reference, references, text, texts, value, words};
use crate::{
    table,
    wire::{At, States},
};

impl Build<'_> {
    pub(super) fn document(&self, at: &At<table::Document>) -> Option<Document> {
        let table = &at.value;
        let clauses = table.clause.iter().flat_map(|list| &list.value.0);
        let sub_processors = table.sub_processors.iter().flat_map(|list| &list.value);
        Some(Document {
            id: id(table.id.as_ref())?,
            kind: value(table.kind.as_ref())?,
            form: value(table.form.as_ref()).unwrap_or_default(),
            parties: references(table.parties.as_ref()),
            signed: table.lifetime.day(table.signed.as_ref()),
            acceptance: States::history(table.acceptance.as_ref(), self.sources),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            held: States::history(table.held.as_ref(), self.sources),
            annexes: States::history(table.annexes.as_ref(), self.sources),
            amendments: States::history(table.amendments.as_ref(), self.sources),
            refers_to_annexes: texts(table.refers_to_annexes.as_ref()),
            amends: reference(table.amends.as_ref()),
            introduces: references(table.introduces.as_ref()),
            template: reference(table.template.as_ref()),
            replaces: reference(table.replaces.as_ref()),
            instruments: references(table.instruments.as_ref()),
            clauses: clauses.map(|each| self.clause(each)).collect::<Option<_>>()?,
            contents: table.contents.iter().flat_map(|list| &list.value).map(|each| each.value).collect(),
            data: words(table.data.as_ref()),
            purposes: words(table.purposes.as_ref()),
            subjects: words(table.subjects.as_ref()),
            sub_processors: sub_processors.map(|each| self.named_processor(each)).collect::<Option<_>>()?,
            countries: self.countries(table.countries.as_ref())?,
            place: self.place(at.mark),
        })
    }

    fn clause(&self, at: &At<table::Clause>) -> Option<Clause> {
        Some(Clause {
            number: text(at.value.number.as_ref())?,
            duties: words(at.value.duties.as_ref()),
            every: at.value.every.as_ref().map(|every| every.value.0),
            place: self.place(at.mark),
        })
    }

    fn named_processor(&self, at: &At<table::NamedProcessor>) -> Option<NamedProcessor> {
        Some(NamedProcessor {
            name: text(at.value.name.as_ref())?,
            organisation: reference(at.value.organisation.as_ref()),
            country: value(at.value.country.as_ref()),
            place: self.place(at.mark),
        })
    }

    pub(super) fn report(&self, at: &At<table::Report>) -> Option<Report> {
        let table = &at.value;
        let precision = value(table.precision.as_ref()).unwrap_or_default();
        Some(Report {
            by: reference(table.by.as_ref())?,
            to: reference(table.to.as_ref())?,
            on: Day { date: value(table.on.as_ref())?, precision },
            names: references(table.names.as_ref()),
            objection: States::history(table.objection.as_ref(), self.sources),
            place: self.place(at.mark),
        })
    }
}
