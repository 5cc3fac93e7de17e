//! Whether the tables fit together: ids, versions, chains, days, pages.
//!
//! It never says whether what is declared is lawful: that is for rules.

mod chain;
mod order;
mod page;
mod recovery;
mod reference;
mod version;
mod word;

use crate::{
    gather::Tables,
    known::Known,
    mistake::{Draft, MistakeKind},
    source::Mark,
    wire::Log,
};

pub(crate) use reference::Undeclared;

/// Notes everything that does not fit.
pub(crate) fn check(tables: &Tables, known: &Known, undeclared: Undeclared, log: &mut Log) {
    one_service(tables, log);
    one_way_to_look(tables, log);
    version::check(tables, log);
    reference::check(tables, known, undeclared, log);
    chain::check(tables, undeclared, log);
    order::check(tables, log);
    page::check(tables, log);
    recovery::check(tables, log);
    word::check(tables, known, log);
    something_to_watch(tables, log);
}

fn one_service(tables: &Tables, log: &mut Log) {
    let Some(first) = tables.services.first() else {
        if !log.lost && !tables.mentions_service {
            log.add(
                Draft::new(
                    MistakeKind::Missing,
                    Mark { file: 0, start: 0, end: 0 },
                    "no file has a [service]",
                )
                .expected("expected [service] in one of the files")
                .mend("`vidne init` writes a commented start; a folder declares one service"),
            );
        }
        return;
    };
    for other in &tables.services[1..] {
        log.add(
            Draft::new(MistakeKind::DuplicateId, other.mark, "a second [service]")
                .expected("a declaration is about one service")
                .related(first.mark, "the first one")
                .mend("keep one of them; give another service a folder of its own"),
        );
    }
}

/// A service without an address is a machine, or what is kept of one.
fn something_to_watch(tables: &Tables, log: &mut Log) {
    let Some(service) = tables.services.first() else { return };
    if service.value.urls.is_none() && tables.hosts.is_empty() && tables.backups.is_empty() && !log.lost {
        log.add(
            Draft::new(MistakeKind::Missing, service.mark, "`urls` is missing in [service]")
                .expected("expected `urls`, a list in square brackets, or a [[host]] or [[backup]]")
                .mend("add for example `urls = [\"https://www.example.se/\"]`"),
        );
    }
}

fn one_way_to_look(tables: &Tables, log: &mut Log) {
    let Some(first) = tables.observes.first() else { return };
    for other in &tables.observes[1..] {
        log.add(
            Draft::new(MistakeKind::DuplicateId, other.mark, "a second [observe]")
                .expected("a service is looked at in one way")
                .related(first.mark, "the first one")
                .mend("join them into one table"),
        );
    }
}
