//! Data go to a third country, and no basis for that holds on the day.
//!
//! ## Why it matters
//! Chapter V allows a transfer only under an adequacy decision, appropriate safeguards or a derogation, each with dates
//! of its own. An instrument that was annulled carries nothing from that day on.
//!
//! ## Put it right
//! Stop the transfer, or put it on a basis that holds today, and enter it on the edge as a `[[edge.transfer]]`.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: data that Importer Inc. handles are in US, and the register names no basis for that; there is no adequacy decision for US on 2022-11-21
//! ```
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "eu-us-privacy-shield"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on eu-us-privacy-shield: annulled on 2020-07-16 (Schrems II, C-311/18)
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2021-914"
//! module = 2
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! There is an adequacy decision for the country.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "CH", kind = "stored" }]
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//!
//! ## Cannot tell
//! The decision covers some recipients only, and whether this is one of them is not said.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "CA", kind = "stored" }]
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

use vidne_law::{Adequacy, Use, gdpr};
use vidne_model::{
    declared::Edge,
    finding::{Message, Severity},
    id::Country,
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Flow, View},
};

pub(super) const RULE: Rule = Rule {
    id: "transfer-without-basis",
    severity: Severity::Violation,
    law: &[gdpr("44"), gdpr("46(1)")],
    source: include_str!("transfer_without_basis.rs"),
    asks: &[Asks::Flows(assess)],
};

fn assess<'a>(view: &View<'a>, flow: &Flow<'a>, answer: &mut Answer) {
    let limits = match view.law.adequacy(flow.country, view.law_day(), view.area()) {
        Adequacy::NotThirdCountry | Adequacy::Adequate { limits: None, .. } => return,
        Adequacy::Adequate { limits: Some(limits), .. } => Some(limits),
        Adequacy::None { .. } => None,
    };
    let has_basis = flow.transfer.is_some_and(|transfer| transfer.basis.is_some());
    match limits {
        Some(_) if view.is_certified(flow) => {}
        // A decision for some recipients only: without another basis, everything hangs on whether this is one of them.
        Some(limits) if !has_basis => {
            let lacks = message!(
                "limited",
                "the adequacy decision for {country} is limited ({limits}), and whether {who} is covered is not said",
                country = flow.country,
                limits = limits,
                who = flow.name,
            );
            answer.cannot_tell(flow.subject.clone(), lacks);
        }
        _ => without_decision(view, flow, answer),
    }
}

fn without_decision(view: &View<'_>, flow: &Flow<'_>, answer: &mut Answer) {
    let Some(said) = lacking(view, flow) else { return };
    let caveats = view.law.adequacy_caveats(flow.country, view.law_day(), view.area());
    let found = answer.found(flow.subject.clone(), said);
    found.rests_on(&flow.citations);
    found.with_caveats(&caveats);
    if let Some(edge) = flow.edge {
        found.declared_at(flow.transfer.map_or(&edge.place, |transfer| &transfer.place));
        if let Some(instrument) =
            flow.transfer.and_then(|transfer| view.law.instrument(transfer.basis.as_ref()?))
        {
            found.with_caveats(&instrument.caveats(view.law_day()));
        }
        if let Some((document, clause)) = view.duty_here_or_above(edge, "transfer-basis") {
            found.against_clause(document, clause);
        }
    }
}

/// What is wrong with the basis; nothing where it holds.
fn lacking(view: &View<'_>, flow: &Flow<'_>) -> Option<Message> {
    let Some(basis) = flow.transfer.and_then(|transfer| transfer.basis.as_ref()) else {
        return Some(message!(
            "none",
            "data that {who} handles are in {country}, and the register names no basis for that; there is no adequacy decision for {country} on {day}",
            who = flow.name,
            country = flow.country,
            day = view.day_in_words(),
        ));
    };
    let why = match view.law.instrument(basis) {
        None => "an instrument that is not known".to_owned(),
        Some(instrument) if !instrument.is_transfer_tool() => "no instrument for transfers".to_owned(),
        Some(instrument) if instrument.country.is_some_and(|only| only != flow.country) => {
            wrong_country(flow.country)
        }
        Some(instrument) => {
            let standing = instrument.standing(view.law_day(), usage(view, flow));
            match standing.permits() {
                true if view.is_concluded(flow, instrument) => return None,
                true => "nothing shows that it was concluded".to_owned(),
                false => standing.to_string(),
            }
        }
    };
    Some(message!(
        "not-valid",
        "the transfer to {who} in {country} rests on {basis}: {why}",
        who = flow.name,
        country = flow.country,
        basis = basis,
        why = why,
    ))
}

fn wrong_country(country: Country) -> String {
    format!("it does not lead to {country}")
}

/// How the instrument is used: since the contract was concluded, or else since the transfer is known to go on.
fn usage(view: &View<'_>, flow: &Flow<'_>) -> Use {
    let signed = |edge: &Edge| view.agreement_of(edge).and_then(|document| document.signed);
    let concluded = flow.transfer.and_then(|transfer| transfer.concluded).or_else(|| signed(flow.edge?));
    let since = flow.transfer.and_then(|transfer| transfer.period.from).or_else(|| flow.edge?.period.from);
    match (concluded, since) {
        (Some(concluded), _) => Use::ExistingContract { concluded: concluded.date },
        (None, Some(since)) => Use::OngoingTransfer { since: since.date },
        (None, None) => Use::NewContract,
    }
}
