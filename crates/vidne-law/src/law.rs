//! The law as a whole: every fact by its id, and the questions that rules ask, each with its day.
//!
//! It never knows today, an organisation or a contract.

use std::{collections::BTreeMap, sync::OnceLock};

use jiff::civil::Date;
use vidne_model::id::{Country, InstrumentId};

use crate::{
    adequacy::{Adequacy, Decision},
    caveat::Caveat,
    instrument::Instrument,
    membership::{Area, Belonging, Membership},
    mistake::Mistakes,
    provision::{Provision, Regime, Text},
    sheet::{Sheet, parse},
};

pub use line::{Line, Subject};

mod assemble;
mod line;

/// Every legal fact there is.
#[derive(Debug, Clone, Default)]
pub struct Law {
    instruments: BTreeMap<InstrumentId, Instrument>,
    decisions: Vec<Decision>,
    memberships: Vec<Membership>,
    texts: BTreeMap<String, Text>,
    provisions: BTreeMap<String, Provision>,
    changes: Vec<Date>,
}

impl Law {
    /// The law that is built in, read once.
    ///
    /// # Panics
    /// Never in a build whose tests passed: they read the same files.
    pub fn embedded() -> &'static Self {
        static LAW: OnceLock<Law> = OnceLock::new();
        LAW.get_or_init(|| Self::read(FILES).expect("a test reads the built-in files"))
    }

    /// Reads files, given as name and text, as one law.
    ///
    /// # Errors
    /// Every mistake in every file; what only shows when all files are together is looked for once each reads.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Mistakes> {
        let (mut sheets, mut found) = (Vec::new(), Vec::new());
        for (name, text) in files {
            match parse(name, text) {
                Ok(sheet) => sheets.push(sheet),
                Err(mistakes) => found.extend_from_slice(mistakes.as_slice()),
            }
        }
        match Mistakes::from_found(found) {
            None => Self::from_sheets(sheets),
            Some(mistakes) => Err(mistakes),
        }
    }

    /// Joins files that were read.
    ///
    /// # Errors
    /// Every id that is used twice and every reference that leads nowhere.
    pub fn from_sheets(sheets: Vec<Sheet>) -> Result<Self, Mistakes> {
        assemble::law(sheets)
    }

    /// An instrument by its id.
    pub fn instrument(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.instruments.get(id)
    }

    /// All instruments, by id.
    pub fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        self.instruments.values()
    }

    /// All adequacy decisions, by id.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter()
    }

    /// All memberships of the EU and the EEA.
    pub fn memberships(&self) -> impl Iterator<Item = &Membership> {
        self.memberships.iter()
    }

    /// A provision by its id, such as `gdpr:28(2)`.
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.provisions.get(id)
    }

    /// All provisions, by id.
    pub fn provisions(&self) -> impl Iterator<Item = &Provision> {
        self.provisions.values()
    }

    /// A text by its id, such as `gdpr`.
    pub fn text(&self, id: &str) -> Option<&Text> {
        self.texts.get(id)
    }

    /// The provisions on a subject, such as `cookie-consent`, that apply in a country on a day: its own law, and the
    /// Union's.
    pub fn provisions_on(
        &self,
        subject: &str,
        country: Country,
        on: Date,
    ) -> impl Iterator<Item = &Provision> {
        self.provisions.values().filter(move |provision| {
            provision.subject.as_deref() == Some(subject)
                && provision.country.is_none_or(|own| own == country)
                && provision.applies(on)
        })
    }

    /// Whether personal data that goes there leaves the EU and the EEA.
    pub fn is_third_country(&self, country: Country, on: Date) -> bool {
        !self.memberships.iter().any(|membership| membership.covers(country, on))
    }

    /// The area that an exporter in that country belongs to; `None`: outside.
    pub fn area_of(&self, country: Country, on: Date) -> Option<Area> {
        let inside = |row: &&Membership| row.belonging != Belonging::Bridge && row.covers(country, on);
        self.memberships.iter().find(inside).map(|row| row.area)
    }

    /// Whether a country is adequate on a day for an exporter in that area, under the GDPR. The Union's institutions
    /// rely on the same decisions (Regulation (EU) 2018/1725 Art. 47).
    pub fn adequacy(&self, country: Country, on: Date, exporter: Area) -> Adequacy<'_> {
        self.adequacy_under(Regime::Gdpr, country, on, exporter)
    }

    /// The same under another regime.
    pub fn adequacy_under(&self, regime: Regime, country: Country, on: Date, exporter: Area) -> Adequacy<'_> {
        if !self.is_third_country(country, on) {
            return Adequacy::NotThirdCountry;
        }
        answer(self.decisions_for(regime, country), on, exporter)
    }

    /// Whether an international organisation is adequate, by its id, such as `epo`.
    pub fn adequacy_of_body(&self, body: &str, on: Date, exporter: Area) -> Adequacy<'_> {
        let decisions = self.decisions.iter().filter(|row| row.body.as_deref() == Some(body));
        answer(decisions, on, exporter)
    }

    /// What a reader must be told beside the answer of [`Law::adequacy`], whichever it is.
    pub fn adequacy_caveats(&self, country: Country, on: Date, exporter: Area) -> Vec<Caveat> {
        self.adequacy_caveats_under(Regime::Gdpr, country, on, exporter)
    }

    /// The same beside the answer of [`Law::adequacy_under`].
    pub fn adequacy_caveats_under(
        &self,
        regime: Regime,
        country: Country,
        on: Date,
        exporter: Area,
    ) -> Vec<Caveat> {
        let known = |row: &&Decision| row.starts(Area::Eu).is_some_and(|start| start <= on);
        let decisions: Vec<_> = self.decisions_for(regime, country).filter(known).collect();
        let covering = decisions.iter().find(|row| row.covers(on, exporter));
        let deciding = covering.or_else(|| decisions.iter().max_by_key(|row| row.starts(Area::Eu)));
        deciding.map(|row| row.caveats(on, exporter)).unwrap_or_default()
    }

    /// Every day on which some answer differs from the day before, in order. A fact that holds until a day changes on
    /// the day after.
    pub fn changes(&self) -> &[Date] {
        &self.changes
    }

    /// The first of these days after the given one.
    pub fn next_change(&self, after: Date) -> Option<Date> {
        self.changes.get(self.changes.partition_point(|&day| day <= after)).copied()
    }

    fn decisions_for(&self, regime: Regime, country: Country) -> impl Iterator<Item = &Decision> + Clone {
        let counts = if regime == Regime::Led { Regime::Led } else { Regime::Gdpr };
        self.decisions.iter().filter(move |row| row.country == Some(country) && row.regimes.contains(&counts))
    }
}

fn answer<'a>(
    decisions: impl Iterator<Item = &'a Decision> + Clone,
    on: Date,
    exporter: Area,
) -> Adequacy<'a> {
    let covering = decisions.clone().find(|row| row.covers(on, exporter));
    if let Some(decision) = covering {
        return Adequacy::Adequate {
            decision,
            limits: decision.limits.as_deref(),
            until: decision.until(on),
        };
    }
    let began = |row: &&Decision| row.starts(exporter).is_some_and(|start| start <= on);
    Adequacy::None {
        since: decisions.clone().filter(began).filter_map(|row| row.ended(on)).max(),
        next: decisions.filter_map(|row| row.starts(exporter)).filter(|&start| start > on).min(),
    }
}

const FILES: &[(&str, &str)] = &[
    ("instruments.toml", include_str!("../data/instruments.toml")),
    ("adequacy.toml", include_str!("../data/adequacy.toml")),
    ("membership.toml", include_str!("../data/membership.toml")),
    ("gdpr.toml", include_str!("../data/gdpr.toml")),
    ("provisions.toml", include_str!("../data/provisions.toml")),
    ("recovery.toml", include_str!("../data/recovery.toml")),
];
