//! Everyone who takes data: whoever was seen, and whoever the register names.

use std::collections::BTreeSet;

use vidne_catalogue::{Catalogue, Recipient};
use vidne_disclosure::{Alias, Fact};
use vidne_model::{
    company::is_form,
    declared::{Edge, Organisation},
    finding::{Citation, Subject, SubjectKind},
    id::{Country, DataCategory, Purpose},
};

use super::{Sighted, View};
use crate::sight::Who;

/// Somebody who takes data of the service.
#[derive(Debug, Clone)]
pub struct Taker<'a> {
    /// As a subject.
    pub subject: Subject,
    /// What to call it.
    pub name: String,
    /// Every name under which a text may mention it.
    pub names: Vec<Alias>,
    /// What the catalogue takes it for, such as `analytics`.
    pub kind: Option<&'static str>,
    /// Categories of data that were seen to reach it.
    pub data: BTreeSet<DataCategory>,
    /// Purposes that the register names for it.
    pub purposes: BTreeSet<&'a Purpose>,
    /// Third countries to which its data flow, as declared or as seen.
    pub countries: BTreeSet<Country>,
    /// Edges in force to it.
    pub edges: Vec<&'a Edge>,
    /// Looks that show it.
    pub citations: Vec<Citation>,
}

impl Taker<'_> {
    /// It, as a question to a page.
    pub fn fact(&self) -> Fact<'_> {
        Fact::Recipient { names: &self.names, kind: self.kind }
    }
}

impl<'a> View<'a> {
    /// One of those seen, or the one to whom an edge leads, as somebody who takes data: those seen come first.
    pub(crate) fn taker_of(&self, thing: usize) -> Option<Taker<'a>> {
        let seen = self.recipients();
        match seen.get(thing) {
            Some(seen) => self.is_taker(seen).then(|| self.seen_taker(seen)),
            None => self.unseen_taker(thing - seen.len()).map(|found| self.declared_taker(found)),
        }
    }

    fn is_taker(&self, seen: &Sighted) -> bool {
        !seen.only_hints() && !self.is_controller(seen)
    }

    /// The organisation at the end of an edge, where no earlier edge leads to it and it is none of those seen.
    fn unseen_taker(&self, place: usize) -> Option<&'a Organisation> {
        let declared = self.declared;
        let to = &declared.edges[place].to_organisation;
        let theirs = |edge: &&Edge| edge.to_organisation == *to && self.holds(&edge.period);
        let is_first = declared.edges.iter().position(|edge| theirs(&edge)) == Some(place);
        let is_seen = || self.edges_to(to).any(|edge| self.seen_behind(edge).any(|seen| self.is_taker(seen)));
        if *to == declared.service.controller || !is_first || is_seen() {
            return None;
        }
        self.organisation(to)
    }

    fn seen_taker(&self, seen: &Sighted) -> Taker<'a> {
        let edges = self.edges_behind(seen);
        let mut names = match (&seen.who, self.entry(seen)) {
            (_, Some(entry)) => names_in(entry),
            (Who::Domain(domain), None) => vec![plain(domain)],
            (Who::Catalogued(_), None) => Vec::new(),
        };
        let behind = self.organisations_behind(seen).into_iter();
        names.extend(behind.flat_map(|organisation| names_of(organisation, self.catalogue)));
        names.extend(seen.products.iter().map(|name| plain(name)));
        let located = seen
            .locations
            .iter()
            .map(|claim| claim.country)
            .filter(|country| self.is_third_country(*country));
        Taker {
            subject: self.subject_of(seen),
            name: self.name_of(seen),
            names: unique(names),
            kind: self.entry(seen).map(|entry| entry.kind.as_str()),
            data: seen.data.clone(),
            purposes: edges.iter().flat_map(|edge| self.purposes_of(edge)).collect(),
            countries: edges.iter().flat_map(|edge| self.flow_countries(edge)).chain(located).collect(),
            edges,
            citations: seen.citations.clone(),
        }
    }

    fn declared_taker(&self, organisation: &'a Organisation) -> Taker<'a> {
        let edges: Vec<&Edge> = self.edges_to(&organisation.id).collect();
        let entry = organisation.recipient.as_ref().and_then(|id| self.catalogue.recipient(id));
        let names =
            names_of(organisation, self.catalogue).into_iter().chain(entry.into_iter().flat_map(names_in));
        // The same subject before and after somebody sees it.
        let id =
            organisation.recipient.as_ref().map_or(organisation.id.as_str(), |recipient| recipient.as_str());
        Taker {
            subject: Subject::new(SubjectKind::Recipient, id),
            name: organisation.name.clone(),
            names: unique(names.collect()),
            kind: entry.map(|entry| entry.kind.as_str()),
            data: BTreeSet::new(),
            purposes: edges.iter().flat_map(|edge| self.purposes_of(edge)).collect(),
            countries: edges.iter().flat_map(|edge| self.flow_countries(edge)).collect(),
            edges,
            citations: Vec::new(),
        }
    }
}

/// Every name under which a declared organisation may be mentioned, with its company form and without. A name that the
/// catalogue knows as an ordinary word needs a second cue here, too, and so does a single word that only its company form made a name.
pub(crate) fn names_of(organisation: &Organisation, catalogue: &Catalogue) -> Vec<Alias> {
    let known = |name: &str, common_word: bool| {
        let known = catalogue.by_name(name);
        let mut aliases = known.iter().flat_map(|found| &found.recipient.aliases);
        aliases.any(|alias| alias.common_word == common_word && alias.text == name)
    };
    let told: Vec<&String> = std::iter::once(&organisation.name).chain(&organisation.aliases).collect();
    let short = told
        .iter()
        .filter_map(|name| without_form(name))
        .filter(|short| !told.iter().any(|name| name == short));
    let short = short.map(|short| {
        let is_word = !short.contains(' ') && !known(short, false);
        Alias { text: short.to_owned(), common_word: is_word || known(short, true) }
    });
    let whole = told.iter().map(|&name| Alias { text: name.clone(), common_word: known(name, true) });
    whole.chain(short).collect()
}

/// Every name that the catalogue has for somebody. Its id is none: it is written to tell entries apart, and may be any word.
fn names_in(entry: &Recipient) -> Vec<Alias> {
    let alias =
        |alias: &vidne_catalogue::Alias| Alias { text: alias.text.clone(), common_word: alias.common_word };
    let entity = &entry.entity.name;
    let short = without_form(entity).filter(|short| short.contains(' ')).map(plain);
    entry.aliases.iter().map(alias).chain([plain(entity)]).chain(short).collect()
}

/// The name without the company form at its end, where there is one: `Netigate` of `Netigate AB`.
fn without_form(name: &str) -> Option<&str> {
    let (rest, form) = name.rsplit_once([' ', ','])?;
    let rest = rest.trim_end_matches([',', ' ']);
    (is_form(form) && rest.chars().count() > 1).then_some(rest)
}

fn plain(name: &str) -> Alias {
    Alias { text: name.to_owned(), common_word: false }
}

/// The same name once, however it is capitalised; where one of them is an ordinary word, it stays one.
fn unique(mut names: Vec<Alias>) -> Vec<Alias> {
    names.sort_by_cached_key(|name| (name.text.to_lowercase(), !name.common_word, name.text.clone()));
    names.dedup_by(|one, other| one.text.to_lowercase() == other.text.to_lowercase());
    names
}
