//! Texts that nobody should write.

use proptest::prelude::*;
use vidne_declare::{Known, MistakeKind, STARTER, Style, read};

use crate::{known, valid::REGISTER};

/// Reads bytes, draws everything that is said about them, and tells how many mistakes there are.
fn survives(bytes: &[u8]) -> usize {
    match read([("a.toml", bytes)], &known()) {
        Ok(reading) => {
            reading.remarks.render(Style::Plain);
            0
        }
        Err(mistakes) => {
            let text = mistakes.render(Style::Plain);
            assert!(!text.contains('\u{1b}'));
            mistakes.iter().count() + mistakes.left_out()
        }
    }
}

#[test]
fn brackets_without_end_do_not_overflow_the_stack() {
    for deep in [
        "[".repeat(1 << 20),
        format!("[[a{}]]", ".a".repeat(500_000)),
        format!("a = {}", "[".repeat(1_000_000)),
        format!("a = {}", "{a=".repeat(300_000)),
        format!("a{} = 1", ".a".repeat(500_000)),
    ] {
        assert!(survives(deep.as_bytes()) > 0);
    }
}

#[test]
fn more_mistakes_than_anybody_reads_are_counted() {
    let keys: Vec<String> = (0..60_000).map(|at| format!("key_{at} = 1")).collect();
    let keys = keys.join("\n");
    let mistakes = read([("a.toml", keys.as_bytes())], &Known::default()).expect_err("unknown keys");
    assert_eq!(mistakes.iter().count() + mistakes.left_out(), 60_001, "and there is no [service]");
    assert!(mistakes.iter().count() < 1_000);
    assert!(mistakes.render(Style::Plain).ends_with(&format!("and {} more\n", mistakes.left_out())));
}

#[test]
fn one_line_as_long_as_a_file_is_read_and_told_in_time() {
    let items = "\"å\",".repeat(200_000);
    assert!(survives(format!("service = [{items}]").as_bytes()) > 0);
    assert!(survives(format!("[service]\nurls = [{items}]").as_bytes()) >= 200_000);
    assert!(survives("\0\n".repeat(500_000).as_bytes()) > 0);
}

#[test]
fn a_chain_as_long_as_a_file_ends() {
    let edge = |at: usize| {
        let (via, from, to) = (at + 1, "a", "a");
        format!(
            "[[edge]]\nid=\"e{at}\"\nvia=\"e{via}\"\nfrom_organisation=\"{from}\"\nto_organisation=\"{to}\"\nrole=\"supplier\"\n"
        )
    };
    let long: Vec<String> = (0..9_000).map(edge).collect();
    let long = long.concat();
    let closed = format!("{long}{}", edge(9_000).replace("e9001", "e0"));
    let mistakes = read([("a.toml", closed.as_bytes())], &Known::default()).expect_err("a circle");
    let circles = mistakes.iter().filter(|each| each.kind == MistakeKind::Cycle).count();
    assert!(circles <= 1);
    assert!(mistakes.render(Style::Plain).len() < 1 << 20);
}

/// A file in order, with a piece cut out, put elsewhere, or replaced.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..8),
        "[\\[\\]{}=\"',.# \n\u{e5}0-9a-z-]{0,12}".prop_map(String::into_bytes),
    ];
    (0..STARTER.len(), 0..40usize, piece, any::<bool>()).prop_map(|(at, cut, piece, register)| {
        let text = if register { REGISTER } else { STARTER };
        let mut bytes = text.as_bytes().to_vec();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, piece);
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_that_looks_like_toml_is_read_or_refused(
        text in "(\\[\\[?[a-z_.]{1,12}\\]?\\]?|[a-z_]{1,14} ?= ?[\\[{\"]?[a-zå0-9 :,=-]{0,12}[\\]}\"]?|\n){0,40}"
    ) {
        survives(text.as_bytes());
        let _ = vidne_declare::read_example(&text).map_err(|mistakes| mistakes.render(Style::Colour));
    }

    #[test]
    fn a_changed_declaration_is_read_or_refused(bytes in mutated()) {
        survives(&bytes);
    }

    #[test]
    fn every_start_is_read_or_refused_for_its_address(url in "\\PC{0,40}") {
        survives(vidne_declare::starter(&url).as_bytes());
    }
}
