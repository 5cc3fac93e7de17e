//! Somebody said that a document, or a part of it, does not exist, and something else on record says that it must.
//!
//! ## Why it matters
//! An answer that a document is not held settles a request only if it is true. Where a clause, the document's own text or
//! a later arrival says otherwise, one of the two is wrong, and the controller answers for finding out which.
//!
//! ## Put it right
//! Ask the one who made the statement to explain it, and correct the register or the answer.
//!
//! ## Fires
//! A clause gives the controller the copy that it says it does not have.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document.clause]]
//! ref = "6.1"
//! duties = ["copy-to-controller"]
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2022-09-01
//! held = { state = "not-held", said_by = "controller", on = 2022-11-21 }
//! ```
//! ```text
//! document:sub: The Controller said on 2022-11-21 that it does not hold sub, but clause 6.1 of main gives the controller a copy
//! ```
//! The text refers to annexes that are said not to exist; another document amends what is said to be unamended.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! refers_to_annexes = ["sub-processors"]
//! annexes = { state = "not-held", said_by = "controller", on = 2022-11-21 }
//! amendments = { state = "not-held", said_by = "controller", on = 2022-11-21 }
//! [[declared.document]]
//! id = "supplement"
//! kind = "commercial-amendment"
//! amends = "main"
//! held = { state = "received", on = 2022-11-21 }
//! ```
//! ```text
//! document:main/amendments: The Controller said on 2022-11-21 that main has no amendments, but another document changes it: supplement
//! document:main/annexes: The Controller said on 2022-11-21 that main has no annexes, but its text refers to sub-processors
//! ```
//! It arrives after all.
//! ```toml
//! now = "2023-03-27T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! held = [{ state = "not-held", said_by = "controller", on = 2023-03-17 }, { state = "received", on = 2023-03-27 }]
//! ```
//! ```text
//! document:sub/arrival: The Controller said on 2023-03-17 that it does not hold sub; a copy arrived on 2023-03-27, and nothing shows that it is younger than the statement
//! ```
//!
//! ## Stays silent
//! The document was made after the statement.
//! ```toml
//! now = "2023-03-27T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! agreement = "sub"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! signed = 2023-03-20
//! held = [{ state = "not-held", said_by = "controller", on = 2023-03-17 }, { state = "received", on = 2023-03-27 }]
//! ```
//!
//! ## Cannot tell
//! The text refers to annexes, and whether they exist is not known.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "host"
//! name = "Host AB"
//! [[declared.organisation]]
//! id = "network"
//! name = "Network Ltd"
//! [[declared.edge]]
//! id = "to-host"
//! from_organisation = "controller"
//! to_organisation = "host"
//! role = "processor"
//! from = 2020-10-20
//! agreement = "main"
//! [[declared.edge]]
//! id = "to-network"
//! via = "to-host"
//! from_organisation = "host"
//! to_organisation = "network"
//! role = "sub-processor"
//! from = 2022-09-22
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! parties = ["controller", "host"]
//! signed = 2020-10-20
//! refers_to_annexes = ["sub-processors"]
//! annexes = { state = "unknown" }
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Document, Holding},
    finding::{Message, Severity, Subject, SubjectKind},
    message,
    time::{History, Stated},
};

use crate::{
    answer::{Answer, Found},
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "statement-contradicted",
    severity: Severity::Warning,
    law: &[gdpr("5(2)"), gdpr("28(9)")],
    source: include_str!("statement_contradicted.rs"),
    asks: &[Asks::Documents(assess)],
};

fn assess(view: &View<'_>, document: &Document, answer: &mut Answer) {
    copy_promised(view, document, answer);
    annexes_referred_to(view, document, answer);
    amended_elsewhere(view, document, answer);
    arrived_after_all(view, document, answer);
}

