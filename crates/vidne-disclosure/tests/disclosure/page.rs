//! Pages for tests, in few words.

use jiff::Timestamp;
use vidne_disclosure::{Alias, Answer, Fact, Lexicon, Reader, Verdict};
use vidne_model::{
    id::ExhibitId,
    observed::{Block, BlockKind, Page, Readability, Visibility},
};

/// A page in a language.
pub(crate) fn page(language: &str, blocks: Vec<Block>) -> Page {
    Page {
        exhibit: ExhibitId([0; 32]),
        at: Timestamp::UNIX_EPOCH,
        url: "https://www.example.se/".to_owned(),
        hash: ExhibitId([0; 32]),
        language: Some(language.to_owned()),
        readability: Readability::Readable,
        blocks,
    }
}

/// A block that a visitor sees.
pub(crate) fn block(kind: BlockKind, text: &str) -> Block {
    Block { text: text.to_owned(), kind, visibility: Visibility::Shown, headings: Vec::new(), row: None }
}

/// A paragraph.
pub(crate) fn text(text: &str) -> Block {
    block(BlockKind::Text, text)
}

/// An item of a list.
pub(crate) fn item(text: &str) -> Block {
    block(BlockKind::Item, text)
}

/// A heading and what stands under it.
pub(crate) fn section(heading: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        block.headings.insert(0, heading.to_owned());
    }
    blocks.insert(0, block(BlockKind::Heading, heading));
    blocks
}

/// A table.
pub(crate) fn table(rows: &[&[&str]]) -> Vec<Block> {
    let rows = rows.iter().zip(0..);
    rows.flat_map(|(row, number)| {
        row.iter().map(move |cell| Block { row: Some(number), ..block(BlockKind::Cell, cell) })
    })
    .collect()
}

/// What the page answers.
pub(crate) fn ask(page: &Page, fact: &Fact<'_>) -> Answer {
    Reader::new(Lexicon::built_in(), &[]).prepare(page).ask(fact)
}

/// What the page answers near another fact.
pub(crate) fn near(page: &Page, fact: &Fact<'_>, anchor: &Fact<'_>) -> Verdict {
    Reader::new(Lexicon::built_in(), &[]).prepare(page).ask_near(fact, anchor).verdict
}

/// A name that is no ordinary word.
pub(crate) fn named(text: &str) -> Vec<Alias> {
    vec![Alias { text: text.to_owned(), common_word: false }]
}

/// A recipient of no particular kind.
pub(crate) fn recipient(names: &[Alias]) -> Fact<'_> {
    Fact::Recipient { names, kind: None }
}
