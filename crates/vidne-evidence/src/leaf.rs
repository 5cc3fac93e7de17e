//! What one entry of the log says, as canonical JSON (RFC 8785) with `"schema": 1`.
//!
//! It never judges what was observed, and never refuses an entry because its kind is new: what this version does not
//! know is handed on byte for byte.

use jiff::Timestamp;
use vidne_model::id::{ExhibitId, ServiceId};

use crate::bundle::MAX_ENTRY;

mod written;

pub use written::parse_leaf;

use written::{WrittenAssessment, WrittenObservation, canonical};

/// The largest size an entry can state, in bytes: the largest integer that every JSON reader takes exactly (RFC 8785).
pub const MAX_SIZE: u64 = (1 << 53) - 1;

/// An observer kept an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The service that was looked at.
    pub service: ServiceId,
    /// The SHA-256 of what was kept.
    pub exhibit: ExhibitId,
    /// Its length in bytes, at most [`MAX_SIZE`].
    pub size: u64,
    /// What kind of bytes they are, such as `har`.
    pub format: String,
    /// The name of the file it came from, when it came from one. Only ever shown, never used as a path.
    pub name: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who looked, such as `import` or `web`.
    pub observer: String,
    /// The program that did, with its version.
    pub tool: String,
}

/// A service was assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The service.
    pub service: ServiceId,
    /// The instant as of which it was assessed.
    pub now: Timestamp,
    /// The declaration that was used, kept as an exhibit.
    pub declared: ExhibitId,
    /// The findings and open questions, kept as an exhibit.
    pub findings: ExhibitId,
    /// When the assessment was recorded.
    pub recorded_at: Timestamp,
}

/// An entry of a kind or schema that this version does not know, kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opaque {
    /// Its `kind`, when it has one.
    pub kind: Option<String>,
    /// The whole entry.
    pub bytes: Vec<u8>,
}

/// What one entry of the log says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Leaf {
    /// `"kind": "observation"`.
    Observation(Observation),
    /// `"kind": "assessment"`.
    Assessment(Assessment),
    /// Anything else.
    Other(Opaque),
}

/// An entry cannot be read, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum LeafError {
    /// The bytes are no JSON object, or a known kind lacks what it must have. `serde_json`'s own words name the column.
    #[error("the entry is not a readable JSON object")]
    Malformed(#[source] serde_json::Error),
    /// The canonical form could not be written.
    #[error("the entry cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
    /// The entry is longer than the tile format allows.
    #[error(
        "the entry is {length} bytes long, and the log takes at most {MAX_ENTRY}; shorten the texts in it"
    )]
    TooLong {
        /// Bytes of the canonical form.
        length: usize,
    },
    /// The exhibit's size cannot be stated exactly.
    #[error("an exhibit of {size} bytes is larger than an entry can state ({MAX_SIZE})")]
    TooLarge {
        /// Bytes.
        size: u64,
    },
}

impl Leaf {
    /// The bytes that go into the log.
    ///
    /// # Errors
    /// When they would be longer than [`MAX_ENTRY`], or the size above [`MAX_SIZE`].
    pub fn to_entry(&self) -> Result<Vec<u8>, LeafError> {
        let bytes = match self {
            Self::Observation(body) if body.size > MAX_SIZE => {
                return Err(LeafError::TooLarge { size: body.size });
            }
            Self::Observation(body) => canonical(&WrittenObservation::of(body))?,
            Self::Assessment(body) => canonical(&WrittenAssessment::of(body))?,
            Self::Other(body) => body.bytes.clone(),
        };
        if bytes.len() > MAX_ENTRY {
            return Err(LeafError::TooLong { length: bytes.len() });
        }
        Ok(bytes)
    }

