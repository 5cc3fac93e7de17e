//! What is said about facts that do not fit together.

use crate::{kinds, told};

#[test]
fn an_id_that_nothing_has_is_told_with_the_nearest_that_something_has() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"nordlo\"
name = \"Nordlo\"
recipient = \"cloudfare\"
[[edge]]
id = \"us-nordlo\"
via = \"us-them\"
from_organisation = \"us\"
to_organisation = \"norldo\"
role = \"processor\"
processing = [\"visits\"]
agreement = \"pub-2020\"
[[edge.transfer]]
to = \"US\"
basis = \"scc-2021-915\"
[[exception]]
rule = \"undeclared-cokie\"
subject = \"cookie:x\"
reason = \"for now\"
"), @r#"
    error[dangling-id]: no recipient in the catalogue is called `cloudfare`
     --> a.toml:5:13
      |
    5 | recipient = "cloudfare"
      |             ^^^^^^^^^^^ did you mean `cloudflare`?
      |
      = help: write "cloudflare"; otherwise leave it out: the recipient's name and aliases are enough

    error[dangling-id]: no edge is called `us-them`
     --> a.toml:8:7
      |
    8 | via = "us-them"
      |       ^^^^^^^^^ expected the id of a declared edge
      |
      = help: declare it in an `[[edge]]`

    error[dangling-id]: no organisation is called `norldo`
      --> a.toml:10:19
       |
    10 | to_organisation = "norldo"
       |                   ^^^^^^^^ did you mean `nordlo`?
       |
       = help: write "nordlo"; otherwise declare it in an `[[organisation]]`

    error[dangling-id]: no processing is called `visits`
      --> a.toml:12:15
       |
    12 | processing = ["visits"]
       |               ^^^^^^^^ expected the id of a declared processing
       |
       = help: declare it in a `[[processing]]`

    error[dangling-id]: no document is called `pub-2020`
      --> a.toml:13:13
       |
    13 | agreement = "pub-2020"
       |             ^^^^^^^^^^ expected the id of a declared document
       |
       = help: declare it in a `[[document]]`, or say that it is unknown: `"unknown"`

    error[dangling-id]: no transfer instrument is called `scc-2021-915`
      --> a.toml:16:9
       |
    16 | basis = "scc-2021-915"
       |         ^^^^^^^^^^^^^^ did you mean `scc-2021-914`?
       |
       = help: write "scc-2021-914"; otherwise `vidne law` lists the instruments that are known

    error[dangling-id]: no rule is called `undeclared-cokie`
      --> a.toml:18:8
       |
    18 | rule = "undeclared-cokie"
       |        ^^^^^^^^^^^^^^^^^^ did you mean `undeclared-cookie`?
       |
       = help: write "undeclared-cookie"; otherwise copy the rule's name from the finding
    "#);
}

