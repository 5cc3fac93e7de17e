//! The built-in law, asked as rules ask it; and the reader, given files that are wrong.

mod adequacy;
mod change;
mod data;
mod instrument;
mod provision;
mod reader;

use jiff::civil::Date;
use vidne_law::{Instrument, Law};
use vidne_model::id::{Country, InstrumentId};

fn day(text: &str) -> Date {
    text.parse().expect("tests write days as 2020-07-16")
}

fn country(code: &str) -> Country {
    code.parse().expect("tests write countries as two capitals")
}

fn instrument(id: &str) -> &'static Instrument {
    Law::embedded().instrument(&InstrumentId::from(id)).unwrap_or_else(|| panic!("{id} is missing"))
}
