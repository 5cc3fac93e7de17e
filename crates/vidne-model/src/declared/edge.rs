//! Edges: who passes which data to whom, for what, since when, under which document, to which countries.

use super::document::Holding;
use crate::{
    id::{
        Country, DataCategory, DocumentId, EdgeId, Host, InstrumentId, OrganisationId, ProcessingId, Purpose,
        SubjectGroup,
    },
    place::Place,
    time::{Day, History, Period},
};

/// What is done with whose data, and why (GDPR Art. 30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// Its name.
    pub id: ProcessingId,
    /// Whose data.
    pub subjects: Vec<SubjectGroup>,
    /// Which data.
    pub data: Vec<DataCategory>,
    /// Why.
    pub purposes: Vec<Purpose>,
    /// The legal basis, such as `6.1.e`.
    pub basis: Option<String>,
    /// When it takes place.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// One organisation passes data to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Its name.
    pub id: EdgeId,
    /// The edge above in the chain.
    pub via: Option<EdgeId>,
    /// Who passes data on.
    pub from_organisation: OrganisationId,
    /// Who receives it.
    pub to_organisation: OrganisationId,
    /// As what.
    pub role: Role,
    /// Who says that there is such an edge.
    pub claim: Claim,
    /// The processing activities that it serves.
    pub processing: Vec<ProcessingId>,
    /// Data that pass here, where that differs from the activities'.
    pub data: Vec<DataCategory>,
    /// Purposes here, where they differ from the activities'.
    pub purposes: Vec<Purpose>,
    /// Hosts of this recipient that serve this edge, where the recipient has others, too.
    pub hosts: Vec<Host>,
    /// When data pass.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// The document under which they pass.
    pub agreement: Agreement,
    /// The controller's approval (GDPR Art. 28(2)).
    pub approval: History<Approval>,
    /// The assessment of the risk.
    pub assessment: History<Holding>,
    /// Where the data are, or from where they can be read.
    pub countries: Vec<CountryClaim>,
    /// Transfers to third countries (GDPR chapter V).
    pub transfers: Vec<Transfer>,
    /// Where it is declared.
    pub place: Place,
}

impl Edge {
    pub(super) fn forget_after(&mut self, known: jiff::civil::Date) {
        self.approval = self.approval.known_at(known);
        self.assessment = self.assessment.known_at(known);
        self.transfers.retain(|transfer| transfer.recorded.is_none_or(|day| day.date <= known));
        for transfer in &mut self.transfers {
            transfer.approval = transfer.approval.known_at(known);
            transfer.assessment = transfer.assessment.known_at(known);
            transfer.certified = transfer.certified.known_at(known);
        }
        self.countries.retain(|claim| claim.recorded.is_none_or(|day| day.date <= known));
    }

    pub(super) fn collect_days(&self, days: &mut Vec<Day>) {
        days.extend([self.period.from, self.period.until, self.recorded].into_iter().flatten());
        days.extend(self.approval.iter().filter_map(|state| state.on));
        days.extend(self.assessment.iter().filter_map(|state| state.on));
        days.extend(self.countries.iter().filter_map(|claim| claim.recorded));
        for transfer in &self.transfers {
            days.extend(
                [transfer.period.from, transfer.period.until, transfer.recorded].into_iter().flatten(),
            );
            days.extend(transfer.approval.iter().filter_map(|state| state.on));
            days.extend(transfer.assessment.iter().filter_map(|state| state.on));
            days.extend(transfer.certified.iter().filter_map(|state| state.on));
        }
    }
}

/// Who says that there is an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Claim {
    /// The operator does: it stands in the register, a notice or an answer.
    #[default]
    Declared,
    /// Somebody else concluded it from what was observed. It is judged like any other, but declares nothing.
    Presumed,
}

/// What a recipient is to the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Acts for the controller (GDPR Art. 28).
    Processor,
    /// Acts for a processor (GDPR Art. 28(2), (4)).
    SubProcessor,
    /// Decides together with the controller (GDPR Art. 26).
    JointController,
    /// Decides for itself what it does with the data.
    Controller,
    /// Supplies something and is said to receive no personal data.
    Supplier,
}

impl Role {
    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::SubProcessor => "sub-processor",
            Self::JointController => "joint-controller",
            Self::Controller => "controller",
            Self::Supplier => "supplier",
        }
    }

    /// Whether it acts on another's behalf.
    pub fn is_processor(self) -> bool {
        matches!(self, Self::Processor | Self::SubProcessor)
    }
}

/// The document under which data pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Agreement {
    /// This one.
    Named(DocumentId),
    /// The register says that it does not know.
    Unknown,
    /// The register says nothing.
    #[default]
    NotDeclared,
}

/// Whether somebody approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approval {
    /// Approved.
    Given,
    /// Refused.
    Refused,
    /// Asked for.
    Requested,
    /// Not known.
    Unknown,
}

/// A country on an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryClaim {
    /// Which.
    pub country: Country,
    /// What happens there.
    pub kind: CountryKind,
    /// The document that says so.
    pub source: Option<DocumentId>,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// What happens to data in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryKind {
    /// They are kept there.
    Stored,
    /// They can be read from there.
    AccessedFrom,
    /// They pass through.
    Transit,
    /// A law of that country reaches the recipient.
    LegalExposure,
}

/// A transfer to a third country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Whereto.
    pub to: Country,
    /// On which basis (GDPR Art. 45-49).
    pub basis: Option<InstrumentId>,
    /// The module of the standard contractual clauses, 1-4.
    pub module: Option<u8>,
    /// When the clauses were concluded; absent: the agreement's own date.
    pub concluded: Option<Day>,
    /// When data are transferred.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// The controller's approval of the transfer.
    pub approval: History<Approval>,
    /// The transfer impact assessment.
    pub assessment: History<Holding>,
    /// Whether the importer is on the list, or covered by the rules, that the basis needs.
    pub certified: History<Approval>,
    /// Supplementary measures.
    pub measures: Measures,
    /// Where it is declared.
    pub place: Place,
}

/// Supplementary measures for a transfer (EDPB Recommendations 01/2020).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Measures {
    /// The register says nothing.
    #[default]
    NotDeclared,
    /// The register says that there are none.
    None,
    /// The assessment found that none are needed.
    NotNeeded,
    /// These.
    Taken(Vec<String>),
}
