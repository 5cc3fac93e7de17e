//! The pages of rules.

use insta::assert_snapshot;
use vidne_show::{Language, Options, explain, rule_index_markdown, rule_keys, rule_page_markdown};

use crate::case;

#[test]
fn a_page_is_laid_out_for_a_terminal() {
    let options = Options { width: 80, ..Options::new(case::at(case::NOW)) };
    assert_snapshot!(explain(&case::rules()[0], &options), @r#"
    undeclared-recipient: violation

    Somebody takes part in the service whom the register does not name.

    Why it matters
    Whoever delivers something on a page learns at least the visitor's address.

    Fires
        now = "2022-11-07T12:00:00Z"

    - once
    - or more often (https://example.org/)

      measured against  GDPR Art. 30(1)(d) records of recipients
                        https://eur-lex.europa.eu/eli/reg/2016/679/oj
      text              sha256:e84db2177ce146ab1075da3fa4096ed3389d0267cc3196fb60c52a8ff459be23
    "#);
}

#[test]
fn another_language_puts_its_title_and_remedy_first() {
    let options = Options { language: Language::Swedish, ..Options::new(case::at(case::NOW)) };
    let said = explain(&case::rules()[0], &options);
    let swedish = said.find("Någon medverkar i tjänsten").expect("the title is translated");
    let english = said.find("Somebody takes part").expect("the manual follows");
    assert!(swedish < english && said.contains("Själva regeltexten är på engelska."), "{said}");
}

#[test]
fn the_index_is_a_table_with_a_link_for_each_rule() {
    let mut rules = case::rules();
    rules[0].title = "One | two".to_owned();
    let index = rule_index_markdown(&rules);
    let row =
        "| [undeclared-recipient](undeclared-recipient.md) | violation | One \\| two | GDPR Art. 30(1)(d) |";
    assert!(index.lines().any(|line| line == row), "{index}");
}

#[test]
fn a_page_as_a_file_cites_its_law() {
    let page = rule_page_markdown(&case::rules()[0]);
    assert!(page.starts_with("# undeclared-recipient\n"));
    assert!(page.contains(
        "- [GDPR Art. 30(1)(d)](https://eur-lex.europa.eu/eli/reg/2016/679/oj): records of recipients"
    ));
}

#[test]
fn translations_of_rules_are_listed_with_their_arguments() {
    for language in [Language::Swedish, Language::Danish] {
        let keys = rule_keys(language);
        let names = keys.get("undeclared-recipient--contacted").expect("it is translated");
        assert!(names.iter().eq(["signs", "who"]), "{names:?}");
    }
    assert!(rule_keys(Language::English).is_empty());
}
