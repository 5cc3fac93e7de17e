//! Questions to a page whose text a stranger wrote: quotes are the page's own words, answers are the same each time.
//!
//! The first byte chooses the language. A line is a block, its first character says of which kind; the first line
//! gives words of a declaration's own term.
//!
//! Seeds: sentences.toml sv.toml da.toml en.toml nb.toml kakor.html
#![no_main]

use std::collections::BTreeMap;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use vidne_disclosure::{Alias, Answer, Fact, Lexicon, Quote, Reader, Verdict};
use vidne_fuzz::EXHIBIT;
use vidne_model::{
    declared::{Term, TermKind},
    observed::{Block, BlockKind, Page, Readability, Visibility},
    place::Place,
};

const LANGUAGES: &[&str] = &["sv", "da", "en", "nb", "de"];

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let language = LANGUAGES[usize::from(data.first().copied().unwrap_or_default()) % LANGUAGES.len()];
    let page = page(language, &text);
    let terms = [term(language, text.lines().next().unwrap_or_default())];
    let answers = answers(&page, &terms);
    assert!(answers == self::answers(&page, &terms), "the same page always answers the same");
    for answer in &answers {
        assert_eq!(answer.quotes.is_empty(), matches!(answer.verdict, Verdict::Silent | Verdict::Unreadable));
        assert_eq!(answer.reason.is_some(), answer.verdict == Verdict::Unreadable);
        answer.quotes.iter().chain(&answer.contradiction).for_each(|quote| is_of(&page, quote));
    }
});

fn is_of(page: &Page, quote: &Quote) {
    let block = &page.blocks[quote.block];
    assert_eq!(block.text.get(quote.range.clone()), Some(quote.text.as_str()), "a quote is the page's own");
    assert!(
        block.text.get(quote.matched.clone()).is_some_and(|words| !words.is_empty()),
        "words were matched"
    );
    assert!(quote.range.start <= quote.matched.start && quote.matched.end <= quote.range.end);
    assert_eq!(quote.visibility, block.visibility);
}

fn answers(page: &Page, terms: &[Term]) -> Vec<Answer> {
    let alias = |text: &str, common_word| Alias { text: text.to_owned(), common_word };
    let first = page.blocks.first().map_or("", |block| block.text.as_str());
    let names = [alias("Cloudflare", false), alias("Vi", true), alias(first, false)];
    let facts = [
        Fact::Recipient { names: &names, kind: Some("network") },
        Fact::Cookie { name: "_ga_X1" },
        Fact::Cookie { name: first },
        Fact::Data("ip-address"),
        Fact::Data("own"),
        Fact::Purpose("security"),
        Fact::Subjects("visitor"),
        Fact::Basis("6.1.e"),
        Fact::Transfer { country: None },
        Fact::Transfer { country: Some("US") },
        Fact::Safeguard,
        Fact::CopyOfSafeguard,
        Fact::Duration,
    ];
    let reader = Reader::new(Lexicon::built_in(), terms);
    let prepared = reader.prepare(page);
    let near = facts.iter().map(|fact| prepared.ask_near(fact, &facts[2]));
    facts.iter().map(|fact| prepared.ask(fact)).chain(near).collect()
}

fn term(language: &str, line: &str) -> Term {
    let words = line.split(',').map(str::to_owned).collect();
    let place = Place { file: "a.toml".into(), line: 1, column: 1 };
    let words = BTreeMap::from([(language.to_owned(), words)]);
    Term { kind: TermKind::Data, id: "own".to_owned(), words, place }
}

fn page(language: &str, text: &str) -> Page {
    let (mut blocks, mut heading) = (Vec::new(), Vec::new());
    for (line, row) in text.lines().zip(0..) {
        let block = block(line, row, &heading);
        if block.kind == BlockKind::Heading {
            heading = vec![block.text.clone()];
        }
        blocks.push(block);
    }
    Page {
        exhibit: EXHIBIT,
        at: Timestamp::UNIX_EPOCH,
        url: "https://a.example/kakor".to_owned(),
        hash: EXHIBIT,
        language: Some(language.to_owned()),
        readability: Readability::Readable,
        blocks,
    }
}

/// A line as a block; cells stand three in a row.
fn block(line: &str, row: u32, headings: &[String]) -> Block {
    let (kind, visibility) = match line.chars().next() {
        Some('#') => (BlockKind::Heading, Visibility::Shown),
        Some('-') => (BlockKind::Item, Visibility::Shown),
        Some('|') => (BlockKind::Cell, Visibility::Shown),
        Some('?') => (BlockKind::Text, Visibility::Hidden),
        Some('!') => (BlockKind::Text, Visibility::Banner),
        Some('_') => (BlockKind::Text, Visibility::Margin),
        _ => (BlockKind::Text, Visibility::Shown),
    };
    let text = line.trim_start_matches(['#', '-', '|', '?', '!', '_']).trim().to_owned();
    let row = (kind == BlockKind::Cell).then_some(row / 3);
    Block { text, kind, visibility, headings: headings.to_vec(), row }
}
