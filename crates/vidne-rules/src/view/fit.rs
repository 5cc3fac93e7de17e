//! Whether an instrument fits those between whom it is used: their roles, the day of their contract, the exporter's powers.
//!
//! It never says whether the instrument is in force: see `view/basis.rs`.

use vidne_law::{Exporter, Holder, Instrument, Role as Part};
use vidne_model::{
    declared::{Document, Edge, Role, Transfer},
    time::Day,
};

use super::{Flow, Footing, View};

impl<'a> View<'a> {
    /// The roles of whoever sends and whoever receives along this edge, where the register gives both one.
    pub fn parts(&self, edge: &'a Edge) -> Option<(Part, Part)> {
        Some((self.exporter(edge), self.part_at_end(edge)?))
    }

    /// The module that fits the roles along this edge, where the instrument has modules.
    pub fn fitting_module(&self, edge: &'a Edge, instrument: &Instrument) -> Option<u8> {
        let (exporter, importer) = self.parts(edge)?;
        instrument.module_for(exporter, importer)
    }

    /// Why an instrument that is in force cannot be used for this flow, or what must be known first.
    pub(super) fn misfit(&self, flow: &Flow<'a>, basis: &'a Instrument) -> Option<Footing<'a>> {
        let edge = flow.edge?;
        if let Some((exporter, importer)) = self.parts(edge)
            && !basis.fits(exporter, importer)
        {
            return Some(Footing::WrongRoles(exporter, importer));
        }
        self.out_of_time(edge, flow.transfer?, basis).or_else(|| self.barred(edge, basis))
    }

    /// Who sends decides for itself, or acts for another: by the edge above, or else by those that lead to it.
    fn exporter(&self, edge: &'a Edge) -> Part {
        if edge.from_organisation == self.declared.service.controller {
            return Part::Controller;
        }
        let above = match self.parent_of(edge) {
            Some(parent) => vec![parent],
            None => self.edges_to(&edge.from_organisation).collect(),
        };
        let parts: Vec<_> = above.into_iter().filter_map(|above| self.part_at_end(above)).collect();
        if !parts.is_empty() && parts.iter().all(|part| *part == Part::Controller) {
            Part::Controller
        } else {
            Part::Processor
        }
    }

    /// What whoever is at the end of this edge is. A mere supplier has no part in a transfer.
    fn part_at_end(&self, edge: &Edge) -> Option<Part> {
        match edge.role {
            Role::Controller | Role::JointController => Some(Part::Controller),
            Role::Processor | Role::SubProcessor | Role::Supplier => {
                self.acts_as_processor(edge).then_some(Part::Processor)
            }
        }
    }

    /// Clauses cannot stand in a contract that is older than they are.
    fn out_of_time(&self, edge: &Edge, transfer: &Transfer, basis: &Instrument) -> Option<Footing<'a>> {
        let adopted = basis.adopted.as_ref().filter(|_| basis.holder == Holder::ContractEdge)?.on;
        let is_older = |day: Day| day.latest() < adopted;
        if let Some(concluded) = transfer.concluded {
            return is_older(concluded).then_some(Footing::TooEarly { concluded, adopted });
        }
        let agreement = self.agreement_of(edge)?;
        let signed = agreement.signed.filter(|day| is_older(*day))?;
        let brought_in = |later: &Document| {
            later.amends.as_ref() == Some(&agreement.id)
                && self.is_made(later)
                && later.signed.is_none_or(|day| !is_older(day))
        };
        let is_mended = self.declared.documents.iter().any(brought_in);
        (!is_mended).then_some(Footing::Older { agreement, signed, adopted })
    }

    /// Some derogations are closed to public authorities in the exercise of their powers (GDPR Art. 49(3)).
    fn barred(&self, edge: &'a Edge, basis: &Instrument) -> Option<Footing<'a>> {
        let service = &self.declared.service;
        let is_authority = service.authority.is_some() && edge.from_organisation == service.controller;
        if !is_authority || !basis.barred.contains(&Exporter::PublicAuthority) {
            return None;
        }
        // What names no legal basis stands as an empty one.
        let legal = self.processings(edge).map(|processing| processing.basis.as_deref().unwrap_or_default());
        let legal: Vec<&str> = legal.collect();
        if legal.iter().any(|basis| PUBLIC_TASK.contains(basis)) {
            return Some(Footing::Barred);
        }
        let is_private = !legal.is_empty() && legal.iter().all(|basis| OUTSIDE_POWERS.contains(basis));
        (!is_private).then_some(Footing::MaybeBarred)
    }
}

/// The exercise of official authority: GDPR Art. 6(1)(e), and Art. 5(1)(a) of Regulation (EU) 2018/1725.
const PUBLIC_TASK: [&str; 2] = ["6.1.e", "5.1.a"];
/// What is done on these (consent, contract, vital interests, legitimate interests) is no exercise of public powers; a legal
/// obligation, Art. 6(1)(c), may be one.
const OUTSIDE_POWERS: [&str; 4] = ["6.1.a", "6.1.b", "6.1.d", "6.1.f"];
