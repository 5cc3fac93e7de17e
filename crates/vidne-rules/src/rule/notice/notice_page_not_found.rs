//! The address that is declared for a privacy or cookie page answers that there is no such page.
//!
//! ## Why it matters
//! What people must be told has to be easy to reach. A notice that nobody finds tells nobody anything, however good its text is,
//! and pages are lost unnoticed whenever a site is rebuilt.
//!
//! ## Put it right
//! Put the page back, or let the old address lead on to the new one, since others have linked to it. Where the page has moved, declare the new
//! address under `[service.pages]` with `from`, and the old one with `until`. Then look again.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 404 }
//! ```
//! ```text
//! page:https://www.example.se/privacy: the page is not there: its address answers 404
//! ```
//! What was read in September does not help those who come in November. The other language is still there. Of a cookie page, 410 says that it
//! was taken away for good.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! privacy = ["https://www.example.se/personuppgifter/", "https://www.example.se/en/privacy/"]
//! cookies = "https://www.example.se/kakor/"
//! [[observed.page]]
//! at = "2022-09-21T08:00:00Z"
//! url = "https://www.example.se/en/privacy/"
//! language = "en"
//! text = "We process your IP address to deliver this site."
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/personuppgifter/"
//! [[observed.visit]]
//! at = "2022-11-21T08:01:00Z"
//! url = "https://example.se/en/privacy"
//! outcome = { refused = 404 }
//! [[observed.visit]]
//! at = "2022-11-21T08:02:00Z"
//! url = "https://www.example.se/kakor/"
//! outcome = { refused = 410 }
//! ```
//! ```text
//! page:https://www.example.se/en/privacy/: the page is not there: its address answers 404
//! page:https://www.example.se/kakor/: the page is not there: its address answers 410
//! ```
//! The text of the error page itself is no sign of the notice; nor is a later look that came to no end.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 404 }
//! exhibit = "look"
//! [[observed.page]]
//! at = "2022-11-21T08:00:04Z"
//! url = "https://www.example.se/privacy"
//! exhibit = "look"
//! language = "en"
//! text = "We cannot find the page that you are looking for."
//! [[observed.visit]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = "timed-out"
//! ```
//! ```text
//! page:https://www.example.se/privacy: the page is not there: its address answers 404
//! ```
//!
//! ## Stays silent
//! It was missing once, and is back; another address of the site is of no interest here.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 404 }
//! [[observed.visit]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! [[observed.visit]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/privacy-2019"
//! outcome = { refused = 404 }
//! ```
//! Somebody has read its text since.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 404 }
//! [[observed.page]]
//! at = "2022-11-22T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! language = "en"
//! text = "We process your IP address to deliver this site."
//! ```
//! It was loaded, and only what came after a click on the banner was not.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! phase = "before-consent"
//! exhibit = "look"
//! [[observed.visit]]
//! at = "2022-11-21T08:00:09Z"
//! url = "https://www.example.se/privacy"
//! phase = "after-reject"
//! outcome = "timed-out"
//! exhibit = "look"
//! ```
//! The old address is declared as ended, and the new one stands.
//! ```toml
//! now = "2022-11-22T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [[declared.service.pages.privacy]]
//! url = "https://www.example.se/privacy"
//! until = 2022-11-01
//! [[declared.service.pages.privacy]]
//! url = "https://www.example.se/about/privacy"
//! from = 2022-11-01
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 404 }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/about/privacy"
//! ```
//!
//! ## Cannot tell
//! Nobody has looked at it.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/"
//! ```
//! The server kept the observer out, which it may not do to visitors; or was down for a while.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { privacy = "https://www.example.se/privacy" }
//! [[observed.visit]]
//! at = "2022-11-20T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! [[observed.visit]]
//! at = "2022-11-21T08:00:00Z"
//! url = "https://www.example.se/privacy"
//! outcome = { refused = 503 }
//! ```

use std::collections::{BTreeMap, BTreeSet};

use vidne_law::{Citation as Law, eprivacy, gdpr};
use vidne_model::{
    declared::{DeclaredPage, PageRole},
    finding::{Citation, Severity, Subject, SubjectKind},
    message,
    observed::{Outcome, Visit},
    time::date_of,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "notice-page-not-found",
    // Where the page has moved, visitors may find it by another way, and only the declaration is wrong.
    severity: Severity::Warning,
    law: &[gdpr("12(1)")],
    source: include_str!("notice_page_not_found.rs"),
    asks: &[Asks::Service(assess)],
};

/// The newest sign of a page.
enum Sign<'a> {
    /// It was loaded, or its text was read.
    There,
    /// The server says that there is no such page.
    Gone(&'a Visit, u16),
    /// A look that shows neither.
    Unclear(&'a Visit),
    /// No look at it is on record.
    Unseen,
}

fn assess(view: &View<'_>, answer: &mut Answer) {
    // One page may be declared as both.
    let mut addresses: BTreeMap<&str, Vec<&DeclaredPage>> = BTreeMap::new();
    for page in view.declared.service.pages.iter().filter(|page| view.holds(&page.period)) {
        addresses.entry(&page.url).or_default().push(page);
    }
    for (url, pages) in addresses {
        let subject = Subject::new(SubjectKind::Page, url);
        let lacks = match newest_sign(view, url) {
            Sign::There => continue,
            Sign::Gone(visit, status) => {
                tell(visit, status, &pages, subject, answer);
                continue;
            }
            Sign::Unclear(visit) => message!(
                "unclear",
                "the newest look at the page, of {day}, does not show whether it is there",
                day = date_of(visit.at)
            ),
            Sign::Unseen => message!("unseen", "no look shows whether the page is there"),
        };
        answer.cannot_tell(subject, lacks);
    }
}

fn tell(visit: &Visit, status: u16, pages: &[&DeclaredPage], subject: Subject, answer: &mut Answer) {
    let said = message!("gone", "the page is not there: its address answers {status}", status = status);
    let look = Citation { exhibit: visit.exhibit, at: visit.at, what: visit.url.clone() };
    let found = answer.found(subject, said).rests_on([&look]);
    for page in pages {
        found.against(owed(page.role)).declared_at(&page.place);
    }
}

/// What the page is there for.
fn owed(role: PageRole) -> Law {
    match role {
        PageRole::Privacy => gdpr("13(1)"),
        PageRole::Cookies => eprivacy("5(3)"),
    }
}

fn newest_sign<'a>(view: &View<'a>, url: &str) -> Sign<'a> {
    let mut sign = Sign::Unseen;
    let (mut newest, mut loaded, mut looks) = (None, None, BTreeSet::new());
    for visit in view.visits_at(url) {
        newest = Some(visit.at);
        looks.insert(visit.exhibit);
        sign = match visit.outcome {
            Outcome::Completed => {
                loaded = Some(visit.exhibit);
                Sign::There
            }
            // 404 and 410 speak of the page; every other refusal speaks of the server, or of who asks.
            Outcome::Refused(status @ (404 | 410)) => Sign::Gone(visit, status),
            // What came to no end shows nothing new: not about a page that is gone, nor about one that the same look had loaded.
            _ if matches!(sign, Sign::Gone(..)) || loaded == Some(visit.exhibit) => sign,
            _ => Sign::Unclear(visit),
        };
    }
    // Of a text that a look itself recorded its outcome says whether it is that of the page or that of an error.
    let mut texts = view.texts_at(url).filter(|text| !looks.contains(&text.exhibit));
    if texts.any(|text| newest.is_none_or(|newest| text.at >= newest)) { Sign::There } else { sign }
}
