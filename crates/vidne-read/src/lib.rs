//! Exhibits to facts: bytes in, facts out. The same bytes always give the same facts.
//!
//! It never touches a file, a clock or a network, never judges, and never guesses: what a format cannot tell is
//! listed in [`vidne_model::observed::Visit::blind`], and what is broken becomes a
//! [`vidne_model::observed::Damage`] beside what could be read. Values of cookies are never kept.
//!
//! | format | module | tells |
//! |---|---|---|
//! | observation lines | [`lines`] | everything, as far as its writer looked |
//! | DevTools log | `devtools` | requests with every hop, cookies with their setters and why they were blocked |
//! | visit log | `devtools` | the same, cookies set by scripts, stored items, forms, page text, phases of consent |
//! | HAR 1.2 | `har` | requests, cookies set by responses |
//! | inspection file | `inspection` | cookies with setters, hosts, local storage, unsafe forms |
//! | WARC, WACZ | `archive` | requests, page text |
#![warn(clippy::disallowed_methods)]

mod address;
pub mod archive;
mod ask;
mod body;
mod cookie;
mod devtools;
mod error;
mod field;
mod format;
mod guard;
mod har;
mod header;
mod initiator;
mod inspection;
mod instant;
mod jar;
mod keys;
pub mod lines;
mod loose;
mod outcome;
pub mod text;

pub use ask::{Ask, Limits};
pub use error::{ReadError, Spot};
pub use format::{Format, UnknownFormat, detect, how_to_convert};
pub use lines::read_example;
use vidne_model::observed::Observed;

/// Reads the facts out of one exhibit, in order of time.
///
/// # Errors
/// Nothing in the exhibit could be read, or it is larger or deeper than [`Ask::limits`] allow. An exhibit that is broken
/// in part gives the facts of its sound part, and the broken part as damage.
pub fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    guard::size(bytes, ask)?;
    let mut observed = match ask.format {
        Format::ObservationLines => lines::read(bytes, ask),
        Format::Har => har::read(bytes, ask),
        Format::DevToolsLog => devtools::read(bytes, ask),
        Format::VisitLog => devtools::visit_log::read(bytes, ask),
        Format::InspectionFile => inspection::read(bytes, ask),
        Format::Warc => archive::warc::read(bytes, ask),
        Format::Wacz => archive::wacz::read(bytes, ask),
    }?;
    observed.sort();
    Ok(observed)
}
