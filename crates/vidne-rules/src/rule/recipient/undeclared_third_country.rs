//! A server in a third country was seen, and the register names no such country for its recipient.
//!
//! ## Why it matters
//! Where data are processed decides which law reaches them. Agreements ask that the controller knows the country; chapter V
//! asks for a basis. A server's place is what somebody claims about an address: networks answer from many places at once, so the
//! finding names who claims it.
//!
//! ## Put it right
//! Ask the recipient where it processes, and enter the countries on the edge with the document that says so. Then see to a
//! transfer basis, or have the recipient serve visitors from within the EEA.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! vantage = { country = "SE" }
//! [[observed.visit.requests]]
//! url = "https://cdn.unknown-company.example/a.js"
//! kind = "script"
//! location = { country = "US", source = "address database 2022-11" }
//! ```
//! ```text
//! recipient:unknown-company.example: servers of unknown-company.example were seen in US (address database 2022-11), seen from SE; the register names no such country for it
//! ```
//!
//! ## Stays silent
//! The register names the country.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "newcomer"
//! name = "Unknown Company Inc."
//! hosts = ["unknown-company.example"]
//! [[declared.edge]]
//! id = "to-newcomer"
//! from_organisation = "controller"
//! to_organisation = "newcomer"
//! role = "processor"
//! countries = [{ code = "US", kind = "stored" }]
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.unknown-company.example/a.js"
//! kind = "script"
//! location = { country = "US", source = "address database 2022-11" }
//! ```
//!
//! ## Cannot tell
//! Nobody claims to know where the server stands.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.unknown-company.example/a.js"
//! kind = "script"
//! remote = "192.0.2.7"
//! ```

use std::collections::{BTreeMap, BTreeSet};

use vidne_law::gdpr;
use vidne_model::{finding::Severity, id::Country, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Sighted, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "undeclared-third-country",
    severity: Severity::Warning,
    law: &[gdpr("44"), gdpr("30(1)(e)")],
    source: include_str!("undeclared_third_country.rs"),
    asks: &[Asks::Recipients(assess)],
};

fn assess(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if seen.only_hints() {
        return;
    }
    let (subject, who) = (view.subject_of(seen), view.name_of(seen));
    if seen.locations.is_empty() {
        answer.cannot_tell(
            subject,
            message!(
                "no-location",
                "nobody claims to know where the servers of {who} stand; point vidne at an address database",
                who = who
            ),
        );
        return;
    }
    let abroad = abroad(view, seen);
    if abroad.is_empty() {
        return;
    }
    let said = message!(
        "seen-abroad",
        "servers of {who} were seen in {where}{vantage}; the register names no such country for it",
        who = who,
        where = listed(abroad.iter().map(|(country, sources)| format!("{country} ({})", listed(sources)))),
        vantage = view.vantages(),
    );
    let found = answer.found(subject, said);
    found.rests_on(&seen.citations);
    for edge in view.edges_behind(seen) {
        if let Some((document, clause)) = view.duty_above(edge, "country-known") {
            found.against_clause(document, clause);
        }
    }
}

/// Third countries in which servers were seen and that no edge to the recipient names, with who says so.
fn abroad<'a>(view: &View<'_>, seen: &'a Sighted) -> BTreeMap<Country, BTreeSet<&'a str>> {
    let declared: BTreeSet<Country> =
        view.registered_behind(seen).iter().flat_map(|edge| view.third_countries(edge)).collect();
    let mut abroad: BTreeMap<Country, BTreeSet<&str>> = BTreeMap::new();
    for claim in &seen.locations {
        if view.is_third_country(claim.country) && !declared.contains(&claim.country) {
            abroad.entry(claim.country).or_default().insert(&claim.source);
        }
    }
    abroad
}
