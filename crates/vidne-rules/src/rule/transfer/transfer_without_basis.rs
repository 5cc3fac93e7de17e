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
//! There is no decision to rest on.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "IN"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "IN", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "IN"
//! basis = "adequacy"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/IN: the transfer to Importer Inc. in IN rests on an adequacy decision, and there is none for IN on 2024-11-21
//! ```
//! The decision is for others.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "CA"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "CA", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "CA"
//! basis = "adequacy"
//! certified = { state = "refused", on = 2024-01-10 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/CA: the adequacy decision for CA is limited (only recipients under PIPEDA, the Canadian law on personal data in commerce), Importer Inc. is not covered, and the register names no other basis
//! ```
//! A place on the list of the Privacy Shield is none on the list of the framework that came after it.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
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
//! certified = { state = "given", on = 2017-03-01 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on eu-us-privacy-shield: annulled on 2020-07-16 (Schrems II, C-311/18)
//! ```
//! A decision that counts in the Union, but not yet where the one sits who sends the data.
//! ```toml
//! now = "2026-03-01T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "BR"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AS"
//! country = "NO"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2022-09-22
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "host"
//! via = "to-host"
//! to_organisation = "importer"
//! role = "sub-processor"
//! from = 2022-09-22
//! countries = [{ code = "BR", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "BR"
//! basis = "adequacy"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["host", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/BR: the transfer to Importer Inc. in BR rests on an adequacy decision, and there is none for BR on 2026-03-01
//! ```
//! A decision under the GDPR carries nothing for the police.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! regime = "led"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "JP"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "JP", kind = "stored" }]
//! agreement = "main"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/JP: data that Importer Inc. handles are in JP, and the register names no basis for that; there is no adequacy decision for JP on 2024-11-21
//! ```
//! The clauses are for other roles.
//! ```toml
//! now = "2020-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AS"
//! country = "DK"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-01-10
//! [[declared.edge]]
//! id = "to-importer"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "importer"
//! role = "sub-processor"
//! from = 2020-02-01
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2010-87"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["host", "importer"]
//! signed = 2020-01-20
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on scc-2010-87, which is not written for a transfer from a processor to a processor
//! ```
//! Nobody can have concluded clauses that nobody had written.
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
//! concluded = 2020-05-01
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on scc-2021-914, concluded 2020-05-01; that instrument was not adopted before 2021-06-04
//! ```
//! A municipality lets its public task rest on the consent of those whom it concerns.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! authority = "dk.kommune"
//! [[declared.processing]]
//! id = "teaching"
//! basis = "6.1.e"
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
//! processing = ["teaching"]
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "derogation-49-1-a"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! ```text
//! transfer:to-importer/US: the transfer to Importer Inc. in US rests on derogation-49-1-a, which is closed to a public authority in the exercise of its public powers
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
//! The recipient is on the list of the framework in force.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
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
//! basis = "adequacy"
//! certified = { state = "given", on = 2024-01-10 }
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! The decision counts where the one sits who sends the data.
//! ```toml
//! now = "2026-03-01T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "BR"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AS"
//! country = "DK"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2022-09-22
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "host"
//! via = "to-host"
//! to_organisation = "importer"
//! role = "sub-processor"
//! from = 2022-09-22
//! countries = [{ code = "BR", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "BR"
//! basis = "adequacy"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["host", "importer"]
//! signed = 2022-09-01
//! ```
//! Of two bases one holds.
//! ```toml
//! now = "2021-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "US"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2019-01-10
//! countries = [{ code = "US", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "eu-us-privacy-shield"
//! certified = { state = "given", on = 2018-01-01 }
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "scc-2010-87"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2019-01-05
//! ```
//! A municipality acts as anybody could.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! authority = "dk.kommune"
//! [[declared.processing]]
//! id = "teaching"
//! basis = "6.1.b"
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
//! processing = ["teaching"]
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "derogation-49-1-a"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! An amendment brought the clauses into an agreement that is older than they are.
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
//! from = 2019-01-10
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
//! signed = 2019-01-05
//! [[declared.document]]
//! id = "later"
//! kind = "amendment"
//! amends = "main"
//! parties = ["controller", "importer"]
//! signed = 2021-10-01
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
//! The same, where the register relies on the decision.
//! ```toml
//! now = "2024-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "importer"
//! name = "Importer Inc."
//! country = "CA"
//! [[declared.edge]]
//! id = "to-importer"
//! from_organisation = "controller"
//! to_organisation = "importer"
//! role = "processor"
//! from = 2022-09-22
//! countries = [{ code = "CA", kind = "stored" }]
//! agreement = "main"
//! [[declared.edge.transfer]]
//! to = "CA"
//! basis = "adequacy"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```
//! The agreement is older than the clauses, and nobody has entered when they were concluded.
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
//! from = 2019-01-10
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
//! signed = 2019-01-05
//! ```
//! A municipality rests on a derogation that its public powers would close to it.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! authority = "dk.kommune"
//! [[declared.processing]]
//! id = "teaching"
//! basis = "6.1.c"
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
//! processing = ["teaching"]
//! [[declared.edge.transfer]]
//! to = "US"
//! basis = "derogation-49-1-a"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "importer"]
//! signed = 2022-09-01
//! ```

