//! One look at one address of a site: every request, cookie, stored item and form that was seen.
//!
//! Values of cookies are never kept, only their length: the name and who set it are the facts.

use std::{collections::BTreeSet, net::IpAddr};

use jiff::{SignedDuration, Timestamp};

use super::{Completeness, Consent, Refusal, ThirdPartyCookies};
use crate::{
    declared::StoreKind,
    id::{Country, ExhibitId, Host},
};

/// One look at one address, in one phase of consent.
///
/// One recording may hold several phases; each is a visit of its own with the same exhibit. A visit then holds what *happened* in its
/// phase: the requests that began in it; the cookies that were set in it, by the answer to one of its requests or by a script, and
/// those that were sent with one of its requests; what was stored in it. What had been set or stored before and merely lay in
/// the browser is not told again. What the browser held when the observer asked it, and nothing in the recording explains,
/// belongs to the phase in which it was first found, with an unknown setter.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// The bytes that it was read from.
    pub exhibit: ExhibitId,
    /// When it began.
    pub at: Timestamp,
    /// The address that was asked for.
    pub url: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What had been consented to.
    pub phase: Phase,
    /// From where it was seen.
    pub vantage: Option<Vantage>,
    /// What looked, with its version.
    pub tool: String,
    /// Every request, in the order in which they began.
    pub requests: Vec<Request>,
    /// Every cookie that was set, sent or blocked.
    pub cookies: Vec<Cookie>,
    /// Everything else that was kept in the browser.
    pub stored: Vec<StoredItem>,
    /// Forms on the page. They are never submitted.
    pub forms: Vec<Form>,
    /// Answers of the domain name system.
    pub names: Vec<NameAnswer>,
    /// Addresses that the observer did not let the browser ask.
    pub refused: Vec<Refusal>,
    /// How the consent banner was worked: the attempt that led into this phase, or the one that failed in it. Absent where nobody tried.
    pub consent: Option<Consent>,
    /// How the record compares with the page's own list of what it loaded; absent where nobody compared.
    pub completeness: Option<Completeness>,
    /// The language that the browser asked for, as it was set up.
    pub language: Option<String>,
    /// Whether the browser was set up to take cookies of other sites.
    pub third_party_cookies: Option<ThirdPartyCookies>,
    /// What this kind of exhibit cannot tell.
    pub blind: BTreeSet<Blind>,
    /// A picture of the page, as an exhibit of its own.
    pub screenshot: Option<ExhibitId>,
    /// Remarks of the observer, such as how a fact was reconstructed.
    pub note: Option<String>,
}

impl Visit {
    /// A completed look that tells nothing yet, in no known phase.
    pub fn new(exhibit: ExhibitId, at: Timestamp, url: String) -> Self {
        Self {
            exhibit,
            at,
            url,
            outcome: Outcome::Completed,
            phase: Phase::Unknown,
            vantage: None,
            tool: String::new(),
            requests: Vec::new(),
            cookies: Vec::new(),
            stored: Vec::new(),
            forms: Vec::new(),
            names: Vec::new(),
            refused: Vec::new(),
            consent: None,
            completeness: None,
            language: None,
            third_party_cookies: None,
            blind: BTreeSet::new(),
            screenshot: None,
            note: None,
        }
    }
}

/// How a look ended. Only a completed one shows what is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The page was loaded and everything seen that the exhibit can tell.
    Completed,
    /// A page came that asks for proof of being human.
    Challenged,
    /// The server refused, with this status.
    Refused(u16),
    /// No answer within the time given.
    TimedOut,
    /// The connection failed, or the browser did.
    Failed(String),
}

/// What had been consented to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Phase {
    /// Nothing was touched.
    BeforeConsent,
    /// Everything optional was refused.
    AfterReject,
    /// Everything was accepted.
    AfterAccept,
    /// The page was loaded anew after a refusal.
    ReloadAfterReject,
    /// The exhibit does not tell.
    #[default]
    Unknown,
}

impl Phase {
    /// As it is written in observation lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BeforeConsent => "before-consent",
            Self::AfterReject => "after-reject",
            Self::AfterAccept => "after-accept",
            Self::ReloadAfterReject => "reload-after-reject",
            Self::Unknown => "unknown",
        }
    }

    /// The phase of that word; `None` where no phase is written so.
    pub fn of_word(word: &str) -> Option<Self> {
        const ALL: [Phase; 5] = [
            Phase::BeforeConsent,
            Phase::AfterReject,
            Phase::AfterAccept,
            Phase::ReloadAfterReject,
            Phase::Unknown,
        ];
        ALL.into_iter().find(|phase| phase.as_str() == word)
    }
}

/// From where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Vantage {
    /// The country.
    pub country: Option<Country>,
    /// The network, in words.
    pub network: Option<String>,
    /// How it was seen, in words.
    pub method: Option<String>,
}

/// What an exhibit cannot tell. A rule that needs it leaves a question open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blind {
    /// Who set a cookie.
    CookieSetter,
    /// Cookies at all.
    Cookies,
    /// Cookies that the browser blocked.
    BlockedCookies,
    /// Local storage, databases, caches.
    Storage,
    /// Addresses of servers.
    Addresses,
    /// Headers of responses.
    Headers,
    /// Requests of frames, workers and service workers.
    Workers,
    /// Forms.
    Forms,
    /// Whether somebody had consented.
    Phase,
    /// Time of each request.
    Times,
}

