//! The `config` of a borg repository.
//!
//! It never keeps the key: only whether there is one.

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::{Place, ReadError, hex};

/// What the configuration says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The repository, drawn when it was made.
    pub id: [u8; 32],
    /// The format: 1 for borg 1.x. Others are [`Config::is_known`]'s to refuse.
    pub version: u32,
    /// Bytes after which borg begins a new segment.
    pub max_segment_bytes: Option<u64>,
    /// Segments in one folder.
    pub segments_per_folder: Option<u64>,
    /// Whether nothing may be deleted by a client.
    pub append_only: bool,
    /// Where the key lies.
    pub key: KeyPlace,
}

/// Where the key of a repository lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyPlace {
    /// In the config, sealed with a passphrase (`repokey`).
    InConfig,
    /// In the config, and damaged: it is not the text that borg writes.
    DamagedInConfig,
    /// Not in the config: on the client (`keyfile`), or there is none (`none`, `authenticated` has one).
    Elsewhere,
}

impl Config {
    /// Reads a configuration. `file` is the path that an error names.
    ///
    /// # Errors
    /// It is not the text that borg writes, or lacks the id or the version.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > LARGEST {
            return Err(ReadError::new(file, Place::Whole, "it is larger than any configuration", MEND));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            ReadError::new(file, Place::Byte(error.valid_up_to() as u64), "it is not text", MEND)
        })?;
        let values = values(file, text)?;
        let value =
            |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let broken =
            |name: &str| ReadError::new(file, Place::Part(name.to_owned()), "it is missing or broken", MEND);
        let id = value("id").and_then(|id| hex::read(id.as_bytes())).ok_or_else(|| broken("id"))?;
        Ok(Self {
            id,
            version: value("version").and_then(|text| text.parse().ok()).ok_or_else(|| broken("version"))?,
            max_segment_bytes: value("max_segment_size").and_then(|text| text.parse().ok()),
            segments_per_folder: value("segments_per_dir").and_then(|text| text.parse().ok()),
            append_only: value("append_only") == Some("1"),
            key: key(value("key")),
        })
    }

    /// Whether this is the format of borg 1.x.
    pub const fn is_known(&self) -> bool {
        self.version == 1
    }
}

fn key(text: Option<&str>) -> KeyPlace {
    match text {
        None | Some("") => KeyPlace::Elsewhere,
        Some(text) if BASE64_STANDARD.decode(text).is_ok_and(|key| key.len() >= SHORTEST_KEY) => {
            KeyPlace::InConfig
        }
        Some(_) => KeyPlace::DamagedInConfig,
    }
}

/// The values of the section `repository`; lines that begin with white space go on with the value before them.
fn values(file: &str, text: &str) -> Result<Vec<(String, String)>, ReadError> {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim();
        let continues = line.starts_with([' ', '\t']);
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
        } else if trimmed.starts_with('[') && !continues {
            inside = trimmed == "[repository]";
        } else if let (true, Some((_, value))) = (continues, values.last_mut()) {
            value.push_str(trimmed);
        } else if let Some((name, value)) = trimmed.split_once(['=', ':']) {
            if inside {
                values.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        } else {
            return Err(ReadError::new(
                file,
                Place::Line(number),
                "it is neither a section nor a value",
                MEND,
            ));
        }
    }
    if values.is_empty() {
        return Err(ReadError::new(file, Place::Whole, "it has no section [repository]", MEND));
    }
    Ok(values)
}

/// Bytes at most: a sealed key has under a kilobyte.
const LARGEST: usize = 1 << 20;
/// Bytes of a sealed key at least.
const SHORTEST_KEY: usize = 64;
const MEND: &str = "Bring the config back from another copy; with repokey it holds the only key.";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_gives_a_config_or_an_error_that_names_the_file(text in ".{0,200}", head in any::<bool>()) {
            let text = if head { format!("[repository]\nversion = 1\n{text}") } else { text };
            if let Err(error) = Config::read("config", text.as_bytes()) {
                prop_assert!(error.to_string().starts_with("cannot read config"));
            }
        }
    }
}
