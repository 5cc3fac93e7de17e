//! What was observed: facts read out of exhibits, and what each exhibit could not tell.
//!
//! It never holds a judgement. A look that failed is a fact, too: see [`Outcome`].

mod backup;
mod browser;
mod host;
mod page;
mod visit;

pub use backup::{
    BackupLook, Contents, Fault, FaultKind, Looker, Part, Proof, Reach, ReadFiles, Sample, Semantic,
    SemanticOutcome, Snapshot, SnapshotList, Stock, StoredFile,
};
pub use browser::{
    Completeness, Consent, ConsentAction, ConsentOutcome, Refusal, Settled, ThirdPartyCookies,
};
pub use host::{
    CertificateSeen, FileKind, HostItem, HostLook, ItemState, Matching, OpenFile, OpenFiles, SeenStorage,
};
pub use page::{Block, BlockKind, Page, Readability, Visibility};
pub use visit::{
    Blind, Cookie, Form, Location, NameAnswer, Outcome, Party, Phase, Remote, Request, ResourceKind, Setter,
    StoredItem, TlsPeer, Vantage, Visit,
};

use crate::id::ExhibitId;

/// Everything observed about one service, ordered by time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observed {
    /// Looks at the site.
    pub visits: Vec<Visit>,
    /// Texts of pages.
    pub pages: Vec<Page>,
    /// Looks at copies of backups.
    pub backups: Vec<BackupLook>,
    /// Looks at machines, made on the machines themselves.
    pub hosts: Vec<HostLook>,
    /// Exhibits that could be read in part only.
    pub damages: Vec<Damage>,
}

impl Observed {
    /// Takes over what another exhibit told, and keeps the order of time.
    pub fn absorb(&mut self, mut other: Self) {
        self.visits.append(&mut other.visits);
        self.pages.append(&mut other.pages);
        self.backups.append(&mut other.backups);
        self.hosts.append(&mut other.hosts);
        self.damages.append(&mut other.damages);
    }

    /// Puts everything in order of time; of two at the same instant the exhibit's name decides.
    pub fn sort(&mut self) {
        self.visits.sort_by(|one, other| {
            (one.at, one.exhibit, &one.url).cmp(&(other.at, other.exhibit, &other.url))
        });
        self.pages.sort_by(|one, other| {
            (one.at, one.exhibit, &one.url).cmp(&(other.at, other.exhibit, &other.url))
        });
        self.backups.sort_by(|one, other| {
            (one.at, one.exhibit, &one.backup, &one.copy).cmp(&(
                other.at,
                other.exhibit,
                &other.backup,
                &other.copy,
            ))
        });
        self.hosts.sort_by(|one, other| {
            (one.at, one.exhibit, &one.host).cmp(&(other.at, other.exhibit, &other.host))
        });
        self.damages.sort_by_key(|damage| (damage.exhibit, damage.offset));
    }
}

/// A part of an exhibit could not be read; what could be read stands all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// Where in it, in bytes from its beginning, as far as known.
    pub offset: Option<u64>,
    /// What is wrong there.
    pub reason: String,
}
