//! Questions that many rules ask about edges, agreements and the chain above them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use vidne_law::Area;
use vidne_model::{
    declared::{Approval, Claim, Clause, Document, Edge, Organisation, Processing, Role},
    finding::{Subject, SubjectKind},
    id::{Country, DataCategory, DocumentId, OrganisationId, Purpose, SubjectGroup},
    time::Day,
};

use super::{Sighted, View};

impl<'a> View<'a> {
    /// Edges along which data pass on the view's day.
    pub fn edges(&self) -> impl Iterator<Item = &'a Edge> {
        let declared = self.declared;
        declared.edges.iter().filter(|edge| self.holds(&edge.period))
    }

    /// Edges in force to this organisation.
    pub fn edges_to(&self, organisation: &OrganisationId) -> impl Iterator<Item = &'a Edge> {
        let declared = self.declared;
        let theirs = declared.edges.iter().filter(move |edge| edge.to_organisation == *organisation);
        theirs.filter(|edge| self.holds(&edge.period))
    }

    /// The document with that id.
    pub fn document(&self, id: &DocumentId) -> Option<&'a Document> {
        let declared = self.declared;
        self.ties.document(id).map(|place| &declared.documents[place])
    }

    /// The organisation with that id.
    pub fn organisation(&self, id: &OrganisationId) -> Option<&'a Organisation> {
        let declared = self.declared;
        self.ties.organisation(id).map(|place| &declared.organisations[place])
    }

    /// The document under which data pass along this edge, where one is named.
    pub fn agreement_of(&self, edge: &Edge) -> Option<&'a Document> {
        let declared = self.declared;
        let named = self.ties.edge(&edge.id).and_then(|place| self.ties.agreements[place]);
        named.map(|place| &declared.documents[place])
    }

    /// The edge above in the chain.
    pub fn parent_of(&self, edge: &Edge) -> Option<&'a Edge> {
        let declared = self.declared;
        let above = self.ties.edge(&edge.id).and_then(|place| self.ties.above[place]);
        above.map(|place| &declared.edges[place])
    }

    /// Edges in force to whoever was seen. An edge that names hosts covers those only.
    pub fn edges_behind(&self, seen: &Sighted) -> Vec<&'a Edge> {
        let declared = self.declared;
        let edges = self.ties.edges_behind[seen.place].iter().map(|place| &declared.edges[*place]);
        edges.filter(|edge| self.holds(&edge.period)).collect()
    }

    /// Whoever was seen at the end of this edge, where it is in force.
    pub fn seen_behind(&self, edge: &Edge) -> impl Iterator<Item = &'a Sighted> {
        let (seen, ties) = (self.seen, self.ties);
        let place = ties.edge(&edge.id).filter(|_| self.holds(&edge.period));
        let behind = place.into_iter().flat_map(move |place| &ties.seen_behind[place]);
        behind.map(move |place| &seen.recipients[*place])
    }

    /// Edges in force to whoever was seen, but only those that the register itself had by the view's day.
    pub fn registered_behind(&self, seen: &Sighted) -> Vec<&'a Edge> {
        let mut edges = self.edges_behind(seen);
        edges.retain(|edge| edge.claim == Claim::Declared && self.is_recorded(edge.recorded));
        edges
    }

    /// Whether the register had this edge by the view's day, and not only later.
    pub fn is_recorded(&self, recorded: Option<Day>) -> bool {
        recorded.is_none_or(|day| self.has_come(day.date))
    }

    /// The edge as a subject.
    pub fn edge_subject(&self, edge: &Edge) -> Subject {
        Subject::new(SubjectKind::Edge, &edge.id)
    }

    /// The transfer as a subject.
    pub fn transfer_subject(&self, edge: &Edge, to: Country) -> Subject {
        Subject::new(SubjectKind::Transfer, format!("{}/{to}", edge.id))
    }

    /// The nearest agreement up the chain that lays this duty on the party above this edge, with the clause.
    pub fn duty_above(&self, edge: &'a Edge, duty: &str) -> Option<(&'a Document, &'a Clause)> {
        let mut above = self.parent_of(edge);
        // The chain is as long as there are edges: a cycle, which a declaration may not hold, still ends.
        for _ in 0..self.declared.edges.len() {
            let parent = above?;
            if let Some(document) = self.agreement_of(parent)
                && let Some(clause) = document.clause_with(duty)
            {
                return Some((document, clause));
            }
            above = self.parent_of(parent);
        }
        None
    }

    /// The agreement of this edge, or else the nearest up the chain, that holds this duty, with the clause.
    pub fn duty_here_or_above(&self, edge: &'a Edge, duty: &str) -> Option<(&'a Document, &'a Clause)> {
        self.duty_above(edge, duty).or_else(|| {
            let document = self.agreement_of(edge)?;
            Some((document, document.clause_with(duty)?))
        })
    }

    /// Whether the recipient acts on another's behalf: as declared, or as a mere supplier that was seen to get data.
    pub fn acts_as_processor(&self, edge: &Edge) -> bool {
        edge.role.is_processor() || (edge.role == Role::Supplier && self.is_seen(&edge.to_organisation))
    }

    /// Whether an edge leads on from a processor. Who decides for itself engages processors of its own, and no sub-processors.
    pub fn is_sub_processor(&self, edge: &Edge) -> bool {
        let decides = |above: &Edge| matches!(above.role, Role::Controller | Role::JointController);
        let leads_on = || match self.parent_of(edge) {
            Some(above) => !decides(above),
            None => edge.via.is_some() || self.begins_at_processor(edge),
        };
        self.acts_as_processor(edge) && (edge.role == Role::SubProcessor || leads_on())
    }

    /// Whether the edge names none above it, and begins where one to a processor ends.
    fn begins_at_processor(&self, edge: &Edge) -> bool {
        edge.from_organisation != self.declared.service.controller
            && self.edges_to(&edge.from_organisation).any(|above| self.acts_as_processor(above))
    }

    /// Edges in force that lead on from a processor.
    pub fn sub_processors(&self) -> impl Iterator<Item = &'a Edge> {
        self.edges().filter(|edge| self.is_sub_processor(edge))
    }

    /// Whether looks show this organisation.
    pub fn is_seen(&self, organisation: &OrganisationId) -> bool {
        self.ties.organisation(organisation).is_some_and(|place| self.ties.shown.contains(&place))
    }

    /// Whether it was seen and stands at the end of no edge, declared or presumed.
    pub fn is_undeclared(&self, seen: &Sighted) -> bool {
        !seen.only_hints() && self.edges_behind(seen).is_empty() && !self.is_controller(seen)
    }

    /// The names along the chain: `Controller → Processor → Sub-processor`.
    pub fn path(&self, edge: &'a Edge) -> String {
        let mut names = vec![self.organisation_name(&edge.to_organisation)];
        let mut at = Some(edge);
        for _ in 0..=self.declared.edges.len() {
            let Some(step) = at else { break };
            names.push(self.organisation_name(&step.from_organisation));
            at = self.parent_of(step);
        }
        names.reverse();
        names.join(" → ")
    }

    /// The agreement that governs the edge above.
    pub fn parent_agreement(&self, edge: &Edge) -> Option<&'a Document> {
        self.agreement_of(self.parent_of(edge)?)
    }

    /// The agreements of this edge and of every edge above it.
    pub fn agreements_upwards(&self, edge: &'a Edge) -> impl Iterator<Item = &'a Document> + Clone {
        let steps = std::iter::successors(Some(edge), |step| self.parent_of(step));
        let agreements = steps.take(self.declared.edges.len()).filter_map(|step| self.agreement_of(step));
        agreements.filter(|document| self.is_made(document))
    }

    /// Whether the annexes of a document are in hand.
    pub fn has_annexes(&self, document: &Document) -> bool {
        self.state(&document.annexes).is_some_and(|stated| stated.value.is_in_hand())
    }

    /// Whether the processor named this sub-processor in a report by the view's day.
    pub fn is_reported(&self, edge: &Edge) -> bool {
        self.declared.reports.iter().any(|report| {
            report.by == edge.from_organisation
                && report.names.contains(&edge.to_organisation)
                && self.has_come(report.on.date)
        })
    }

    /// Whether a general authorisation covers the edge: given in an agreement above, reported before the start, and not
    /// objected to (GDPR Art. 28(2), second sentence).
    pub fn is_authorised_in_general(&self, edge: &'a Edge) -> bool {
        let in_time = |day: Date| edge.period.from.is_none_or(|from| day <= from.date);
        self.duty_above(edge, "general-authorisation").is_some()
            && self.declared.reports.iter().any(|report| {
                // Whoever of the chain tells it, it is the controller that must be told (GDPR Art. 28(2)).
                report.to == self.declared.service.controller
                    && self.is_above(&report.by, edge)
                    && in_time(report.on.date)
                    && self.has_come(report.on.date)
                    && report.names.contains(&edge.to_organisation)
                    && self.state(&report.objection).is_none_or(|stated| stated.value != Approval::Refused)
            })
    }

    /// Whether data pass through this organisation before they reach the edge's end.
    fn is_above(&self, organisation: &OrganisationId, edge: &'a Edge) -> bool {
        let mut at = Some(edge);
        // As long as there are edges: see `duty_above`.
        for _ in 0..self.declared.edges.len() {
            let Some(edge) = at else { return false };
            if edge.from_organisation == *organisation {
                return true;
            }
            at = self.parent_of(edge);
        }
        false
    }

    /// Categories of data that pass along this edge.
    pub fn data_of(&self, edge: &'a Edge) -> BTreeSet<&'a DataCategory> {
        if !edge.data.is_empty() {
            return edge.data.iter().collect();
        }
        self.processings(edge).flat_map(|processing| &processing.data).collect()
    }

    /// Purposes for which data pass along this edge.
    pub fn purposes_of(&self, edge: &'a Edge) -> BTreeSet<&'a Purpose> {
        if !edge.purposes.is_empty() {
            return edge.purposes.iter().collect();
        }
        self.processings(edge).flat_map(|processing| &processing.purposes).collect()
    }

    /// Groups of people whose data pass along this edge.
    pub fn subjects_of(&self, edge: &'a Edge) -> BTreeSet<&'a SubjectGroup> {
        self.processings(edge).flat_map(|processing| &processing.subjects).collect()
    }

    /// The activities that an edge serves.
    pub(super) fn processings(&self, edge: &'a Edge) -> impl Iterator<Item = &'a Processing> {
        let declared = self.declared;
        edge.processing.iter().filter_map(move |id| declared.processing(id))
    }

    /// Third countries that the register names for this edge: on the edge, or as a transfer.
    pub fn third_countries(&self, edge: &Edge) -> BTreeSet<Country> {
        let claimed =
            edge.countries.iter().filter(|claim| self.is_recorded(claim.recorded)).map(|claim| claim.country);
        let transferred = edge.transfers.iter().filter(|transfer| self.is_recorded(transfer.recorded));
        let transferred = transferred.map(|transfer| transfer.to);
        claimed.chain(transferred).filter(|country| self.is_third_country(*country)).collect()
    }

    /// Whether the register names any country for this edge by the view's day.
    pub fn names_country(&self, edge: &Edge) -> bool {
        edge.countries.iter().any(|claim| self.is_recorded(claim.recorded))
            || edge.transfers.iter().any(|transfer| self.is_recorded(transfer.recorded))
    }

    /// Whether a country is a third country on the view's day.
    pub fn is_third_country(&self, country: Country) -> bool {
        self.law.is_third_country(country, self.law_day())
    }

    /// Where whoever sends data along this edge is established: decides which date of an adequacy decision counts.
    ///
    /// Somebody outside passes on what came from inside: there the nearest one inside counts, up the chain to the controller.
    pub fn exporter_area(&self, edge: Option<&'a Edge>) -> Area {
        let steps = std::iter::successors(edge, |step| self.parent_of(step)).take(self.declared.edges.len());
        let exporters = steps.map(|step| &step.from_organisation);
        let mut all = exporters.chain([&self.declared.service.controller]);
        let area = |id| self.law.area_of(self.organisation(id)?.country?, self.law_day());
        all.find_map(area).unwrap_or(Area::Eu)
    }

    /// What to call an organisation.
    pub fn organisation_name(&self, id: &'a OrganisationId) -> &'a str {
        self.organisation(id).map_or(id.as_str(), |organisation| &organisation.name)
    }
}
