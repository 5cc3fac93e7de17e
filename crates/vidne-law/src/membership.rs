//! Which countries are inside: members of the EU, EEA states, and countries treated as if they still were.
//!
//! It never says that a country outside is adequate; that is [`crate::adequacy`].

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use vidne_model::id::Country;

use crate::{
    caveat::Caveat,
    dated::{day_after, unverified},
    sheet::wire,
};

/// Where an exporter sits. An adequacy decision can bind the EU earlier than the EEA states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// A member state of the European Union.
    Eu,
    /// Norway, Iceland or Liechtenstein.
    Eea,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Eu => "EU",
            Self::Eea => "EEA",
        })
    }
}

/// How far a country is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Belonging {
    /// A member.
    Member,
    /// No member any more, while Union law still applies in it: exporter and destination as before.
    Transition,
    /// No third country as a destination for a while, and nothing more.
    Bridge,
}

/// Countries that belong to an area for a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The countries, and territories with a code of their own.
    #[serde(deserialize_with = "wire::countries")]
    pub countries: Vec<Country>,
    /// What they belong to.
    pub area: Area,
    /// How far.
    pub belonging: Belonging,
    /// The first day.
    #[serde(deserialize_with = "wire::date")]
    pub from: Date,
    /// The last day.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub until: Option<Date>,
    /// Whether this was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
    /// What a reader should know besides.
    pub note: Option<String>,
}

impl Membership {
    /// Whether the country belongs on that day.
    pub fn covers(&self, country: Country, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last) && self.countries.contains(&country)
    }

    /// What a reader must be told about it; the day makes no difference.
    pub fn caveats(&self) -> Vec<Caveat> {
        let fact = || {
            let codes: Vec<&str> = self.countries.iter().map(Country::as_str).collect();
            format!("{} within the {} from {}", codes.join(", "), self.area, self.from)
        };
        unverified(self.verified, fact, &self.source).into_iter().collect()
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        [Some(self.from), self.until.map(day_after)].into_iter().flatten()
    }
}
