//! Facts with the same id: versions of one fact when their `recorded` differ, otherwise a mistake.
//!
//! It never decides which of two is meant.

use std::collections::{HashMap, hash_map::Entry};

use jiff::civil::Date;
use vidne_model::declared::{StoreKind, TermKind};

use crate::{
    gather::Tables,
    mistake::{Draft, MistakeKind, quoted},
    source::Mark,
    table::Recorded,
    wire::{At, Log, Name},
};

pub(super) fn check(tables: &Tables, log: &mut Log) {
    let of = |id: &Option<At<Name>>, recorded: &Recorded| {
        fact(id.as_ref().map(|id| (id.value.0.clone(), id.mark)), recorded)
    };
    let organisations = tables.organisations.iter().map(|each| of(&each.value.id, &each.value.recorded));
    refuse(organisations, "organisations", log);
    refuse(
        tables.processings.iter().map(|each| of(&each.value.id, &each.value.recorded)),
        "processings",
        log,
    );
    refuse(tables.edges.iter().map(|each| of(&each.value.id, &each.value.recorded)), "edges", log);
    refuse(tables.documents.iter().map(|each| of(&each.value.id, &each.value.recorded)), "documents", log);
    let cookies = tables.cookies.iter().map(|each| {
        let name = each.value.name.as_ref()?;
        let id = match each.value.store.as_ref().map(|store| store.value) {
            None | Some(StoreKind::Cookie) => name.value.0.clone(),
            Some(store) => format!("{} in {}", name.value.0, store.as_str()),
        };
        fact(Some((id, name.mark)), &each.value.recorded)
    });
    refuse(cookies, "cookies", log);
    let once = |id: &Option<At<Name>>| of(id, &Recorded(None));
    refuse(tables.hosts.iter().map(|each| once(&each.value.id)), "hosts", log);
    refuse(tables.required_items.iter().map(|each| once(&each.value.id)), "required items", log);
    refuse(tables.stores.iter().map(|each| once(&each.value.id)), "stores", log);
    refuse(tables.backups.iter().map(|each| once(&each.value.id)), "backups", log);
    refuse(tables.escrows.iter().map(|each| once(&each.value.id)), "escrows", log);
    let terms = tables.terms.iter().map(|each| {
        let (kind, id) = (each.value.kind.as_ref()?, each.value.id.as_ref()?);
        let what = match kind.value {
            TermKind::Data => "data",
            TermKind::Purpose => "purpose",
            TermKind::Subject => "subject",
        };
        Some(Fact { id: format!("{what} {}", id.value.0), mark: id.mark, recorded: None })
    });
    refuse(terms, "terms", log);
}

struct Fact {
    id: String,
    mark: Mark,
    recorded: Option<Date>,
}

fn fact(id: Option<(String, Mark)>, recorded: &Recorded) -> Option<Fact> {
    let (id, mark) = id?;
    Some(Fact { id, mark, recorded: recorded.0.as_ref().map(|day| day.value) })
}

fn refuse(facts: impl Iterator<Item = Option<Fact>>, what: &str, log: &mut Log) {
    let mut first = HashMap::new();
    for fact in facts.flatten() {
        let Fact { id, mark, recorded } = fact;
        let earlier = match first.entry((id, recorded)) {
            Entry::Vacant(slot) => {
                slot.insert(mark);
                continue;
            }
            Entry::Occupied(slot) => slot,
        };
        let id = quoted(&earlier.key().0);
        let message = match recorded {
            Some(day) => format!("two {what} {id}, both recorded on {day}"),
            None => format!("two {what} {id}"),
        };
        log.add(
            Draft::new(MistakeKind::DuplicateId, mark, message)
                .expected("expected an id of its own, or another `recorded`")
                .related(*earlier.get(), "the first one")
                .mend("rename one of them; for a later version of the same fact add the day: `recorded = …`"),
        );
    }
}
