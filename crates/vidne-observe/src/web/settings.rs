//! How to look: every choice that changes what is seen is explicit, and stands in the log.
//!
//! It never holds what to look at; that is a [`Look`](super::Look).

use std::{collections::BTreeSet, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use super::consent::ConsentRules;

/// How to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The browser's program; found by itself where absent.
    pub browser: Option<PathBuf>,
    /// Whether the browser's own sandbox is used.
    pub sandbox: Sandbox,
    /// Whether the browser keeps cookies of third parties.
    pub third_party_cookies: ThirdPartyCookies,
    /// Whether bodies of responses are kept.
    pub bodies: Bodies,
    /// How long a page is waited for at most, from the first request to the last answer.
    pub page_deadline: Duration,
    /// How long nothing new must happen before a page counts as settled.
    pub quiet: Duration,
    /// How many requests one look may make before it is stopped.
    pub most_requests: usize,
    /// The language that the browser asks for, such as `sv-SE`.
    pub language: String,
    /// Who looks and why, with an address: put at the end of the browser's own name in each request.
    pub who: Option<String>,
    /// Hosts that may be asked although they stand at private addresses.
    pub private_hosts: BTreeSet<String>,
    /// The rule sets of autoconsent; without them our own rules work consent banners alone.
    pub consent_rules: Option<Arc<ConsentRules>>,
    /// From where it is looked.
    pub place: Place,
    /// A rehearsal that stands for the world.
    pub rehearsed: Option<Rehearsed>,
    /// The program that looks, with its version.
    pub tool: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            browser: None,
            sandbox: Sandbox::WherePossible,
            third_party_cookies: ThirdPartyCookies::Allow,
            bodies: Bodies::LeaveOut,
            page_deadline: Duration::from_secs(30),
            quiet: Duration::from_millis(500),
            most_requests: 5_000,
            language: "sv-SE,sv".to_owned(),
            who: None,
            private_hosts: BTreeSet::new(),
            consent_rules: None,
            place: Place::default(),
            rehearsed: None,
            tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// Whether the browser's own sandbox is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sandbox {
    /// Where the system allows it; the log says where it does not.
    WherePossible,
    /// Never: the log says so.
    Off,
}

/// Whether the browser keeps cookies of third parties. Browsers differ in it, so it is never left to a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThirdPartyCookies {
    /// It does, as most visitors' browsers do.
    Allow,
    /// It refuses them.
    Block,
}

impl ThirdPartyCookies {
    /// As it stands in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Block => "block",
        }
    }
}

/// Whether bodies of responses are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bodies {
    /// They are, for export to archives.
    Keep,
    /// They are not.
    LeaveOut,
}

/// What a look does about consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Nothing is touched.
    Before,
    /// Everything optional is refused, and the page is then loaded anew.
    Reject,
    /// Everything is accepted.
    Accept,
}

/// From where it is looked, in the user's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The country, as two letters.
    pub country: Option<String>,
    /// The network.
    pub network: Option<String>,
}

/// A rehearsal: servers of our own that stand for the world for the time of a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed {
    /// The hosts that exist; every other name does not.
    pub hosts: BTreeSet<String>,
    /// Where they answer over TLS.
    pub https: SocketAddr,
    /// Where they answer without.
    pub http: SocketAddr,
    /// The public key of their certificate: Base64 of the SHA-256 of its `SubjectPublicKeyInfo`.
    pub spki_sha256: String,
}

impl Rehearsed {
    /// The browser's rules that lead every host of the rehearsal to it, and every other one nowhere.
    pub(super) fn rules(&self) -> String {
        let lead = |host: &String| format!("MAP {host}:443 {}, MAP {host}:80 {}", self.https, self.http);
        let mut rules: Vec<String> = self.hosts.iter().map(lead).collect();
        rules.push("MAP * ~NOTFOUND".to_owned());
        // Rules apply to what an earlier rule led to, too.
        rules.push(format!("EXCLUDE {}", self.https.ip()));
        rules.join(", ")
    }
}
