//! Data go to a third country, and no basis for that holds on the day.
//!
//! ## Why it matters
//! Chapter V allows a transfer only under an adequacy decision, appropriate safeguards or a derogation, each with dates
//! of its own. An instrument that was annulled carries nothing from that day on.
//!
//! ## Put it right
//! Stop the transfer, or put it on a basis that holds today, and enter it on the edge as a `[[edge.transfer]]`.

// What decides is `view/basis.rs`; here stands only how that is told. Each way in which a basis fails has its view under
// `src/manual/transfer_without_basis/`.

use vidne_law::gdpr;
use vidne_model::{
    finding::{Message, Severity},
    message,
};

use crate::{
    answer::{Answer, Found},
    rule::{Asks, Rule},
    view::{Flow, Footing, View},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-without-basis",
    severity: Severity::Violation,
    law: &[gdpr("44"), gdpr("46(1)")],
    source: manual!("transfer_without_basis"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let footing = view.footing(flow);
    if let Some(lacks) = unclear(flow, footing) {
        answer.cannot_tell(flow.subject.clone(), lacks);
    } else if let Some(said) = lacking(view, flow, footing) {
        let found = lay(view, flow, said, answer);
        if matches!(footing, Footing::Barred) {
            found.against(gdpr("49(3)"));
        }
    }
}

fn lay<'f, 'a>(view: &View<'a>, flow: &Flow<'a>, said: Message, answer: &'f mut Answer) -> &'f mut Found {
    let found = answer.found(flow.subject.clone(), said);
    found.rests_on(&flow.citations);
    found.with_caveats(&view.decision_caveats(flow));
    let Some(edge) = flow.edge else { return found };
    found.declared_at(flow.transfer.map_or(&edge.place, |transfer| &transfer.place));
    if let Some(instrument) = flow.transfer.and_then(|transfer| view.basis_of(transfer)) {
        found.with_caveats(&instrument.caveats(view.law_day()));
    }
    if let Some((document, clause)) = view.duty_here_or_above(edge, "transfer-basis") {
        found.against_clause(document, clause);
    }
    found
}

/// What must be known first, where that is not said.
fn unclear(flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    match footing {
        // A decision for some recipients only: without another basis, everything hangs on whether this is one of them.
        Footing::Unsaid(limits) => Some(to_country(
            flow,
            message!(
                "limited",
                "the adequacy decision for {country} is limited ({limits}), and whether {who} is covered is not said",
                limits = limits,
            ),
        )),
        Footing::Older { agreement, signed, adopted } => on_basis(
            flow,
            message!(
                "older",
                "{agreement} was signed {signed}, before {basis} was adopted on {adopted}, and when the clauses were concluded is not said",
                agreement = agreement.id,
                signed = signed,
                adopted = adopted,
            ),
        ),
        Footing::MaybeBarred => on_basis(
            flow,
            message!(
                "public-powers",
                "the transfer to {who} in {country} rests on {basis}, which is closed to a public authority in the exercise of its public powers; whether this is one is not said"
            ),
        ),
        _ => None,
    }
}

/// What is wrong with the basis; nothing where it holds.
fn lacking(view: &View<'_>, flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    let why = match footing {
        Footing::Holds | Footing::Unsaid(_) | Footing::Older { .. } | Footing::MaybeBarred => return None,
        Footing::Nothing | Footing::NoDecision | Footing::NotCovered(_) => {
            return undecided(view, flow, footing);
        }
        Footing::WrongRoles(..) | Footing::TooEarly { .. } | Footing::Barred => return unfit(flow, footing),
        Footing::NotKnown => "an instrument that is not known".to_owned(),
        Footing::NoTool => "no instrument for transfers".to_owned(),
        Footing::Elsewhere => format!("it does not lead to {}", flow.country),
        Footing::NotConcluded => "nothing shows that it was concluded".to_owned(),
        Footing::Fallen(standing) => standing.to_string(),
    };
    let said = message!("not-valid", "the transfer to {who} in {country} rests on {basis}: {why}", why = why);
    on_basis(flow, said)
}

/// Where no decision carries it, and no instrument is named.
fn undecided(view: &View<'_>, flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    let said = match footing {
        Footing::Nothing => message!(
            "none",
            "data that {who} handles are in {country}, and the register names no basis for that; there is no adequacy decision for {country} on {day}",
            day = view.day_in_words(),
        ),
        Footing::NoDecision => message!(
            "no-decision",
            "the transfer to {who} in {country} rests on an adequacy decision, and there is none for {country} on {day}",
            day = view.day_in_words(),
        ),
        Footing::NotCovered(limits) => message!(
            "not-covered",
            "the adequacy decision for {country} is limited ({limits}), {who} is not covered, and the register names no other basis",
            limits = limits,
        ),
        _ => return None,
    };
    Some(to_country(flow, said))
}

/// Why an instrument that is in force is none for this transfer.
fn unfit(flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    let said = match footing {
        Footing::WrongRoles(exporter, importer) => message!(
            "wrong-roles",
            "the transfer to {who} in {country} rests on {basis}, which is not written for a transfer from a {exporter} to a {importer}",
            exporter = exporter.as_str(),
            importer = importer.as_str(),
        ),
        Footing::TooEarly { concluded, adopted } => message!(
            "too-early",
            "the transfer to {who} in {country} rests on {basis}, concluded {concluded}; that instrument was not adopted before {adopted}",
            concluded = concluded,
            adopted = adopted,
        ),
        Footing::Barred => message!(
            "barred",
            "the transfer to {who} in {country} rests on {basis}, which is closed to a public authority in the exercise of its public powers"
        ),
        _ => return None,
    };
    on_basis(flow, said)
}

/// A sentence about a transfer that rests on a declared basis, with these filled in.
fn on_basis(flow: &Flow<'_>, said: Message) -> Option<Message> {
    let basis = flow.transfer?.basis.as_ref()?;
    Some(to_country(flow, said).with("basis", basis))
}

fn to_country(flow: &Flow<'_>, said: Message) -> Message {
    said.with("who", &flow.name).with("country", flow.country)
}
