//! Whether the document that an edge names is an agreement between its two ends, and as of when.
//!
//! It never reads what stands in the document.

use vidne_model::{
    declared::{Agreement, Document, DocumentKind, Edge, Role},
    id::OrganisationId,
};

use super::View;

/// The document under which data pass, as of the view's day.
#[derive(Debug, Clone, Copy)]
pub enum Governed<'a> {
    /// By this one.
    By(&'a Document),
    /// This one is named, but cannot be shown to bind yet.
    NotYet(&'a Document),
    /// This one was in force and no longer is.
    Ended(&'a Document),
    /// This one is named, and it is no agreement: a template, an assessment, a part of something else.
    NoAgreement(&'a Document),
    /// This one is named, and it is an agreement for parties in other roles.
    OfOtherRoles(&'a Document),
    /// This one is named, and it is between others.
    OfOthers(&'a Document),
    /// The register says that it does not know.
    Unknown,
    /// The register names none.
    Nothing,
}

impl<'a> View<'a> {
    /// The document under which data pass along this edge today.
    pub fn governed(&self, edge: &Edge) -> Governed<'a> {
        match (&edge.agreement, self.agreement_of(edge)) {
            (_, Some(document)) if !self.is_between_ends(document, edge) => Governed::OfOthers(document),
            (_, Some(document)) if !is_agreement(document) => Governed::NoAgreement(document),
            (_, Some(document)) if !fits_role(document, edge.role) => Governed::OfOtherRoles(document),
            (_, Some(document)) if self.has_ended(&document.period) => Governed::Ended(document),
            (_, Some(document)) if self.is_made(document) => Governed::By(document),
            (_, Some(document)) => Governed::NotYet(document),
            (Agreement::Unknown, None) => Governed::Unknown,
            (Agreement::NotDeclared | Agreement::Named(_), None) => Governed::Nothing,
        }
    }

    /// The agreement of this edge, where it can be shown to bind, or at least is in hand.
    pub fn shown_agreement(&self, edge: &Edge) -> Option<&'a Document> {
        match self.governed(edge) {
            Governed::By(document) => Some(document),
            _ => None,
        }
    }

    /// Whether the document that the edge names can be shown to hold clauses that were concluded: an agreement that is or was
    /// in force, the clauses themselves, or another contract, as controllers have it with one another.
    pub(super) fn holds_clauses(&self, edge: &Edge) -> bool {
        match self.governed(edge) {
            Governed::By(_) | Governed::Ended(_) => true,
            Governed::NoAgreement(document) | Governed::OfOtherRoles(document) => {
                !matches!(document.kind, DocumentKind::Template | DocumentKind::Assessment)
                    && self.is_made(document)
            }
            _ => false,
        }
    }

    /// Whether both ends of an edge are among the parties, or may be: where none are entered, or one of the two alone.
    fn is_between_ends(&self, document: &Document, edge: &Edge) -> bool {
        if document.parties.is_empty() {
            return true;
        }
        let amendments =
            self.declared.documents.iter().filter(|later| later.amends.as_ref() == Some(&document.id));
        let joined = amendments.filter(|later| self.is_made(later)).flat_map(|later| &later.parties);
        let parties: Vec<_> = document.parties.iter().chain(joined).collect();
        let is_party = |end: &OrganisationId| parties.iter().any(|party| self.is_same_or_owner(party, end));
        let (from, to) = (is_party(&edge.from_organisation), is_party(&edge.to_organisation));
        if parties.len() == 1 { from || to } else { from && to }
    }

    /// Whether one is the other, or one owns the other: groups sign for their members.
    fn is_same_or_owner(&self, one: &OrganisationId, other: &OrganisationId) -> bool {
        let owner = |id| self.organisation(id).and_then(|found| found.parent.as_ref());
        one == other || owner(one) == Some(other) || owner(other) == Some(one)
    }
}

/// Whether a document of that kind can be what GDPR Art. 26 and 28 ask for.
fn is_agreement(document: &Document) -> bool {
    match document.kind {
        DocumentKind::ProcessorAgreement
        | DocumentKind::JointControllerArrangement
        | DocumentKind::Amendment => true,
        DocumentKind::StandardClauses => {
            document.instruments.iter().any(|named| MEET_ARTICLE_28.contains(&named.as_str()))
        }
        DocumentKind::CommercialAmendment
        | DocumentKind::Annex
        | DocumentKind::Template
        | DocumentKind::Assessment
        | DocumentKind::Other => false,
    }
}

/// Whether an agreement of that kind is one for such a recipient: who decides jointly is not bound to instructions (Art. 26), and
/// an arrangement between those who decide binds no processor (Art. 28(3)).
fn fits_role(document: &Document, role: Role) -> bool {
    match document.kind {
        DocumentKind::ProcessorAgreement | DocumentKind::StandardClauses => role != Role::JointController,
        DocumentKind::JointControllerArrangement => !role.is_processor(),
        _ => true,
    }
}

/// Standard clauses that are such an agreement by themselves: those of Art. 28(7), and those for transfers of 2021 (recital 9
/// of Implementing Decision (EU) 2021/914).
const MEET_ARTICLE_28: [&str; 2] = ["scc-2021-914", "scc-2021-915"];
