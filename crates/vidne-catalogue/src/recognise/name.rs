//! Which recipients go by that name?
//!
//! It never matches a part of a name, and it keeps a parent's name apart: a parent is not the recipient.

use crate::{catalogue::Catalogue, index::normal, recipient::Recipient};

/// A recipient that goes by a name.
#[derive(Debug, Clone, Copy)]
pub struct NameMatch<'c> {
    /// The recipient.
    pub recipient: &'c Recipient,
    /// What the name is to it.
    pub named_as: NamedAs,
}

/// What a name is to a recipient, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedAs {
    /// What people call it.
    Name,
    /// A brand, product or legal name under which notices mention it.
    Alias,
    /// The legal entity behind it, which may be behind others, too.
    Entity,
    /// The ultimate parent of the legal entity: it owns, it does not receive.
    Parent,
}

impl Catalogue {
    /// Every recipient with that name, the nearest first. Upper and lower case, punctuation and company forms such
    /// as `Inc.`, `AB`, `A/S`, `ApS`, `Oy`, `GmbH`, `Ltd` and `B.V.` make no difference.
    pub fn by_name(&self, name: &str) -> Vec<NameMatch<'_>> {
        let name = normal(&name.chars().take(LONGEST_NAME).collect::<String>());
        if name.is_empty() {
            return Vec::new();
        }
        let found = self.index.named(&name, &self.recipients).iter();
        let mut matches: Vec<NameMatch<'_>> = found
            .filter_map(|&at| {
                let recipient = &self.recipients[at];
                named_as(recipient, &name).map(|named_as| NameMatch { recipient, named_as })
            })
            .collect();
        matches.sort_by_key(|found| found.named_as);
        matches
    }
}

fn named_as(recipient: &Recipient, name: &str) -> Option<NamedAs> {
    let is = |text: &str| normal(text) == name;
    if is(&recipient.name) {
        Some(NamedAs::Name)
    } else if recipient.aliases.iter().any(|alias| is(&alias.text)) {
        Some(NamedAs::Alias)
    } else if is(&recipient.entity.name) {
        Some(NamedAs::Entity)
    } else {
        recipient.parent.as_ref().filter(|parent| is(&parent.name)).map(|_| NamedAs::Parent)
    }
}

/// In characters; no company's name is longer.
const LONGEST_NAME: usize = 300;
