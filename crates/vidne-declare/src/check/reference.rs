//! Ids that are mentioned: each must stand somewhere.
//!
//! It never follows an id: it only asks whether something has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    gather::Tables,
    known::Known,
    mistake::{Draft, MistakeKind, quoted},
    near::nearest,
    wire::{At, Kind, Log, Name, Reference},
};

/// Whether organisations may be mentioned that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undeclared {
    /// They are mistakes.
    Refused,
    /// They are accepted: short examples need not declare everybody.
    Accepted,
}

pub(super) fn check(tables: &Tables, known: &Known, undeclared: Undeclared, log: &mut Log) {
    let ids = Ids { declared: Declared::of(tables), known };
    let mut references = std::mem::take(&mut log.references);
    references.sort_by_key(|reference| reference.mark);
    let mut missing: BTreeMap<(Kind, String), Vec<Reference>> = BTreeMap::new();
    for reference in references {
        let is_excused = ids.declared.of_kind(reference.kind).is_some() && log.lost
            || reference.kind == Kind::Organisation && undeclared == Undeclared::Accepted;
        if !is_excused && !ids.has(&reference) {
            missing.entry((reference.kind, reference.id.clone())).or_default().push(reference);
        }
    }
    for references in missing.values() {
        tell(references, &ids, log);
    }
}

/// One mistake for an id that nothing has, with the places that mention it.
fn tell(references: &[Reference], ids: &Ids<'_>, log: &mut Log) {
    let Some((first, others)) = references.split_first() else { return };
    let meant = if log.is_full() { None } else { ids.nearest_to(first) };
    if meant.is_none() && ids.declared.nameless.contains(&first.kind) {
        // The one whose id could not be read may be the one that is meant.
        return;
    }
    let shown = others.iter().take(MOST_SHOWN);
    let draft = dangling(first, meant);
    log.add(shown.fold(draft, |draft, other| draft.related(other.mark, "mentioned here, too")));
}

/// Every id that may be mentioned.
struct Ids<'t> {
    declared: Declared<'t>,
    known: &'t Known,
}

impl Ids<'_> {
    /// Whether something has that id; ids of which no list is known pass.
    fn has(&self, reference: &Reference) -> bool {
        match (self.declared.of_kind(reference.kind), self.known.of(reference.kind)) {
            (Some(ids), _) => ids.contains(reference.id.as_str()),
            (None, Some(ids)) => ids.contains(&reference.id),
            (None, None) => true,
        }
    }

    fn nearest_to(&self, reference: &Reference) -> Option<&str> {
        match (self.declared.of_kind(reference.kind), self.known.of(reference.kind)) {
            (Some(ids), _) => nearest(&reference.id, ids.iter().copied()),
            (None, ids) => nearest(&reference.id, ids.into_iter().flatten().map(String::as_str)),
        }
    }
}

fn dangling(reference: &Reference, meant: Option<&str>) -> Draft {
    let (what, mend) = match reference.kind {
        Kind::Organisation => ("organisation", "declare it in an `[[organisation]]`"),
        Kind::Processing => ("processing", "declare it in a `[[processing]]`"),
        Kind::Edge => ("edge", "declare it in an `[[edge]]`"),
        Kind::Document => {
            ("document", "declare it in a `[[document]]`, or say that it is unknown: `\"unknown\"`")
        }
        Kind::Instrument => ("transfer instrument", "`vidne law` lists the instruments that are known"),
        Kind::Recipient => {
            ("recipient in the catalogue", "leave it out: the recipient's name and aliases are enough")
        }
        Kind::Host => ("host", "declare it in a `[[host]]`"),
        Kind::Store => ("store", "declare it in a `[[store]]`"),
        Kind::Backup => ("backup", "declare it in a `[[backup]]`"),
        Kind::Rule => ("rule", "copy the rule's name from the finding"),
    };
    let message = format!("no {what} is called {}", quoted(&reference.id));
    let draft = Draft::new(MistakeKind::DanglingId, reference.mark, message);
    match meant {
        Some(meant) => draft
            .expected(format!("did you mean `{meant}`?"))
            .mend(format!("write \"{meant}\"; otherwise {mend}")),
        None => draft.expected(format!("expected the id of a declared {what}")).mend(mend),
    }
}

/// The ids that the declaration gives.
struct Declared<'t> {
    organisations: BTreeSet<&'t str>,
    processings: BTreeSet<&'t str>,
    edges: BTreeSet<&'t str>,
    documents: BTreeSet<&'t str>,
    hosts: BTreeSet<&'t str>,
    stores: BTreeSet<&'t str>,
    backups: BTreeSet<&'t str>,
    /// Kinds of which something has an id that could not be read.
    nameless: BTreeSet<Kind>,
}

impl<'t> Declared<'t> {
    fn of(tables: &'t Tables) -> Self {
        Self {
            organisations: ids(tables.organisations.iter().map(|each| &each.value.id)),
            processings: ids(tables.processings.iter().map(|each| &each.value.id)),
            edges: ids(tables.edges.iter().map(|each| &each.value.id)),
            documents: ids(tables.documents.iter().map(|each| &each.value.id)),
            hosts: ids(tables.hosts.iter().map(|each| &each.value.id)),
            stores: ids(tables.stores.iter().map(|each| &each.value.id)),
            backups: ids(tables.backups.iter().map(|each| &each.value.id)),
            nameless: nameless(tables),
        }
    }

    fn of_kind(&self, kind: Kind) -> Option<&BTreeSet<&'t str>> {
        match kind {
            Kind::Organisation => Some(&self.organisations),
            Kind::Processing => Some(&self.processings),
            Kind::Edge => Some(&self.edges),
            Kind::Document => Some(&self.documents),
            Kind::Host => Some(&self.hosts),
            Kind::Store => Some(&self.stores),
            Kind::Backup => Some(&self.backups),
            Kind::Instrument | Kind::Recipient | Kind::Rule => None,
        }
    }
}

fn ids<'t>(names: impl Iterator<Item = &'t Option<At<Name>>>) -> BTreeSet<&'t str> {
    names.flatten().map(|id| id.value.0.as_str()).collect()
}

fn nameless(tables: &Tables) -> BTreeSet<Kind> {
    let lacks = [
        (Kind::Organisation, tables.organisations.iter().any(|each| each.value.id.is_none())),
        (Kind::Processing, tables.processings.iter().any(|each| each.value.id.is_none())),
        (Kind::Edge, tables.edges.iter().any(|each| each.value.id.is_none())),
        (Kind::Document, tables.documents.iter().any(|each| each.value.id.is_none())),
        (Kind::Host, tables.hosts.iter().any(|each| each.value.id.is_none())),
        (Kind::Store, tables.stores.iter().any(|each| each.value.id.is_none())),
        (Kind::Backup, tables.backups.iter().any(|each| each.value.id.is_none())),
    ];
    lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(kind, _)| kind).collect()
}

/// Further places that are shown for one id.
const MOST_SHOWN: usize = 5;
