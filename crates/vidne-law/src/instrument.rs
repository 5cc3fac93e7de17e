//! Transfer instruments: what an export of personal data can rest on, from when to when, for whom.
//!
//! An instrument never says that an organisation holds it. Who is certified, which contract uses which module and which
//! group has approved rules are declared facts; `holder` says which of these a rule must ask for.

use jiff::civil::Date;
use serde::Deserialize;
use vidne_model::id::{Country, InstrumentId};

use crate::{
    caveat::Caveat,
    dated::{Annulment, Appeal, Dated, Grace, day_after, unverified},
    provision::Regime,
    sheet::wire,
};

pub use standing::{Standing, Use};

mod standing;

/// A legal instrument with its dates. Every date that is absent is one the instrument does not have: rules approved
/// per group, for example, begin with each approval and not with a common day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id, such as `scc-2021-914`.
    #[serde(deserialize_with = "wire::instrument")]
    pub id: InstrumentId,
    /// Its name as people know it.
    pub name: String,
    /// The act's number, such as `Implementing Decision (EU) 2021/914`.
    pub decision: Option<String>,
    /// The act's CELEX number.
    pub celex: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Who or what holds it, one by one.
    pub holder: Holder,
    /// The regimes under which it can be used.
    pub regimes: Vec<Regime>,
    /// The only country it leads to, if there is but one.
    #[serde(default, deserialize_with = "wire::some_country")]
    pub country: Option<Country>,
    /// The provision it rests on, such as `gdpr:46(2)(c)`.
    pub provision: Option<String>,
    /// When it was adopted.
    pub adopted: Option<Dated>,
    /// The first day on which it can be used.
    pub usable_from: Option<Dated>,
    /// The first day on which it is repealed: no new contract from that day on.
    pub repealed: Option<Dated>,
    /// The judgment that ended it.
    pub annulled: Option<Annulment>,
    /// The grace period after the repeal.
    pub grace: Option<Grace>,
    /// The roles it fits, with the module's number where it has modules. Empty: any roles.
    #[serde(default)]
    pub modules: Vec<Module>,
    /// Exporters that cannot use it.
    #[serde(default)]
    pub barred: Vec<Exporter>,
    /// What must hold besides, in words.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// Appeals against judgments on it.
    #[serde(default)]
    pub appeals: Vec<Appeal>,
    /// Whether what it is was seen in a source. Its dates answer for themselves.
    pub verified: bool,
    /// The source.
    pub source: String,
    /// What a reader should know besides, including where sources differ.
    pub note: Option<String>,
}

/// What an instrument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An adequacy decision for a country, a sector or a body (Art. 45).
    Adequacy,
    /// An adequacy decision for organisations that put themselves on a list (Art. 45).
    Framework,
    /// Standard clauses for a transfer (Art. 46(2)(c) and (d)).
    TransferClauses,
    /// Standard clauses between controller and processor (Art. 28(7)). No transfer tool.
    ProcessorClauses,
    /// Binding corporate rules (Art. 47).
    BindingRules,
    /// A code of conduct (Art. 46(2)(e)).
    Code,
    /// A certification (Art. 46(2)(f)).
    Certification,
    /// Clauses of the parties' own, authorised by the authority (Art. 46(3)(a)).
    AdHocClauses,
    /// An instrument or arrangement between public bodies (Art. 46(2)(a), 46(3)(b)).
    PublicBodies,
    /// A derogation for a specific situation (Art. 49).
    Derogation,
}

/// Who or what holds an instrument: what a rule must ask for before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// A country or a body as a whole.
    Country,
    /// Each recipient by itself, by being on a list or certified on the day.
    Organisation,
    /// Each contract between an exporter and an importer, with its module.
    ContractEdge,
    /// A group of undertakings, by an approval.
    Group,
    /// A single transfer, justified by itself.
    Transfer,
}

/// A part in a transfer. A sub-processor is a processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Decides purposes and means.
    Controller,
    /// Acts for a controller, directly or further down the chain.
    Processor,
}

impl Role {
    /// As it is written in the data, and in a sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Processor => "processor",
        }
    }
}

/// The roles that an instrument, or one of its modules, is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// The module's number, where the instrument numbers them.
    pub number: Option<u8>,
    /// Who exports.
    pub exporter: Role,
    /// Who imports.
    pub importer: Role,
}

/// A class of exporter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exporter {
    /// A public authority in the exercise of its public powers (Art. 49(3)).
    PublicAuthority,
}

impl Instrument {
    /// Whether an export to a third country can rest on it at all.
    pub fn is_transfer_tool(&self) -> bool {
        self.kind != Kind::ProcessorClauses
    }

    /// The module written for these roles; `None` where no module fits or the instrument has no numbered modules.
    pub fn module_for(&self, exporter: Role, importer: Role) -> Option<u8> {
        self.module(exporter, importer)?.number
    }

    /// Whether the instrument can be used between these roles.
    pub fn fits(&self, exporter: Role, importer: Role) -> bool {
        self.modules.is_empty() || self.module(exporter, importer).is_some()
    }

    /// What a reader must be told about the facts that decide its standing on that day.
    pub fn caveats(&self, on: Date) -> Vec<Caveat> {
        let itself = unverified(self.verified, || self.name.clone(), &self.source);
        let appeals = self.appeals.iter().flat_map(|appeal| appeal.caveats(on));
        itself.into_iter().chain(self.date_caveats(on)).chain(appeals).collect()
    }

    fn date_caveats(&self, on: Date) -> Vec<Caveat> {
        let named = |what: &str| format!("{} {what}", self.name);
        if let Some(end) = self.annulled.as_ref().filter(|end| end.on <= on) {
            let fact = || format!("{} {}", named("annulled on"), end.on);
            return unverified(end.verified, fact, &end.source).into_iter().collect();
        }
        if let Some(end) = self.repealed.as_ref().filter(|end| end.on <= on) {
            let grace = self.grace.as_ref().and_then(|grace| {
                let fact = || format!("{} {}", named("may be relied on until"), grace.until);
                unverified(grace.verified, fact, &grace.source)
            });
            return end.caveat(&named("repealed on")).into_iter().chain(grace).collect();
        }
        let start = self.usable_from.as_ref().and_then(|start| start.caveat(&named("usable from")));
        start.into_iter().collect()
    }

    fn module(&self, exporter: Role, importer: Role) -> Option<&Module> {
        self.modules.iter().find(|module| module.exporter == exporter && module.importer == importer)
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        let dated = [&self.adopted, &self.usable_from, &self.repealed];
        let annulled = self.annulled.as_ref().map(|annulled| annulled.on);
        let grace = self.grace.as_ref().map(|grace| day_after(grace.until));
        let dated = dated.into_iter().flatten().map(|dated| dated.on);
        let appeals = self.appeals.iter().flat_map(Appeal::changes);
        dated.chain(annulled).chain(grace).chain(appeals)
    }
}
