//! What a transfer rests on (GDPR chapter V), and whether that holds on the view's day: a decision, an instrument, or nothing.
//!
//! It never words and never weighs: the rules in `rule/transfer/` do.

use jiff::civil::Date;
use vidne_law::{
    Adequacy, Area, Caveat, Decision, Holder, Instrument, Kind, Regime, Role as Part, Scope, Standing, Use,
};
use vidne_model::{
    declared::{self, Approval, Document, Edge, Transfer},
    id::InstrumentId,
    time::Day,
};

use super::{Flow, View};

/// Whether something carries a flow to a third country.
#[derive(Debug, Clone, Copy)]
pub enum Footing<'a> {
    /// A decision or an instrument does.
    Holds,
    /// The decision in force is for some recipients only, in these words, and whether this is one of them is not said.
    Unsaid(&'a str),
    /// The decision in force is for some recipients only, in these words, and this is none of them.
    NotCovered(&'a str),
    /// The register says that it rests on a decision, and none is in force.
    NoDecision,
    /// The register names nothing.
    Nothing,
    /// The register names something that is not known.
    NotKnown,
    /// The register names something that is no instrument for transfers.
    NoTool,
    /// The instrument leads to another country only.
    Elsewhere,
    /// The instrument is not written for a transfer from the one to the other.
    WrongRoles(Part, Part),
    /// The contract is said to have been concluded before the instrument was adopted.
    TooEarly {
        /// When it was concluded, as declared.
        concluded: Day,
        /// When the instrument was adopted.
        adopted: Date,
    },
    /// The agreement is older than the instrument, and when the clauses were concluded is not said.
    Older {
        /// The agreement.
        agreement: &'a Document,
        /// When it was signed.
        signed: Day,
        /// When the instrument was adopted.
        adopted: Date,
    },
    /// A public authority cannot use the instrument for this.
    Barred,
    /// A public authority cannot use the instrument in the exercise of its powers, and whether this is one is not said.
    MaybeBarred,
    /// Nothing shows that the contract was concluded.
    NotConcluded,
    /// The instrument itself cannot be relied on.
    Fallen(Standing<'a>),
}

impl Footing<'_> {
    /// Whether it holds, cannot be told, or does not hold.
    fn doubt(self) -> Doubt {
        match self {
            Self::Holds => Doubt::None,
            Self::Unsaid(_) | Self::Older { .. } | Self::MaybeBarred => Doubt::Open,
            _ => Doubt::Wrong,
        }
    }
}

/// How much stands against a basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    None,
    Open,
    Wrong,
}

/// Whether the register shows that a recipient is on the list, or bound by the rules, that a basis needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// It does, or none is needed.
    Shown,
    /// It does not say.
    Unsaid,
    /// It shows that it is not.
    Denied,
}

