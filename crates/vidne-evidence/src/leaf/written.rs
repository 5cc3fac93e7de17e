//! The JSON of an entry, written and read.
//!
//! The fields stand in the order in which RFC 8785 sorts their names; it never writes a number that is no integer.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vidne_model::id::ExhibitId;

use crate::{
    as_text,
    leaf::{Assessment, Leaf, LeafError, Observation, Opaque},
};

const SCHEMA: u64 = 1;
const OBSERVATION: &str = "observation";
const ASSESSMENT: &str = "assessment";

/// Reads an entry.
///
/// # Errors
/// [`LeafError::Malformed`] when it is no JSON object, or when an entry of a known kind lacks a field.
pub fn parse_leaf(bytes: &[u8]) -> Result<Leaf, LeafError> {
    // Nearly every entry is an observation: one reading is enough for those.
    let error = match serde_json::from_slice::<WrittenObservation<'_>>(bytes) {
        Ok(read) if read.schema == SCHEMA && read.kind == OBSERVATION => return Ok(read.into_leaf()),
        read => read.err(),
    };
    let head: Head = serde_json::from_slice(bytes).map_err(LeafError::Malformed)?;
    match (head.schema, head.kind.as_deref(), error) {
        (Some(SCHEMA), Some(OBSERVATION), Some(error)) => Err(LeafError::Malformed(error)),
        (Some(SCHEMA), Some(ASSESSMENT), _) => {
            let read: WrittenAssessment<'_> = serde_json::from_slice(bytes).map_err(LeafError::Malformed)?;
            Ok(read.into_leaf())
        }
        _ => Ok(Leaf::Other(Opaque { kind: head.kind, bytes: bytes.to_vec() })),
    }
}

#[derive(Deserialize)]
struct Head {
    schema: Option<u64>,
    kind: Option<String>,
}

/// An observation as it stands in the log. RFC 8785 wants the keys sorted, so the fields are.
#[derive(Serialize, Deserialize)]
pub(super) struct WrittenObservation<'a> {
    #[serde(with = "as_text")]
    exhibit: ExhibitId,
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    observer: Cow<'a, str>,
    #[serde(with = "as_text")]
    recorded_at: Timestamp,
    schema: u64,
    #[serde(borrow)]
    service: Cow<'a, str>,
    size: u64,
    #[serde(borrow)]
    tool: Cow<'a, str>,
}

/// An assessment as it stands in the log, its fields sorted.
#[derive(Serialize, Deserialize)]
pub(super) struct WrittenAssessment<'a> {
    #[serde(with = "as_text")]
    declared: ExhibitId,
    #[serde(with = "as_text")]
    findings: ExhibitId,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(with = "as_text")]
    now: Timestamp,
    #[serde(with = "as_text")]
    recorded_at: Timestamp,
    schema: u64,
    #[serde(borrow)]
    service: Cow<'a, str>,
}

impl<'a> WrittenObservation<'a> {
    pub(super) fn of(body: &'a Observation) -> Self {
        Self {
            exhibit: body.exhibit,
            format: Cow::Borrowed(&body.format),
            kind: Cow::Borrowed(OBSERVATION),
            name: body.name.as_deref().map(Cow::Borrowed),
            observer: Cow::Borrowed(&body.observer),
            recorded_at: body.recorded_at,
            schema: SCHEMA,
            service: Cow::Borrowed(body.service.as_str()),
            size: body.size,
            tool: Cow::Borrowed(&body.tool),
        }
    }

    fn into_leaf(self) -> Leaf {
        Leaf::Observation(Observation {
            service: (*self.service).into(),
            exhibit: self.exhibit,
            size: self.size,
            format: self.format.into_owned(),
            name: self.name.map(Cow::into_owned),
            recorded_at: self.recorded_at,
            observer: self.observer.into_owned(),
            tool: self.tool.into_owned(),
        })
    }
}

impl<'a> WrittenAssessment<'a> {
    pub(super) fn of(body: &'a Assessment) -> Self {
        Self {
            declared: body.declared,
            findings: body.findings,
            kind: Cow::Borrowed(ASSESSMENT),
            now: body.now,
            recorded_at: body.recorded_at,
            schema: SCHEMA,
            service: Cow::Borrowed(body.service.as_str()),
        }
    }

    fn into_leaf(self) -> Leaf {
        Leaf::Assessment(Assessment {
            service: (*self.service).into(),
            now: self.now,
            declared: self.declared,
            findings: self.findings,
            recorded_at: self.recorded_at,
        })
    }
}

/// With sorted keys, texts and integers only, what `serde_json` writes is the canonical form; a test holds it to that.
pub(super) fn canonical<T: Serialize>(written: &T) -> Result<Vec<u8>, LeafError> {
    serde_json::to_vec(written).map_err(LeafError::Unwritable)
}
