//! Wildcards against a reference that tries everything.

use proptest::prelude::*;
use vidne_catalogue::{Case, Pattern, TooWide};

#[test]
fn a_star_stands_for_any_run_and_for_none() {
    let pattern = Pattern::new("_ga_*").unwrap();
    assert!(pattern.matches("_ga_X1", Case::Exact));
    assert!(pattern.matches("_ga_", Case::Exact));
    assert!(!pattern.matches("_ga", Case::Exact));
    assert!(!pattern.matches("_GA_X1", Case::Exact));
    assert!(pattern.matches("_GA_X1", Case::Ignored));
}

#[test]
fn a_pattern_that_would_match_nearly_everything_is_refused() {
    for text in ["", "*", "**", "a*", "*a*b*"] {
        assert_eq!(Pattern::new(text), Err(TooWide), "{text}");
    }
    assert!(Pattern::new("a").is_ok(), "without a wildcard even one letter is exact");
}

#[test]
fn a_hostile_name_costs_pattern_times_text_at_most() {
    let pattern = Pattern::new(&"a*".repeat(50)).unwrap();
    assert!(!pattern.matches(&format!("{}b", "a".repeat(49)), Case::Exact));
    let pattern = Pattern::new(&format!("{}b", "*a".repeat(50))).unwrap();
    assert!(!pattern.matches(&"a".repeat(100_000), Case::Exact));
}

proptest! {
    #[test]
    fn matching_agrees_with_trying_everything(pattern in "[ab*é]{3,9}", text in "[abAé]{0,12}") {
        let Ok(parsed) = Pattern::new(&pattern) else { return Ok(()) };
        prop_assert_eq!(parsed.matches(&text, Case::Exact), naive(pattern.as_bytes(), text.as_bytes()));
        let (low_pattern, low_text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
        let expected = naive(low_pattern.as_bytes(), low_text.as_bytes());
        prop_assert_eq!(parsed.matches(&text, Case::Ignored), expected);
    }

    #[test]
    fn a_filled_in_pattern_matches(parts in prop::collection::vec("[a-z_.]{1,4}", 2..5), fill in "[a-zA-Z0-9*]{0,5}") {
        prop_assume!(parts.concat().len() >= Pattern::FEWEST_LITERALS);
        let pattern = Pattern::new(&parts.join("*")).unwrap();
        prop_assert!(pattern.matches(&parts.join(&fill), Case::Exact));
    }
}

fn naive(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|taken| naive(rest, &text[taken..])),
        Some((byte, rest)) => text.first() == Some(byte) && naive(rest, &text[1..]),
    }
}
