//! What needs consent before it is kept: by the register's own words, or else by what the catalogue documents.
//!
//! It never guesses: where neither tells what something is for, the need is unknown.

use std::collections::BTreeSet;

use vidne_catalogue::{CookieMatch, CookiePurpose, Kind, Recipient};
use vidne_law::{Citation as Law, dk_cookie_order, se_lek_2003, se_lek_2022};
use vidne_model::{
    declared::{Edge, StoreKind},
    finding::Citation,
    id::Host,
    observed::{Blind, Outcome, Party, Phase, Setter, Visit},
};

use super::{SeenCookie, Sighted, View, seen::cite};
use crate::sight::{Mark, host_of};

/// Whether something that is kept in a browser needs consent (Directive 2002/58/EC Art. 5(3)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The register says what it is for, and that needs consent.
    Declared {
        /// The register's words.
        purpose: String,
    },
    /// It is documented as one for something that needs consent.
    Documented {
        /// By whom.
        makers: BTreeSet<String>,
        /// For what.
        purposes: BTreeSet<CookiePurpose>,
    },
    /// Nobody documents it, but somebody set it who counts visitors or advertises.
    SetBy {
        /// Who.
        who: String,
        /// What the catalogue takes it for.
        kind: Kind,
    },
    /// The register, or else its documentation, tells of nothing that needs consent.
    Nothing,
    /// Nothing tells what it is for.
    Unknown,
}

impl<'a> View<'a> {
    /// Whether a cookie or another stored entry needs consent. What the register says about it goes before what is documented.
    pub fn need_of(&self, cookie: &SeenCookie) -> Need {
        let entry = self.cookie_entry(cookie);
        match entry.and_then(|entry| entry.purpose.as_deref()).filter(|purpose| !purpose.trim().is_empty()) {
            Some(purpose) if self.case.needs_consent(purpose) => {
                Need::Declared { purpose: purpose.to_owned() }
            }
            Some(_) => Need::Nothing,
            None => self.documented_need(cookie),
        }
    }

    fn documented_need(&self, cookie: &SeenCookie) -> Need {
        let known = match cookie.store {
            StoreKind::Cookie => self.catalogue.by_cookie(&cookie.name, cookie.kept_in()),
            StoreKind::LocalStorage => self.catalogue.by_local_storage(&cookie.name, cookie.kept_in()),
            StoreKind::SessionStorage | StoreKind::IndexedDb | StoreKind::Cache => Vec::new(),
        };
        if known.is_empty() {
            return self.setters_need(cookie);
        }
        // Several may use one name: it counts only where all of them would need consent.
        match (known.iter().all(asks), known.iter().any(asks)) {
            (true, _) => Need::Documented {
                makers: known.iter().map(|found| found.recipient.name.clone()).collect(),
                purposes: known.iter().map(|found| found.entry.purpose).collect(),
            },
            (false, true) => Need::Unknown,
            (false, false) => Need::Nothing,
        }
    }

    fn setters_need(&self, cookie: &SeenCookie) -> Need {
        let addresses = cookie.setters.iter().filter_map(|setter| match setter {
            Setter::Response { url } | Setter::Script { url: Some(url) } => Some(url),
            Setter::Script { url: None } | Setter::Unknown => None,
        });
        let known = addresses.filter_map(|url| self.catalogue.by_host(&host_of(url)?));
        let mut followers = known.map(|found| found.recipient).filter(|found| follows(found));
        followers
            .next()
            .map_or(Need::Unknown, |found| Need::SetBy { who: found.name.clone(), kind: found.kind })
    }

    /// Whether anybody looked before consenting, with an eye for that kind of fact.
    pub fn looked_before_consent(&self, kind: Blind) -> bool {
        self.visits().iter().any(|visit| {
            visit.phase == Phase::BeforeConsent
                && visit.outcome == Outcome::Completed
                && !visit.blind.contains(&kind)
        })
    }

