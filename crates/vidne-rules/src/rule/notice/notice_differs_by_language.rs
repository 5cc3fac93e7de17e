//! The notice names somebody or something in one language and leaves it out in another.
//!
//! ## Why it matters
//! People read the page in their own language. Whoever reads the shorter one is told less about the same processing, and what a controller
//! knows and tells some, it must tell all.
//!
//! ## Put it right
//! Keep one list of recipients and cookies, and make every language of the page from it. Change all of them on the same day.
//!
//! ## Fires
//! The English cookie page leaves out a cookie.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! cookies = ["https://www.example.se/kakor/", "https://www.example.se/en/cookies/"]
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/kakor/"
//! language = "sv"
//! text = "Webbplatsen använder kakorna sid och viewer_id."
//! [[observed.page]]
//! at = "2022-11-07T19:01:00Z"
//! url = "https://www.example.se/en/cookies/"
//! language = "en"
//! text = "This website uses the cookie sid."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "sid"
//! domain = "www.example.se"
//! [[observed.visit.cookies]]
//! name = "viewer_id"
//! domain = "www.example.se"
//! ```
//! ```text
//! cookie:viewer_id: https://www.example.se/en/cookies/ (en) does not name viewer_id, and https://www.example.se/kakor/ (sv) does
//! ```
//! The Danish notice leaves out a recipient.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! privacy = ["https://www.example.se/personuppgifter/", "https://www.example.se/da/privatliv/"]
//! [[declared.organisation]]
//! id = "counter"
//! name = "Counter AB"
//! [[declared.edge]]
//! id = "to-counter"
//! from_organisation = "controller"
//! to_organisation = "counter"
//! role = "processor"
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/personuppgifter/"
//! language = "sv"
//! text = "Vi lämnar uppgifter om ditt besök till Counter AB."
//! [[observed.page]]
//! at = "2022-11-07T19:01:00Z"
//! url = "https://www.example.se/da/privatliv/"
//! language = "da"
//! text = "Vi behandler oplysninger om dit besøg."
//! ```
//! ```text
//! recipient:counter: https://www.example.se/da/privatliv/ (da) does not name Counter AB, and https://www.example.se/personuppgifter/ (sv) does
//! ```
//!
//! ## Stays silent
//! Both name it. A page that says nothing of another matter is not compared about it.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! cookies = ["https://www.example.se/kakor/", "https://www.example.se/en/cookies/"]
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/kakor/"
//! language = "sv"
//! text = "Webbplatsen använder kakan sid."
//! [[observed.page]]
//! at = "2022-11-07T19:01:00Z"
//! url = "https://www.example.se/en/cookies/"
//! language = "en"
//! text = "This website uses the cookie sid."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "sid"
//! domain = "www.example.se"
//! [[observed.visit.cookies]]
//! name = "named-nowhere"
//! domain = "www.example.se"
//! ```
//! Two pages in one language share what they tell.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! cookies = ["https://www.example.se/kakor/", "https://www.example.se/fler-kakor/"]
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/kakor/"
//! language = "sv"
//! text = "Webbplatsen använder kakan sid."
//! [[observed.page]]
//! at = "2022-11-07T19:01:00Z"
//! url = "https://www.example.se/fler-kakor/"
//! language = "sv"
//! text = "Kakor sparas i webbläsaren."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "sid"
//! domain = "www.example.se"
//! ```
//!
//! ## Cannot tell
//! The text of one of the pages is not on record.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! cookies = ["https://www.example.se/kakor/", "https://www.example.se/en/cookies/"]
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/kakor/"
//! language = "sv"
//! text = "Webbplatsen använder kakan sid."
//! ```
//! One of the pages cannot be read.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! [declared.service.pages]
//! cookies = ["https://www.example.se/kakor/", "https://www.example.se/en/cookies/"]
//! [[observed.page]]
//! at = "2022-11-07T19:00:00Z"
//! url = "https://www.example.se/kakor/"
//! language = "sv"
//! text = "Webbplatsen använder kakan sid."
//! [[observed.page]]
//! at = "2022-11-07T19:01:00Z"
//! url = "https://www.example.se/en/cookies/"
//! unreadable = "a picture of a text"
//! ```

use std::collections::BTreeMap;

use vidne_disclosure::{Fact, Verdict};
use vidne_law::{eprivacy, gdpr};
use vidne_model::{
    declared::PageRole,
    finding::{Message, Severity},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{Notice, SeenCookie, Taker, Told, View, listed},
};

pub(super) const RULE: Rule = Rule {
    id: "notice-differs-by-language",
    severity: Severity::Warning,
    law: &[gdpr("12(1)"), gdpr("13(1)(e)")],
    source: include_str!("notice_differs_by_language.rs"),
    asks: &[Asks::Service(comparable), Asks::Takers(recipient), Asks::Cookies(cookie)],
};

fn comparable(view: &View<'_>, answer: &mut Answer) {
    for role in [PageRole::Privacy, PageRole::Cookies] {
        let notice = view.notice(role);
        if notice.is_unseen() {
            continue;
        }
        if let Some(url) = notice.unseen_pages().first() {
            let lacks = message!(
                "unseen",
                "no text of {url} is on record, so that it cannot be compared with the others",
                url = url
            );
            answer.cannot_tell(notice.subject(), lacks);
        } else if let Some(url) = notice.page_of_no_language() {
            let lacks = message!(
                "no-language",
                "the language of {url} cannot be told, so that it cannot be compared with the others",
                url = url
            );
            answer.cannot_tell(notice.subject(), lacks);
        }
    }
}

fn recipient(notice: &Notice<'_>, taker: &Taker<'_>, answer: &mut Answer) {
    let told = notice.each(&taker.fact());
    if let Some(said) = difference(&told, &taker.name) {
        let found = answer.found(taker.subject.clone(), said);
        found.rests_on(told.iter().map(|told| &told.citation)).rests_on(&taker.citations);
        for edge in &taker.edges {
            found.declared_at(&edge.place);
        }
    }
}

fn cookie(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    let told = view.notice(PageRole::Cookies).each(&Fact::Cookie { name: &cookie.name });
    if let Some(said) = difference(&told, &cookie.name) {
        let found = answer.found(view.cookie_subject(cookie), said).against(eprivacy("5(3)"));
        found.rests_on(told.iter().map(|told| &told.citation)).rests_on(&cookie.citations);
    }
}

/// Where pages in one language name it and all pages in another leave it out. Only names are compared: words for a kind of recipient are
/// others in each language.
fn difference(told: &[Told<'_>], what: &str) -> Option<Message> {
    let mut languages: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
    for each in told {
        if let Some(language) = each.language {
            languages.entry(language).or_default().push(each);
        }
    }
    let says = |each: &&Told<'_>| matches!(each.verdict, Verdict::Named | Verdict::HiddenOnly);
    let leaves_out = |each: &&Told<'_>| matches!(each.verdict, Verdict::Silent | Verdict::Denied);
    let telling: Vec<_> = languages.values().filter_map(|pages| pages.iter().copied().find(says)).collect();
    let silent: Vec<_> = languages.values().filter(|pages| pages.iter().all(leaves_out)).flatten().collect();
    if telling.is_empty() || silent.is_empty() {
        return None;
    }
    Some(message!(
        "differs",
        "{silent} does not name {what}, and {named} does",
        silent = listed(silent.into_iter().map(|each| written(each))),
        what = what,
        named = listed(telling.into_iter().map(written)),
    ))
}

fn written(told: &Told<'_>) -> String {
    format!("{} ({})", told.url, told.language.unwrap_or("?"))
}