impl Blind {
    /// What is not told, in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CookieSetter => "who set a cookie",
            Self::Cookies => "cookies",
            Self::BlockedCookies => "cookies that the browser blocked",
            Self::Storage => "local storage, databases and caches",
            Self::Addresses => "addresses of servers",
            Self::Headers => "headers of responses",
            Self::Workers => "requests of workers",
            Self::Forms => "forms",
            Self::Phase => "whether consent had been given",
            Self::Times => "when each request was made",
        }
    }
}

/// One request and what came back; each hop of a redirect is one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The whole address, without the fragment.
    pub url: String,
    /// Its host.
    pub host: Host,
    /// GET, POST …
    pub method: String,
    /// What was loaded.
    pub kind: ResourceKind,
    /// What made the browser load it: an address, `parser`, `other`.
    pub initiator: Option<String>,
    /// The address of the frame or worker that asked.
    pub frame: Option<String>,
    /// The status; absent where no response was seen.
    pub status: Option<u16>,
    /// Why it failed, where it did.
    pub failure: Option<String>,
    /// The server's address.
    pub remote: Option<Remote>,
    /// Who answered on TLS.
    pub tls: Option<TlsPeer>,
    /// Header names in lower case, with values, of the request. Cookie values are left out.
    pub request_headers: Vec<(String, String)>,
    /// Header names in lower case, with values, of the response. Cookie values are left out.
    pub response_headers: Vec<(String, String)>,
    /// Names of cookies that were sent.
    pub cookies_sent: Vec<String>,
    /// Names of fields in the body that was sent, and in the query.
    pub fields_sent: Vec<String>,
    /// Where the server stands, as somebody claims.
    pub location: Option<Location>,
}

impl Request {
    /// The first value of that response header (name in lower case).
    pub fn response_header(&self, name: &str) -> Option<&str> {
        self.response_headers.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
    }
}

/// What was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// The page itself.
    Document,
    /// A document inside the page.
    Frame,
    /// A script.
    Script,
    /// A style sheet.
    Style,
    /// A picture.
    Image,
    /// A font.
    Font,
    /// Sound or moving pictures.
    Media,
    /// Fetched by a script.
    Fetch,
    /// Sent off without waiting for an answer.
    Beacon,
    /// A web socket.
    WebSocket,
    /// Anything else.
    Other,
}

/// The server's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Remote {
    /// The address.
    pub address: IpAddr,
    /// The port.
    pub port: Option<u16>,
}

/// Who answered on TLS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsPeer {
    /// The protocol, such as `TLS 1.3`.
    pub protocol: Option<String>,
    /// The certificate's subject.
    pub subject: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
}

/// Where a server stands, as somebody claims. An address database and an operator's own header may disagree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The country.
    pub country: Country,
    /// Who says so.
    pub source: String,
}

/// A cookie that was set, sent or blocked.
#[derive(Debug, Clone, PartialEq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// The domain that it belongs to, without a leading dot.
    pub domain: Host,
    /// Its path.
    pub path: Option<String>,
    /// The site to which it is partitioned.
    pub partition: Option<String>,
    /// Whether its domain belongs to the visited site.
    pub party: Party,
    /// Who set it.
    pub setter: Setter,
    /// How long it may live from then on; absent for a session or where unknown.
    pub max_age: Option<SignedDuration>,
    /// Not readable by scripts.
    pub http_only: Option<bool>,
    /// Only over TLS.
    pub secure: Option<bool>,
    /// `Strict`, `Lax`, `None`.
    pub same_site: Option<String>,
    /// Why the browser did not keep it; empty where it did.
    pub blocked: Vec<String>,
}

impl Cookie {
    /// Whether the browser kept it.
    pub fn was_kept(&self) -> bool {
        self.blocked.is_empty()
    }
}

/// Whether a host belongs to the visited site (same registrable domain).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// It does.
    First,
    /// It does not.
    Third,
}

/// Who set a cookie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setter {
    /// The response to this address.
    Response {
        /// The address whose response set it.
        url: String,
    },
    /// A script.
    Script {
        /// The script's address, where known.
        url: Option<String>,
    },
    /// The exhibit does not tell.
    Unknown,
}

/// Something kept in the browser that is not a cookie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredItem {
    /// Where.
    pub store: StoreKind,
    /// The storage key: origin and partition.
    pub key: String,
    /// The name of the entry, database or cache.
    pub name: String,
    /// The host of its origin.
    pub host: Host,
}

/// A form on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The page that it stands on.
    pub page: String,
    /// Where it would be sent.
    pub action: String,
    /// Names or labels of its fields.
    pub fields: Vec<String>,
    /// What was seen to be broken.
    pub error: Option<String>,
}

/// An answer of the domain name system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameAnswer {
    /// The name asked for.
    pub host: Host,
    /// The aliases that led on, in order.
    pub aliases: Vec<Host>,
    /// The addresses at the end.
    pub addresses: Vec<IpAddr>,
    /// Name servers of its zone, where asked.
    pub name_servers: Vec<Host>,
}
