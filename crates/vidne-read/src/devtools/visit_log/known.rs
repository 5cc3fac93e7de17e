//! The lines that tell what the observer knows, as they stand in a log.
//!
//! It never asks for more than is needed: a line of an older or newer observer stays readable.

use serde::Deserialize;

use crate::loose::Loose;

/// The first line.
#[derive(Debug, Deserialize)]
pub(super) struct Start {
    #[serde(default)]
    pub(super) schema: Loose,
    pub(super) at: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) phase: Loose,
    #[serde(default)]
    pub(super) tool: Loose,
    #[serde(default)]
    pub(super) browser: Option<Browser>,
    #[serde(default)]
    pub(super) sandbox: Loose,
    #[serde(default)]
    pub(super) third_party_cookies: Loose,
    #[serde(default)]
    pub(super) language: Loose,
    #[serde(default)]
    pub(super) vantage: Option<Vantage>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Browser {
    #[serde(default)]
    pub(super) product: Loose,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Vantage {
    #[serde(default)]
    pub(super) country: Loose,
    #[serde(default)]
    pub(super) network: Loose,
    #[serde(default)]
    pub(super) method: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Target {
    pub(super) target: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Names {
    pub(super) host: String,
    #[serde(default)]
    pub(super) aliases: Vec<Loose>,
    #[serde(default)]
    pub(super) addresses: Vec<Loose>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refused {
    #[serde(default)]
    pub(super) url: Loose,
    #[serde(default)]
    pub(super) host: Loose,
    #[serde(default)]
    pub(super) reason: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct PhaseLine {
    pub(super) phase: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Worked {
    pub(super) action: String,
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) rule: Loose,
    #[serde(default)]
    pub(super) source: Loose,
    #[serde(default)]
    pub(super) clicked: Vec<Loose>,
    #[serde(default)]
    pub(super) detail: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct SettledLine {
    #[serde(default)]
    pub(super) how: Loose,
    #[serde(default)]
    pub(super) unanswered: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct FrameLine {
    #[serde(default)]
    pub(super) frame: Loose,
    #[serde(default)]
    pub(super) value: Option<Collected>,
    #[serde(default)]
    pub(super) error: Loose,
}

/// What the collector found in a frame.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Collected {
    #[serde(default)]
    pub(super) url: Loose,
    #[serde(default)]
    pub(super) resources: Vec<Resource>,
    #[serde(default)]
    pub(super) forms: Vec<FormValue>,
    #[serde(default)]
    pub(super) html: Loose,
    #[serde(default)]
    pub(super) truncated: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Resource {
    #[serde(default)]
    pub(super) name: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct FormValue {
    #[serde(default)]
    pub(super) action: Loose,
    #[serde(default)]
    pub(super) fields: Vec<Loose>,
    #[serde(default)]
    pub(super) buttons: Option<u32>,
    #[serde(default)]
    pub(super) enabled: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Screenshot {
    pub(super) sha256: String,
    #[serde(default)]
    pub(super) when: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) base64: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct End {
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) detail: Loose,
}
