//! Tables become the words of the model.
//!
//! It never finds mistakes: it runs only when there are none, so that what is needed is there.

mod document;
mod edge;
mod recovery;
mod service;

use vidne_model::{
    declared::{Declared, Observe},
    id::Host,
    place::Place,
};

use crate::{
    gather::Tables,
    source::{Mark, Sources},
    wire::{At, HostName, Name, Named, Ref, Text, Word, Worded},
};

/// The declaration that the tables make; nothing where something needed is absent.
pub(crate) fn build(tables: &Tables, sources: &Sources) -> Option<Declared> {
    let build = Build { sources };
    let all = &tables;
    Some(Declared {
        service: build.service(all.services.first()?)?,
        observe: all.observes.first().map_or_else(Observe::default, |each| build.observe(each)),
        organisations: all
            .organisations
            .iter()
            .map(|each| build.organisation(each))
            .collect::<Option<_>>()?,
        processings: all.processings.iter().map(|each| build.processing(each)).collect::<Option<_>>()?,
        edges: all.edges.iter().map(|each| build.edge(each)).collect::<Option<_>>()?,
        documents: all.documents.iter().map(|each| build.document(each)).collect::<Option<_>>()?,
        cookies: all.cookies.iter().map(|each| build.cookie(each)).collect::<Option<_>>()?,
        reports: all.reports.iter().map(|each| build.report(each)).collect::<Option<_>>()?,
        exceptions: all.exceptions.iter().map(|each| build.exception(each)).collect::<Option<_>>()?,
        hosts: all.hosts.iter().map(|each| build.host(each)).collect::<Option<_>>()?,
        required_items: all
            .required_items
            .iter()
            .map(|each| build.required_item(each))
            .collect::<Option<_>>()?,
        stores: all.stores.iter().map(|each| build.store(each)).collect::<Option<_>>()?,
        backups: all.backups.iter().map(|each| build.backup(each)).collect::<Option<_>>()?,
        escrows: all.escrows.iter().map(|each| build.escrow(each)).collect::<Option<_>>()?,
        terms: all.terms.iter().map(|each| build.term(each)).collect::<Option<_>>()?,
    })
}

/// Knows where everything stands.
struct Build<'s> {
    sources: &'s Sources,
}

impl Build<'_> {
    fn place(&self, mark: Mark) -> Place {
        self.sources.place(mark)
    }
}

fn id<I: for<'t> From<&'t str>>(name: Option<&At<Name>>) -> Option<I> {
    name.map(|name| I::from(&name.value.0))
}

fn name(name: Option<&At<Name>>) -> Option<String> {
    name.map(|name| name.value.0.clone())
}

fn reference<K: Named>(reference: Option<&At<Ref<K>>>) -> Option<K> {
    reference.map(|each| each.value.id())
}

fn references<K: Named>(list: Option<&At<Vec<At<Ref<K>>>>>) -> Vec<K> {
    list.iter().flat_map(|list| &list.value).map(|each| each.value.id()).collect()
}

fn words<W: Worded>(list: Option<&At<Vec<At<Word<W>>>>>) -> Vec<W> {
    list.iter().flat_map(|list| &list.value).map(|each| each.value.word()).collect()
}

fn texts(list: Option<&At<Vec<At<Text>>>>) -> Vec<String> {
    list.iter().flat_map(|list| &list.value).map(|each| each.value.0.clone()).collect()
}

fn text(text: Option<&At<Text>>) -> Option<String> {
    text.map(|text| text.value.0.clone())
}

fn hosts(list: Option<&At<Vec<At<HostName>>>>) -> Vec<Host> {
    list.iter().flat_map(|list| &list.value).map(|each| each.value.0.clone()).collect()
}

fn value<T: Copy>(given: Option<&At<T>>) -> Option<T> {
    given.map(|given| given.value)
}