// Four fifths of this file are the manual, which is the test as well: each way in which a basis fails has its view there. What decides is
// `view/basis.rs`; here stands only how that is told.

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
    source: include_str!("transfer_without_basis.rs"),
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
        Footing::Unsaid(limits) => Some(message!(
            "limited",
            "the adequacy decision for {country} is limited ({limits}), and whether {who} is covered is not said",
            country = flow.country,
            limits = limits,
            who = flow.name,
        )),
        Footing::Older { agreement, signed, adopted } => Some(message!(
            "older",
            "{agreement} was signed {signed}, before {basis} was adopted on {adopted}, and when the clauses were concluded is not said",
            agreement = agreement.id,
            signed = signed,
            basis = flow.transfer?.basis.as_ref()?,
            adopted = adopted,
        )),
        Footing::MaybeBarred => Some(message!(
            "public-powers",
            "the transfer to {who} in {country} rests on {basis}, which is closed to a public authority in the exercise of its public powers; whether this is one is not said",
            who = flow.name,
            country = flow.country,
            basis = flow.transfer?.basis.as_ref()?,
        )),
        _ => None,
    }
}

/// What is wrong with the basis; nothing where it holds.
fn lacking(view: &View<'_>, flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    let why = match footing {
        Footing::Holds | Footing::Unsaid(_) | Footing::Older { .. } | Footing::MaybeBarred => return None,
        Footing::Nothing => {
            return Some(message!(
                "none",
                "data that {who} handles are in {country}, and the register names no basis for that; there is no adequacy decision for {country} on {day}",
                who = flow.name,
                country = flow.country,
                day = view.day_in_words(),
            ));
        }
        Footing::NoDecision => {
            return Some(message!(
                "no-decision",
                "the transfer to {who} in {country} rests on an adequacy decision, and there is none for {country} on {day}",
                who = flow.name,
                country = flow.country,
                day = view.day_in_words(),
            ));
        }
        Footing::NotCovered(limits) => {
            return Some(message!(
                "not-covered",
                "the adequacy decision for {country} is limited ({limits}), {who} is not covered, and the register names no other basis",
                country = flow.country,
                limits = limits,
                who = flow.name,
            ));
        }
        Footing::WrongRoles(..) | Footing::TooEarly { .. } | Footing::Barred => return unfit(flow, footing),
        Footing::NotKnown => "an instrument that is not known".to_owned(),
        Footing::NoTool => "no instrument for transfers".to_owned(),
        Footing::Elsewhere => format!("it does not lead to {}", flow.country),
        Footing::NotConcluded => "nothing shows that it was concluded".to_owned(),
        Footing::Fallen(standing) => standing.to_string(),
    };
    let basis = flow.transfer?.basis.as_ref()?;
    Some(message!(
        "not-valid",
        "the transfer to {who} in {country} rests on {basis}: {why}",
        who = flow.name,
        country = flow.country,
        basis = basis,
        why = why,
    ))
}

/// Why an instrument that is in force is none for this transfer.
fn unfit(flow: &Flow<'_>, footing: Footing<'_>) -> Option<Message> {
    let basis = flow.transfer?.basis.as_ref()?;
    match footing {
        Footing::WrongRoles(exporter, importer) => Some(message!(
            "wrong-roles",
            "the transfer to {who} in {country} rests on {basis}, which is not written for a transfer from a {exporter} to a {importer}",
            who = flow.name,
            country = flow.country,
            basis = basis,
            exporter = exporter.as_str(),
            importer = importer.as_str(),
        )),
        Footing::TooEarly { concluded, adopted } => Some(message!(
            "too-early",
            "the transfer to {who} in {country} rests on {basis}, concluded {concluded}; that instrument was not adopted before {adopted}",
            who = flow.name,
            country = flow.country,
            basis = basis,
            concluded = concluded,
            adopted = adopted,
        )),
        Footing::Barred => Some(message!(
            "barred",
            "the transfer to {who} in {country} rests on {basis}, which is closed to a public authority in the exercise of its public powers",
            who = flow.name,
            country = flow.country,
            basis = basis,
        )),
        _ => None,
    }
}
