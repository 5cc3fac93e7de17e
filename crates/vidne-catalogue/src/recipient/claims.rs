//! What the catalogue claims about where a recipient is.
//!
//! It never holds an endpoint's location: a recipient has no country, an address at a time has one, and that comes
//! from an address database.

use super::{Entity, Recipient, SignTest, Verified};
use crate::{range::IpRange, word::Table};

/// Two of the three claims. The third, an endpoint's location, is asked of an [`crate::AddressBook`].
#[derive(Debug, Clone)]
pub struct Claims<'c> {
    /// Whose network: the address ranges that the recipient publishes as its own.
    pub network: Network,
    /// Whose law: the seats of the recipient and of its parent.
    pub establishment: Establishment<'c>,
}

/// The claim that a recipient operates a network.
#[derive(Debug, Clone)]
pub struct Network {
    /// Its own published ranges. Empty: the catalogue claims nothing about whose network carries the recipient.
    pub ranges: Vec<IpRange>,
    /// When the ranges were last looked up.
    pub verified: Verified,
}

/// The claim that a recipient has its seat in a country. Where data is processed does not follow from it.
#[derive(Debug, Clone)]
pub struct Establishment<'c> {
    /// The legal entity.
    pub entity: &'c Entity,
    /// When the entity was last looked up.
    pub entity_verified: Verified,
    /// The ultimate parent, where another company owns it.
    pub parent: Option<&'c Entity>,
    /// When the parent was last looked up.
    pub parent_verified: Verified,
}

impl<'c> Claims<'c> {
    pub(super) fn of(recipient: &'c Recipient) -> Self {
        let ranges = recipient.signs.iter().filter_map(|sign| match sign.test {
            SignTest::Address { range } => Some(range),
            _ => None,
        });
        Self {
            network: Network { ranges: ranges.collect(), verified: recipient.verified(Table::Sign) },
            establishment: Establishment {
                entity: &recipient.entity,
                entity_verified: recipient.verified(Table::Entity),
                parent: recipient.parent.as_ref(),
                parent_verified: recipient.verified(Table::Parent),
            },
        }
    }
}
