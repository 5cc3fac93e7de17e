//! Somebody takes part in the service whom the register does not name.
//!
//! ## Why it matters
//! Whoever delivers, counts or embeds something on a page learns at least the visitor's address. The controller must know and
//! record every recipient, and a processor may bring in another only with the controller's authorisation.
//!
//! ## Put it right
//! Find out who brought the recipient in and since when. Enter it in the register with its role, agreement and start, or
//! remove it from the site.
//!
//! ## Fires
//! A network that no one declared answers on the site's own host.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! status = 200
//! headers = { server = "cloudflare", cf-ray = "766a1b2c3d4e5f60-ARN" }
//! ```
//! ```text
//! recipient:cloudflare: Cloudflare stands in front of the site's own pages (header cf-ray on www.example.se, header server: cloudflare on www.example.se), and the register does not name it
//! ```
//! A third party that even the catalogue does not know is a recipient all the same.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://count.unknown-company.example/pixel.gif"
//! kind = "image"
//! status = 200
//! ```
//! ```text
//! recipient:unknown-company.example: unknown-company.example receives requests from the page (request to count.unknown-company.example), and the register does not name it
//! ```
//! A form on the site's own page is sent to somebody whom the page contacts for nothing else.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/newsletter"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/newsletter"
//! kind = "document"
//! status = 200
//! [[observed.visit.forms]]
//! page = "https://www.example.se/newsletter"
//! action = "https://lists.unknown-company.example/subscribe"
//! fields = ["email"]
//! ```
//! ```text
//! recipient:unknown-company.example: unknown-company.example gets what visitors write into a form (form on https://www.example.se/newsletter to lists.unknown-company.example), and the register does not name it
//! ```
//! What a look saw before its time was over was there, whatever another page shows later.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! outcome = "timed-out"
//! [[observed.visit.requests]]
//! url = "https://count.unknown-company.example/pixel.gif"
//! kind = "image"
//! status = 200
//! [[observed.visit]]
//! at = "2022-11-07T08:01:00Z"
//! url = "https://www.example.se/about"
//! ```
//! ```text
//! recipient:unknown-company.example: unknown-company.example receives requests from the page (request to count.unknown-company.example), and the register does not name it
//! ```
//!
//! ## Stays silent
//! The register names it, with a start no later than the look.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[declared.organisation]]
//! id = "newcomer"
//! name = "Unknown Company AB"
//! hosts = ["unknown-company.example"]
//! [[declared.edge]]
//! id = "to-newcomer"
//! from_organisation = "controller"
//! to_organisation = "newcomer"
//! role = "processor"
//! from = 2022-11-01
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://count.unknown-company.example/pixel.gif"
//! kind = "image"
//! status = 200
//! ```
//! The site's search goes to the site itself, and the form in somebody else's frame is that one's.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[declared.organisation]]
//! id = "player"
//! name = "Player AB"
//! hosts = ["player.example"]
//! [[declared.edge]]
//! id = "to-player"
//! from_organisation = "controller"
//! to_organisation = "player"
//! role = "processor"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.requests]]
//! url = "https://player.example/frame"
//! kind = "document"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/"
//! action = "https://www.example.se/search"
//! fields = ["q"]
//! [[observed.visit.forms]]
//! page = "https://player.example/frame"
//! action = "https://search.elsewhere.example/"
//! fields = ["q"]
//! ```
//!
//! ## Cannot tell
//! Nobody has looked.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! ```
//! A saved file without headers and addresses does not show a network in front of the site.
//! ```toml
//! now = "2022-11-07T12:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T08:00:00Z"
//! url = "https://www.example.se/"
//! blind = ["headers", "addresses"]
//! ```

use vidne_law::gdpr;
use vidne_model::{finding::Severity, message, observed::Blind};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    sight::Mark,
    view::{Sighted, View},
};

pub(super) const RULE: Rule = Rule {
    id: "undeclared-recipient",
    severity: Severity::Violation,
    law: &[gdpr("30(1)(d)"), gdpr("28(2)"), gdpr("13(1)(e)")],
    source: include_str!("undeclared_recipient.rs"),
    asks: &[Asks::Service(nobody_looked), Asks::Recipients(assess)],
};

fn nobody_looked(view: &View<'_>, answer: &mut Answer) {
    if !view.is_site() {
        return;
    }
    if view.newest_visit().is_none() {
        return answer.cannot_tell(
            view.service(),
            message!("nobody-looked", "no completed look at the site is on record"),
        );
    }
    if view.is_blind_to(&[Blind::Headers, Blind::Addresses]) {
        answer.cannot_tell(
            view.service(),
            message!("no-headers", "the newest looks hold neither headers nor addresses, so that a network in front of the site would not show"),
        );
    }
}

fn assess(view: &View<'_>, seen: &Sighted, answer: &mut Answer) {
    if view.newest_visit().is_none() || is_declared(view, seen) {
        return;
    }
    let (subject, who, signs) = (view.subject_of(seen), view.name_of(seen), seen.shown_by());
    if seen.only_hints() {
        answer.cannot_tell(
            subject,
            message!("only-hints", "{signs} hints at {who}, but does not prove it", who = who, signs = signs),
        );
        return;
    }
    let said = if !seen.marks.contains(&Mark::Contacted) {
        message!(
            "form",
            "{who} gets what visitors write into a form ({signs}), and the register does not name it",
            who = who,
            signs = signs
        )
    } else if seen.is_in_zone() {
        message!(
            "in-front",
            "{who} stands in front of the site's own pages ({signs}), and the register does not name it",
            who = who,
            signs = signs
        )
    } else {
        message!(
            "contacted",
            "{who} receives requests from the page ({signs}), and the register does not name it",
            who = who,
            signs = signs
        )
    };
    answer.found(subject, said).rests_on(&seen.citations);
}

/// Whether the register named it by then: as the controller itself, or at the end of an edge.
fn is_declared(view: &View<'_>, seen: &Sighted) -> bool {
    view.is_controller(seen) || !view.registered_behind(seen).is_empty()
}
