//! Names of things: one newtype per kind, so that an edge's id is never taken for a document's.
//!
//! It never knows what a name stands for: whether an id exists is `vidne-declare`'s to check.

use std::{borrow::Borrow, fmt, str::FromStr, sync::Arc};

/// A text cannot be used as an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct BadId {
    /// What was read.
    pub text: String,
    /// What would have been right, in words.
    pub expected: &'static str,
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )+ };
}

id! {
    /// A watched service.
    ServiceId,
    /// A declared organisation.
    OrganisationId,
    /// A declared processing activity (GDPR Art. 30).
    ProcessingId,
    /// A declared edge: one organisation passes data to another.
    EdgeId,
    /// A declared document.
    DocumentId,
    /// A transfer instrument or another dated legal fact in `vidne-law`, such as `scc-2021-914`.
    InstrumentId,
    /// A recipient in the catalogue, such as `cloudflare`.
    RecipientId,
    /// A category of personal data, such as `ip-address`.
    DataCategory,
    /// A purpose of processing, such as `delivery`.
    Purpose,
    /// A group of data subjects, such as `visitor`.
    SubjectGroup,
    /// A duty that a clause lays on a party, such as `copy-to-controller`.
    Duty,
    /// A rule, in kebab-case, named after what is wrong.
    RuleId,
    /// A declared host: a machine with an environment.
    HostId,
    /// A declared store: a place where copies lie.
    StoreId,
    /// A declared backup.
    BackupId,
    /// A copy of a backup; unique within its backup.
    CopyId,
    /// A declared item that must be on a host.
    ItemId,
    /// A declared deposit of a repository's key.
    EscrowId,
}

/// A host name in lower case, without a trailing dot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(Arc<str>);

impl Host {
    /// Lower-cases the name and drops a trailing dot. Any text is accepted: a host that was observed is a fact even when it is malformed.
    pub fn new(text: &str) -> Self {
        Self(text.trim_end_matches('.').to_ascii_lowercase().into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is `parent` or a name below it.
    pub fn is_within(&self, parent: &str) -> bool {
        self.0.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A country by its ISO 3166-1 alpha-2 code, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The two letters.
    pub fn as_str(&self) -> &str {
        // Only two capitals are ever stored, so that this cannot fail.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Country {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(BadId {
                text: text.to_owned(),
                expected: "a country code of two capitals (ISO 3166-1), such as SE",
            }),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The SHA-256 of an exhibit's bytes: its only name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExhibitId(pub [u8; 32]);

impl ExhibitId {
    /// The first twelve hexadecimal digits, for people.
    pub fn short(&self) -> String {
        self.to_string()[..12].to_owned()
    }
}

impl FromStr for ExhibitId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad =
            || BadId { text: text.to_owned(), expected: "a SHA-256 of 64 lower-case hexadecimal digits" };
        let digits = text.strip_prefix("sha256:").unwrap_or(text).as_bytes();
        if digits.len() != 64 {
            return Err(bad());
        }
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(bad()),
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for ExhibitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ExhibitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
