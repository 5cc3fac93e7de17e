//! Whose cookie or storage key is it?
//!
//! Many recipients use one name: it never names fewer than all of them.

use std::cmp::Reverse;

use crate::{
    catalogue::Catalogue,
    index::{At, PatternIndex},
    pattern::Case,
    recipient::{CookieEntry, Recipient, Verified},
    word::{Party, Table},
};

/// A cookie or storage key and a recipient that documents it.
#[derive(Debug, Clone, Copy)]
pub struct CookieMatch<'c> {
    /// Whose it is.
    pub recipient: &'c Recipient,
    /// The product that sets it.
    pub service: &'c str,
    /// The entry that matched: purpose, age, party.
    pub entry: &'c CookieEntry,
    /// When the recipient's cookies were last looked up.
    pub verified: Verified,
}

impl Catalogue {
    /// Every recipient that documents a cookie of that name in that party's domain, the most specific entries first.
    /// Names keep their case. [`Party::Either`] asks without regard to the party.
    pub fn by_cookie(&self, name: &str, party: Party) -> Vec<CookieMatch<'_>> {
        self.stored(&self.index.cookies, name, party)
    }

    /// The same for a key in local storage.
    pub fn by_local_storage(&self, key: &str, party: Party) -> Vec<CookieMatch<'_>> {
        self.stored(&self.index.local_storage, key, party)
    }

    fn stored<'c>(&'c self, index: &'c PatternIndex, name: &str, party: Party) -> Vec<CookieMatch<'c>> {
        let entry = |at: At| &self.recipients[at.recipient].cookies[at.entry];
        let wild = index.candidates(name).filter(|&at| entry(at).name.matches(name, Case::Exact));
        let fitting = index.exact(name).chain(wild).filter(|&at| entry(at).party.admits(party));
        let mut found: Vec<At> = fitting.collect();
        found.sort_by_key(|&at| {
            let pattern = &entry(at).name;
            (pattern.head().1, Reverse(pattern.literals()), at)
        });
        found.into_iter().map(|at| self.cookie_match(at)).collect()
    }

    fn cookie_match(&self, at: At) -> CookieMatch<'_> {
        let recipient = &self.recipients[at.recipient];
        let entry = &recipient.cookies[at.entry];
        let service = entry.service.as_deref().unwrap_or(&recipient.name);
        CookieMatch { recipient, service, entry, verified: recipient.verified(Table::Cookie) }
    }
}
