//! How the operator wants the service to be looked at.
//!
//! It never changes what is declared about the service: it says where and how to look, and the log of each look repeats it.

use std::collections::BTreeSet;

use crate::{
    id::{Country, Host},
    place::Place,
};

/// How to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observe {
    /// How many further pages of the site are looked at, found by following its links.
    pub crawl: u32,
    /// What is done about consent, in order.
    pub phases: Vec<ConsentPhase>,
    /// Whether the browser keeps cookies of third parties.
    pub third_party_cookies: ThirdPartyCookies,
    /// Whether bodies of responses are kept.
    pub bodies: Bodies,
    /// Which language the browser asks for, such as `sv-SE`.
    pub language: Option<String>,
    /// Who looks: a text with an address, at the end of the browser's own name in each request.
    pub contact: Option<String>,
    /// Hosts that may be asked although they stand at addresses that are not public.
    pub allow_private: BTreeSet<Host>,
    /// The country from which it is looked.
    pub country: Option<Country>,
    /// The network from which it is looked, in words.
    pub network: Option<String>,
    /// The folder of a rehearsal that stands for the world while it is looked.
    pub rehearsal: Option<String>,
    /// The folder of a laboratory whose machine and repositories stand for the declared ones while it is looked.
    pub lab: Option<String>,
    /// Where it is declared.
    pub place: Option<Place>,
}

impl Default for Observe {
    fn default() -> Self {
        Self {
            crawl: 10,
            phases: vec![ConsentPhase::BeforeConsent, ConsentPhase::Reject, ConsentPhase::Accept],
            third_party_cookies: ThirdPartyCookies::default(),
            bodies: Bodies::default(),
            language: None,
            contact: None,
            allow_private: BTreeSet::new(),
            country: None,
            network: None,
            rehearsal: None,
            lab: None,
            place: None,
        }
    }
}

/// What is done about consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentPhase {
    /// Nothing is touched.
    BeforeConsent,
    /// Everything optional is refused, and the page is then loaded anew.
    Reject,
    /// Everything is accepted.
    Accept,
}

/// Whether the browser keeps cookies of third parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ThirdPartyCookies {
    /// It does, as most visitors' browsers do.
    #[default]
    Allow,
    /// It refuses them.
    Block,
}

/// Whether bodies of responses are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bodies {
    /// They are, for export to archives.
    Keep,
    /// They are not.
    #[default]
    LeaveOut,
}
