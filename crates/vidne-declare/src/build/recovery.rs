//! Machines, required items, stores, backups and deposited keys.
//!
//! It never fills in a cadence: what nobody declared is for rules to judge.

use vidne_model::{
    declared::{Backup, Copy, Escrow, Host, Opened, RequiredItem, Secret, Storage, Store},
    id::CopyId,
    time::Day,
};

use super::{Build, id, name, reference, references, text, texts, value};
use crate::{
    table,
    wire::{At, Path, Recurring},
};

impl Build<'_> {
    pub(super) fn host(&self, at: &At<table::Host>) -> Option<Host> {
        let table = &at.value;
        let storages = table.storage.iter().flat_map(|list| &list.value.0);
        Some(Host {
            id: id(table.id.as_ref())?,
            name: text(table.name.as_ref()).or_else(|| Some(table.id.as_ref()?.value.0.clone()))?,
            environment: value(table.environment.as_ref())?,
            stands_in_for: reference(table.stands_in_for.as_ref()),
            failure_domain: name(table.failure_domain.as_ref()),
            administration: name(table.administration.as_ref()),
            storages: storages.map(|each| self.storage(each)).collect::<Option<_>>()?,
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    fn storage(&self, at: &At<table::Storage>) -> Option<Storage> {
        let table = &at.value;
        Some(Storage {
            data: table.data.as_ref()?.value.0.clone(),
            path: path(table.path.as_ref())?,
            volume: text(table.volume.as_ref()),
            place: self.place(at.mark),
        })
    }

    pub(super) fn required_item(&self, at: &At<table::RequiredItem>) -> Option<RequiredItem> {
        let table = &at.value;
        let needed = table.needed_by.iter().flat_map(|list| &list.value);
        Some(RequiredItem {
            id: id(table.id.as_ref())?,
            hosts: references(table.hosts.as_ref()),
            path: path(table.path.as_ref())?,
            owner: text(table.owner.as_ref()),
            mode: table.mode.as_ref().map(|mode| mode.value.0),
            sha256: table.sha256.as_ref().map(|hash| hash.value.0),
            max_age: span(table.max_age.as_ref()),
            certificate: path(table.certificate.as_ref()),
            renew_before: span(table.renew_before.as_ref()),
            check_every: span(table.check_every.as_ref()),
            needed_by: needed.map(|name| name.value.0.clone()).collect(),
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn store(&self, at: &At<table::Store>) -> Option<Store> {
        let table = &at.value;
        let protected = table.protected_against.as_ref();
        Some(Store {
            id: id(table.id.as_ref())?,
            failure_domain: name(table.failure_domain.as_ref()),
            administration: name(table.administration.as_ref()),
            protected_against: protected.map(|list| list.value.iter().map(|each| each.value).collect()),
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn backup(&self, at: &At<table::Backup>) -> Option<Backup> {
        let table = &at.value;
        let left_out = table.leaves_out.iter().flat_map(|list| &list.value);
        let copies = table.copy.iter().flat_map(|list| &list.value.0);
        Some(Backup {
            id: id(table.id.as_ref())?,
            of: reference(table.of.as_ref())?,
            tool: value(table.tool.as_ref())?,
            scope: texts(table.scope.as_ref()),
            leaves_out: left_out.map(|path| path.value.0.clone()).collect(),
            relative_to: table.relative_to.as_ref().map(|path| path.value.0.clone()),
            every: span(table.every.as_ref())?,
            tolerance: span(table.tolerance.as_ref()),
            check_every: span(table.check_every.as_ref()),
            read_every: span(table.read_every.as_ref()),
            read_budget: table.read_budget.as_ref().map(|bytes| bytes.value.0),
            copies: copies.map(|each| self.copy(each)).collect::<Option<_>>()?,
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    fn copy(&self, at: &At<table::Copy>) -> Option<Copy> {
        let table = &at.value;
        let command = texts(table.password_command.as_ref());
        let key = match table.password_file.as_ref() {
            Some(file) => Some(Secret::File(file.value.0.clone())),
            None if command.is_empty() => None,
            None => Some(Secret::Command(command)),
        };
        Some(Copy {
            id: id(table.id.as_ref())?,
            store: reference(table.store.as_ref()),
            location: table.location.as_ref().map(|location| location.value.0.clone()),
            max_lag: span(table.max_lag.as_ref()),
            restored_from: reference(table.restored_from.as_ref()),
            key,
            stanza: table.stanza.as_ref().map(|stanza| stanza.value.0.clone()),
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    pub(super) fn escrow(&self, at: &At<table::Escrow>) -> Option<Escrow> {
        let table = &at.value;
        let all = table.opened.iter().flat_map(|list| &list.value.0);
        let mut opened: Vec<Opened> = all.map(|each| self.opened(each)).collect::<Option<_>>()?;
        opened.sort_by_key(|each| each.on.date);
        Some(Escrow {
            id: id(table.id.as_ref())?,
            backup: reference(table.backup.as_ref())?,
            held_by: text(table.held_by.as_ref())?,
            failure_domain: name(table.failure_domain.as_ref()),
            opened,
            open_every: span(table.open_every.as_ref()),
            period: table.lifetime.period(),
            place: self.place(at.mark),
        })
    }

    fn opened(&self, at: &At<table::Opened>) -> Option<Opened> {
        let table = &at.value;
        Some(Opened {
            on: Day::exact(value(table.on.as_ref())?),
            by: text(table.by.as_ref()),
            copy: table.copy.as_ref().map(|copy| CopyId::from(copy.value.0.as_str())),
            result: value(table.result.as_ref())?,
            place: self.place(at.mark),
        })
    }
}

fn path(given: Option<&At<Path>>) -> Option<String> {
    given.map(|path| path.value.0.clone())
}

fn span(given: Option<&At<Recurring>>) -> Option<jiff::Span> {
    given.map(|every| every.value.0)
}