impl<'a> View<'a> {
    /// Whether something carries this flow.
    pub fn footing(&self, flow: &Flow<'a>) -> Footing<'a> {
        match self.adequacy(flow) {
            Adequacy::NotThirdCountry | Adequacy::Adequate { limits: None, .. } => Footing::Holds,
            Adequacy::None { .. } => self.beside_decision(flow, Footing::NoDecision, Footing::Nothing),
            Adequacy::Adequate { decision, limits: Some(limits), .. } => {
                match self.decision_cover(flow.transfer, decision) {
                    Cover::Shown => Footing::Holds,
                    Cover::Unsaid => {
                        self.beside_decision(flow, Footing::Unsaid(limits), Footing::Unsaid(limits))
                    }
                    Cover::Denied => {
                        self.beside_decision(flow, Footing::NotCovered(limits), Footing::NotCovered(limits))
                    }
                }
            }
        }
    }

    /// Of several bases for the same flow, the one on which it stands most firmly; of two that are alike, the first.
    pub(super) fn firmest(&self, mut flows: Vec<Flow<'a>>) -> Option<Flow<'a>> {
        if flows.len() < 2 {
            return flows.pop();
        }
        flows.into_iter().min_by_key(|flow| (self.doubt(flow), self.is_unassessed(flow)))
    }

    /// How much stands against a flow, whichever rule says so.
    fn doubt(&self, flow: &Flow<'a>) -> Doubt {
        let Some((transfer, basis)) =
            flow.transfer.and_then(|transfer| Some((transfer, self.basis_of(transfer)?)))
        else {
            return self.footing(flow).doubt();
        };
        let cover = match self.importer_cover(transfer, basis) {
            Some(Cover::Shown) => Doubt::None,
            Some(Cover::Unsaid) => Doubt::Open,
            Some(Cover::Denied) | None => Doubt::Wrong,
        };
        let module = match (flow.edge.and_then(|edge| self.fitting_module(edge, basis)), transfer.module) {
            (Some(_), None) => Doubt::Open,
            (Some(fitting), Some(module)) if fitting != module => Doubt::Wrong,
            _ => Doubt::None,
        };
        self.footing(flow).doubt().max(cover).max(module)
    }

    /// Whether it rests on safeguards, and no assessment is in hand.
    fn is_unassessed(&self, flow: &Flow<'a>) -> bool {
        self.safeguard(flow).is_some_and(|(transfer, _)| {
            self.state(&transfer.assessment).is_none_or(|stated| !stated.value.is_in_hand())
        })
    }

    /// What a reader must be told about the decisions for the country of this flow.
    pub fn decision_caveats(&self, flow: &Flow<'a>) -> Vec<Caveat> {
        let area = self.exporter_area(flow.edge);
        self.law.adequacy_caveats_under(self.regime(), flow.country, self.law_day(), area)
    }

    /// The declared transfer and its instrument, where a flow rests on safeguards (GDPR Art. 46).
    pub fn safeguard(&self, flow: &Flow<'a>) -> Option<(&'a Transfer, &'a Instrument)> {
        let transfer = flow.transfer?;
        let instrument = self.basis_of(transfer).filter(|basis| is_safeguard(basis))?;
        self.is_concluded(flow, instrument).then_some((transfer, instrument))
    }

    /// Whether the importer is on the list, or bound by the rules, that the declared basis needs. What was given before the
    /// instrument could be used was given for another one.
    pub fn importer_cover(&self, transfer: &Transfer, instrument: &Instrument) -> Option<Cover> {
        if !is_held_one_by_one(instrument) {
            return Some(Cover::Shown);
        }
        let stated = self.state(&transfer.certified)?;
        Some(match stated.value {
            Approval::Given if is_since(stated.on, instrument.usable_from.as_ref().map(|start| start.on)) => {
                Cover::Shown
            }
            Approval::Requested | Approval::Unknown => Cover::Unsaid,
            Approval::Given | Approval::Refused => Cover::Denied,
        })
    }

    /// The instrument that the register names.
    pub fn basis_of(&self, transfer: &Transfer) -> Option<&'a Instrument> {
        let law = self.law;
        law.instrument(transfer.basis.as_ref()?)
    }

    /// The answer of the decisions alone.
    fn adequacy(&self, flow: &Flow<'a>) -> Adequacy<'a> {
        let law = self.law;
        law.adequacy_under(self.regime(), flow.country, self.law_day(), self.exporter_area(flow.edge))
    }

    /// What carries a flow that no decision carries by itself: `decided` where the register relies on a decision all the same,
    /// `unnamed` where it names nothing.
    fn beside_decision(&self, flow: &Flow<'a>, decided: Footing<'a>, unnamed: Footing<'a>) -> Footing<'a> {
        let Some(transfer) = flow.transfer.filter(|transfer| transfer.basis.is_some()) else {
            return unnamed;
        };
        match self.basis_of(transfer) {
            None => Footing::NotKnown,
            Some(basis) if basis.kind == Kind::Adequacy => decided,
            Some(basis) => self.instrument_footing(flow, basis),
        }
    }

    fn instrument_footing(&self, flow: &Flow<'a>, basis: &'a Instrument) -> Footing<'a> {
        if !basis.is_transfer_tool() {
            return Footing::NoTool;
        }
        if basis.country.is_some_and(|only| only != flow.country) {
            return Footing::Elsewhere;
        }
        let standing = basis.standing(self.law_day(), self.usage(flow));
        if !standing.permits() {
            return Footing::Fallen(standing);
        }
        if !self.is_concluded(flow, basis) {
            return Footing::NotConcluded;
        }
        self.misfit(flow, basis).unwrap_or(Footing::Holds)
    }

    /// How the instrument is used: since the contract was concluded, or else since the transfer is known to go on.
    fn usage(&self, flow: &Flow<'_>) -> Use {
        let signed = |edge: &Edge| self.agreement_of(edge).and_then(|document| document.signed);
        let concluded = flow.transfer.and_then(|transfer| transfer.concluded).or_else(|| signed(flow.edge?));
        let since =
            flow.transfer.and_then(|transfer| transfer.period.from).or_else(|| flow.edge?.period.from);
        match (concluded, since) {
            (Some(concluded), _) => Use::ExistingContract { concluded: concluded.date },
            (None, Some(since)) => Use::OngoingTransfer { since: since.date },
            (None, None) => Use::NewContract,
        }
    }

    /// Whether it can be shown that the contract on which a transfer rests was concluded; true for a basis that is none.
    fn is_concluded(&self, flow: &Flow<'_>, instrument: &Instrument) -> bool {
        instrument.holder != Holder::ContractEdge
            || flow
                .transfer
                .is_some_and(|transfer| transfer.concluded.is_some_and(|day| self.has_come(day.date)))
            || flow.edge.is_some_and(|edge| self.holds_clauses(edge))
    }

    /// Whether the register shows that a decision for some recipients covers this one.
    fn decision_cover(&self, transfer: Option<&Transfer>, decision: &Decision) -> Cover {
        let stated = transfer.and_then(|transfer| {
            let stated = self.state(&transfer.certified)?;
            self.is_about(transfer, stated.on, decision).then_some(stated.value)
        });
        match stated {
            Some(Approval::Given) => Cover::Shown,
            Some(Approval::Refused) => Cover::Denied,
            Some(Approval::Requested | Approval::Unknown) | None => Cover::Unsaid,
        }
    }

    /// Whether what was certified on that day is what this decision asks for.
    ///
    /// A list is that of its own framework: nobody stood on it before the decision, and a place on an older list is none on
    /// this one. What is certified for a basis that is held one by one speaks of that basis, unless it is an older framework
    /// and the day shows otherwise.
    fn is_about(&self, transfer: &Transfer, on: Option<Day>, decision: &Decision) -> bool {
        let basis = self.basis_of(transfer).filter(|basis| is_held_one_by_one(basis));
        let is_other = basis.is_some_and(|basis| !is_of(decision, &basis.id));
        if is_other && (on.is_none() || basis.is_some_and(|basis| basis.kind != Kind::Framework)) {
            return false;
        }
        decision.scope != Scope::ListedOrganisations || is_since(on, decision.starts(Area::Eu))
    }

    /// The law that binds the controller.
    fn regime(&self) -> Regime {
        match self.declared.service.regime {
            declared::Regime::Gdpr => Regime::Gdpr,
            declared::Regime::Eudpr => Regime::Eudpr,
            declared::Regime::Led => Regime::Led,
        }
    }
}

/// Whether each recipient, or each group, must be shown to be covered.
fn is_held_one_by_one(instrument: &Instrument) -> bool {
    matches!(instrument.holder, Holder::Organisation | Holder::Group)
}

fn is_of(decision: &Decision, basis: &InstrumentId) -> bool {
    decision.instrument.as_ref() == Some(basis)
}

/// Whether it can have begun on the first day or later. What has no date can.
fn is_since(day: Option<Day>, first: Option<Date>) -> bool {
    day.is_none_or(|day| first.is_none_or(|first| first <= day.latest()))
}

/// Whether an instrument gives appropriate safeguards (GDPR Art. 46).
fn is_safeguard(instrument: &Instrument) -> bool {
    matches!(
        instrument.kind,
        Kind::TransferClauses | Kind::BindingRules | Kind::Code | Kind::Certification | Kind::AdHocClauses
    )
}
