//! Where in the catalogue to look: by host, by cookie, by sign, by name.
//!
//! It holds positions only, never facts, and it never leaves out an entry.

use std::{collections::HashMap, sync::OnceLock};

pub(crate) use self::{name::normal, pattern::PatternIndex, range::RangeIndex};
use crate::{
    host::Reach,
    recipient::{Recipient, SignTest},
    word::Store,
};

mod name;
mod pattern;
mod range;

/// A recipient and one of its entries, by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) recipient: usize,
    pub(crate) entry: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Index {
    /// A host's name.
    pub(crate) hosts: HashMap<Box<str>, At>,
    pub(crate) cookies: PatternIndex,
    pub(crate) local_storage: PatternIndex,
    /// A header's name.
    pub(crate) headers: PatternIndex,
    /// A name that stands for itself, or for what is below it.
    pub(crate) cnames: HashMap<Box<str>, Vec<(Reach, At)>>,
    pub(crate) ranges: RangeIndex,
    pub(crate) tls_issuers: Vec<At>,
    pub(crate) paths: PatternIndex,
    /// A name of a recipient, its entity or its parent in its normal form. Made when it is first asked for: it costs
    /// as much as all the others.
    names: OnceLock<HashMap<String, Vec<usize>>>,
}

impl Index {
    pub(crate) fn of(recipients: &[Recipient]) -> Self {
        let mut index = Self::default();
        for (at, recipient) in recipients.iter().enumerate() {
            index.add_hosts(at, recipient);
            index.add_cookies(at, recipient);
            index.add_signs(at, recipient);
        }
        index.ranges.finish();
        index
    }

    fn add_hosts(&mut self, recipient: usize, of: &Recipient) {
        for (entry, host) in of.hosts.iter().enumerate() {
            self.hosts.insert(host.name.as_str().into(), At { recipient, entry });
        }
    }

    fn add_cookies(&mut self, recipient: usize, of: &Recipient) {
        for (entry, cookie) in of.cookies.iter().enumerate() {
            let index = match cookie.store {
                Store::Cookie => &mut self.cookies,
                Store::LocalStorage => &mut self.local_storage,
            };
            index.add(&cookie.name, At { recipient, entry });
        }
    }

    fn add_signs(&mut self, recipient: usize, of: &Recipient) {
        for (entry, sign) in of.signs.iter().enumerate() {
            let at = At { recipient, entry };
            match &sign.test {
                SignTest::Header { name, .. } => self.headers.add(name, at),
                SignTest::Address { range } => self.ranges.add(*range, at),
                SignTest::Cname { name } => {
                    self.cnames.entry(name.name().into()).or_default().push((name.reach(), at));
                }
                SignTest::TlsIssuer { .. } => self.tls_issuers.push(at),
                SignTest::Path { name } => self.paths.add(name, at),
            }
        }
    }

    /// The recipients that go by a name in its normal form.
    pub(crate) fn named(&self, name: &str, recipients: &[Recipient]) -> &[usize] {
        self.names.get_or_init(|| names(recipients)).get(name).map_or(&[], Vec::as_slice)
    }
}

fn names(recipients: &[Recipient]) -> HashMap<String, Vec<usize>> {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, recipient) in recipients.iter().enumerate() {
        let aliases = recipient.aliases.iter().map(|alias| &alias.text);
        let entities = [&recipient.entity].into_iter().chain(&recipient.parent).map(|entity| &entity.name);
        for name in aliases.chain(entities) {
            let found = names.entry(normal(name)).or_default();
            if found.last() != Some(&at) {
                found.push(at);
            }
        }
    }
    names
}
