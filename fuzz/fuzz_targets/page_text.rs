//! Pages: any bytes are a text or unreadable, the same each time, and folding a folded text changes nothing.
//!
//! The last byte chooses how the bytes came.
//!
//! Seeds: .html
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use vidne_fuzz::EXHIBIT;
use vidne_model::observed::{Block, Page};
use vidne_read::text::{PageBody, PageInput, page};

/// What an answer may say that its bytes are.
const TYPES: &[Option<&str>] = &[
    None,
    Some("text/html; charset=utf-8"),
    Some("text/html; charset=iso-8859-1"),
    Some("text/html; charset=utf-16"),
    Some("text/html; charset=iso-2022-jp"),
    Some("text/plain; charset=\"gb18030\""),
    Some("application/xhtml+xml"),
    Some("application/pdf"),
];

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let body = match usize::from(data.last().copied().unwrap_or_default()) % 16 {
        0..8 => PageBody::Html(&text),
        8 => PageBody::Plain(&text),
        way => PageBody::Bytes { bytes: data, content_type: TYPES[way % TYPES.len()] },
    };
    let first = read(body.clone());
    assert!(first == read(body), "the same bytes always give the same page");
    let again = read(PageBody::Blocks(first.blocks.clone()));
    assert_eq!(again.hash, first.hash, "a folded text is folded");
    first.blocks.iter().for_each(is_folded);
});

fn read(body: PageBody<'_>) -> Page {
    let url = "https://a.example/kakor";
    page(PageInput { exhibit: EXHIBIT, at: Timestamp::UNIX_EPOCH, url, language: None, body })
}

fn is_folded(block: &Block) {
    let text = block.text.as_str();
    assert!(!text.is_empty() && text == text.trim() && !text.contains("  "), "{text:?}");
    assert!(!text.contains(['\n', '\t', '\u{ad}', '\u{200b}', '\u{a0}']), "{text:?}");
}
