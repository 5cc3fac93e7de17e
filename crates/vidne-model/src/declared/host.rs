//! Machines, what they are there for, and what must be on them.
//!
//! It never says that something is there: a look at the machine does.

use std::collections::BTreeSet;

use jiff::Span;

use crate::{
    id::{ExhibitId, HostId, ItemId},
    place::Place,
    time::Period,
};

/// A machine that the service runs on, or one that stands in for it.
#[derive(Debug, Clone)]
pub struct Host {
    /// Its name in this declaration.
    pub id: HostId,
    /// What the machine calls itself, and what snapshots of it are called after. The id, where nothing else is declared.
    pub name: String,
    /// What it is there for.
    pub environment: Environment,
    /// The machine whose place it takes: in a test, or in an emergency.
    pub stands_in_for: Option<HostId>,
    /// What fails together with it: a room, a data centre, a region.
    pub failure_domain: Option<String>,
    /// Who can delete everything on it: a team, an account, a supplier.
    pub administration: Option<String>,
    /// Where which kind of data lies on it.
    pub storages: Vec<Storage>,
    /// When it is in use.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

/// What a machine is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// The service runs on it.
    Production,
    /// It takes over when production is lost.
    Standby,
    /// Changes are tried there before they reach production.
    PreProduction,
    /// Anything else is tried there.
    Test,
}

impl Environment {
    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Standby => "standby",
            Self::PreProduction => "pre-production",
            Self::Test => "test",
        }
    }
}

/// A kind of data, and where it lies on a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storage {
    /// The kind of data, such as `ca-data` or `system-data`.
    pub data: String,
    /// The folder.
    pub path: String,
    /// The volume, array or device that carries it, in the operator's words.
    pub volume: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// Something that must be on a machine, always: a file without which it cannot be restored or run.
#[derive(Debug, Clone)]
pub struct RequiredItem {
    /// Its name in this declaration.
    pub id: ItemId,
    /// On which machines. The list is the same for all of them: a difference shows that a test on one says little about the other.
    pub hosts: Vec<HostId>,
    /// The file or folder.
    pub path: String,
    /// Whose it must be, by name.
    pub owner: Option<String>,
    /// The most that its permissions may allow, such as `0o600`.
    pub mode: Option<u32>,
    /// What its content must hash to (SHA-256).
    pub sha256: Option<ExhibitId>,
    /// How long ago it may have been changed last.
    pub max_age: Option<Span>,
    /// The certificate that this key must match, or the chain that this certificate must belong to: the path of a PEM or DER file.
    pub certificate: Option<String>,
    /// How long before the certificate ends somebody must act.
    pub renew_before: Option<Span>,
    /// How often it is looked for.
    pub check_every: Option<Span>,
    /// Procedures that need it.
    pub needed_by: BTreeSet<String>,
    /// When it is required.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}
