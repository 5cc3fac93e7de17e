//! The tables of all files, put together: any table may stand in any file.
//!
//! It never judges how tables fit together: that is for `check`.

use serde_json::json;
use toml::de::{DeTable, DeValue};

use crate::{
    table::{
        Backup, Cookie, Document, Edge, Escrow, Exception, Host, Observe, Organisation, Processing, Report,
        RequiredItem, Service, Store, Term,
    },
    wire::{At, Log, Shape, Value, Wire},
};

/// Everything that was written, in order of files and places.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Whether a service stands anywhere, be it one that cannot be read.
    pub(crate) mentions_service: bool,
    pub(crate) services: Vec<At<Service>>,
    pub(crate) observes: Vec<At<Observe>>,
    pub(crate) organisations: Vec<At<Organisation>>,
    pub(crate) processings: Vec<At<Processing>>,
    pub(crate) edges: Vec<At<Edge>>,
    pub(crate) documents: Vec<At<Document>>,
    pub(crate) cookies: Vec<At<Cookie>>,
    pub(crate) reports: Vec<At<Report>>,
    pub(crate) exceptions: Vec<At<Exception>>,
    pub(crate) terms: Vec<At<Term>>,
    pub(crate) hosts: Vec<At<Host>>,
    pub(crate) required_items: Vec<At<RequiredItem>>,
    pub(crate) stores: Vec<At<Store>>,
    pub(crate) backups: Vec<At<Backup>>,
    pub(crate) escrows: Vec<At<Escrow>>,
}

impl Tables {
    /// Takes in the tables of one file.
    pub(crate) fn take(&mut self, file: &DeTable<'_>, log: &mut Log) {
        for (key, value) in file {
            let name = key.get_ref().as_ref();
            if !self.take_table(name, value, log) {
                let known: Vec<&str> = READ.iter().chain(&LATER).copied().collect();
                // Read as the one that was meant, so that what it holds is not missing elsewhere as well.
                if let Some(meant) = log.stray(name, key.span(), "a declaration", &known) {
                    self.take_table(meant, value, log);
                }
            }
        }
    }

    /// Takes in one table, or all of that name; whether there are any such tables.
    fn take_table(&mut self, name: &str, value: &Value<'_>, log: &mut Log) -> bool {
        match name {
            "service" => {
                self.mentions_service = true;
                self.services.extend(log.read(value));
            }
            "observe" => self.observes.extend(log.read(value)),
            "organisation" => many(&mut self.organisations, value, name, log),
            "processing" => many(&mut self.processings, value, name, log),
            "edge" => many(&mut self.edges, value, name, log),
            "document" => many(&mut self.documents, value, name, log),
            "cookie" => many(&mut self.cookies, value, name, log),
            "report" => many(&mut self.reports, value, name, log),
            "exception" => many(&mut self.exceptions, value, name, log),
            "term" => many(&mut self.terms, value, name, log),
            "host" => many(&mut self.hosts, value, name, log),
            "required_item" => many(&mut self.required_items, value, name, log),
            "store" => many(&mut self.stores, value, name, log),
            "backup" => many(&mut self.backups, value, name, log),
            "escrow" => many(&mut self.escrows, value, name, log),
            later if LATER.contains(&later) => not_assessed(later, value, log),
            _ => return false,
        }
        true
    }
}

/// The shape of a whole file.
pub(crate) fn shape() -> Shape {
    let mut shape = Shape::table(
        "A file of a declaration. All files of a folder are read as one: any table may stand in any of them.",
    )
    .optional::<Service>("service", "What is watched. Stands once in all files together.")
    .optional::<Observe>(
        "observe",
        "How the service is looked at. Stands at most once in all files together.",
    )
    .property("organisation", tables::<Organisation>(), "Who takes part.")
    .property("processing", tables::<Processing>(), "What is done with whose data, and why.")
    .property("edge", tables::<Edge>(), "Who passes data to whom.")
    .property("document", tables::<Document>(), "Agreements, amendments, templates, assessments.")
    .property(
        "cookie",
        tables::<Cookie>(),
        "Cookies and other entries in the browser that the service lists.",
    )
    .property("report", tables::<Report>(), "Reports in which a processor named its sub-processors.")
    .property("exception", tables::<Exception>(), "Findings that somebody accepts for a while.")
    .property("term", tables::<Term>(), "The operator's own words for categories, purposes and groups.")
    .property(
        "host",
        tables::<Host>(),
        "Machines that the service runs on, and those that stand in for them.",
    )
    .property("required_item", tables::<RequiredItem>(), "What must be on these machines.")
    .property("store", tables::<Store>(), "Where copies of backups lie.")
    .property("backup", tables::<Backup>(), "What is kept of which machine, how often, and where.")
    .property("escrow", tables::<Escrow>(), "Where the keys of repositories are deposited.");
    for later in LATER {
        let any = json!({ "type": "array", "items": { "type": "object" } });
        shape = shape.property(later, Shape::of(any), "Kept, and not assessed yet.");
    }
    shape
}

fn tables<T: Wire>() -> Shape {
    Vec::<At<T>>::shape()
}

fn many<T: Wire>(all: &mut Vec<At<T>>, value: &Value<'_>, name: &str, log: &mut Log) {
    match value.get_ref() {
        DeValue::Array(items) => all.extend(items.iter().filter_map(|item| log.read(item))),
        DeValue::Table(_) => {
            let message = format!("there may be several of [{name}]: its heading has two brackets");
            log.bad_value::<T>(value, message, format!("write `[[{name}]]`"));
            all.extend(log.read(value));
        }
        _ => log.wrong_type::<T>(value),
    }
}

fn not_assessed(name: &str, value: &Value<'_>, log: &mut Log) {
    let count = match value.get_ref() {
        DeValue::Array(items) => items.iter().count(),
        _ => 1,
    };
    let tables = if count == 1 { "one table".to_owned() } else { format!("{count} tables") };
    let mark = log.mark(value.span());
    log.remark(mark, format!("[[{name}]] ({tables}) is kept and not assessed yet"));
}

/// Tables that are read.
const READ: [&str; 15] = [
    "service",
    "observe",
    "organisation",
    "processing",
    "edge",
    "document",
    "cookie",
    "report",
    "exception",
    "term",
    "host",
    "required_item",
    "store",
    "backup",
    "escrow",
];

/// Tables that have their names already and are not read yet.
const LATER: [&str; 6] = ["procedure", "drill", "revocation_list", "relying_party", "change", "incident"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_the_tables_that_the_reader_knows() {
        let schema = shape().into_json();
        let described: Vec<&str> =
            schema["properties"].as_object().expect("a table").keys().map(String::as_str).collect();
        let mut known: Vec<&str> = READ.iter().chain(&LATER).copied().collect();
        known.sort_unstable();
        assert_eq!(described, known);
    }
}
