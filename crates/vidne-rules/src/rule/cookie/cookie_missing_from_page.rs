//! The register lists a cookie, but the cookie page that visitors read does not name it.
//!
//! ## Why it matters
//! The information is owed to visitors. A list that only the operator has does not inform them.
//!
//! ## Put it right
//! Bring the cookie page in line with the register.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[declared.cookie]]
//! name = "visitor_count"
//! purpose = "statistics"
//! [[observed.page]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/cookies"
//! text = "We use no cookies but the ones that you accept."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "visitor_count"
//! domain = "www.example.se"
//! ```
//! ```text
//! cookie:visitor_count: the register lists visitor_count and it is kept, but the cookie page does not name it
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[declared.cookie]]
//! name = "visitor_count"
//! purpose = "statistics"
//! [[observed.page]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/cookies"
//! text = "visitor_count counts visits."
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "visitor_count"
//! domain = "www.example.se"
//! ```
//!
//! ## Cannot tell
//! The declaration names a cookie page that nobody has read.
//! ```toml
//! now = "2022-11-07T21:00:00Z"
//! [declared.service]
//! id = "example"
//! urls = ["https://www.example.se/"]
//! controller = "controller"
//! pages = { cookies = "https://www.example.se/cookies" }
//! [[declared.cookie]]
//! name = "visitor_count"
//! [[observed.visit]]
//! at = "2022-11-07T20:00:00Z"
//! url = "https://www.example.se/"
//! [[observed.visit.cookies]]
//! name = "visitor_count"
//! domain = "www.example.se"
//! ```

use vidne_disclosure::{Fact, Verdict};
use vidne_law::eprivacy;
use vidne_model::{declared::PageRole, finding::Severity, message};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenCookie, View},
};

pub(super) const RULE: Rule = Rule {
    id: "cookie-missing-from-page",
    severity: Severity::Violation,
    law: &[eprivacy("5(3)")],
    source: include_str!("cookie_missing_from_page.rs"),
    asks: &[Asks::Cookies(assess)],
};

fn assess(view: &View<'_>, cookie: &SeenCookie, answer: &mut Answer) {
    let page = view.notice(PageRole::Cookies);
    let Some(entry) = view.cookie_entry(cookie) else { return };
    let Some(judged) = page.ask(&Fact::Cookie { name: &cookie.name }) else {
        if page.is_declared() {
            answer.cannot_tell(
                view.cookie_subject(cookie),
                message!("unseen", "no text of the cookie page is on record"),
            );
        }
        return;
    };
    match judged.verdict {
        Verdict::Silent | Verdict::Denied => {
            let said = message!(
                "missing",
                "the register lists {name} and it is kept, but the cookie page does not name it",
                name = cookie.name
            );
            let found = answer.found(view.cookie_subject(cookie), said);
            found.rests_on(&cookie.citations).rests_on(&judged.citations).declared_at(&entry.place);
        }
        Verdict::HiddenOnly => {
            let said = message!(
                "hidden",
                "the cookie page names {name} only where visitors do not see it",
                name = cookie.name
            );
            let found = answer.found(view.cookie_subject(cookie), said).weighs(Severity::Note);
            found.rests_on(&judged.citations).declared_at(&entry.place);
        }
        Verdict::Unreadable => {
            answer.cannot_tell(
                view.cookie_subject(cookie),
                message!("unreadable", "the cookie page cannot be read"),
            );
        }
        Verdict::Named | Verdict::Category | Verdict::Vague => {}
    }
}
