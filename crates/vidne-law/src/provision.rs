//! Provisions that rules cite: articles, clauses of national law, guidelines and judgments, each with its days.
//!
//! A provision never holds the law's text, only where it stands and what it is about, in our words.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use vidne_model::id::Country;

use crate::{
    caveat::Caveat,
    dated::{Appeal, day_after, unverified},
    sheet::wire,
};

/// The data-protection law a controller is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    /// Regulation (EU) 2016/679.
    Gdpr,
    /// Regulation (EU) 2018/1725, for the Union's own institutions.
    Eudpr,
    /// Directive (EU) 2016/680, for police and prosecution.
    Led,
}

/// A law, guideline or court whose parts are cited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Its id, such as `gdpr`.
    pub id: String,
    /// How it is called in a citation, such as `GDPR`.
    pub short: String,
    /// Its name.
    pub name: String,
    /// What stands before the article's number; `Art. ` where absent.
    pub prefix: Option<String>,
    /// The regime it is, if it is one.
    pub regime: Option<Regime>,
    /// The country whose law it is; absent for the Union's.
    #[serde(default, deserialize_with = "wire::some_country")]
    pub country: Option<Country>,
    /// Its CELEX number.
    pub celex: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The first day on which it applies.
    #[serde(deserialize_with = "wire::date")]
    pub valid_from: Date,
    /// The last day on which it applies.
    #[serde(default, deserialize_with = "wire::some_date")]
    pub valid_until: Option<Date>,
    /// Appeals against it, where it is a judgment.
    #[serde(default)]
    pub appeals: Vec<Appeal>,
    /// Whether all this was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
    /// What a reader should know besides.
    pub note: Option<String>,
}

/// A provision with everything that its text lends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its id, such as `gdpr:28(2)`.
    pub id: String,
    /// How it is cited, such as `GDPR Art. 28(2)`.
    pub short: String,
    /// What it is about, in our words.
    pub title: String,
    /// What it is about as one word, for provisions that differ by country or day, such as `cookie-consent`.
    pub subject: Option<String>,
    /// The country whose law it is; `None` for the Union's.
    pub country: Option<Country>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The first day on which it applies.
    pub valid_from: Date,
    /// The last day on which it applies.
    pub valid_until: Option<Date>,
    /// The corresponding provisions under other regimes, by id.
    pub counterparts: BTreeMap<Regime, String>,
    /// The regime it belongs to.
    pub regime: Option<Regime>,
    /// Appeals against it, where it is a judgment.
    pub appeals: Vec<Appeal>,
    /// Whether all this was seen in a source.
    pub verified: bool,
    /// The source.
    pub source: String,
    /// What a reader should know besides.
    pub note: Option<String>,
}

/// A provision as it stands in a data file: what is absent comes from its text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProvisionRow {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) short: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) url: Option<String>,
    #[serde(default, deserialize_with = "wire::some_date")]
    pub(crate) valid_from: Option<Date>,
    #[serde(default, deserialize_with = "wire::some_date")]
    pub(crate) valid_until: Option<Date>,
    pub(crate) eudpr: Option<String>,
    pub(crate) led: Option<String>,
    #[serde(default)]
    pub(crate) appeals: Vec<Appeal>,
    pub(crate) verified: bool,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
}

impl ProvisionRow {
    /// The row of a counterpart that has none of its own. Which article corresponds is nowhere official, so it is not
    /// verified.
    pub(crate) fn counterpart(of: &Self, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: of.title.clone(),
            short: None,
            subject: None,
            url: None,
            valid_from: None,
            valid_until: None,
            eudpr: None,
            led: None,
            appeals: Vec::new(),
            verified: false,
            source: Some(format!("taken to correspond to {}; to be checked on EUR-Lex", of.id)),
            note: None,
        }
    }
}

impl Text {
    /// Whether it applies on that day.
    pub fn applies(&self, on: Date) -> bool {
        within(self.valid_from, self.valid_until, on)
    }

    /// What a reader must be told about it on that day.
    pub fn caveats(&self, on: Date) -> Vec<Caveat> {
        caveats(self.verified, &self.short, &self.source, &self.appeals, on)
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        changes(self.valid_from, self.valid_until, &self.appeals)
    }
}

impl Provision {
    /// Whether it applies on that day.
    pub fn applies(&self, on: Date) -> bool {
        within(self.valid_from, self.valid_until, on)
    }

    /// What a reader must be told about it on that day: not verified, or a judgment under appeal.
    pub fn caveats(&self, on: Date) -> Vec<Caveat> {
        caveats(self.verified, &self.short, &self.source, &self.appeals, on)
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = Date> {
        changes(self.valid_from, self.valid_until, &self.appeals)
    }

    /// Joins a row with its text.
    pub(crate) fn new(row: &ProvisionRow, text: &Text) -> Self {
        let prefix = text.prefix.as_deref().unwrap_or("Art. ");
        let article = row.id.split_once(':').map_or("", |(_, article)| article);
        let counterpart = |regime, article: &Option<String>| Some((regime, article.clone()?));
        let counterparts = [counterpart(Regime::Eudpr, &row.eudpr), counterpart(Regime::Led, &row.led)];
        Self {
            id: row.id.clone(),
            short: row.short.clone().unwrap_or_else(|| format!("{} {prefix}{article}", text.short)),
            title: row.title.clone(),
            subject: row.subject.clone(),
            country: text.country,
            url: row.url.clone().or_else(|| text.url.clone()),
            valid_from: row.valid_from.unwrap_or(text.valid_from),
            valid_until: row.valid_until.or(text.valid_until),
            counterparts: counterparts.into_iter().flatten().collect(),
            regime: text.regime,
            appeals: text.appeals.iter().chain(&row.appeals).cloned().collect(),
            verified: row.verified,
            source: row.source.clone().unwrap_or_else(|| text.source.clone()),
            note: row.note.clone().or_else(|| text.note.clone()),
        }
    }
}

fn within(from: Date, until: Option<Date>, on: Date) -> bool {
    from <= on && until.is_none_or(|last| on <= last)
}

fn changes(from: Date, until: Option<Date>, appeals: &[Appeal]) -> impl Iterator<Item = Date> {
    let ends = until.map(day_after);
    std::iter::once(from).chain(ends).chain(appeals.iter().flat_map(Appeal::changes))
}

fn caveats(verified: bool, short: &str, source: &str, appeals: &[Appeal], on: Date) -> Vec<Caveat> {
    let itself = unverified(verified, || short.to_owned(), source);
    itself.into_iter().chain(appeals.iter().flat_map(|appeal| appeal.caveats(on))).collect()
}