    /// Looks that count and were made after a refusal.
    pub fn refused(&self) -> impl Iterator<Item = &'a Visit> {
        self.counting().filter(|(_, visit)| is_refused(visit)).map(|(_, visit)| visit)
    }

    /// Whether looks that count were made after a refusal, and none of them holds that kind of fact.
    pub fn is_blind_after_refusal(&self, kind: Blind) -> bool {
        let mut refused = self.refused().peekable();
        refused.peek().is_some() && refused.all(|visit| visit.blind.contains(&kind))
    }

    /// The looks after a refusal in which it was set, and did not only lie there from before.
    pub fn set_after_refusal(&self, cookie: &SeenCookie) -> Vec<Citation> {
        let before = cookie.phases.contains(&Phase::BeforeConsent);
        let is_set = |visit: &&Visit| match cookie.store {
            StoreKind::Cookie => visit.cookies.iter().any(|each| {
                each.was_kept()
                    && (each.name == cookie.name && each.domain == cookie.domain)
                    && !(before && each.setter == Setter::Unknown)
            }),
            store => visit
                .stored
                .iter()
                .any(|each| each.store == store && each.name == cookie.name && each.host == cookie.domain),
        };
        self.refused().filter(is_set).map(|visit| cite(visit, &cookie.label())).collect()
    }

    /// The looks after a refusal in which this recipient was contacted, with what shows it there. Hints do not count.
    pub fn met_after_refusal(&self, seen: &Sighted) -> Vec<Citation> {
        let refused = self.counting().filter(|(_, visit)| is_refused(visit));
        let met = refused.filter_map(|(place, visit)| {
            let sight = self.case.sights[place].get(&seen.who)?;
            let is_met = [Mark::Proven, Mark::Contacted].iter().all(|mark| sight.marks.contains(mark));
            is_met.then(|| cite(visit, &sight.shown_by()))
        });
        met.collect()
    }

    /// A cookie of this recipient, in its own domain, that was set after a refusal and needs consent.
    pub fn kept_after_refusal(&self, seen: &Sighted) -> Option<&'a SeenCookie> {
        let theirs = |domain: &Host| seen.hosts.iter().any(|host| host.is_within(domain.as_str()));
        let third =
            self.cookies().iter().filter(|cookie| is_third_party_cookie(cookie) && theirs(&cookie.domain));
        let mut kept = third.filter(|cookie| !self.set_after_refusal(cookie).is_empty());
        kept.find(|cookie| !matches!(self.need_of(cookie), Need::Nothing | Need::Unknown))
    }

    /// An edge to this recipient that the register rests on consent.
    pub fn edge_on_consent(&self, seen: &Sighted) -> Option<&'a Edge> {
        self.edges_behind(seen).into_iter().find(|edge| self.bases(edge).any(is_consent))
    }

    /// Whether the register rests every edge to this recipient on something else than consent.
    pub fn rests_on_other_basis(&self, seen: &Sighted) -> bool {
        let edges = self.edges_behind(seen);
        let other = |edge: &&Edge| {
            let mut bases = self.bases(edge).peekable();
            bases.peek().is_some() && bases.all(|basis| !is_consent(basis))
        };
        !edges.is_empty() && edges.iter().all(other)
    }

    fn bases(&self, edge: &'a Edge) -> impl Iterator<Item = &'a str> {
        let processings = edge.processing.iter().filter_map(|id| self.declared.processing(id));
        processings.filter_map(|processing| processing.basis.as_deref())
    }

    /// What asks for consent in the country of the controller, besides the directive.
    pub fn consent_law(&self) -> Vec<Law> {
        let controller = self.organisation(&self.declared.service.controller);
        let Some(country) = controller.and_then(|found| found.country) else { return Vec::new() };
        let day = self.law_day();
        let applies = |law: &Law| {
            let provision = self.law.provision(&law.id());
            provision.is_some_and(|found| found.country == Some(country) && found.applies(day))
        };
        [se_lek_2003("6-18"), se_lek_2022("9-28"), dk_cookie_order("3")].into_iter().filter(applies).collect()
    }
}

/// Whether it is a cookie in somebody else's domain.
pub fn is_third_party_cookie(cookie: &SeenCookie) -> bool {
    cookie.store == StoreKind::Cookie && cookie.party == Party::Third
}

/// Whether a recipient's business is to count visitors or to advertise.
pub fn follows(recipient: &Recipient) -> bool {
    matches!(recipient.kind, Kind::Analytics | Kind::Advertising)
}

fn asks(found: &CookieMatch<'_>) -> bool {
    match found.entry.purpose {
        CookiePurpose::Statistics | CookiePurpose::Marketing | CookiePurpose::Personalisation => true,
        CookiePurpose::Preferences | CookiePurpose::Other => follows(found.recipient),
        CookiePurpose::Security
        | CookiePurpose::LoadBalancing
        | CookiePurpose::Session
        | CookiePurpose::Consent
        | CookiePurpose::Authentication => false,
    }
}

fn is_refused(visit: &Visit) -> bool {
    matches!(visit.phase, Phase::AfterReject | Phase::ReloadAfterReject)
}

/// GDPR Art. 6(1)(a), as a register writes it.
fn is_consent(basis: &str) -> bool {
    let letters: String = basis.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.eq_ignore_ascii_case("61a")
}
