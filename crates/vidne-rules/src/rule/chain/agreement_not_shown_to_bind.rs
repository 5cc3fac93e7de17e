//! An agreement is a provider's standard text, and nothing shows that the parties accepted it, or when.
//!
//! ## Why it matters
//! A text that anyone can download binds nobody by itself. Parties, acceptance and the version in force at the start must
//! be shown apart from it.
//!
//! ## Put it right
//! Obtain the order form, the signature page or the record of acceptance, with its date and the version accepted.
//!
//! ## Fires
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! form = "provider-standard"
//! held = { state = "received", on = 2022-11-20 }
//! ```
//! ```text
//! document:sub: sub is a standard text of the provider; nothing shows that host, network accepted it, or when
//! ```
//!
//! ## Stays silent
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! form = "provider-standard"
//! acceptance = { state = "accepted", on = 2022-09-20 }
//! ```
//!
//! ## Cannot tell
//! An agreement that the parties made themselves has neither signature nor date.
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
//! [[declared.document]]
//! id = "sub"
//! kind = "processor-agreement"
//! parties = ["host", "network"]
//! held = { state = "received", on = 2022-11-20 }
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Acceptance, Edge, Form},
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "agreement-not-shown-to-bind",
    severity: Severity::Warning,
    law: &[gdpr("28(3)"), gdpr("28(9)")],
    source: include_str!("agreement_not_shown_to_bind.rs"),
    asks: &[Asks::Processors(assess)],
};

fn assess<'a>(view: &View<'a>, edge: &'a Edge, answer: &mut Answer) {
    let Some(document) = view.shown_agreement(edge) else { return };
    let accepted = view.state(&document.acceptance).map(|stated| stated.value);
    if document.signed.is_some() || matches!(accepted, Some(Acceptance::Accepted | Acceptance::Countersigned))
    {
        return;
    }
    let subject = Subject::new(SubjectKind::Document, &document.id);
    if document.form == Form::Negotiated {
        answer.cannot_tell(
            subject,
            message!(
                "undated",
                "the register says neither when {document} was signed nor whether it was accepted",
                document = document.id
            ),
        );
        return;
    }
    let parties = if document.parties.is_empty() { "anyone".to_owned() } else { listed(&document.parties) };
    let said = message!(
        "standard",
        "{document} is a standard text of the provider; nothing shows that {parties} accepted it, or when",
        document = document.id,
        parties = parties
    );
    answer.found(subject, said).declared_at(&document.place);
}
