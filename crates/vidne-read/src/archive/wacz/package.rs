//! The description of a collection: which files it has, and their digests; and who signed it.
//!
//! It never checks a signature or a time stamp: that needs trust in somebody, which is not for a reader to have.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::digest::{self, Verdict};
use crate::loose::Loose;

/// `datapackage.json`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Package {
    #[serde(default)]
    resources: Vec<Resource>,
    #[serde(default)]
    software: Loose,
}

#[derive(Debug, Deserialize)]
struct Resource {
    #[serde(default)]
    path: Loose,
    #[serde(default)]
    hash: Loose,
    #[serde(default)]
    bytes: Loose,
    /// The form of version 1.0.
    #[serde(default)]
    stats: Option<Stats>,
    #[serde(default)]
    hashing: Loose,
}

#[derive(Debug, Deserialize)]
struct Stats {
    #[serde(default)]
    hash: Loose,
    #[serde(default)]
    bytes: Loose,
}

impl Package {
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(text).map_err(|error| format!("it cannot be read: {error}"))
    }

    /// What made the collection.
    pub(super) fn software(&self) -> Option<String> {
        self.software.text().map(|text| text.chars().take(200).collect())
    }

    /// For each file its digest and its size.
    pub(super) fn digests(&self) -> BTreeMap<String, (Option<String>, Option<u64>)> {
        let files = self.resources.iter().filter_map(|resource| {
            let path = resource.path.text()?.to_owned();
            let (hash, size) = match (&resource.stats, resource.hash.text()) {
                (Some(stats), None) => (stats.hash.text(), stats.bytes.text()),
                (_, hash) => (hash, resource.bytes.text()),
            };
            let named = |hash: &str| match (hash.contains(':'), resource.hashing.text()) {
                (false, algorithm) => format!("{}:{hash}", algorithm.unwrap_or("sha256")),
                (true, _) => hash.to_owned(),
            };
            Some((path, (hash.map(named), size.and_then(|size| size.parse().ok()))))
        });
        files.collect()
    }
}

/// How bytes differ from what a description says of them.
pub(super) fn flaws(
    digest: Option<&str>,
    size: Option<u64>,
    bytes: &[u8],
    unchecked: &mut usize,
) -> Vec<String> {
    let mut flaws = Vec::new();
    if let Some(size) = size.filter(|size| *size != bytes.len() as u64) {
        flaws.push(format!("datapackage.json says that it has {size} bytes, and it has {}", bytes.len()));
    }
    match digest.map(|digest| (digest, digest::check(digest, bytes))) {
        Some((digest, Verdict::False { computed })) => {
            let digest: String = digest.chars().take(200).collect();
            flaws.push(format!("datapackage.json says {digest}, and its bytes have {computed}"));
        }
        Some((_, Verdict::Unchecked)) => *unchecked += 1,
        Some((_, Verdict::True)) => {}
        None => flaws.push("datapackage.json gives no digest for it".to_owned()),
    }
    flaws
}

/// `datapackage-digest.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Signed {
    #[serde(default)]
    hash: Loose,
    #[serde(default, rename = "signedData")]
    data: Option<SignedData>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedData {
    #[serde(default)]
    hash: Loose,
    #[serde(default)]
    created: Loose,
    #[serde(default)]
    software: Loose,
    #[serde(default)]
    signature: Loose,
    #[serde(default)]
    domain: Loose,
    #[serde(default)]
    public_key: Loose,
    #[serde(default)]
    time_signature: Loose,
}

impl Signed {
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(text).map_err(|error| format!("it cannot be read: {error}"))
    }

    /// How it differs from the description.
    pub(super) fn flaws(&self, package: &[u8]) -> Vec<String> {
        let Some(declared) = self.hash.text() else {
            return vec!["it gives no digest for datapackage.json".to_owned()];
        };
        let mut flaws = Vec::new();
        if let Verdict::False { computed } = digest::check(declared, package) {
            flaws.push(format!("it says {declared} of datapackage.json, whose bytes have {computed}"));
        }
        let signed = self.data.as_ref().and_then(|data| data.hash.text());
        if let Some(signed) = signed.filter(|signed| digest::plain(signed) != digest::plain(declared)) {
            flaws.push(format!("what is signed is {signed}, not {declared}"));
        }
        flaws
    }

    /// Who signed it.
    pub(super) fn remark(&self) -> Option<String> {
        let data = self.data.as_ref()?;
        data.signature.text()?;
        let short = |text: &Loose| text.text().map(|text| text.chars().take(200).collect::<String>());
        let key = || {
            short(&data.public_key).map(|key| format!("the key {}", key.chars().take(40).collect::<String>()))
        };
        let who = short(&data.domain).or_else(key).unwrap_or_else(|| "somebody unnamed".to_owned());
        let when = short(&data.created).map(|when| format!(" at {when}")).unwrap_or_default();
        let with = short(&data.software).map(|with| format!(" with {with}")).unwrap_or_default();
        let stamp = if data.time_signature.text().is_some() { ", and time-stamped" } else { "" };
        Some(format!(
            "Its description is signed by {who}{when}{with}{stamp}; neither signature nor time stamp was checked."
        ))
    }
}
