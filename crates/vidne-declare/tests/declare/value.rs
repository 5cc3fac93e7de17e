//! What is said about keys and values.

use vidne_declare::Style;

use crate::{read_one, told};

#[test]
fn a_misspelt_key_is_told_once_with_the_key_that_was_meant() {
    insta::assert_snapshot!(told("
[[edge]]
id = \"us-us\"
from_organistaion = \"us\"
to_organisation = \"us\"
role = \"processor\"
colour = \"red\"
"), @r#"
    error[unknown-key]: `from_organistaion` is not a key of [[edge]]
     --> a.toml:4:1
      |
    4 | from_organistaion = "us"
      | ^^^^^^^^^^^^^^^^^ did you mean `from_organisation`?
      |
      = help: write `from_organisation`

    error[unknown-key]: `colour` is not a key of [[edge]]
     --> a.toml:7:1
      |
    7 | colour = "red"
      | ^^^^^^ unknown key
      |
      = help: remove it, or use one of: id, from_organisation, to_organisation, role, claim, via, processing, data, purposes, hosts, agreement, approval, assessment, countries, transfer, from, until, precision, recorded
    "#);
}

#[test]
fn a_missing_key_is_told_at_its_table() {
    insta::assert_snapshot!(told("[[organisation]]\nid = \"them\"\n"), @r#"
    error[missing]: `name` is missing in [[organisation]]
     --> a.toml:1:1
      |
    1 | [[organisation]]
      | ^^^^^^^^^^^^^^^^ expected `name`, a text in quotes
      |
      = help: add for example `name = "…"`
    "#);
}

#[test]
fn every_value_of_a_wrong_type_is_told() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"them\"
name = 7
aliases = \"Them AB\"
hosts = [true, \"them.se\", \"https://www.them.se/path\"]
from = \"2022-11\"
until = 2022-11-07T12:00:00Z
"), @r#"
    error[wrong-type]: expected a text in quotes, found a whole number
     --> a.toml:4:8
      |
    4 | name = 7
      |        ^ expected a text in quotes
      |
      = help: write for example `"…"`

    error[wrong-type]: expected a list in square brackets, found a text in quotes
     --> a.toml:5:11
      |
    5 | aliases = "Them AB"
      |           ^^^^^^^^^ expected a list in square brackets
      |
      = help: write for example `[ … ]`

    error[wrong-type]: expected the name of a host, found true or false
     --> a.toml:6:10
      |
    6 | hosts = [true, "them.se", "https://www.them.se/path"]
      |          ^^^^ expected the name of a host
      |
      = help: write for example `"www.example.se"`

    error[bad-value]: `https://www.them.se/path` is not the name of a host
     --> a.toml:6:27
      |
    6 | hosts = [true, "them.se", "https://www.them.se/path"]
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ expected the name of a host
      |
      = help: write "www.them.se": every host below it is included

    error[bad-value]: `2022-11` is a text and not a day
     --> a.toml:7:8
      |
    7 | from = "2022-11"
      |        ^^^^^^^^^ expected a day without quotes
      |
      = help: write `2022-11-01`, and `precision = "month"` beside it

    error[bad-value]: a time stands where a day is expected
     --> a.toml:8:9
      |
    8 | until = 2022-11-07T12:00:00Z
      |         ^^^^^^^^^^^^^^^^^^^^ expected a day without quotes
      |
      = help: write the day alone: `2022-11-07`
    "#);
}

#[test]
fn words_of_closed_sets_are_told_with_all_that_there_are() {
    insta::assert_snapshot!(told("
[[edge]]
id = \"e\"
from_organisation = \"us\"
to_organisation = \"us\"
role = \"sub-procesor\"
approval = \"yes\"
agreement = { state = \"received\" }
[[edge.transfer]]
to = \"NO\"
measures = \"none\"
[[document]]
id = \"d\"
kind = \"dpa\"
contents = [\"duraton\"]
"), @r#"
    error[bad-value]: `sub-procesor` is not a role
     --> a.toml:6:8
      |
    6 | role = "sub-procesor"
      |        ^^^^^^^^^^^^^^ expected one of: processor, sub-processor, joint-controller, controller, supplier
      |
      = help: write "sub-processor"

    error[bad-value]: `yes` is not a state of approval
     --> a.toml:7:12
      |
    7 | approval = "yes"
      |            ^^^^^ expected one of: given, refused, requested, unknown
      |
      = help: choose one of them; leave the key out where nothing is declared

    error[bad-value]: expected the id of a document, or that it is unknown
     --> a.toml:8:13
      |
    8 | agreement = { state = "received" }
      |             ^^^^^^^^^^^^^^^^^^^^^^ expected the id of a document
      |
      = help: write the id, or `{ state = "unknown" }`; other states stand in the thing's own table

    error[bad-value]: `none` is not a list of measures
      --> a.toml:11:12
       |
    11 | measures = "none"
       |            ^^^^^^ expected a list of measures, [] for none, or "not-needed"
       |
       = help: put measures in square brackets; `[]` says that there are none

    error[bad-value]: `dpa` is not a kind of document
      --> a.toml:14:8
       |
    14 | kind = "dpa"
       |        ^^^^^ expected one of: processor-agreement, joint-controller-arrangement, amendment, commercial-amendment, annex, template, standard-clauses, assessment, other
       |
       = help: choose one of them; leave the key out where nothing is declared

    error[bad-value]: `duraton` is not a content that GDPR Art. 28(3) asks for
      --> a.toml:15:13
       |
    15 | contents = ["duraton"]
       |             ^^^^^^^^^ expected one of: subject-matter, duration, nature, purpose, data-types, subject-categories
       |
       = help: write "duration"
    "#);
}

#[test]
fn names_codes_and_numbers_that_do_not_exist_are_told() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"They Are\"
name = \" \"
country = \"EU\"
[[processing]]
id = \"unknown\"
[[edge]]
id = \"e\"
from_organisation = \"us\"
to_organisation = \"us\"
role = \"supplier\"
transfer = [{ to = \"usa\", module = 5 }]
"), @r#"
    error[bad-value]: `They Are` cannot be used as a name
     --> a.toml:3:6
      |
    3 | id = "They Are"
      |      ^^^^^^^^^^ expected a name in quotes, of letters, digits, `-`, `_` and `.`
      |
      = help: write "they-are"

    error[bad-value]: an empty text says nothing
     --> a.toml:4:8
      |
    4 | name = " "
      |        ^^^ expected a text in quotes
      |
      = help: write the text; leave the key out where it may be absent

    error[bad-value]: `EU` is not the code of a country
     --> a.toml:5:11
      |
    5 | country = "EU"
      |           ^^^^ expected the code of a country, two capitals (ISO 3166-1)
      |
      = help: name the countries one by one; leave the key out where they are not known

    error[bad-value]: `unknown` cannot be a name
     --> a.toml:7:6
      |
    7 | id = "unknown"
      |      ^^^^^^^^^ expected a name in quotes, of letters, digits, `-`, `_` and `.`
      |
      = help: choose another name: "unknown" says that something is not known

    error[bad-value]: `usa` is not the code of a country
      --> a.toml:13:20
       |
    13 | transfer = [{ to = "usa", module = 5 }]
       |                    ^^^^^ expected the code of a country, two capitals (ISO 3166-1)
       |
       = help: write "US"

    error[bad-value]: there is no module `5`
      --> a.toml:13:36
       |
    13 | transfer = [{ to = "usa", module = 5 }]
       |                                    ^ expected a module, 1-4
       |
       = help: 1 controller to controller, 2 controller to processor, 3 processor to processor, 4 processor to controller
    "#);
}

#[test]
fn durations_and_subjects_that_cannot_be_read_are_told() {
    insta::assert_snapshot!(told("
[[cookie]]
name = \"c\"
max_age = \"30 minutes\"
[[exception]]
rule = \"undeclared-cookie\"
subject = \"the cookie\"
reason = \"for now\"
[[document]]
id = \"d\"
kind = \"template\"
clause = { ref = \"6.1\", every = \"P0D\" }
"), @r#"
    error[bad-value]: `30 minutes` is not a duration
     --> a.toml:4:11
      |
    4 | max_age = "30 minutes"
      |           ^^^^^^^^^^^^ expected a duration such as PT30M, P1D or P13M (ISO 8601), or "session"
      |
      = help: P stands first and T before hours: 30 days are P30D, 13 months P13M, half an hour PT30M

    error[bad-value]: `the cookie` is not a subject
     --> a.toml:7:11
      |
    7 | subject = "the cookie"
      |           ^^^^^^^^^^^^ expected a subject such as edge:ID, recipient:ID or cookie:NAME
      |
      = help: copy the subject from the finding, as it is printed there

    error[bad-value]: `P0D` is not a duration
      --> a.toml:12:33
       |
    12 | clause = { ref = "6.1", every = "P0D" }
       |                                 ^^^^^ expected a duration such as P30D, P1M or PT4H (ISO 8601)
       |
       = help: P stands first and T before hours: 30 days are P30D, 13 months P13M, half an hour PT30M
    "#);
}

#[test]
fn addresses_of_pages_are_checked() {
    insta::assert_snapshot!(read_one("
[service]
id = \"s\"
urls = [\"www.example.se\", \"https://user:secret@example.se/\", \"https:///\"]
controller = \"us\"
pages.privacy = [\"https://example.se/a b\", { url = \"https://example.se:99999/\" }]
observe_every = \"monthly\"
[[organisation]]
id = \"us\"
name = \"Us\"
").expect_err("it has mistakes").render(Style::Plain), @r#"
    error[bad-value]: `www.example.se` is not an address of a page
     --> a.toml:4:9
      |
    4 | urls = ["www.example.se", "https://***********@example.se/", "https:///"]
      |         ^^^^^^^^^^^^^^^^ expected an address that begins with https:// or http://
      |
      = help: begin it with https://

    error[bad-value]: `https://***********@example.se/` carries a user name or a password
     --> a.toml:4:27
      |
    4 | urls = ["www.example.se", "https://***********@example.se/", "https:///"]
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected an address that begins with https:// or http://
      |
      = help: remove everything up to the @: secrets never stand here

    error[bad-value]: `https:///` names no host
     --> a.toml:4:62
      |
    4 | urls = ["www.example.se", "https://***********@example.se/", "https:///"]
      |                                                              ^^^^^^^^^^^ expected an address that begins with https:// or http://
      |
      = help: write the host after https://

    error[bad-value]: `https://example.se/a b` is not an address: it contains a space
     --> a.toml:6:18
      |
    6 | pages.privacy = ["https://example.se/a b", { url = "https://example.se:99999/" }]
      |                  ^^^^^^^^^^^^^^^^^^^^^^^^ expected an address that begins with https:// or http://
      |
      = help: write %20 for a space

    error[bad-value]: `https://example.se:99999/` has a port that does not exist
     --> a.toml:6:52
      |
    6 | pages.privacy = ["https://example.se/a b", { url = "https://example.se:99999/" }]
      |                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected an address that begins with https:// or http://
      |
      = help: a port is a number from 0 to 65535

    error[bad-value]: `monthly` is not a duration
     --> a.toml:7:17
      |
    7 | observe_every = "monthly"
      |                 ^^^^^^^^^ expected a duration such as P30D, P1M or PT4H (ISO 8601)
      |
      = help: P stands first and T before hours: 30 days are P30D, 13 months P13M, half an hour PT30M
    "#);
}
