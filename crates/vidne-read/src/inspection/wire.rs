//! The parts of the collector's files that are used, as they stand on the wire.
//!
//! It never reads a value of a cookie or of local storage.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{keys::Keys, loose::Loose};

/// What every inspection file names; files of the same run that do not are another kind.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    pub(super) uri_ins: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Inspection<'a> {
    #[serde(default)]
    pub(super) uri_ins: Loose,
    #[serde(default)]
    pub(super) uri_dest: Loose,
    #[serde(default)]
    pub(super) uri_redirects: Option<Vec<Loose>>,
    #[serde(default)]
    pub(super) start_time: Loose,
    #[serde(default)]
    pub(super) script: Option<Script>,
    #[serde(default)]
    pub(super) browser: Option<Browser>,
    #[serde(default)]
    pub(super) browsing_history: Option<Vec<Loose>>,
    #[serde(default)]
    pub(super) hosts: Option<Hosts>,
    #[serde(default, borrow)]
    pub(super) cookies: Vec<&'a RawValue>,
    #[serde(default)]
    pub(super) beacons: Option<Vec<Beacon>>,
    #[serde(default, rename = "localStorage")]
    pub(super) local_storage: BTreeMap<String, Keys>,
    #[serde(default, rename = "unsafeForms")]
    pub(super) unsafe_forms: Option<Vec<Form>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Script {
    #[serde(default)]
    pub(super) version: Option<Version>,
    #[serde(default)]
    pub(super) config: Option<Config>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Version {
    #[serde(default)]
    pub(super) npm: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Config {
    #[serde(default)]
    pub(super) browser_profile: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Browser {
    #[serde(default)]
    pub(super) version: Loose,
    #[serde(default)]
    pub(super) preset_cookies: Option<Keys>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Hosts {
    #[serde(default)]
    pub(super) requests: Option<Parties>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parties {
    #[serde(default)]
    pub(super) first_party: Vec<Loose>,
    #[serde(default)]
    pub(super) third_party: Vec<Loose>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Beacon {
    #[serde(default)]
    pub(super) url: Loose,
    #[serde(default)]
    pub(super) log: Option<Log>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Log {
    #[serde(default)]
    pub(super) stack: Option<Vec<Place>>,
    #[serde(default, rename = "type")]
    pub(super) kind: Loose,
    #[serde(default)]
    pub(super) timestamp: Loose,
}

impl Log {
    /// The innermost address of the stack.
    pub(super) fn source(&self) -> Option<&str> {
        self.stack.iter().flatten().find_map(|place| place.file_name.text())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    #[serde(default)]
    pub(super) file_name: Loose,
}

/// A cookie of either file: the event log writes `key` for its name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cookie {
    #[serde(default, alias = "key")]
    pub(super) name: Loose,
    #[serde(default)]
    pub(super) domain: Loose,
    #[serde(default)]
    pub(super) path: Loose,
    #[serde(default)]
    pub(super) expires: Loose,
    #[serde(default)]
    pub(super) http_only: Option<bool>,
    #[serde(default)]
    pub(super) secure: Option<bool>,
    #[serde(default)]
    pub(super) same_site: Loose,
    #[serde(default)]
    pub(super) partition_key: Loose,
    #[serde(default)]
    pub(super) size: Loose,
    #[serde(default)]
    pub(super) priority: Loose,
    #[serde(default)]
    pub(super) log: Option<Log>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    pub(super) id: Loose,
    #[serde(default)]
    pub(super) action: Loose,
}

/// An entry of the event log.
#[derive(Debug, Deserialize)]
pub(super) struct Event<'a> {
    #[serde(default, rename = "type")]
    pub(super) kind: Loose,
    #[serde(default)]
    pub(super) message: Loose,
    #[serde(default)]
    pub(super) timestamp: Loose,
    #[serde(default)]
    pub(super) origin: Loose,
    #[serde(default)]
    pub(super) stack: Option<Vec<Place>>,
    #[serde(default, borrow)]
    pub(super) data: Option<&'a RawValue>,
}
