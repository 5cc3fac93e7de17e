//! Whose cookie or storage key is it?
//!
//! Many recipients use one name: it never names fewer than all of them that can have set it where it was seen. A
//! cookie that is documented for a recipient's own domains is not its own elsewhere: half of the web calls one `uid`.

use std::cmp::Reverse;

use vidne_model::id::Host;

use crate::{
    catalogue::Catalogue,
    index::{At, PatternIndex, normal},
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

/// In whose domain a cookie or a storage key was seen.
#[derive(Debug, Clone, Copy)]
pub enum KeptIn<'h> {
    /// In the site's own.
    Own,
    /// In this one, which is somebody else's.
    Other(&'h Host),
    /// The capture does not tell.
    Untold,
}

impl Catalogue {
    /// Every recipient that documents a cookie of that name there, the most specific entries first. Names keep their case.
    ///
    /// What is documented for third parties counts in the domains of the recipient and of its group alone. What is
    /// documented for either counts in every domain: each can be that of somebody who uses the recipient.
    pub fn by_cookie(&self, name: &str, kept: KeptIn<'_>) -> Vec<CookieMatch<'_>> {
        self.stored(&self.index.cookies, name, kept)
    }

    /// The same for a key in local storage.
    pub fn by_local_storage(&self, key: &str, kept: KeptIn<'_>) -> Vec<CookieMatch<'_>> {
        self.stored(&self.index.local_storage, key, kept)
    }

    fn stored<'c>(&'c self, index: &'c PatternIndex, name: &str, kept: KeptIn<'_>) -> Vec<CookieMatch<'c>> {
        let entry = |at: At| &self.recipients[at.recipient].cookies[at.entry];
        let wild = index.candidates(name).filter(|&at| entry(at).name.matches(name, Case::Exact));
        let fitting = index.exact(name).chain(wild).filter(|&at| self.can_be_set(at, kept));
        let mut found: Vec<At> = fitting.collect();
        found.sort_by_key(|&at| {
            let pattern = &entry(at).name;
            (pattern.head().1, Reverse(pattern.literals()), at)
        });
        found.into_iter().map(|at| self.cookie_match(at)).collect()
    }

    /// Whether a recipient's entry can be the one that was seen there.
    fn can_be_set(&self, at: At, kept: KeptIn<'_>) -> bool {
        let recipient = &self.recipients[at.recipient];
        match (recipient.cookies[at.entry].party, kept) {
            (Party::Either, _) | (_, KeptIn::Untold) | (Party::First, KeptIn::Own) => true,
            (Party::Third, KeptIn::Other(domain)) => self.is_domain_of(domain, recipient),
            (Party::First, KeptIn::Other(_)) | (Party::Third, KeptIn::Own) => false,
        }
    }

    /// Whether a cookie's domain is a recipient's own or its group's. One that covers its hosts is sent to them, too.
    fn is_domain_of(&self, domain: &Host, recipient: &Recipient) -> bool {
        recipient.hosts.iter().any(|host| host.name.is_within(domain.as_str()))
            || self.by_host(domain).is_some_and(|found| are_one_group(found.recipient, recipient))
    }

    fn cookie_match(&self, at: At) -> CookieMatch<'_> {
        let recipient = &self.recipients[at.recipient];
        let entry = &recipient.cookies[at.entry];
        let service = entry.service.as_deref().unwrap_or(&recipient.name);
        CookieMatch { recipient, service, entry, verified: recipient.verified(Table::Cookie) }
    }
}

/// Whether both belong to one company, as far as the catalogue tells.
fn are_one_group(one: &Recipient, other: &Recipient) -> bool {
    let companies = |of: &Recipient| {
        let known = [Some(&of.entity), of.parent.as_ref()].into_iter().flatten();
        known.map(|company| normal(&company.name)).collect::<Vec<_>>()
    };
    let theirs = companies(other);
    one.id == other.id || companies(one).iter().any(|company| theirs.contains(company))
}
