//! Adequacy decisions: for which country or body, from when in the EU and from when in the EEA states, how far.
//!
//! A decision is read as it was known on the day that is asked about: a term that was lengthened later ends, on an
//! earlier day, where it then ended. It never says that a recipient is on a list or within a sector; [`Scope`] says that
//! somebody must ask.

use jiff::civil::Date;
use serde::Deserialize;
use vidne_model::id::{Country, InstrumentId};

use crate::{
    caveat::Caveat,
    dated::{Annulment, Appeal, Dated, day_after, unverified},
    instrument::Instrument,
    membership::Area,
    provision::Regime,
    sheet::wire,
};

/// The answer for one destination, one day and one exporter's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adequacy<'a> {
    /// The destination is inside: no transfer to a third country.
    NotThirdCountry,
    /// A decision covers it.
    Adequate {
        /// The decision.
        decision: &'a Decision,
        /// Whom it covers, in words, where it does not cover everyone.
        limits: Option<&'a str>,
        /// Its last day as it was known on the day asked about; `None`: open.
        until: Option<Date>,
    },
    /// No decision covers it.
    None {
        /// The first day without one, where there was one before.
        since: Option<Date>,
        /// The first day of the next one, as far as the data reaches.
        next: Option<Date>,
    },
}

impl Adequacy<'_> {
    /// Whether every recipient there is covered, without a further question.
    pub fn covers_everyone(&self) -> bool {
        match self {
            Self::NotThirdCountry => true,
            Self::Adequate { decision, .. } => decision.scope == Scope::Everyone,
            Self::None { .. } => false,
        }
    }
}

/// Whom a decision covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Every recipient in the country or body.
    Everyone,
    /// Only recipients under a certain law; see [`Decision::limits`].
    Sector,
    /// Only organisations that stand on a list on the day.
    ListedOrganisations,
}

/// An adequacy decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its id, such as `adequacy-jp`.
    pub id: String,
    /// Its name, in words.
    pub name: String,
    /// The country it is for.
    #[serde(default, deserialize_with = "wire::some_country")]
    pub country: Option<Country>,
    /// The international organisation it is for, such as `epo`.
    pub body: Option<String>,
    /// The decision's number.
    pub number: Option<String>,
    /// Its CELEX number.
    pub celex: Option<String>,
    /// The regimes under which it counts.
    pub regimes: Vec<Regime>,
    /// The instrument whose dates these are, for frameworks with listed organisations.
    #[serde(default, deserialize_with = "wire::some_instrument")]
    pub instrument: Option<InstrumentId>,
    /// When it was adopted.
    pub adopted: Option<Dated>,
    /// The first day for exporters in the EU.
    pub eu: Option<Dated>,
    /// The first day for exporters in the EEA states.
    pub eea: Eea,
    /// Its terms in the order in which they were decided; the last one decided counts. Empty: open.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// The judgment that ended it.
    pub annulled: Option<Annulment>,
    /// Whom it covers.
    pub scope: Scope,
    /// Whom it covers, in words.
    pub limits: Option<String>,
    /// Appeals against judgments on it.
    #[serde(default)]
    pub appeals: Vec<Appeal>,
    /// Whether the decision was seen in a source. Its dates answer for themselves.
    pub verified: bool,
    /// The source.
    pub source: String,
    /// What a reader should know besides, including where sources differ.
    pub note: Option<String>,
}

/// When a decision counts in the EEA states: a day, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eea {
    /// The first day.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub from: Option<Date>,
    /// The last day on which incorporation was seen to be pending.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub seen_pending: Option<Date>,
    /// Whether this was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

/// A term set by the decision or by one that changed it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// When it was decided.
    #[serde(deserialize_with = "wire::date")]
    pub decided: Date,
    /// The last day.
    #[serde(deserialize_with = "wire::date")]
    pub until: Date,
    /// Whether both days were seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
}

impl Decision {
    /// Whether it can be relied on that day by an exporter in that area.
    pub fn covers(&self, on: Date, exporter: Area) -> bool {
        self.starts(exporter).is_some_and(|start| start <= on) && self.ended(on).is_none()
    }

    /// The first day for exporters in that area; `None` while it does not count there.
    pub fn starts(&self, exporter: Area) -> Option<Date> {
        match exporter {
            Area::Eu => self.eu.as_ref().map(|start| start.on),
            Area::Eea => self.eea.from,
        }
    }

    /// The last day as it was known on that day; `None`: open.
    pub fn until(&self, on: Date) -> Option<Date> {
        self.term(on).map(|term| term.until)
    }

    /// What a reader must be told about the facts that decide the answer on that day for an exporter in that area.
    pub fn caveats(&self, on: Date, exporter: Area) -> Vec<Caveat> {
        let itself = unverified(self.verified, || self.name.clone(), &self.source);
        let appeals = self.appeals.iter().flat_map(|appeal| appeal.caveats(on));
        itself.into_iter().chain(self.date_caveats(on, exporter)).chain(appeals).collect()
    }

    /// The first day without it, if it has ended by that day.
    pub(crate) fn ended(&self, on: Date) -> Option<Date> {
        let annulled = self.annulled.as_ref().map(|annulled| annulled.on).filter(|&day| day <= on);
        let lapsed = self.term(on).map(|term| day_after(term.until)).filter(|&day| day <= on);
        annulled.into_iter().chain(lapsed).min()
    }

    /// Takes over what the framework's own row says.
    pub(crate) fn fill_from(&mut self, framework: &Instrument) {
        self.adopted.clone_from(&framework.adopted);
        self.eu.clone_from(&framework.usable_from);
        self.annulled.clone_from(&framework.annulled);
        self.appeals.clone_from(&framework.appeals);
        self.celex.clone_from(&framework.celex);
        self.number.clone_from(&framework.decision);
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        let dated = [&self.adopted, &self.eu].into_iter().flatten().map(|dated| dated.on);
        let terms = self.terms.iter().flat_map(|term| [term.decided, day_after(term.until)]);
        let ends = self.annulled.as_ref().map(|annulled| annulled.on);
        let appeals = self.appeals.iter().flat_map(Appeal::changes);
        dated.chain(self.eea.from).chain(terms).chain(ends).chain(appeals)
    }

    fn term(&self, on: Date) -> Option<&Term> {
        self.terms.iter().rfind(|term| term.decided <= on)
    }

    fn date_caveats(&self, on: Date, exporter: Area) -> Vec<Caveat> {
        if let Some(end) = self.annulled.as_ref().filter(|end| end.on <= on) {
            let fact = || format!("{} annulled on {}", self.name, end.on);
            return unverified(end.verified, fact, &end.source).into_iter().collect();
        }
        let term = self.term(on).and_then(|term| {
            unverified(term.verified, || format!("{} until {}", self.name, term.until), &term.source)
        });
        self.start_caveat(exporter).into_iter().chain(term).collect()
    }

    fn start_caveat(&self, exporter: Area) -> Option<Caveat> {
        let eea = &self.eea;
        match (exporter, eea.from, eea.seen_pending) {
            (Area::Eu, ..) => self.eu.as_ref()?.caveat(&format!("{} from", self.name)),
            (Area::Eea, Some(from), _) => unverified(
                eea.verified,
                || format!("{} in the EEA states from {from}", self.name),
                &eea.source,
            ),
            (Area::Eea, None, Some(seen)) => Some(Caveat::Unverified {
                fact: format!("{}: not part of the EEA agreement when last seen on {seen}", self.name),
                source: eea.source.clone(),
            }),
            (Area::Eea, None, None) => None,
        }
    }
}
