//! The closed words of observation lines, and what they mean.
//!
//! It never invents a word: one that is not listed here is an error of its line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    declared::StoreKind,
    observed::{
        Blind, ConsentAction, FaultKind, FileKind, Outcome, Part, Phase, Proof, ResourceKind, Settled,
        ThirdPartyCookies,
    },
};

/// The schema's number: 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u32", into = "u32")]
#[schemars(with = "u32", extend("const" = 1))]
pub struct Schema(u32);

impl Default for Schema {
    fn default() -> Self {
        Self(1)
    }
}

impl TryFrom<u32> for Schema {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        if number == 1 {
            Ok(Self(1))
        } else {
            Err(format!("schema {number} is not understood, only schema 1 is"))
        }
    }
}

impl From<Schema> for u32 {
    fn from(schema: Schema) -> Self {
        schema.0
    }
}

/// The kind of a visit's line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum VisitKind {
    /// A look at an address.
    #[default]
    #[serde(rename = "web.visit")]
    WebVisit,
}

/// The kind of a page's line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PageKind {
    /// The text of a page.
    #[default]
    #[serde(rename = "web.page")]
    WebPage,
}

/// The kind of the line of a look at a backup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BackupKind {
    /// A look at a copy of a backup.
    #[default]
    #[serde(rename = "backup.look")]
    BackupLook,
}

/// The kind of the line of a look at a machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum HostKind {
    /// A look at a machine.
    #[default]
    #[serde(rename = "host.look")]
    HostLook,
}

/// How a look ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeWord {
    /// The page was loaded.
    #[default]
    Completed,
    /// A page came that asks for proof of being human.
    Challenged,
    /// No answer within the time given.
    TimedOut,
    /// The server refused, with this status.
    Refused(u16),
    /// The connection failed, or the browser did.
    Failed(String),
}

impl From<OutcomeWord> for Outcome {
    fn from(word: OutcomeWord) -> Self {
        match word {
            OutcomeWord::Completed => Self::Completed,
            OutcomeWord::Challenged => Self::Challenged,
            OutcomeWord::TimedOut => Self::TimedOut,
            OutcomeWord::Refused(status) => Self::Refused(status),
            OutcomeWord::Failed(reason) => Self::Failed(reason),
        }
    }
}

/// Writes a closed set of words, each standing for one variant of the model's type of the same name.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident for $model:ident { $($(#[$each:meta])* $word:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$each])* $word),+
        }

        impl From<$name> for $model {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => Self::$word),+
                }
            }
        }

        impl From<$model> for $name {
            fn from(word: $model) -> Self {
                match word {
                    $($model::$word => Self::$word),+
                }
            }
        }
    };
}

words! {
    /// What had been consented to.
    PhaseWord for Phase {
        /// Nothing was touched.
        BeforeConsent,
        /// Everything optional was refused.
        AfterReject,
        /// Everything was accepted.
        AfterAccept,
        /// The page was loaded anew after a refusal.
        ReloadAfterReject,
        /// Not told.
        Unknown,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro cannot mark one word as the default")]
impl Default for PhaseWord {
    fn default() -> Self {
        Self::Unknown
    }
}

words! {
    /// What the writer did not look at.
    BlindWord for Blind {
        /// Who set a cookie.
        CookieSetter,
        /// Cookies at all.
        Cookies,
        /// Cookies that the browser blocked.
        BlockedCookies,
        /// Local storage, databases, caches.
        Storage,
        /// Addresses of servers.
        Addresses,
        /// Headers of responses.
        Headers,
        /// Requests of frames, workers and service workers.
        Workers,
        /// Forms.
        Forms,
        /// Whether somebody had consented.
        Phase,
        /// Time of each request.
        Times,
    }
}

words! {
    /// What was loaded.
    KindWord for ResourceKind {
        /// The page itself.
        Document,
        /// A document inside the page.
        Frame,
        /// A script.
        Script,
        /// A style sheet.
        Style,
        /// A picture.
        Image,
        /// A font.
        Font,
        /// Sound or moving pictures.
        Media,
        /// Fetched by a script.
        Fetch,
        /// Sent off without waiting for an answer.
        Beacon,
        /// A web socket.
        WebSocket,
        /// Anything else.
        Other,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro cannot mark one word as the default")]
impl Default for KindWord {
    fn default() -> Self {
        Self::Other
    }
}

words! {
    /// Where something is kept that is not a cookie.
    StoreWord for StoreKind {
        /// A cookie that the page's scripts keep as such.
        Cookie,
        /// `localStorage`.
        LocalStorage,
        /// `sessionStorage`.
        SessionStorage,
        /// An IndexedDB database.
        IndexedDb,
        /// A cache of the Cache API.
        Cache,
    }
}

words! {
    /// What was tried on a consent banner.
    ActionWord for ConsentAction {
        /// To refuse everything optional.
        Reject,
        /// To accept everything.
        Accept,
    }
}

words! {
    /// Why an observer stopped waiting for more.
    SettledWord for Settled {
        /// Nothing more came.
        Quiet,
        /// The time given was over while more came.
        Deadline,
        /// So many requests came that it had to stop.
        Flood,
    }
}

words! {
    /// Whether the browser takes cookies of other sites than the visited one.
    CookiePolicyWord for ThirdPartyCookies {
        /// It does.
        Allowed,
        /// It does not.
        Blocked,
    }
}

words! {
    /// What it shows of a stored file that it was read.
    ProofWord for Proof {
        /// Its name is the SHA-256 of its bytes.
        NamedByHash,
        /// A list beside it has its hash.
        ListedHash,
        /// It carries checksums against accidents.
        Checksum,
        /// It has its size, and no more is known.
        SizeOnly,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro cannot mark one word as the default")]
impl Default for ProofWord {
    fn default() -> Self {
        Self::SizeOnly
    }
}

words! {
    /// How something is broken.
    FaultWord for FaultKind {
        /// Its bytes are not what they should be.
        Altered,
        /// It is shorter than it should be.
        Truncated,
        /// It should be there and is not.
        Missing,
        /// It holds what belongs under another name.
        Swapped,
        /// Its parts do not fit together.
        Inconsistent,
        /// It does not open with the key.
        Sealed,
        /// It is larger, deeper or more than anybody reads.
        Refused,
        /// It is there, and nothing refers to it.
        Unreferenced,
    }
}

words! {
    /// What a stored file is.
    PartWord for Part {
        /// Backed-up data.
        Data,
        /// A list of what is where.
        Index,
        /// A snapshot, or its list of files.
        Snapshot,
        /// The repository's key.
        Key,
        /// The repository's own settings.
        Settings,
        /// Anything else.
        Other,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro cannot mark one word as the default")]
impl Default for PartWord {
    fn default() -> Self {
        Self::Other
    }
}

words! {
    /// What kind of thing stands at a path.
    FileWord for FileKind {
        /// A file.
        File,
        /// A folder.
        Folder,
        /// Anything else.
        Other,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro cannot mark one word as the default")]
impl Default for FileWord {
    fn default() -> Self {
        Self::File
    }
}
