//! A visit as an observation line.
//!
//! It never fills in what the writer did not say: what was not looked at belongs into `blind`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::{Country, ExhibitId},
    observed::{Vantage, Visit},
};

use super::{
    browser::{CompletenessLine, ConsentLine, RefusalLine},
    cookie::{CookieLine, StoredLine},
    request::{FormLine, NameLine, RequestLine},
    word::{BlindWord, CookiePolicyWord, OutcomeWord, PhaseWord, Schema, VisitKind},
    written,
};
use crate::address;

/// One look at one address, in one phase of consent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["schema", "kind", "at", "url"]))]
pub struct VisitLine {
    /// 1.
    #[serde(default)]
    pub schema: Schema,
    /// `web.visit`.
    #[serde(default)]
    pub kind: VisitKind,
    /// In rule examples only: the exhibit's name. In a file of lines the file itself is the exhibit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<String>,
    /// When it began, as an RFC 3339 instant.
    #[serde(with = "written")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub at: Timestamp,
    /// The address that was asked for.
    pub url: String,
    /// How it ended.
    #[serde(default)]
    pub outcome: OutcomeWord,
    /// What had been consented to.
    #[serde(default)]
    pub phase: PhaseWord,
    /// From where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vantage: Option<VantageLine>,
    /// What looked, with its version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool: String,
    /// Remarks of the observer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Every request, in the order in which they began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestLine>,
    /// Every cookie that was set, sent or blocked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<CookieLine>,
    /// Everything else that was kept in the browser.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stored: Vec<StoredLine>,
    /// Forms on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormLine>,
    /// Answers of the domain name system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameLine>,
    /// Addresses that the observer did not let the browser ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusalLine>,
    /// How the consent banner was worked; left out where nobody tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentLine>,
    /// How the record compares with the page's own list of what it loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completeness: Option<CompletenessLine>,
    /// The language that the browser asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether the browser took cookies of other sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_party_cookies: Option<CookiePolicyWord>,
    /// What the writer did not look at.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub blind: BTreeSet<BlindWord>,
    /// A picture of the page, as `sha256:` and 64 hexadecimal digits.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub screenshot: Option<ExhibitId>,
}

impl VisitLine {
    /// The visit, as read from that exhibit.
    pub fn into_visit(self, exhibit: ExhibitId) -> Visit {
        let cookies = self.cookies.into_iter().map(|cookie| cookie.into_cookie(&self.url, self.at)).collect();
        Visit {
            exhibit,
            at: self.at,
            url: address::bare(&self.url),
            outcome: self.outcome.into(),
            phase: self.phase.into(),
            vantage: self.vantage.map(Into::into),
            tool: self.tool,
            requests: self.requests.into_iter().map(Into::into).collect(),
            cookies,
            stored: self.stored.into_iter().map(Into::into).collect(),
            forms: self.forms.into_iter().map(Into::into).collect(),
            names: self.names.into_iter().map(Into::into).collect(),
            refused: self.refused.into_iter().map(Into::into).collect(),
            consent: self.consent.map(Into::into),
            completeness: self.completeness.map(Into::into),
            language: self.language,
            third_party_cookies: self.third_party_cookies.map(Into::into),
            blind: self.blind.into_iter().map(Into::into).collect(),
            screenshot: self.screenshot,
            note: self.note,
        }
    }
}

/// From where it was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VantageLine {
    /// The country, by ISO 3166-1 alpha-2.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub country: Option<Country>,
    /// The network, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// How it was seen, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

impl From<VantageLine> for Vantage {
    fn from(line: VantageLine) -> Self {
        Self { country: line.country, network: line.network, method: line.method }
    }
}
