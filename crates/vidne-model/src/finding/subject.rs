//! What a finding is about: a stable name that people can write into an exception.

use std::{fmt, str::FromStr};

use crate::id::BadId;

/// What kind of thing a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// The service as a whole.
    Service,
    /// A recipient, by its catalogue or organisation id, or by its domain.
    Recipient,
    /// A cookie or another stored entry, by its name.
    Cookie,
    /// A page, by its role, or by its address where only one of several is meant.
    Page,
    /// An edge, by its id.
    Edge,
    /// A transfer: edge and country.
    Transfer,
    /// A document, by its id.
    Document,
    /// A form, by its page.
    Form,
    /// An exhibit, by its hash.
    Exhibit,
    /// A line of the declaration.
    Declaration,
    /// A backup, by its id.
    Backup,
    /// A copy of a backup, by the ids of both: `BACKUP/COPY`.
    Copy,
    /// A host, by its id.
    Host,
    /// A required item on a host, by the ids of both: `ITEM@HOST`.
    Item,
}

impl SubjectKind {
    const ALL: [(Self, &str); 14] = [
        (Self::Service, "service"),
        (Self::Recipient, "recipient"),
        (Self::Cookie, "cookie"),
        (Self::Page, "page"),
        (Self::Edge, "edge"),
        (Self::Transfer, "transfer"),
        (Self::Document, "document"),
        (Self::Form, "form"),
        (Self::Exhibit, "exhibit"),
        (Self::Declaration, "declaration"),
        (Self::Backup, "backup"),
        (Self::Copy, "copy"),
        (Self::Host, "host"),
        (Self::Item, "item"),
    ];

    /// As it is written before the colon.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(each, _)| *each == self).map_or("subject", |(_, name)| name)
    }
}

/// What a finding is about, such as `edge:nordlo-cloudflare`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// Which one.
    pub id: String,
}

impl Subject {
    /// Names a subject.
    pub fn new(kind: SubjectKind, id: impl fmt::Display) -> Self {
        Self { kind, id: id.to_string() }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.id)
    }
}

impl FromStr for Subject {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId {
            text: text.to_owned(),
            expected: "a subject such as edge:ID, recipient:ID or cookie:NAME",
        };
        let (kind, id) = text.split_once(':').ok_or_else(bad)?;
        let kind = SubjectKind::ALL.iter().find(|(_, name)| *name == kind).ok_or_else(bad)?.0;
        Ok(Self::new(kind, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_back_as_it_is_written() {
        for (kind, _) in SubjectKind::ALL {
            let subject = Subject::new(kind, "a:b/c");
            assert_eq!(subject.to_string().parse::<Subject>().expect("it was just written"), subject);
        }
    }
}
