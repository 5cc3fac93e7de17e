//! Sheets of legal facts: any text is read, or refused with mistakes that have a line in it.
//!
//! Seeds: adequacy.toml gdpr.toml instruments.toml membership.toml provisions.toml
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_law::{Law, Mistakes, parse};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (first, second) = (parse("fuzz.toml", &text), parse("fuzz.toml", &text));
    assert_eq!(first.as_ref().err(), second.as_ref().err(), "the same text always has the same mistakes");
    match first {
        Ok(sheet) => {
            if let Err(mistakes) = Law::from_sheets(vec![sheet]) {
                point_into(&text, &mistakes);
            }
        }
        Err(mistakes) => point_into(&text, &mistakes),
    }
});

fn point_into(text: &str, mistakes: &Mistakes) {
    let lines = 1 + text.matches('\n').count();
    assert!(!mistakes.as_slice().is_empty() && mistakes.as_slice().len() <= Mistakes::MOST);
    for mistake in mistakes.as_slice() {
        assert!((1..=lines).contains(&mistake.line), "line {} of {lines}", mistake.line);
    }
}
