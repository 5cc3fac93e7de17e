//! What the declared pages say, as of the view's instant.

use std::collections::BTreeMap;

use vidne_disclosure::{Answer as Said, Fact, Verdict};
use vidne_model::{
    declared::PageRole,
    finding::{Citation, Message, Subject, SubjectKind},
    message,
    observed::{Readability, Visit},
};

use super::View;
use crate::case::{ReadPage, same_address};

/// The newest text of every declared page of one role.
pub struct Notice<'a> {
    role: PageRole,
    pages: Vec<&'a ReadPage<'a>>,
    /// Declared addresses of which no text was seen.
    unseen: Vec<&'a str>,
    /// Whether the service has anybody to tell: visitors of a site, or people whose data somebody else gets.
    is_owed: bool,
}

/// What one page of a notice says about one fact.
pub struct Told<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its language, where it could be decided.
    pub language: Option<&'a str>,
    /// The grade.
    pub verdict: Verdict,
    /// The page, with the sentence that decides it.
    pub citation: Citation,
}

/// What a notice says about one fact: the best that one of its pages says.
pub struct Judged {
    /// The grade.
    pub verdict: Verdict,
    /// The sentence that decides it.
    pub quote: Option<String>,
    /// Why the page cannot be read, where it cannot.
    pub reason: Option<String>,
    /// The pages that were asked.
    pub citations: Vec<Citation>,
}

impl<'a> View<'a> {
    /// The newest text of every declared page of that role.
    pub fn notice(&self, role: PageRole) -> Notice<'a> {
        let case = self.case;
        let declared = &case.declared.service.pages;
        let current = declared.iter().filter(|page| page.role == role && self.holds(&page.period));
        let mut newest = BTreeMap::new();
        let mut unseen = Vec::new();
        for page in current {
            let mut texts = case.pages.iter().filter(|read| read.role == role && self.is_due(read.page.at));
            if let Some(read) = texts.rfind(|read| same_address(&read.page.url, &page.url)) {
                newest.insert(page.url.as_str(), read);
            } else {
                unseen.push(page.url.as_str());
            }
        }
        let is_owed = self.is_site() || !self.declared.edges.is_empty();
        Notice { role, pages: newest.into_values().collect(), unseen, is_owed }
    }

    /// Every look up to now at the page with that address, in any phase, the oldest first.
    pub fn visits_at(&self, url: &str) -> impl Iterator<Item = &'a Visit> {
        self.visits().iter().filter(move |visit| same_address(&visit.url, url))
    }

    /// Every readable text up to now of the declared page with that address, as an exhibit, the oldest first.
    pub fn texts_at(&self, url: &str) -> impl Iterator<Item = Citation> {
        let read = self.case.pages.iter().filter(move |read| same_address(&read.page.url, url));
        let readable = read.filter(|read| read.page.readability == Readability::Readable);
        readable.filter(|read| self.is_due(read.page.at)).map(|read| cite(read, None))
    }
}

impl<'a> Notice<'a> {
    /// Whether the declaration names such a page.
    pub fn is_declared(&self) -> bool {
        !self.pages.is_empty() || !self.unseen.is_empty()
    }

    /// Whether no text of such a page was seen.
    pub fn is_unseen(&self) -> bool {
        self.pages.is_empty()
    }

    /// Why nothing can be told from it: not declared, or not seen.
    pub fn lacking(&self) -> Option<Message> {
        match (self.is_declared(), self.is_unseen()) {
            (false, true) if !self.is_owed => None,
            (_, false) => None,
            (true, true) => {
                Some(message!("unseen", "no text of the {role} page is on record", role = self.role.as_str()))
            }
            (false, true) => Some(message!(
                "undeclared",
                "the declaration names no {role} page",
                role = self.role.as_str()
            )),
        }
    }

    /// The page as a subject.
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Page, self.role.as_str())
    }

    /// The pages, as exhibits.
    pub fn citations(&self) -> Vec<Citation> {
        self.pages.iter().map(|read| cite(read, None)).collect()
    }

    /// Declared addresses of such pages of which no text was seen.
    pub fn unseen_pages(&self) -> &[&'a str] {
        &self.unseen
    }

    /// One of several pages whose language could not be decided, by its address.
    pub fn page_of_no_language(&self) -> Option<&'a str> {
        let mut none = self.pages.iter().filter(|_| self.pages.len() > 1);
        none.find(|read| read.page.language.is_none()).map(|read| read.page.url.as_str())
    }

    /// What each page says about a fact, for itself.
    pub fn each(&self, fact: &Fact<'_>) -> Vec<Told<'a>> {
        let told = self.pages.iter().map(|read| {
            let said = read.prepared.ask(fact);
            Told {
                url: &read.page.url,
                language: read.page.language.as_deref(),
                verdict: said.verdict,
                citation: cite(read, said.quotes.first().map(|quote| &*quote.text)),
            }
        });
        told.collect()
    }

    /// What the pages say about a fact. Absent where no text was seen.
    pub fn ask(&self, fact: &Fact<'_>) -> Option<Judged> {
        self.best(|read| read.prepared.ask(fact))
    }

    /// What the pages say about a fact near another.
    pub fn ask_near(&self, fact: &Fact<'_>, anchor: &Fact<'_>) -> Option<Judged> {
        self.best(|read| read.prepared.ask_near(fact, anchor))
    }

    fn best(&self, ask: impl Fn(&ReadPage<'_>) -> Said) -> Option<Judged> {
        let said: Vec<(&ReadPage<'_>, Said)> = self.pages.iter().map(|read| (*read, ask(read))).collect();
        let best = said.iter().min_by_key(|(_, answer)| rank(answer.verdict))?;
        let quote = best.1.quotes.first().map(|quote| quote.text.clone());
        let citations =
            said.iter().map(|(read, answer)| cite(read, answer.quotes.first().map(|quote| &*quote.text)));
        let reason = best.1.reason.clone();
        Some(Judged { verdict: best.1.verdict, quote, reason, citations: citations.collect() })
    }
}

impl Judged {
    /// Why the page cannot be read.
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or("no reason is known")
    }
}

/// The sentence that decides it, as the end of a sentence of ours.
pub fn quoted(judged: &Judged) -> String {
    judged.quote.as_ref().map_or_else(String::new, |quote| format!(": “{quote}”"))
}

/// Of several pages the one counts that says most; one that cannot be read may say anything.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Named => 0,
        Verdict::Category => 1,
        Verdict::Vague => 2,
        Verdict::HiddenOnly => 3,
        Verdict::Unreadable => 4,
        Verdict::Denied => 5,
        Verdict::Silent => 6,
    }
}

fn cite(read: &ReadPage<'_>, quote: Option<&str>) -> Citation {
    let version = read.page.hash.short();
    let what = match quote {
        Some(quote) => format!("{} (text {version}): “{quote}”", read.page.url),
        None => format!("{} (text {version})", read.page.url),
    };
    Citation { exhibit: read.page.exhibit, at: read.page.at, what }
}
