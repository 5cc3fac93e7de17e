//! What the targets for the readers of exhibits share: a question with small limits, and what must hold of any answer.
//!
//! It never repairs an input: the bytes go to the reader as the engine made them.

use vidne_model::{id::ExhibitId, observed::Observed};
use vidne_read::{Ask, Format, Limits, ReadError, read};

/// The exhibit that every input is taken for.
pub const EXHIBIT: ExhibitId = ExhibitId([7; 32]);

/// Small enough that the engine reaches every one of them.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    unpacked: 1 << 20,
    members: 64,
    depth: 48,
    requests: 200,
    cookies: 100,
    repeated: 1 << 16,
};

/// Addresses that stand in the seeds, so that texts of pages are read, too.
const PAGES: &[&str] = &[
    "https://a.example/kakor",
    "http://example.com/",
    "http://www.iana.org/",
    "https://www.wikipedia.org/",
    "https://www.regeringen.se/om-webbplatsen/om-kakor/",
];

/// Reads the bytes in one format, twice, and checks what must hold of every answer.
///
/// # Panics
/// When something does not hold.
pub fn exhibit(format: Format, bytes: &[u8]) {
    let pages: Vec<String> = PAGES.iter().map(|&page| page.to_owned()).collect();
    let ask = Ask { exhibit: EXHIBIT, name: "fuzz", format, pages: &pages, limits: LIMITS };
    let first = read(bytes, &ask);
    assert!(first == read(bytes, &ask), "the same bytes always give the same facts");
    match &first {
        Ok(observed) => within_limits(observed),
        Err(error) => says_what_to_do(error),
    }
}

fn within_limits(observed: &Observed) {
    let requests: usize = observed.visits.iter().map(|visit| visit.requests.len()).sum();
    let cookies: usize = observed.visits.iter().map(|visit| visit.cookies.len()).sum();
    assert!(requests <= LIMITS.requests, "{requests} requests");
    assert!(cookies <= LIMITS.cookies, "{cookies} cookies");
    assert!(observed.visits.iter().all(|visit| visit.exhibit == EXHIBIT), "a visit names its exhibit");
    assert!(observed.pages.iter().all(|page| page.exhibit == EXHIBIT), "a page names its exhibit");
    assert!(observed.damages.iter().all(|damage| damage.exhibit == EXHIBIT), "a damage names its exhibit");
    let mut sorted = observed.clone();
    sorted.sort();
    assert!(&sorted == observed, "facts come in order of time");
}

fn says_what_to_do(error: &ReadError) {
    assert!(error.to_string().starts_with("cannot read fuzz"), "an error names the file");
    assert!(!error.reason.is_empty() && !error.help().is_empty(), "an error says why, and how to mend it");
}
