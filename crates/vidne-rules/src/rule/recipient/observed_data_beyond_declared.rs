//! A recipient gets kinds of data that its edge does not declare.
//!
//! ## Why it matters
//! The register, the notice and the agreement are only as true as the list of data in them. A network in front of a site sees
//! everything that visitors send through it, forms included.
//!
//! ## Put it right
//! Add the categories to the edge's processing, its agreement and the notice, or keep them from the recipient.
//!
//! ## Fires
//! The contact form goes through a network that is declared for delivery only.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "cloudflare"
//! name = "Cloudflare, Inc."
//! [[declared.processing]]
//! id = "web-visits"
//! subjects = ["visitor"]
//! data = ["ip-address", "user-agent", "url", "cookie-id"]
//! purposes = ["delivery"]
//! [[declared.edge]]
//! id = "to-cloudflare"
//! from_organisation = "controller"
//! to_organisation = "cloudflare"
//! role = "processor"
//! processing = ["web-visits"]
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/contact"
//! kind = "document"
//! headers = { cf-ray = "766a1b2c3d4e5f60-ARN" }
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "https://www.example.se/contact"
//! fields = ["subject", "message"]
//! ```
//! ```text
//! edge:to-cloudflare: Cloudflare, Inc. gets form-content, which its edge does not declare
//! ```
//!
//! ## Stays silent
//! Everything that reaches it is declared.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "counter"
//! name = "Counter AB"
//! hosts = ["counter.example"]
//! [[declared.edge]]
//! id = "to-counter"
//! from_organisation = "controller"
//! to_organisation = "counter"
//! role = "processor"
//! data = ["ip-address", "user-agent", "url"]
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://counter.example/c.gif"
//! kind = "image"
//! ```
//!
//! ## Cannot tell
//! An edge declares data, and nobody has looked what really passes.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.organisation]]
//! id = "counter"
//! name = "Counter AB"
//! [[declared.edge]]
//! id = "to-counter"
//! from_organisation = "controller"
//! to_organisation = "counter"
//! role = "processor"
//! data = ["ip-address"]
//! ```

use std::collections::BTreeSet;

use vidne_law::gdpr;
use vidne_model::{finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Sighted, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "observed-data-beyond-declared",
    severity: Severity::Violation,
    law: &[gdpr("30(1)(c)"), gdpr("5(1)(c)")],
    source: include_str!("observed_data_beyond_declared.rs"),
    asks: &[Asks::Service(nobody_looked), Asks::Recipients(assess)],
};

fn nobody_looked(view: &View<'_>, answer: &mut Answer) {
    if lacks_look(view) {
        let lacks = message!("nobody-looked", "no completed look shows which data really pass");
        answer.cannot_tell(view.service(), lacks);
    }
}

fn assess(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if seen.only_hints() || lacks_look(view) {
        return;
    }
    let edges = view.edges_behind(seen);
    let declared: BTreeSet<_> = edges.iter().flat_map(|edge| view.data_of(edge)).collect();
    let beyond: Vec<_> = seen.data.iter().filter(|category| !declared.contains(category)).collect();
    let (Some(edge), false) = (edges.first(), beyond.is_empty()) else { return };
    let said = message!(
        "beyond",
        "{who} gets {data}, which its edge does not declare",
        who = view.organisation_name(&edge.to_organisation),
        data = listed(beyond),
    );
    let found = answer.found(view.edge_subject(edge), said);
    found.rests_on(&seen.citations);
    for edge in &edges {
        found.declared_at(&edge.place);
    }
}

/// Whether data are declared that nobody has looked for.
fn lacks_look(view: &View<'_>) -> bool {
    view.newest_visit().is_none() && view.edges().any(|edge| !view.data_of(edge).is_empty())
}
