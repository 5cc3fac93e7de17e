//! Where the copies of a backup lie, and whether they stand or fall together.
//!
//! It knows what is declared and nothing else: a store of which nobody says where it is, or whose, is neither here nor there.

use std::collections::BTreeSet;

use vidne_model::{
    declared::{Backup, Copy, Escrow, Host, Store},
    id::{CopyId, StoreId},
};

use super::View;

/// Whether all copies of a backup, and the machine that it is of, stand or fall together, in one respect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate<'a> {
    /// There is nothing to compare: no copy is in use, or one, and it is not declared of the machine.
    Alone,
    /// All of them lie in this store.
    OneStore(&'a StoreId),
    /// Their stores differ and share this. It is not declared of the machine.
    Shared(&'a str),
    /// The machine shares this with every copy.
    WithHost(&'a str),
    /// At least two of them, the machine among them, do not share it.
    Apart,
    /// It is not declared of these copies, and the others do not settle it.
    Unknown(Vec<&'a CopyId>),
}

impl<'a> View<'a> {
    /// The copies of a backup that are in use.
    pub fn copies_in_use<'b>(&self, backup: &'b Backup) -> Vec<&'b Copy> {
        backup.copies.iter().filter(|copy| self.holds(&copy.period)).collect()
    }

    /// The store in which a copy lies, where one is declared.
    pub fn store_of(&self, copy: &Copy) -> Option<&'a Store> {
        self.declared.store(copy.store.as_ref()?)
    }

    /// Whether all copies in use stand or fall together and with their machine, by what `shared` says of their stores and
    /// `of_host` of the machine.
    pub fn fate_of(
        &self,
        backup: &'a Backup,
        shared: fn(&Store) -> Option<&str>,
        of_host: fn(&Host) -> Option<&str>,
    ) -> Fate<'a> {
        let copies = self.copies_in_use(backup);
        let host = self.declared.host(&backup.of).and_then(of_host);
        if copies.is_empty() || (copies.len() == 1 && host.is_none()) {
            return Fate::Alone;
        }
        let stores: Vec<_> = copies.iter().map(|copy| self.store_of(copy)).collect();
        let of: Vec<Option<&'a str>> = stores.iter().map(|store| store.and_then(shared)).collect();
        let distinct: BTreeSet<_> = of.iter().flatten().collect();
        if distinct.len() > 1 || host.is_some_and(|host| distinct.iter().any(|copy| **copy != host)) {
            return Fate::Apart;
        }
        let unknown = copies.iter().zip(&of).filter(|(_, known)| known.is_none());
        let unknown: Vec<_> = unknown.map(|(copy, _)| &copy.id).collect();
        if let Some(host) = host.filter(|_| unknown.is_empty()) {
            return Fate::WithHost(host);
        }
        if copies.len() > 1
            && let Some(store) = stores[0].filter(|first| stores.iter().all(|each| is(*each, first)))
        {
            return Fate::OneStore(&store.id);
        }
        match distinct.first().filter(|_| unknown.is_empty()) {
            Some(value) => Fate::Shared(value),
            None => Fate::Unknown(unknown),
        }
    }

    /// Deposits of a backup's key that are in force.
    pub fn escrows_of(&self, backup: &Backup) -> Vec<&'a Escrow> {
        let all = self.declared.escrows.iter().filter(|escrow| escrow.backup == backup.id);
        all.filter(|escrow| self.holds(&escrow.period)).collect()
    }
}

fn is(store: Option<&Store>, other: &Store) -> bool {
    store.is_some_and(|store| store.id == other.id)
}
