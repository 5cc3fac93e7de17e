//! What is read out of small recordings, made for these tests.

mod archive;
mod bad;
mod devtools;
mod har;
mod inspection;
mod lines;
mod property;
mod recovery;
mod text;
mod visit_log;

use vidne_model::{
    id::ExhibitId,
    observed::{Cookie, Observed, Visit},
};
use vidne_read::{Ask, Format, Limits, ReadError, read};

/// Reads a text with no page wanted.
fn reading(format: Format, text: impl AsRef<[u8]>) -> Result<Observed, ReadError> {
    reading_pages(format, text, &[])
}

/// Reads a text, and the wanted pages in it.
fn reading_pages(format: Format, text: impl AsRef<[u8]>, pages: &[&str]) -> Result<Observed, ReadError> {
    let pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
    let ask = Ask {
        exhibit: ExhibitId([7; 32]),
        name: "recording",
        format,
        pages: &pages,
        limits: Limits::default(),
    };
    read(text.as_ref(), &ask)
}

/// The only visit.
fn only(observed: &Observed) -> &Visit {
    assert_eq!(observed.visits.len(), 1, "{observed:#?}");
    &observed.visits[0]
}

/// The only cookie of that name.
fn named<'a>(visit: &'a Visit, name: &str) -> &'a Cookie {
    let found: Vec<_> = visit.cookies.iter().filter(|cookie| cookie.name == name).collect();
    assert_eq!(found.len(), 1, "{name}: {found:#?}");
    found[0]
}
