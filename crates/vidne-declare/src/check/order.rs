//! Days that cannot follow each other.
//!
//! It never compares with today.

use jiff::civil::Date;

use crate::{
    gather::Tables,
    mistake::{Draft, MistakeKind},
    wire::{At, Log},
};

pub(super) fn check(tables: &Tables, log: &mut Log) {
    for document in &tables.documents {
        let lifetime = &document.value.lifetime;
        refuse(document.value.signed.as_ref(), lifetime.until.as_ref(), "signed after it ended", log);
    }
    for edge in &tables.edges {
        for transfer in edge.value.transfer.iter().flat_map(|transfers| &transfers.value.0) {
            let lifetime = &transfer.value.lifetime;
            refuse(
                transfer.value.concluded.as_ref(),
                lifetime.until.as_ref(),
                "concluded after it ended",
                log,
            );
        }
    }
}

fn refuse(first: Option<&At<Date>>, until: Option<&At<Date>>, message: &str, log: &mut Log) {
    if let (Some(first), Some(until)) = (first, until)
        && first.value > until.value
    {
        log.add(
            Draft::new(MistakeKind::ImpossibleDate, first.mark, message)
                .expected(format!("expected a day before {}", until.value))
                .related(until.mark, "it ended here")
                .mend("correct one of the two days; a document that was renewed is a document of its own"),
        );
    }
}
