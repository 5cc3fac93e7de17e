//! The service itself, the organisations around it, and what it lists: pages, cookies, exceptions, words.

use jiff::{SignedDuration, Span};

use crate::{
    id::{Country, Host, OrganisationId, RecipientId, RuleId, ServiceId},
    place::Place,
    time::{Day, Period},
};

/// What is watched: a site, a server, a list.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name.
    pub id: ServiceId,
    /// Where it is found. The hosts of these addresses are its own.
    pub urls: Vec<String>,
    /// Further hosts that are its own, with everything below them.
    pub hosts: Vec<Host>,
    /// Who decides why and how (GDPR Art. 4(7)).
    pub controller: OrganisationId,
    /// The class of authority, such as `se.regeringskansliet`: selects duties and the forum for appeals.
    pub authority: Option<String>,
    /// How much depends on it.
    pub criticality: Criticality,
    /// Which regime's articles are cited.
    pub regime: Regime,
    /// Its notice and cookie pages.
    pub pages: Vec<DeclaredPage>,
    /// How old the newest look may become before findings about it count as stale.
    pub observe_every: Option<Span>,
    /// When it is in use.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

/// How much depends on a service: tightens cadences, raises severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Criticality {
    /// Like most.
    #[default]
    Normal,
    /// Many depend on it.
    Important,
    /// A country depends on it.
    National,
}

/// The data-protection law that binds the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Regime {
    /// Regulation (EU) 2016/679.
    #[default]
    Gdpr,
    /// Regulation (EU) 2018/1725: institutions of the Union.
    Eudpr,
    /// Directive (EU) 2016/680: law enforcement.
    Led,
}

/// What a declared page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageRole {
    /// Lists cookies.
    Cookies,
    /// The privacy notice (GDPR Art. 13).
    Privacy,
}

impl PageRole {
    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cookies => "cookies",
            Self::Privacy => "privacy",
        }
    }
}

/// A notice or cookie page by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPage {
    /// What it is for.
    pub role: PageRole,
    /// Its address.
    pub url: String,
    /// When it is the page to read.
    pub period: Period,
    /// Where it is declared.
    pub place: Place,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name in this declaration.
    pub id: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// Other names under which texts mention it.
    pub aliases: Vec<String>,
    /// Where it is established.
    pub country: Option<Country>,
    /// The organisation that owns it.
    pub parent: Option<OrganisationId>,
    /// The recipient in the catalogue that it is, where the names differ.
    pub recipient: Option<RecipientId>,
    /// Hosts that are its own, with everything below them.
    pub hosts: Vec<Host>,
    /// When it took part.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// Where a browser keeps something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum StoreKind {
    /// A cookie.
    #[default]
    Cookie,
    /// `localStorage`.
    LocalStorage,
    /// `sessionStorage`.
    SessionStorage,
    /// An IndexedDB database.
    IndexedDb,
    /// A cache of the Cache API.
    Cache,
}

impl StoreKind {
    /// As it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cookie => "cookie",
            Self::LocalStorage => "local-storage",
            Self::SessionStorage => "session-storage",
            Self::IndexedDb => "indexed-db",
            Self::Cache => "cache",
        }
    }
}

/// A cookie, or another entry kept in the browser, that the operator lists.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredCookie {
    /// Its name; `*` stands for any run of characters.
    pub name: String,
    /// Where it is kept.
    pub store: StoreKind,
    /// Whose it is.
    pub organisation: Option<OrganisationId>,
    /// What it is for, in words.
    pub purpose: Option<String>,
    /// How long it may live; absent means not declared.
    pub max_age: Option<SignedDuration>,
    /// When the entry holds.
    pub period: Period,
    /// Since when the register has it.
    pub recorded: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// A finding that somebody accepts for a while. It stays visible as accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The rule.
    pub rule: RuleId,
    /// The subject, as findings print it: `edge:nordlo-cloudflare`.
    pub subject: String,
    /// Why it is accepted.
    pub reason: String,
    /// The first day on which it no longer is.
    pub until: Option<Day>,
    /// Where it is declared.
    pub place: Place,
}

/// The operator's own words for an idea, so that its notices can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What kind of idea.
    pub kind: TermKind,
    /// Its id, as used in `data`, `purposes` or `subjects`.
    pub id: String,
    /// Words for it by language (`sv`, `da`, `en`).
    pub words: std::collections::BTreeMap<String, Vec<String>>,
    /// Where it is declared.
    pub place: Place,
}

/// What a [`Term`] names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A category of personal data.
    Data,
    /// A purpose.
    Purpose,
    /// A group of data subjects.
    Subject,
}
