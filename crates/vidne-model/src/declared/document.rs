//! Documents: what they are, in which state they are held, which clauses lay which duties on whom.

use jiff::Span;

use super::{CountryClaim, edge::Approval};
use crate::{
    id::{Country, DataCategory, DocumentId, Duty, InstrumentId, OrganisationId, Purpose, SubjectGroup},
    place::Place,
    time::{Day, History, Period},
};

/// An agreement, an amendment, a template, an assessment.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// How it came about.
    pub form: Form,
    /// Between whom.
    pub parties: Vec<OrganisationId>,
    /// When it was signed.
    pub signed: Option<Day>,
    /// Whether all parties accepted it.
    pub acceptance: History<Acceptance>,
    /// When it is in force; without `from`, since it was signed.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// Who holds a copy.
    pub held: History<Holding>,
    /// Its annexes, as far as its text refers to any.
    pub annexes: History<Holding>,
    /// Written amendments.
    pub amendments: History<Holding>,
    /// Names of annexes that its text refers to.
    pub refers_to_annexes: Vec<String>,
    /// The document that it changes.
    pub amends: Option<DocumentId>,
    /// Organisations that it introduces as sub-processors or suppliers.
    pub introduces: Vec<OrganisationId>,
    /// The template from which it was made.
    pub template: Option<DocumentId>,
    /// The template that this one replaces.
    pub replaces: Option<DocumentId>,
    /// Transfer instruments that its text names.
    pub instruments: Vec<InstrumentId>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Which of the contents that GDPR Art. 28(3) asks for stand in it.
    pub contents: Vec<Content>,
    /// Categories of data that it covers.
    pub data: Vec<DataCategory>,
    /// Purposes that it covers.
    pub purposes: Vec<Purpose>,
    /// Groups of data subjects that it covers.
    pub subjects: Vec<SubjectGroup>,
    /// Sub-processors that it lists.
    pub sub_processors: Vec<NamedProcessor>,
    /// Countries that it allows.
    pub countries: Vec<CountryClaim>,
    /// Where it is declared.
    pub place: Place,
}

impl Document {
    /// Every duty that its clauses lay on somebody, with the clause.
    pub fn duties(&self) -> impl Iterator<Item = (&Duty, &Clause)> {
        self.clauses.iter().flat_map(|clause| clause.duties.iter().map(move |duty| (duty, clause)))
    }

    /// The clause that lays this duty on somebody.
    pub fn clause_with(&self, duty: &str) -> Option<&Clause> {
        self.duties().find(|(each, _)| each.as_str() == duty).map(|(_, clause)| clause)
    }

    /// The day from which it can be shown to bind: signed, or else accepted, or else first in somebody's hands. Where
    /// nobody ever said who holds it, the day on which it was recorded or came into force.
    pub fn provable_from(&self) -> Option<Day> {
        let accepted = self
            .acceptance
            .iter()
            .find(|state| matches!(state.value, Acceptance::Accepted | Acceptance::Countersigned));
        let shown = self.held.iter().find(|state| state.value.is_in_hand());
        let entered = || if self.held.is_empty() { self.recorded.or(self.period.from) } else { None };
        self.signed
            .or_else(|| accepted.and_then(|state| state.on))
            .or_else(|| shown.and_then(|state| state.on))
            .or_else(entered)
    }

    /// Whether it can be shown by that day that it binds. What is only spoken of cannot.
    pub fn is_shown(&self, on: jiff::civil::Date) -> bool {
        let in_hand = self.held.at(on).is_some_and(|state| state.value.is_in_hand());
        match self.provable_from() {
            Some(day) => day.date <= on,
            None => self.held.is_empty() || in_hand,
        }
    }

    pub(super) fn forget_after(&mut self, known: jiff::civil::Date) {
        self.held = self.held.known_at(known);
        self.annexes = self.annexes.known_at(known);
        self.amendments = self.amendments.known_at(known);
        self.acceptance = self.acceptance.known_at(known);
    }

