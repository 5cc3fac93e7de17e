//! The ledger's tables and what stands in their rows.
//!
//! It never changes the meaning of a row under the same schema number.

use redb::TableDefinition;
use vidne_model::id::ExhibitId;
use vidne_read::lines::ProofWord;

/// The number of this layout.
pub(super) const SCHEMA: u64 = 3;

pub(super) const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");

/// Backup and copy to: number of its tables, exhibit that it goes on from (empty or 32 bytes), repository.
pub(super) const COPIES: TableDefinition<'_, (&str, &str), (u64, &[u8], &str)> =
    TableDefinition::new("copies");

/// Bytes, first seen, last read, proof, owed.
pub(super) type Row = (u64, i64, i64, u8, u8);
/// Bytes, last modified (or [`NEVER`]), when the run that read it began, proof.
pub(super) type PendingRow = (u64, i64, i64, u8);
/// Kind, bytes that it should have.
pub(super) type MarkRow = (u8, u64);

/// "Never", where an instant stands.
pub(super) const NEVER: i64 = i64::MIN;

/// The names of a copy's tables.
pub(super) struct Names {
    pub(super) files: String,
    pub(super) pending: String,
    pub(super) marks: String,
}

impl Names {
    pub(super) fn new(number: u64) -> Self {
        Self {
            files: format!("files/{number}"),
            pending: format!("pending/{number}"),
            marks: format!("marks/{number}"),
        }
    }

    pub(super) fn files(&self) -> TableDefinition<'_, &'static str, Row> {
        TableDefinition::new(&self.files)
    }

    pub(super) fn pending(&self) -> TableDefinition<'_, &'static str, PendingRow> {
        TableDefinition::new(&self.pending)
    }

    pub(super) fn marks(&self) -> TableDefinition<'_, &'static str, MarkRow> {
        TableDefinition::new(&self.marks)
    }
}

/// A file that was found broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Its bytes were not what they should be; it should have so many, where that is known (else 0).
    Suspect { should: u64 },
    /// It was not there; it should have so many bytes, where that is known (else 0).
    Missing { should: u64 },
}

impl Mark {
    pub(super) fn row(self) -> MarkRow {
        match self {
            Self::Suspect { should } => (0, should),
            Self::Missing { should } => (1, should),
        }
    }

    pub(super) fn of((kind, should): MarkRow) -> Self {
        if kind == 0 { Self::Suspect { should } } else { Self::Missing { should } }
    }

    pub(crate) fn should(self) -> u64 {
        match self {
            Self::Suspect { should } | Self::Missing { should } => should,
        }
    }
}

pub(super) fn instant(stored: i64) -> Option<i64> {
    (stored != NEVER).then_some(stored)
}

pub(super) fn exhibit(bytes: &[u8]) -> Option<ExhibitId> {
    bytes.try_into().ok().map(ExhibitId)
}

pub(super) fn proof(number: u8) -> ProofWord {
    match number {
        3 => ProofWord::NamedByHash,
        2 => ProofWord::ListedHash,
        1 => ProofWord::Checksum,
        _ => ProofWord::SizeOnly,
    }
}

pub(super) fn proof_number(proof: ProofWord) -> u8 {
    match proof {
        ProofWord::NamedByHash => 3,
        ProofWord::ListedHash => 2,
        ProofWord::Checksum => 1,
        ProofWord::SizeOnly => 0,
    }
}
