//! What an operator declares: the register of edges, documents and pages of one service, every fact dated.
//!
//! Three dates may stand on a fact: `from` and `until` say when it holds, `recorded` says since when the register has it.
//! Several versions of a fact share an id and differ in `recorded`: see [`Declared::known_at`].

mod document;
mod edge;
mod host;
mod observe;
mod recovery;
mod service;
mod version;

pub use document::{
    Acceptance, Clause, Content, Document, DocumentKind, Form, Holding, NamedProcessor, Report,
};
pub use edge::{
    Agreement, Approval, Claim, CountryClaim, CountryKind, Edge, Measures, Processing, Role, Transfer,
};
pub use host::{Environment, Host, RequiredItem, Storage};
pub use observe::{Bodies, ConsentPhase, Observe, ThirdPartyCookies};
pub use recovery::{Backup, BackupTool, Copy, Escrow, Opened, OpenedResult, Protection, Secret, Store};
pub use service::{
    Criticality, DeclaredCookie, DeclaredPage, Exception, Organisation, PageRole, Regime, Service, StoreKind,
    Term, TermKind,
};

use crate::id::{BackupId, CopyId, DocumentId, EdgeId, HostId, OrganisationId, ProcessingId, StoreId};

/// Everything declared about one service.
#[derive(Debug, Clone)]
pub struct Declared {
    /// What is watched.
    pub service: Service,
    /// How it is to be looked at.
    pub observe: Observe,
    /// Who takes part.
    pub organisations: Vec<Organisation>,
    /// What is done with whose data, and why.
    pub processings: Vec<Processing>,
    /// Who passes data to whom.
    pub edges: Vec<Edge>,
    /// Agreements, amendments, templates, assessments.
    pub documents: Vec<Document>,
    /// Cookies and other storage that the operator lists.
    pub cookies: Vec<DeclaredCookie>,
    /// Reports in which a processor named its sub-processors.
    pub reports: Vec<Report>,
    /// Findings that somebody accepted for a while.
    pub exceptions: Vec<Exception>,
    /// The operator's own words for categories, purposes and groups.
    pub terms: Vec<Term>,
    /// Machines that the service runs on, and those that stand in for them.
    pub hosts: Vec<Host>,
    /// What must be on these machines.
    pub required_items: Vec<RequiredItem>,
    /// Where copies of backups lie.
    pub stores: Vec<Store>,
    /// What is kept of which machine, how often, and where.
    pub backups: Vec<Backup>,
    /// Where the keys of repositories are deposited.
    pub escrows: Vec<Escrow>,
}

impl Declared {
    /// The organisation with that id.
    pub fn organisation(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.organisations.iter().find(|each| each.id == *id)
    }

    /// The organisation's name, or its id where it is not declared.
    pub fn name_of<'a>(&'a self, id: &'a OrganisationId) -> &'a str {
        self.organisation(id).map_or(id.as_str(), |organisation| &organisation.name)
    }

    /// The processing activity with that id.
    pub fn processing(&self, id: &ProcessingId) -> Option<&Processing> {
        self.processings.iter().find(|each| each.id == *id)
    }

    /// The edge with that id.
    pub fn edge(&self, id: &EdgeId) -> Option<&Edge> {
        self.edges.iter().find(|each| each.id == *id)
    }

    /// The document with that id.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|each| each.id == *id)
    }

    /// The document under which data passes along this edge, where one is named.
    pub fn agreement_of(&self, edge: &Edge) -> Option<&Document> {
        match &edge.agreement {
            Agreement::Named(id) => self.document(id),
            Agreement::Unknown | Agreement::NotDeclared => None,
        }
    }

    /// The edge above in the chain: the one through which this recipient came to the data.
    pub fn parent_of(&self, edge: &Edge) -> Option<&Edge> {
        self.edge(edge.via.as_ref()?)
    }

    /// The machine with that id.
    pub fn host(&self, id: &HostId) -> Option<&Host> {
        self.hosts.iter().find(|each| each.id == *id)
    }

    /// The store with that id.
    pub fn store(&self, id: &StoreId) -> Option<&Store> {
        self.stores.iter().find(|each| each.id == *id)
    }

    /// The backup with that id.
    pub fn backup(&self, id: &BackupId) -> Option<&Backup> {
        self.backups.iter().find(|each| each.id == *id)
    }

    /// A copy of a backup, by the ids of both.
    pub fn copy(&self, backup: &BackupId, copy: &CopyId) -> Option<&Copy> {
        self.backup(backup)?.copies.iter().find(|each| each.id == *copy)
    }
}
