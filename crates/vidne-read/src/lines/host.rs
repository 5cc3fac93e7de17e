//! A look at a machine as an observation line.
//!
//! It never holds content: paths, sizes, hashes and dates only.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::{ExhibitId, HostId},
    observed::{CertificateSeen, HostItem, HostLook, ItemState, Matching, OpenFile, OpenFiles, SeenStorage},
};

use super::{
    word::{FileWord, HostKind, Schema},
    written,
};

/// One look at one machine, made on the machine itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["schema", "kind", "at", "host", "name"]))]
pub struct HostLine {
    /// 1.
    #[serde(default)]
    pub schema: Schema,
    /// `host.look`.
    #[serde(default)]
    pub kind: HostKind,
    /// In rule examples only: the exhibit's name. In a file of lines the file itself is the exhibit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<String>,
    /// When the look ended, as an RFC 3339 instant.
    #[serde(with = "written")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub at: Timestamp,
    /// The id of the declared host as which it was looked at.
    pub host: String,
    /// What the machine calls itself.
    #[serde(default)]
    pub name: String,
    /// A hash of its machine id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// What looked, with its version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool: String,
    /// What was looked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemLine>,
    /// Where kinds of data lie.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub storages: Vec<StorageLine>,
    /// Files that programs have open; left out where nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<OpenLine>,
}

impl HostLine {
    /// The look, as read from that exhibit.
    pub fn into_look(self, exhibit: ExhibitId) -> HostLook {
        HostLook {
            exhibit,
            at: self.at,
            host: HostId::from(self.host),
            name: self.name,
            machine: self.machine,
            tool: self.tool,
            items: self.items.into_iter().map(Into::into).collect(),
            storages: self.storages.into_iter().map(Into::into).collect(),
            open: self.open.map_or(OpenFiles::NotLooked, Into::into),
        }
    }
}

/// Something that was looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemLine {
    /// Its path.
    pub path: String,
    /// What was found there.
    #[serde(default)]
    pub state: StateWord,
}

impl From<ItemLine> for HostItem {
    fn from(line: ItemLine) -> Self {
        Self { path: line.path, state: line.state.into() }
    }
}

/// What was found at a path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StateWord {
    /// Something is there.
    Present(PresentLine),
    /// Nothing is there.
    #[default]
    Absent,
    /// It could not be looked at, and why.
    Unreadable(String),
}

impl From<StateWord> for ItemState {
    fn from(word: StateWord) -> Self {
        match word {
            StateWord::Present(line) => Self::Present {
                kind: line.kind.into(),
                bytes: line.bytes,
                modified: line.modified,
                owner: line.owner,
                mode: line.mode.0,
                sha256: line.sha256,
                certificate: line.certificate.map(Into::into),
            },
            StateWord::Absent => Self::Absent,
            StateWord::Unreadable(reason) => Self::Unreadable(reason),
        }
    }
}

/// Something that is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PresentLine {
    /// What.
    #[serde(default)]
    pub kind: FileWord,
    /// Its size in bytes.
    #[serde(default)]
    pub bytes: u64,
    /// When its content was changed last.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub modified: Option<Timestamp>,
    /// Whose it is.
    #[serde(default)]
    pub owner: String,
    /// Its permissions, as octal digits such as `0600`.
    #[serde(default)]
    pub mode: ModeWord,
    /// The SHA-256 of its content.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub sha256: Option<ExhibitId>,
    /// The certificate that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateLine>,
}

/// Permissions as octal digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-7]{1,5}$"))]
pub struct ModeWord(pub u32);

impl TryFrom<String> for ModeWord {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        u32::from_str_radix(&text, 8)
            .ok()
            .filter(|mode| *mode <= 0o7777)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a mode in octal digits, such as 0600"))
    }
}

impl From<ModeWord> for String {
    fn from(mode: ModeWord) -> Self {
        format!("{:04o}", mode.0)
    }
}

/// A certificate, and whether it fits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateLine {
    /// Its file.
    pub path: String,
    /// When it ends.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub not_after: Option<Timestamp>,
    /// Whether the private key at the item's path is the one that it certifies.
    #[serde(default)]
    pub key: MatchingWord,
}

impl From<CertificateLine> for CertificateSeen {
    fn from(line: CertificateLine) -> Self {
        let key = match line.key {
            MatchingWord::Matches => Matching::Matches,
            MatchingWord::Differs => Matching::Differs,
            MatchingWord::NoKey => Matching::NoKey,
            MatchingWord::CouldNotTell(reason) => Matching::CouldNotTell(reason),
        };
        Self { path: line.path, not_after: line.not_after, key }
    }
}

/// Whether a key and a certificate belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MatchingWord {
    /// They do.
    Matches,
    /// They do not.
    Differs,
    /// The item is no private key.
    #[default]
    NoKey,
    /// It could not be told, and why.
    CouldNotTell(String),
}

/// Where a kind of data lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StorageLine {
    /// The declared folder.
    pub path: String,
    /// The folder at which its file system is mounted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mount: Option<String>,
    /// What is mounted there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}

impl From<StorageLine> for SeenStorage {
    fn from(line: StorageLine) -> Self {
        Self { path: line.path, mount: line.mount, device: line.device }
    }
}

/// Files that programs have open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenLine {
    /// The files.
    #[serde(default)]
    pub files: Vec<OpenFileLine>,
    /// How many programs could not be looked at.
    #[serde(default)]
    pub hidden_programs: u32,
}

impl From<OpenLine> for OpenFiles {
    fn from(line: OpenLine) -> Self {
        let mut files: Vec<OpenFile> =
            line.files.into_iter().map(|file| OpenFile { path: file.path, by: file.by }).collect();
        files.sort();
        Self::Seen { files, hidden_programs: line.hidden_programs }
    }
}

/// A file that a program has open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenFileLine {
    /// Its path.
    pub path: String,
    /// The program, by the name that it gives itself.
    pub by: String,
}
