//! Declarations: any bytes are read, or refused with mistakes that can be shown on any terminal.
//!
//! Seeds: service.toml register.toml documents.toml cookies.toml starter.toml
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_declare::{Known, Mistakes, Style, read};

fuzz_target!(|data: &[u8]| {
    let known = Known::default();
    let first = read([("a.toml", data)], &known);
    let second = read([("a.toml", data)], &known);
    match (first, second) {
        (Ok(one), Ok(two)) => {
            assert_eq!(format!("{:?}", one.declared), format!("{:?}", two.declared));
            is_harmless(&one.remarks.render(Style::Plain));
            one.remarks.render(Style::Colour);
        }
        (Err(one), Err(two)) => {
            assert_eq!(one.render(Style::Plain), two.render(Style::Plain));
            is_helpful(&one);
        }
        _ => panic!("the same bytes were read once and refused once"),
    }
});

fn is_helpful(mistakes: &Mistakes) {
    assert!(mistakes.iter().next().is_some(), "what is refused has a mistake");
    for mistake in mistakes {
        assert!(!mistake.message.is_empty(), "a mistake says what is wrong");
    }
    is_harmless(&mistakes.render(Style::Plain));
    is_harmless(&mistakes.to_string());
    mistakes.render(Style::Colour);
}

/// A terminal can be steered by control characters: none of the file's may be shown.
fn is_harmless(text: &str) {
    let steers = |letter: char| letter.is_control() && letter != '\n';
    assert!(!text.contains(steers), "{text:?}");
}
