//! What is said about whole files, and about their syntax.

use vidne_declare::{Known, Limits, Style, read, read_within};

use crate::{SERVICE, kinds, known, read_one, told};

#[test]
fn mistakes_of_syntax_do_not_hide_the_others() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"them\"
name = Them
country = \"UK\"
[[organisation]]
id = \"those
name = \"Those\"
from = 2022-02-30
"), @r#"
    error[syntax]: a text stands in quotes
     --> a.toml:4:8
      |
    4 | name = Them
      |        ^^^^ expected quotes
      |
      = help: write "Them"

    error[bad-value]: `UK` is not the code of a country
     --> a.toml:5:11
      |
    5 | country = "UK"
      |           ^^^^ expected the code of a country, two capitals (ISO 3166-1)
      |
      = help: write "GB"

    error[syntax]: invalid basic string
     --> a.toml:7:12
      |
    7 | id = "those
      |            ^ expected `"`
      |
      = help: close the text with the same quotes that open it

    error[impossible-date]: `2022-02-30` does not exist
     --> a.toml:9:8
      |
    9 | from = 2022-02-30
      |        ^^^^^^^^^^ expected a day between 01 and 28
      |
      = help: write a day of the calendar, year-month-day: `2022-09-22`
    "#);
}

#[test]
fn a_list_that_is_not_closed_is_told_once() {
    insta::assert_snapshot!(told("
[[document]]
id = \"d\"
kind = \"template\"
parties = [\"us\", \"us\"
signed = 2022-01-01
[[document]]
id = \"e\"
"), @r#"
    error[syntax]: this list is not closed
     --> a.toml:5:11
      |
    5 | parties = ["us", "us"
      |           ^ expected `]` after its last value
      |
      = help: close it with `]`, and put a comma between its values
    "#);
}

#[test]
fn a_heading_that_is_not_closed_loses_its_table_and_nothing_else() {
    let text = "[[organisation\nid = \"them\"\n[[organisation]]\nid = \"those\"\nname = \"Those\"\ncountry = \"se\"\n";
    assert_eq!(kinds(text), [("syntax", 1), ("bad-value", 6)]);
}

#[test]
fn a_key_that_stands_twice_is_told() {
    insta::assert_snapshot!(told("[[organisation]]\nid = \"them\"\nname = \"Them\"\nname = \"They\"\n"), @r#"
    error[duplicate-key]: `name` stands twice in one table
     --> a.toml:4:1
      |
    4 | name = "They"
      | ^^^^ it stands further up already
      |
      = help: keep one of the two; a second thing of its kind begins with its own `[[…]]` line
    "#);
}

#[test]
fn a_table_of_which_there_may_be_several_has_two_brackets() {
    insta::assert_snapshot!(told("[processing]\nid = \"p\"\n"), @r"
    error[bad-value]: there may be several of [processing]: its heading has two brackets
     --> a.toml:1:1
      |
    1 | [processing]
      | ^^^^^^^^^^^^ expected a table [[processing]]
      |
      = help: write `[[processing]]`
    ");
}

#[test]
fn a_missing_service_is_told_beside_everything_else() {
    let mistakes = read_one("[[organisation]]\nid = \"us\"\n").expect_err("it has mistakes");
    let kinds: Vec<_> = mistakes.iter().map(|each| each.message.as_str()).collect();
    assert_eq!(kinds, ["`name` is missing in [[organisation]]", "no file has a [service]"]);
}

#[test]
fn there_is_one_service() {
    insta::assert_snapshot!(told("[service]\nid = \"t\"\nurls = []\ncontroller = \"us\"\n"), @r"
    error[duplicate-id]: a second [service]
     --> service.toml:1:1
      |
    1 | [service]
      | ^^^^^^^^^ a declaration is about one service
      |
     ::: a.toml:1:1
      |
    1 | [service]
      | --------- the first one
      |
      = help: keep one of them; give another service a folder of its own
    ");
    insta::assert_snapshot!(read([], &Known::default()).expect_err("nothing was given").render(Style::Plain), @r"
    error[missing]: no file has a [service]
     --> declaration:1:1
      |
    1 |
      | ^ expected [service] in one of the files
      |
      = help: `vidne init` writes a commented start; a folder declares one service
    ");
}

#[test]
fn a_file_in_another_encoding_is_told_with_its_first_wrong_byte() {
    let text = b"[[organisation]]\nid = \"them\"\nname = \"R\xe4ksm\xf6rg\xe5s AB\"\ncountry = \"se\"\n";
    let mistakes =
        read([("a.toml", &text[..]), ("b.toml", SERVICE.as_bytes())], &known()).expect_err("not UTF-8");
    insta::assert_snapshot!(mistakes.render(Style::Plain), @r#"
    error[not-utf8]: the file is not UTF-8: byte 0xe4 here
     --> a.toml:3:10
      |
    3 | name = "R�ksm�rg�s AB"
      |          ^ expected UTF-8
      |
      = help: save the file as UTF-8; editors call it encoding

    error[bad-value]: `se` is not the code of a country
     --> a.toml:4:11
      |
    4 | country = "se"
      |           ^^^^ expected the code of a country, two capitals (ISO 3166-1)
      |
      = help: write "SE"
    "#);
}

#[test]
fn a_file_that_is_too_large_is_told_and_its_ids_are_not_missed() {
    let limits = Limits { file_bytes: 200, ..Limits::default() };
    let large = format!("{}[[edge]]\nid = \"e\"\n", "#".repeat(300));
    let other = "[[edge]]\nid = \"f\"\nvia = \"e\"\nfrom_organisation = \"them\"\nto_organisation = \"us\"\nrole = \"x\"\n";
    let files =
        [("large.toml", large.as_bytes()), ("other.toml", other.as_bytes()), ("s.toml", SERVICE.as_bytes())];
    insta::assert_snapshot!(read_within(files, &known(), limits).expect_err("too large").render(Style::Plain), @r#"
    error[too-large]: the file has 318 bytes and was not read
     --> large.toml:1:1
      |
    1 |
      | ^ at most 200 bytes are read
      |
      = help: split it into several files; a declaration holds no documents, only what is needed of them

    error[bad-value]: `x` is not a role
     --> other.toml:6:8
      |
    6 | role = "x"
      |        ^^^ expected one of: processor, sub-processor, joint-controller, controller, supplier
      |
      = help: choose one of them; leave the key out where nothing is declared
    "#);
}