#[test]
fn two_facts_with_one_id_are_told_with_both_places() {
    insta::assert_snapshot!(told("
[[document]]
id = \"d\"
kind = \"template\"
recorded = 2022-01-01
[[document]]
id = \"d\"
kind = \"annex\"
recorded = 2022-01-01
[[cookie]]
name = \"x\"
[[cookie]]
name = \"x\"
"), @r#"
    error[duplicate-id]: two documents `d`, both recorded on 2022-01-01
     --> a.toml:7:6
      |
    3 | id = "d"
      |      --- the first one
    ...
    7 | id = "d"
      |      ^^^ expected an id of its own, or another `recorded`
      |
      = help: rename one of them; for a later version of the same fact add the day: `recorded = …`

    error[duplicate-id]: two cookies `x`
      --> a.toml:13:8
       |
    11 | name = "x"
       |        --- the first one
    12 | [[cookie]]
    13 | name = "x"
       |        ^^^ expected an id of its own, or another `recorded`
       |
       = help: rename one of them; for a later version of the same fact add the day: `recorded = …`
    "#);
}

#[test]
fn facts_with_one_id_in_two_files_are_told_across_files() {
    insta::assert_snapshot!(told("[[organisation]]\nid = \"us\"\nname = \"We\"\n"), @r#"
    error[duplicate-id]: two organisations `us`
     --> service.toml:6:6
      |
    6 | id = "us"
      |      ^^^^ expected an id of its own, or another `recorded`
      |
     ::: a.toml:2:6
      |
    2 | id = "us"
      |      ---- the first one
      |
      = help: rename one of them; for a later version of the same fact add the day: `recorded = …`
    "#);
}

#[test]
fn versions_recorded_on_different_days_are_no_mistake() {
    let text = "[[organisation]]\nid = \"us\"\nname = \"We\"\nrecorded = 2022-01-01\n\
                [[cookie]]\nname = \"x\"\n[[cookie]]\nname = \"x\"\nstore = \"local-storage\"\n";
    assert_eq!(kinds(text), []);
}

#[test]
fn days_that_cannot_be_are_told() {
    insta::assert_snapshot!(told("
[[processing]]
id = \"p\"
from = 2022-09-22
until = 2022-09-01
recorded = 0222-09-22
[[document]]
id = \"d\"
kind = \"template\"
signed = 2023-02-29
[[document]]
id = \"e\"
kind = \"template\"
signed = 2023-02-01
until = 2022-12-31
"), @r"
    error[impossible-date]: this ends before it begins
     --> a.toml:5:9
      |
    4 | from = 2022-09-22
      |        ---------- it begins here
    5 | until = 2022-09-01
      |         ^^^^^^^^^^ expected a day after 2022-09-22
      |
      = help: `until` is the first day on which it no longer holds; leave it out while it does

    error[impossible-date]: 0222-09-22 is too long ago
     --> a.toml:6:12
      |
    6 | recorded = 0222-09-22
      |            ^^^^^^^^^^ expected a year from 1900 on
      |
      = help: write the year with four digits

    error[impossible-date]: `2023-02-29` does not exist
      --> a.toml:10:10
       |
    10 | signed = 2023-02-29
       |          ^^^^^^^^^^ expected a day between 01 and 28
       |
       = help: write a day of the calendar, year-month-day: `2022-09-22`

    error[impossible-date]: signed after it ended
      --> a.toml:14:10
       |
    14 | signed = 2023-02-01
       |          ^^^^^^^^^^ expected a day before 2022-12-31
    15 | until = 2022-12-31
       |         ---------- it ended here
       |
       = help: correct one of the two days; a document that was renewed is a document of its own
    ");
}

#[test]
fn one_month_may_begin_and_end_a_fact_that_is_known_to_the_month() {
    let fact = |precision: &str| {
        format!(
            "[[processing]]\nid = \"p\"\nfrom = 2022-09-01\nuntil = 2022-09-01\nprecision = \"{precision}\"\n"
        )
    };
    assert_eq!(kinds(&fact("month")), []);
    assert_eq!(kinds(&fact("day")), [("impossible-date", 4)]);
}

#[test]
fn circles_are_told_once_each() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"a\"
name = \"A\"
parent = \"b\"
[[organisation]]
id = \"b\"
name = \"B\"
parent = \"a\"
[[edge]]
id = \"self\"
via = \"self\"
from_organisation = \"a\"
to_organisation = \"a\"
role = \"processor\"
[[document]]
id = \"d\"
kind = \"amendment\"
amends = \"d\"
"), @r#"
    error[cycle]: ownership goes round in a circle: `a`, `b`, `a`
     --> a.toml:9:10
      |
    5 | parent = "b"
      |          --- part of the circle
    ...
    9 | parent = "a"
      |          ^^^ this closes the circle
      |
      = help: an organisation cannot own itself: correct one `parent`

    error[cycle]: the chain of edges goes round in a circle: `self`, `self`
      --> a.toml:12:7
       |
    12 | via = "self"
       |       ^^^^^^ this closes the circle
       |
       = help: an edge cannot lie above itself: correct one `via`

    error[cycle]: `amends` goes round in a circle: `d`, `d`
      --> a.toml:19:10
       |
    19 | amends = "d"
       |          ^^^ this closes the circle
       |
       = help: correct one `amends`
    "#);
}

#[test]
fn an_edge_begins_where_the_edge_above_it_ends() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"nordlo\"
name = \"Nordlo\"
[[edge]]
id = \"us-nordlo\"
from_organisation = \"us\"
to_organisation = \"nordlo\"
role = \"processor\"
[[edge]]
id = \"us-us\"
via = \"us-nordlo\"
from_organisation = \"us\"
to_organisation = \"us\"
role = \"sub-processor\"
"), @r#"
    error[broken-chain]: the edge begins at `us`, but the edge above it, `us-nordlo`, ends at `nordlo`
      --> a.toml:13:21
       |
     8 | to_organisation = "nordlo"
       |                   -------- the edge above ends here
    ...
    13 | from_organisation = "us"
       |                     ^^^^ expected `nordlo`
       |
       = help: name in `via` the edge that ends at `us`, or correct `from_organisation`
    "#);
}

#[test]
fn a_sub_processor_stands_below_a_processor() {
    insta::assert_snapshot!(told("
[[organisation]]
id = \"nordlo\"
name = \"Nordlo\"
[[organisation]]
id = \"network\"
name = \"Network\"
[[edge]]
id = \"us-nordlo\"
from_organisation = \"us\"
to_organisation = \"nordlo\"
role = \"processor\"
[[edge]]
id = \"nordlo-network\"
from_organisation = \"nordlo\"
to_organisation = \"network\"
role = \"sub-processor\"
[[edge]]
id = \"network-us\"
from_organisation = \"us\"
to_organisation = \"network\"
role = \"sub-processor\"
"), @r#"
    error[missing]: `via` is missing in an [[edge]] to a sub-processor
      --> a.toml:17:8
       |
     9 | id = "us-nordlo"
       |      ----------- this edge leads to `nordlo`
    ...
    17 | role = "sub-processor"
       |        ^^^^^^^^^^^^^^^ a sub-processor acts for a processor: expected `via`, the edge that leads to that one
       |
       = help: add `via = "us-nordlo"`, or correct `role`

    error[missing]: `via` is missing in an [[edge]] to a sub-processor
      --> a.toml:22:8
       |
    22 | role = "sub-processor"
       |        ^^^^^^^^^^^^^^^ a sub-processor acts for a processor: expected `via`, the edge that leads to that one
       |
       = help: whoever gets data from the controller is its `processor`
    "#);
}

#[test]
fn two_states_on_one_day_are_told() {
    insta::assert_snapshot!(told("
[[document]]
id = \"d\"
kind = \"template\"
held = [{ state = \"received\", on = 2022-11-14 }, { state = \"not-held\", on = 2022-11-14 }]
annexes = [\"held\", \"not-held\"]
amendments = [{ state = \"held\", on = 2022-11-14 }, { state = \"held\", on = 2022-11-14 }]
"), @r#"
    error[overlapping-states]: two different states on 2022-11-14
     --> a.toml:5:60
      |
    5 | held = [{ state = "received", on = 2022-11-14 }, { state = "not-held", on = 2022-11-14 }]
      |                   ---------- and this one                  ^^^^^^^^^^ this state
      |
      = help: keep one of them, or give them the days on which each began: `on = …`

    error[overlapping-states]: two different states without a day
     --> a.toml:6:20
      |
    6 | annexes = ["held", "not-held"]
      |            ------  ^^^^^^^^^^ this state
      |            |
      |            and this one
      |
      = help: keep one of them, or give them the days on which each began: `on = …`
    "#);
}

#[test]
fn a_misspelt_organisation_is_told_once_wherever_it_is_mentioned() {
    let chain = "
[[organisation]]
id = \"nordlo\"
name = \"Nordlo\"
[[organisation]]
id = \"cdn\"
name = \"CDN\"
[[edge]]
id = \"us-nordlo\"
from_organisation = \"us\"
to_organisation = \"nordlo\"
role = \"processor\"
[[edge]]
id = \"nordlo-cdn\"
via = \"us-nordlo\"
from_organisation = \"norldo\"
to_organisation = \"cdn\"
role = \"sub-processor\"
[[document]]
id = \"d\"
kind = \"processor-agreement\"
parties = [\"norldo\", \"cdn\"]
";
    assert_eq!(kinds(chain), [("dangling-id", 16)]);
    assert!(told(chain).contains("mentioned here, too"), "{}", told(chain));
    let above = chain.replace("to_organisation = \"nordlo\"", "to_organisation = \"norldo\"");
    assert_eq!(
        kinds(&above.replace("from_organisation = \"norldo\"", "from_organisation = \"nordlo\"")),
        [("dangling-id", 11)]
    );
}

#[test]
fn a_misspelt_heading_is_read_as_the_one_that_was_meant() {
    let text = "
[[organization]]
id = \"host\"
name = \"Host AB\"
[[edge]]
id = \"us-host\"
from_organisation = \"us\"
to_organisation = \"host\"
role = \"processor\"
";
    assert_eq!(kinds(text), [("unknown-key", 2)]);
    assert_eq!(kinds(&text.replace("name =", "nam =")), [("unknown-key", 2), ("unknown-key", 4)]);
}

#[test]
fn an_id_that_cannot_be_read_is_not_missing_as_well() {
    let text = "
[[organisation]]
ids = \"host\"
name = \"Host AB\"
[[edge]]
id = \"us-host\"
from_organisation = \"us\"
to_organisation = \"host\"
role = \"processor\"
";
    assert_eq!(kinds(text), [("unknown-key", 3)]);
}
