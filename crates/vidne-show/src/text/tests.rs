//! The files of words: whole, equal, and neither more nor less than the code asks for.

use std::borrow::Cow;

use fluent_bundle::FluentResource;
use vidne_model::{finding::Message, id::RuleId, message};

use super::{Text, own_source, rule};
use crate::language::Language;

#[test]
fn every_file_can_be_read_whole() {
    for language in Language::ALL {
        for source in [own_source(language), rule::source(language)] {
            let errors = FluentResource::try_new(source.to_owned()).err().map(|(_, errors)| errors);
            let places: Vec<_> = errors
                .iter()
                .flatten()
                .map(|error| (&error.kind, &source[error.slice.clone().unwrap_or(error.pos.clone())]))
                .collect();
            assert!(places.is_empty(), "{language}: {places:#?}");
        }
    }
}

#[test]
fn all_languages_have_the_same_keys_with_the_same_placeholders() {
    let english = rule::keys(own_source(Language::English));
    for language in Language::ALL {
        assert_eq!(rule::keys(own_source(language)), english, "{language}");
    }
}

#[test]
fn plurals_follow_the_language() {
    let text = Text::of(Language::Swedish);
    assert_eq!(text.count("violations", 1), "1 överträdelse");
    assert_eq!(text.count("violations", 2), "2 överträdelser");
    let text = Text::of(Language::Danish);
    assert_eq!(text.count("questions", 1), "1 åbent spørgsmål");
}

#[test]
fn a_sentence_without_a_translation_is_said_in_english() {
    let said = Text::of(Language::Danish)
        .rule(&RuleId::from("no-such-rule"), &message!("x", "{who} came", who = "A"));
    assert_eq!((said.text.as_str(), said.language), ("A came", Language::English));
}

#[test]
fn a_translation_that_asks_for_more_than_there_is_gives_way_to_english() {
    let message =
        Message { id: "contacted", template: Cow::Borrowed("somebody came"), arguments: Vec::new() };
    let said = Text::of(Language::Swedish).rule(&RuleId::from("undeclared-recipient"), &message);
    assert_eq!((said.text.as_str(), said.language), ("somebody came", Language::English));
}

#[test]
fn what_stands_in_an_argument_is_never_read_as_a_placeholder() {
    let message = message!("contacted", "{who} ({signs})", who = "{ $signs }", signs = "{who}");
    let said = Text::of(Language::Swedish).rule(&RuleId::from("undeclared-recipient"), &message);
    assert!(said.text.contains("{ $signs }") && said.text.contains("{who}"), "{}", said.text);
}

#[test]
fn kinds_of_documents_and_how_a_look_ended_are_told_in_the_readers_language() {
    let agreement = RuleId::from("edge-without-agreement");
    let kind =
        message!("no-agreement", "", who = "A", path = "B", document = "d", kind = "commercial-amendment");
    let stale = RuleId::from("stale-observation");
    let refused =
        message!("failed", "", page = "p", day = "2024-05-01", outcome = "was refused with status 404");
    let limited = message!(
        "limited",
        "",
        country = "CA",
        who = "A",
        limits = "only organisations on the list on the day"
    );
    let basis = RuleId::from("transfer-without-basis");
    for (language, words) in [
        (
            Language::Swedish,
            ["tillägg till det kommersiella avtalet", "avvisades med status 404", "stod på listan"],
        ),
        (Language::Danish, ["tillæg til den kommercielle aftale", "afvist med status 404", "stod på listen"]),
    ] {
        let text = Text::of(language);
        let said = [text.rule(&agreement, &kind), text.rule(&stale, &refused), text.rule(&basis, &limited)];
        for (said, word) in said.iter().zip(words) {
            assert!(said.language == language && said.text.contains(word), "{}", said.text);
        }
    }
}

#[test]
fn remarks_are_counted_in_the_readers_language() {
    let said = |language, count| crate::remarks(language, count, "site").unwrap_or_default();
    assert_eq!(said(Language::English, 0), "");
    assert!(said(Language::English, 1).starts_with("1 remark about the declaration"));
    assert!(said(Language::Danish, 2).starts_with("2 bemærkninger"));
    assert!(said(Language::Swedish, 2).ends_with("`vidne check site` visar dem."));
}