fn copy_promised(view: &View<'_>, document: &Document, answer: &mut Answer) {
    let Some(denied) = denied(&document.held, view) else { return };
    for edge in view.sub_processors() {
        let governs = view.agreement_of(edge).is_some_and(|each| each.id == document.id);
        let Some((parent, clause)) = view.duty_above(edge, "copy-to-controller").filter(|_| governs) else {
            continue;
        };
        let said = message!(
            "copy-promised",
            "{sayer} said on {day} that it does not hold {document}, but clause {clause} of {parent} gives the controller a copy",
            clause = clause.number,
            parent = parent.id,
        );
        found(view, (document, ""), denied, said, answer).against_clause(parent, clause);
    }
}

fn annexes_referred_to(view: &View<'_>, document: &Document, answer: &mut Answer) {
    if document.refers_to_annexes.is_empty() {
        return;
    }
    if view.state(&document.annexes).is_some_and(|stated| stated.value == Holding::Unknown) {
        let lacks = message!(
            "annexes-unknown",
            "{document} refers to annexes, and whether they exist is not known",
            document = document.id
        );
        return answer
            .cannot_tell(Subject::new(SubjectKind::Document, format!("{}/annexes", document.id)), lacks);
    }
    if let Some(denied) = denied(&document.annexes, view) {
        let said = message!(
            "annexes",
            "{sayer} said on {day} that {document} has no annexes, but its text refers to {annexes}",
            annexes = listed(&document.refers_to_annexes),
        );
        found(view, (document, "/annexes"), denied, said, answer);
    }
}

fn amended_elsewhere(view: &View<'_>, document: &Document, answer: &mut Answer) {
    let Some(denied) = denied(&document.amendments, view) else { return };
    let amending = view.declared.documents.iter().filter(|each| each.amends.as_ref() == Some(&document.id));
    let amending: Vec<_> = amending.map(|each| &each.id).collect();
    if !amending.is_empty() {
        let said = message!(
            "amendments",
            "{sayer} said on {day} that {document} has no amendments, but another document changes it: {amending}",
            amending = listed(amending),
        );
        found(view, (document, "/amendments"), denied, said, answer);
    }
}

fn arrived_after_all(view: &View<'_>, document: &Document, answer: &mut Answer) {
    let Some(arrived) = view.state(&document.held).filter(|stated| stated.value.is_in_hand()) else {
        return;
    };
    let mut before =
        document.held.iter().filter(|stated| stated.value == Holding::NotHeld && stated.on < arrived.on);
    let Some(denied) = before.rfind(|stated| stated.on.is_some()) else { return };
    let made = document.signed.or(document.period.from);
    if made.is_some_and(|made| denied.on.is_some_and(|denied| denied.date < made.earliest())) {
        return;
    }
    let said = message!(
        "arrived",
        "{sayer} said on {day} that it does not hold {document}; a copy arrived on {arrived}, and nothing shows that it is younger than the statement",
        arrived = day(arrived),
    );
    found(view, (document, "/arrival"), denied, said, answer);
}

/// What is said not to be held, as of the view's day.
fn denied<'a>(history: &'a History<Holding>, view: &View<'_>) -> Option<&'a Stated<Holding>> {
    view.state(history).filter(|stated| stated.value == Holding::NotHeld && stated.on.is_some())
}

fn day(stated: &Stated<Holding>) -> String {
    stated.on.map_or_else(String::new, |day| day.to_string())
}

fn found<'a>(
    view: &View<'_>,
    (document, part): (&Document, &str),
    denied: &Stated<Holding>,
    said: Message,
    answer: &'a mut Answer,
) -> &'a mut Found {
    let sayer = denied.said_by.as_ref().map_or("somebody", |id| view.organisation_name(id));
    let said = said.with("sayer", sayer).with("day", day(denied)).with("document", &document.id);
    let subject = Subject::new(SubjectKind::Document, format!("{}{part}", document.id));
    answer.found(subject, said).declared_at(&document.place).declared_at(&denied.place)
}
