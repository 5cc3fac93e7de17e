//! The service, organisations, and what the service lists.
//!
//! It never fills in what was not declared, but for the defaults that the model words.

use std::collections::BTreeMap;

use vidne_model::{
    declared::{
        DeclaredCookie, DeclaredPage, Exception, Observe, Organisation, PageRole, Processing, Service, Term,
    },
    time::{Day, Period},
};

use super::{Build, hosts, id, reference, text, texts, value, words};
use crate::{
    table,
    wire::{At, Lifetime, Text},
};

impl Build<'_> {
    pub(super) fn service(&self, at: &At<table::Service>) -> Option<Service> {
        let table = &at.value;
        Some(Service {
            id: id(table.id.as_ref())?,
            urls: table.urls.iter().flat_map(|urls| &urls.value).map(|url| url.value.text.clone()).collect(),
            hosts: hosts(table.hosts.as_ref()),
            controller: reference(table.controller.as_ref())?,
            authority: table.authority.as_ref().map(|authority| authority.value.0.clone()),
            criticality: value(table.criticality.as_ref()).unwrap_or_default(),
            regime: value(table.regime.as_ref()).unwrap_or_default(),
            pages: table.pages.as_ref().map(|pages| self.pages(&pages.value)).unwrap_or_default(),
            observe_every: table.observe_every.as_ref().map(|every| every.value.0),
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn observe(&self, at: &At<table::Observe>) -> Observe {
        let table = &at.value;
        let usual = Observe::default();
        let phases = table.phases.as_ref().map(|list| list.value.iter().map(|phase| phase.value).collect());
        Observe {
            crawl: table.crawl.as_ref().map_or(usual.crawl, |count| count.value.0),
            phases: phases.unwrap_or(usual.phases),
            third_party_cookies: value(table.third_party_cookies.as_ref()).unwrap_or_default(),
            bodies: value(table.bodies.as_ref()).unwrap_or_default(),
            language: text(table.language.as_ref()),
            contact: text(table.contact.as_ref()),
            allow_private: hosts(table.allow_private.as_ref()).into_iter().collect(),
            country: value(table.country.as_ref()),
            network: text(table.network.as_ref()),
            rehearsal: text(table.rehearsal.as_ref()),
            lab: text(table.lab.as_ref()),
            place: Some(self.place(at.mark)),
        }
    }

    fn pages(&self, pages: &table::Pages) -> Vec<DeclaredPage> {
        let roles = [(PageRole::Cookies, &pages.cookies), (PageRole::Privacy, &pages.privacy)];
        let all = roles.into_iter().flat_map(|(role, list)| {
            list.iter().flat_map(|list| &list.value.0).map(move |page| (role, page))
        });
        all.filter_map(|(role, page)| {
            Some(DeclaredPage {
                role,
                url: page.value.url.as_ref()?.value.text.clone(),
                period: page.value.lifetime.as_ref().map_or_else(Period::default, Lifetime::period),
                place: self.place(page.mark),
            })
        })
        .collect()
    }

    pub(super) fn organisation(&self, at: &At<table::Organisation>) -> Option<Organisation> {
        let table = &at.value;
        Some(Organisation {
            id: id(table.id.as_ref())?,
            name: text(table.name.as_ref())?,
            aliases: texts(table.aliases.as_ref()),
            country: value(table.country.as_ref()),
            parent: reference(table.parent.as_ref()),
            recipient: reference(table.recipient.as_ref()),
            hosts: hosts(table.hosts.as_ref()),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn processing(&self, at: &At<table::Processing>) -> Option<Processing> {
        let table = &at.value;
        Some(Processing {
            id: id(table.id.as_ref())?,
            subjects: words(table.subjects.as_ref()),
            data: words(table.data.as_ref()),
            purposes: words(table.purposes.as_ref()),
            basis: table.basis.as_ref().map(|basis| basis.value.0.clone()),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn cookie(&self, at: &At<table::Cookie>) -> Option<DeclaredCookie> {
        let table = &at.value;
        Some(DeclaredCookie {
            name: text(table.name.as_ref())?,
            store: value(table.store.as_ref()).unwrap_or_default(),
            organisation: reference(table.organisation.as_ref()),
            purpose: text(table.purpose.as_ref()),
            max_age: table.max_age.as_ref().map(|age| age.value.0),
            period: table.lifetime.period(),
            recorded: table.recorded.day(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn exception(&self, at: &At<table::Exception>) -> Option<Exception> {
        let table = &at.value;
        Some(Exception {
            rule: reference(table.rule.as_ref())?,
            subject: table.subject.as_ref()?.value.to_string(),
            reason: text(table.reason.as_ref())?,
            until: value(table.until.as_ref()).map(Day::exact),
            place: self.place(at.mark),
        })
    }

    pub(super) fn term(&self, at: &At<table::Term>) -> Option<Term> {
        let table = &at.value;
        let words = &table.words.as_ref()?.value;
        let by_language = [("sv", &words.sv), ("da", &words.da), ("en", &words.en)];
        Some(Term {
            kind: value(table.kind.as_ref())?,
            id: table.id.as_ref()?.value.0.clone(),
            words: by_language
                .into_iter()
                .filter_map(|(language, list)| in_language(language, list.as_ref()))
                .collect::<BTreeMap<_, _>>(),
            place: self.place(at.mark),
        })
    }
}

fn in_language(language: &str, list: Option<&At<Vec<At<Text>>>>) -> Option<(String, Vec<String>)> {
    list.map(|_| (language.to_owned(), texts(list)))
}
