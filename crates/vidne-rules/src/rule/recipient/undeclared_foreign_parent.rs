//! A recipient, or the company that owns it, has its seat in a third country, and the register is silent about it.
//!
//! ## Why it matters
//! A seat abroad is no transfer in itself: the General Court said so of a United States parent in T-354/22. But the law of that
//! country can reach the recipient, and whoever assesses the risk must know. So this is a note, never more.
//!
//! ## Put it right
//! Enter the country on the edge with `kind = "legal-exposure"`, and let the assessment say what follows from it.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: Cloudflare, Inc. has its seat in US; the register says nothing about that country
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! countries = [{ code = "US", kind = "legal-exposure" }]
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//!
//! ## Cannot tell
//! Neither the catalogue nor the register knows where a recipient is at home.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://cdn.unknown-company.example/a.js"
//! kind = "script"
//! ```

use std::collections::BTreeMap;

use vidne_catalogue::{Table, Verified};
use vidne_law::{case, gdpr};
use vidne_model::{finding::Severity, id::Country, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Sighted, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "undeclared-foreign-parent",
    severity: Severity::Note,
    law: &[gdpr("44"), case("T-354/22")],
    source: include_str!("undeclared_foreign_parent.rs"),
    asks: &[Asks::Recipients(assess)],
};

fn assess(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if seen.only_hints() {
        return;
    }
    let seats = seats(view, seen);
    if seats.is_empty() {
        answer.cannot_tell(
            view.subject_of(seen),
            message!(
                "no-seat",
                "neither the catalogue nor the register knows where {who} is at home",
                who = view.name_of(seen)
            ),
        );
        return;
    }
    let edges = view.registered_behind(seen);
    let declared = |country: &Country| edges.iter().any(|edge| view.third_countries(edge).contains(country));
    let abroad = seats.iter().filter(|(_, country)| view.is_third_country(**country) && !declared(country));
    let abroad: Vec<_> = abroad.collect();
    let Some((_, country)) = abroad.first() else { return };
    let who = listed(abroad.iter().filter(|(_, each)| each == country).map(|(name, _)| name));
    let said = message!(
        "seat-abroad",
        "{who} has its seat in {country}; the register says nothing about that country",
        who = who,
        country = country
    );
    let found = answer.found(view.subject_of(seen), said);
    found.rests_on(&seen.citations);
    if view.entry(seen).is_some_and(|entry| entry.verified(Table::Entity) == Verified::Never) {
        found.with_caveat(
            &"the catalogue's entry on who stands behind this recipient is not verified at its source",
        );
    }
    for edge in &edges {
        found.declared_at(&edge.place);
    }
}

/// Who stands behind it, and where each is at home: the catalogue's entry, or else the declared organisations.
fn seats<'a>(view: &View<'a>, seen: &Sighted) -> BTreeMap<&'a str, Country> {
    if let Some(entry) = view.entry(seen) {
        let entities = std::iter::once(&entry.entity).chain(&entry.parent);
        return entities.map(|entity| (entity.name.as_str(), entity.seat)).collect();
    }
    let organisations = view.organisations_behind(seen).into_iter();
    let with_parents = organisations.flat_map(|found| {
        let parent = found.parent.as_ref().and_then(|id| view.organisation(id));
        std::iter::once(found).chain(parent)
    });
    with_parents.filter_map(|found| Some((found.name.as_str(), found.country?))).collect()
}