    /// The exhibits that the entry rests on, with their sizes where it states them.
    pub fn exhibits(&self) -> impl Iterator<Item = (ExhibitId, Option<u64>)> + use<> {
        let pair = match self {
            Self::Observation(body) => [Some((body.exhibit, Some(body.size))), None],
            Self::Assessment(body) => [Some((body.declared, None)), Some((body.findings, None))],
            Self::Other(_) => [None, None],
        };
        pair.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn observation() -> Observation {
        Observation {
            service: "regeringen-se".into(),
            exhibit: ExhibitId([0xab; 32]),
            size: 12,
            format: "har".into(),
            name: Some("första besöket.har".into()),
            recorded_at: "2022-11-07T10:00:00Z".parse().unwrap(),
            observer: "import".into(),
            tool: "vidne 0.1.0".into(),
        }
    }

    #[test]
    fn an_observation_is_written_in_one_way_only() {
        let text = String::from_utf8(Leaf::Observation(observation()).to_entry().unwrap()).unwrap();
        let digits = "ab".repeat(32);
        assert_eq!(
            text,
            format!(
                "{{\"exhibit\":\"{digits}\",\"format\":\"har\",\"kind\":\"observation\",\"name\":\"första besöket.har\",\
                 \"observer\":\"import\",\"recorded_at\":\"2022-11-07T10:00:00Z\",\"schema\":1,\
                 \"service\":\"regeringen-se\",\"size\":12,\"tool\":\"vidne 0.1.0\"}}"
            )
        );
    }

    #[test]
    fn what_was_written_is_read_again() {
        let observation = Leaf::Observation(observation());
        let assessment = Leaf::Assessment(Assessment {
            service: "s".into(),
            now: "2022-11-07T00:00:00Z".parse().unwrap(),
            declared: ExhibitId([1; 32]),
            findings: ExhibitId([2; 32]),
            recorded_at: "2022-11-07T10:00:00.25Z".parse().unwrap(),
        });
        for leaf in [observation, assessment] {
            let entry = leaf.to_entry().unwrap();
            assert_eq!(parse_leaf(&entry).unwrap(), leaf);
            let value: serde_json::Value = serde_json::from_slice(&entry).unwrap();
            assert_eq!(entry, serde_json_canonicalizer::to_vec(&value).unwrap());
        }
    }

    #[test]
    fn an_unknown_kind_or_schema_is_handed_on_as_it_is() {
        let kinds = [
            (r#"{"kind":"revocation","schema":1,"x":[1]}"#, Some("revocation")),
            (r#"{"kind":"observation","schema":2}"#, Some("observation")),
            ("{}", None),
        ];
        for (text, kind) in kinds {
            let leaf = parse_leaf(text.as_bytes()).unwrap();
            let Leaf::Other(opaque) = &leaf else { panic!("{leaf:?}") };
            assert_eq!(opaque.kind.as_deref(), kind);
            assert_eq!(leaf.to_entry().unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn a_known_kind_without_its_fields_is_an_error() {
        let error = parse_leaf(br#"{"kind":"observation","schema":1}"#).unwrap_err();
        assert!(matches!(error, LeafError::Malformed(_)));
    }

    #[test]
    fn an_entry_that_the_log_cannot_hold_is_refused() {
        let long = Observation { name: Some("x".repeat(70_000)), ..observation() };
        assert!(matches!(Leaf::Observation(long).to_entry(), Err(LeafError::TooLong { .. })));
        let large = Observation { size: MAX_SIZE + 1, ..observation() };
        assert!(matches!(Leaf::Observation(large).to_entry(), Err(LeafError::TooLarge { .. })));
    }

    proptest! {
        #[test]
        fn any_text_survives_the_log(name in any::<String>(), tool in any::<String>(), size in 0..=MAX_SIZE) {
            let leaf = Leaf::Observation(Observation { name: Some(name), tool, size, ..observation() });
            let entry = leaf.to_entry().unwrap();
            prop_assert_eq!(parse_leaf(&entry).unwrap(), leaf);
            let value: serde_json::Value = serde_json::from_slice(&entry).unwrap();
            prop_assert_eq!(entry, serde_json_canonicalizer::to_vec(&value).unwrap());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
            if let Ok(leaf) = parse_leaf(&bytes) {
                prop_assert!(leaf.to_entry().is_ok());
            }
        }
    }
}