    pub(super) fn collect_days(&self, days: &mut Vec<Day>) {
        days.extend([self.signed, self.period.from, self.period.until, self.recorded].into_iter().flatten());
        days.extend(self.acceptance.iter().filter_map(|state| state.on));
        for history in [&self.held, &self.annexes, &self.amendments] {
            days.extend(history.iter().filter_map(|state| state.on));
        }
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// Between controller and processor, or processor and sub-processor (GDPR Art. 28(3), (4)).
    ProcessorAgreement,
    /// Between joint controllers (GDPR Art. 26).
    JointControllerArrangement,
    /// Changes an agreement.
    Amendment,
    /// Changes the commercial contract and not the processor agreement.
    CommercialAmendment,
    /// Belongs to another document.
    Annex,
    /// From which agreements are made.
    Template,
    /// Standard contractual clauses as a document of their own.
    StandardClauses,
    /// Assesses a risk or a transfer.
    Assessment,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ProcessorAgreement => "processor-agreement",
            Self::JointControllerArrangement => "joint-controller-arrangement",
            Self::Amendment => "amendment",
            Self::CommercialAmendment => "commercial-amendment",
            Self::Annex => "annex",
            Self::Template => "template",
            Self::StandardClauses => "standard-clauses",
            Self::Assessment => "assessment",
            Self::Other => "other",
        }
    }
}

/// How a document came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Form {
    /// Made by its parties.
    #[default]
    Negotiated,
    /// The provider's standard text: parties, signature and date must be shown apart from it.
    ProviderStandard,
}

/// How far a document is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acceptance {
    /// Only published by the provider.
    Published,
    /// Accepted, for example by using the service.
    Accepted,
    /// Signed by all parties.
    Countersigned,
    /// Not known.
    Unknown,
}

/// In which state a document, or a part of it, is held by the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holding {
    /// Somebody mentioned it.
    Referenced,
    /// Somebody asked for it.
    Requested,
    /// A copy arrived.
    Received,
    /// It is here.
    Held,
    /// It exists and is kept back.
    Withheld,
    /// It is not here, says the one who should hold it.
    NotHeld,
    /// It does not exist and need not.
    None,
    /// Not known.
    Unknown,
}

impl Holding {
    /// Whether a copy is in hand.
    pub fn is_in_hand(self) -> bool {
        matches!(self, Self::Received | Self::Held)
    }
}

/// A clause of a document.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its number as printed, such as `6.1`.
    pub number: String,
    /// What it obliges to.
    pub duties: Vec<Duty>,
    /// How often, where it says so.
    pub every: Option<Span>,
    /// Where it is declared.
    pub place: Place,
}

/// What an agreement with a processor must set out (GDPR Art. 28(3), first sentence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// Subject-matter.
    SubjectMatter,
    /// Duration.
    Duration,
    /// Nature of the processing.
    Nature,
    /// Purpose.
    Purpose,
    /// Type of personal data.
    DataTypes,
    /// Categories of data subjects.
    SubjectCategories,
}

impl Content {
    /// All six.
    pub const ALL: [Self; 6] = [
        Self::SubjectMatter,
        Self::Duration,
        Self::Nature,
        Self::Purpose,
        Self::DataTypes,
        Self::SubjectCategories,
    ];

    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SubjectMatter => "subject-matter",
            Self::Duration => "duration",
            Self::Nature => "nature",
            Self::Purpose => "purpose",
            Self::DataTypes => "data-types",
            Self::SubjectCategories => "subject-categories",
        }
    }
}

/// A sub-processor that a document lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedProcessor {
    /// As printed.
    pub name: String,
    /// The declared organisation, where it is one.
    pub organisation: Option<OrganisationId>,
    /// Where it processes.
    pub country: Option<Country>,
    /// Where it is declared.
    pub place: Place,
}

/// A processor told who its sub-processors are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who told.
    pub by: OrganisationId,
    /// Whom.
    pub to: OrganisationId,
    /// When.
    pub on: Day,
    /// The sub-processors that it named.
    pub names: Vec<OrganisationId>,
    /// Whether the controller objected.
    pub objection: History<Approval>,
    /// Where it is declared.
    pub place: Place,
}
