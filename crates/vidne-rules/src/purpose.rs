//! What the register says that cookies are for, in words, put to the reader of notices.
//!
//! It never decides what a cookie is for: it only tells whether the words name something that needs consent.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_disclosure::{Fact, Reader, Verdict};
use vidne_model::{
    declared::Declared,
    id::ExhibitId,
    observed::{Block, BlockKind, Page, Readability, Visibility},
};

use crate::case::Sources;

/// Declared purposes of cookies that name something that needs consent, in any language that can be read.
pub(crate) fn purposes_on_consent(declared: &Declared, sources: &Sources<'_>) -> BTreeSet<String> {
    let reader = Reader::new(sources.lexicon, &declared.terms);
    let written: BTreeSet<&String> =
        declared.cookies.iter().filter_map(|entry| entry.purpose.as_ref()).collect();
    let asks = |purpose: &&&String| {
        let mut languages = sources.lexicon.languages();
        languages.any(|language| names_one(&reader, purpose, language))
    };
    written.iter().filter(asks).map(|purpose| (*purpose).clone()).collect()
}

fn names_one(reader: &Reader<'_>, purpose: &str, language: &str) -> bool {
    let page = page(purpose, language);
    let prepared = reader.prepare(&page);
    ON_CONSENT.iter().any(|id| prepared.ask(&Fact::Purpose(id)).verdict == Verdict::Named)
}

fn page(text: &str, language: &str) -> Page {
    Page {
        exhibit: ExhibitId([0; 32]),
        at: Timestamp::UNIX_EPOCH,
        url: String::new(),
        hash: ExhibitId([0; 32]),
        language: Some(language.to_owned()),
        readability: Readability::Readable,
        blocks: vec![Block {
            text: text.to_owned(),
            kind: BlockKind::Text,
            visibility: Visibility::Shown,
            headings: Vec::new(),
            row: None,
        }],
    }
}

/// Purposes that nothing exempts from consent, as the lexicon names them.
const ON_CONSENT: [&str; 5] = ["statistics", "analytics", "marketing", "advertising", "personalisation"];
