//! Something is kept in visitors' browsers that neither the register nor the cookie page names.
//!
//! ## Why it matters
//! Whoever stores something in a visitor's browser, or reads it, must say clearly what it is for. That holds for cookies that
//! need no consent, too: the exemption is from consent, and in practice not from information.
//!
//! ## Put it right
//! Name the entry on the cookie page, with who sets it, what it is for and how long it stays; or stop setting it.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[observed.page]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/cookies"
//! text = "We use one cookie, consent, to remember your choice."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! phase = "before-consent"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/"
//! kind = "document"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "example.se"
//! set_by = { response = "https://www.example.se/" }
//! ```
//! ```text
//! cookie:__cf_bm: cookie __cf_bm (example.se, Cloudflare) is kept before consent, set by the response of https://www.example.se/; neither the register nor the cookie page names it
//! ```
//!
//! ## Stays silent
//! The cookie page names it, with a wildcard.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[observed.page]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/cookies"
//! text = "The cookies _pk_id.* count visits for thirteen months."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "_pk_id.1.fff3"
//! domain = "www.example.se"
//! set_by = "script"
//! ```
//!
//! ## Cannot tell
//! The register does not name it, and nobody has read the cookie page.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "__cf_bm"
//! domain = "example.se"
//! ```
//! A kind of exhibit that holds no cookies.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! blind = ["cookies"]
//! ```

use vidne_disclosure::{Fact, Verdict};
use vidne_law::{eprivacy, gdpr};
use vidne_model::{
    declared::PageRole,
    finding::{Message, Severity},
    message,
    observed::Blind,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenCookie, View},
};

pub(super) const RULE: Rule = Rule {
    id: "undeclared-cookie",
    severity: Severity::Violation,
    law: &[eprivacy("5(3)"), gdpr("13(1)(c)")],
    source: include_str!("undeclared_cookie.rs"),
    asks: &[Asks::Service(blind), Asks::Cookies(assess)],
};

fn blind(view: &View<'_>, answer: &mut Answer) {
    for (kind, what) in [(Blind::Cookies, "cookies"), (Blind::Storage, "what else is kept in the browser")] {
        if view.is_blind_to(&[kind]) {
            answer.cannot_tell(
                vidne_model::finding::Subject::new(
                    vidne_model::finding::SubjectKind::Service,
                    format!("{}/{what}", view.declared.service.id),
                ),
                message!("blind", "the newest looks do not hold {what}", what = what),
            );
        }
    }
}

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    if view.cookie_entry(cookie).is_some() {
        return;
    }
    let page = view.notice(PageRole::Cookies);
    let judged = page.ask(&Fact::Cookie { name: &cookie.name });
    match judged.as_ref().map(|judged| judged.verdict) {
        Some(Verdict::Silent | Verdict::Denied) => {}
        Some(Verdict::Unreadable) => {
            let lacks = message!(
                "unreadable",
                "the register does not name {name}, and the cookie page cannot be read",
                name = cookie.name
            );
            answer.cannot_tell(view.cookie_subject(cookie), lacks);
            return;
        }
        Some(_) => return,
        None if page.is_declared() => {
            let lacks = message!(
                "unseen",
                "the register does not name {name}, and no text of the cookie page is on record",
                name = cookie.name
            );
            answer.cannot_tell(view.cookie_subject(cookie), lacks);
            return;
        }
        None => {}
    }
    let found = answer.found(view.cookie_subject(cookie), said(view, cookie));
    found.rests_on(&cookie.citations);
    found.rests_on(judged.iter().flat_map(|judged| &judged.citations));
}

fn said(view: &View<'_>, cookie: &SeenCookie) -> Message {
    let makers = view.makers_of(cookie);
    let owner = if makers.is_empty() { String::new() } else { format!(", {}", crate::view::listed(makers)) };
    message!(
        "kept",
        "{store} {name} ({domain}{owner}) is kept{phase}{setter}; neither the register nor the cookie page names it",
        store = cookie.store.as_str(),
        name = cookie.name,
        domain = cookie.domain,
        owner = owner,
        phase = cookie.in_phase(),
        setter = cookie.set_by(),
    )
}
