//! Files that are wrong: every mistake at once, each at its line; and no text that makes the reader panic.

use proptest::prelude::*;
use vidne_law::{Law, Mistakes, parse};

fn mistakes(text: &str) -> Vec<String> {
    match parse("test.toml", text) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.as_slice().iter().map(ToString::to_string).collect(),
    }
}

const FINE: &str = r#"
[[instrument]]
id = "clauses"
name = "Clauses"
kind = "transfer-clauses"
holder = "contract-edge"
regimes = ["gdpr"]
adopted = { on = 2020-01-01, verified = true, source = "a source" }
usable_from = { on = 2020-02-01, verified = false, source = "to be checked" }
verified = true
source = "a source"
"#;

#[test]
fn a_file_without_mistakes_is_read() {
    assert_eq!(mistakes(FINE), Vec::<String>::new());
    assert_eq!(Law::read(&[("test.toml", FINE)]).unwrap().instruments().count(), 1);
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_with_their_lines() {
    let wrong = FINE.replace("2020-02-01", "2019-02-01").replace("\"a source\"\n", "\"\"\n").replace(
        "verified = false, source = \"to be checked\"",
        "verified = true, source = \"to be checked\"",
    );
    let text = format!("{wrong}\n[[decision]]\nid = 7\n\n[[membership]]\nwho = \"SE\"\n\n[[clock]]\n");
    assert_eq!(
        mistakes(&text),
        [
            "test.toml:2: the instrument has no source",
            "test.toml:2: usable_from 2019-02-01 lies before adopted 2020-01-01",
            "test.toml:2: usable_from: a source says `to be checked` exactly where `verified = false`",
            "test.toml:14: invalid type: integer `7`, expected a string",
            "test.toml:17: unknown field `who`, expected one of `countries`, `area`, `belonging`, `from`, \
             `until`, `verified`, `source`, `note`",
            "test.toml:19: `clock` is unknown; expected instrument, decision, membership, text or provision",
        ]
    );
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let found = mistakes("[[instrument]]\nid = \"a\"\nname = \n");
    assert!(found[0].starts_with("test.toml:3: "), "{found:?}");
}

#[test]
fn days_that_do_not_exist_and_times_are_refused() {
    let time = FINE.replace("on = 2020-01-01", "on = 2020-01-01T00:00:00Z");
    assert_eq!(mistakes(&time), ["test.toml:8: expected a date without a time, such as 2020-07-16"]);
    assert_eq!(mistakes(&FINE.replace("2020-01-01", "2021-02-29")).len(), 1);
}

#[test]
fn a_repeal_and_an_annulment_exclude_each_other() {
    let both = format!(
        "{FINE}repealed = {{ on = 2021-01-01, verified = true, source = \"s\" }}\n\
         annulled = {{ on = 2021-01-01, by = \"C-1/20\", verified = true, source = \"s\" }}\n"
    );
    assert_eq!(mistakes(&both), ["test.toml:2: give `repealed` or `annulled`, not both"]);
}

#[test]
fn what_only_shows_across_files_is_told_at_its_place() {
    let decision = r#"
[[decision]]
id = "adequacy-us"
name = "the US"
country = "US"
instrument = "nowhere"
regimes = ["gdpr"]
eea = { from = 2020-02-01, verified = true, source = "s" }
scope = "listed-organisations"
verified = true
source = "s"

[[provision]]
id = "nowhere:1"
title = "t"
verified = true
"#;
    let dangling = FINE.replace("regimes", "provision = \"gdpr:1\"\nregimes");
    let files = [("a.toml", FINE), ("b.toml", &dangling), ("c.toml", decision)];
    let found = Law::read(&files).unwrap_err();
    assert_eq!(
        found.to_string(),
        "b.toml:2: `clauses` stands here a second time\n\
         b.toml:2: `gdpr:1`: there is no such provision\n\
         c.toml:2: `nowhere`: there is no such instrument\n\
         c.toml:13: `nowhere:1`: there is no such text"
    );
}

#[test]
fn hostile_files_cost_bounded_memory() {
    let many = "[[instrument]]\nid = 1\n".repeat(10_000);
    assert_eq!(parse("many.toml", &many).unwrap_err().as_slice().len(), Mistakes::MOST);
    let deep = format!("x = {}", "[".repeat(100_000));
    assert!(parse("deep.toml", &deep).is_err());
    let long = "#".repeat(2 << 20);
    assert!(parse("long.toml", &long).unwrap_err().to_string().contains("longer than"));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        prop_assert!(parse("any.toml", &text).is_ok() || !mistakes(&text).is_empty());
    }

    #[test]
    fn no_damage_to_a_file_makes_the_reader_panic(at in 0..FINE.len(), with in "[\\[\\]{}=\"0-9a-z \n-]{0,8}") {
        let mut text = FINE.to_owned();
        text.replace_range(at..(at + 1).min(FINE.len()), &with);
        for told in mistakes(&text) {
            prop_assert!(told.starts_with("test.toml:"));
        }
    }
}
