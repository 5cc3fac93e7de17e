//! One recipient of the catalogue, as its file tells it.
//!
//! The derived serde form is how the compiled-in catalogue is stored. It is never an output format.

use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};
use vidne_model::id::{Country, DataCategory, Host, RecipientId};

pub use self::{
    claims::{Claims, Establishment, Network},
    sign::{Sign, SignTest},
};
use crate::{
    pattern::Pattern,
    word::{CookiePurpose, Kind, Party, Store, Table},
};

mod claims;
mod sign;
mod stored;

/// A recipient: who gets data when a site uses it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recipient {
    /// Its id, and its file's name.
    #[serde(with = "stored::id")]
    pub id: RecipientId,
    /// What people call it.
    pub name: String,
    /// What it is mainly used for.
    pub kind: Kind,
    /// Its privacy policy.
    pub policy: Option<String>,
    /// Every name under which notices mention it; [`Recipient::name`] is always among them.
    pub aliases: Vec<Alias>,
    /// The legal entity that a European customer contracts with where that is known, else the owner.
    pub entity: Entity,
    /// The ultimate parent, where another company owns it.
    pub parent: Option<Entity>,
    /// The hosts that are its own.
    pub hosts: Vec<HostEntry>,
    /// Its cookies and storage keys.
    pub cookies: Vec<CookieEntry>,
    /// What marks its network on a site's own hosts.
    pub signs: Vec<Sign>,
    /// What the facts stand on.
    pub sources: Vec<Source>,
}

impl Recipient {
    /// When the facts of one table were last looked up.
    pub fn verified(&self, table: Table) -> Verified {
        let sources = self.sources.iter().filter(|source| source.supports.contains(&table));
        sources.filter_map(|source| source.seen).max().map_or(Verified::Never, Verified::On)
    }

    /// The sources of one table.
    pub fn sources_of(&self, table: Table) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| source.supports.contains(&table))
    }

    /// What the catalogue claims about where the recipient is, each claim apart.
    pub fn claims(&self) -> Claims<'_> {
        Claims::of(self)
    }
}

/// Whether a fact was looked up at its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verified {
    /// From general knowledge: whoever relies on it says "unverified".
    Never,
    /// The source was read on that day.
    On(Date),
}

/// A brand, a product or a legal name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The name as notices write it.
    pub text: String,
    /// The name is also an ordinary word in Swedish, Danish, Norwegian, Finnish or English: a text needs a second
    /// cue beside it before it counts as a mention.
    pub common_word: bool,
}

/// A legal entity and its seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its registered name.
    pub name: String,
    /// The country of its seat.
    #[serde(with = "stored::country")]
    pub seat: Country,
}

/// A host of a recipient: the name and everything below it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HostEntry {
    /// The name.
    #[serde(with = "stored::host")]
    pub name: Host,
    /// The product, as notices name it; the recipient's own name where none is given.
    pub service: Option<String>,
    /// Categories that the endpoint documents beyond those that any request carries.
    #[serde(with = "stored::data")]
    pub data: Vec<DataCategory>,
}

/// A cookie or a storage key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CookieEntry {
    /// Its name, with `*` for any run of characters.
    pub name: Pattern,
    /// Where it is kept.
    pub store: Store,
    /// The product that sets it; the recipient's own name where none is given.
    pub service: Option<String>,
    /// What it is for, by its documentation.
    pub purpose: CookiePurpose,
    /// How long it lives, as documented; absent where it ends with the session or is not documented.
    pub max_age: Option<Span>,
    /// In whose domain it is set.
    pub party: Party,
}

/// What facts stand on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The page.
    pub url: String,
    /// The day it was read; absent where the facts are from general knowledge.
    pub seen: Option<Date>,
    /// The tables that it supports.
    pub supports: Vec<Table>,
}
