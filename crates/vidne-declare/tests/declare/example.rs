//! The declared side of rules' examples.

use vidne_declare::{Style, read_example};

#[test]
fn an_example_needs_no_service_and_no_organisations() {
    let declared = read_example(
        "
now = \"2022-11-07T12:00:00Z\"
known = \"2022-11-07\"
[[declared.edge]]
id = \"e\"
from_organisation = \"controller\"
to_organisation = \"nordlo\"
role = \"processor\"
[[observed.visit]]
anything = [1, 2]
",
    )
    .map_err(|mistakes| mistakes.render(Style::Plain))
    .expect("it is in order");
    assert_eq!(declared.service.id.as_str(), "example");
    assert_eq!(declared.service.urls, ["https://www.example.se/"]);
    assert_eq!(declared.name_of(&declared.service.controller), "The Controller");
    assert_eq!(declared.organisations[0].country.map(|country| country.to_string()).as_deref(), Some("SE"));
    assert_eq!(declared.edges[0].place.line, 4);
}

#[test]
fn an_example_says_what_differs() {
    let declared = read_example(
        "[declared.service]\ncontroller = \"rk\"\n[declared.service.pages]\nprivacy = \"https://www.example.se/p\"\n\
         [[declared.organisation]]\nid = \"rk\"\nname = \"Regeringskansliet\"\n",
    )
    .expect("it is in order");
    assert_eq!(declared.organisations.len(), 1);
    assert_eq!(declared.name_of(&declared.service.controller), "Regeringskansliet");
    assert_eq!((declared.service.id.as_str(), declared.service.pages.len()), ("example", 1));
    assert_eq!(read_example("").expect("nothing is needed").organisations.len(), 1);
}

#[test]
fn an_example_is_checked_like_a_declaration() {
    let mistakes = read_example(
        "
[[edge]]
id = \"outside\"
[declared.service]
controler = \"rk\"
[[declared.edge]]
id = \"e\"
via = \"f\"
agreement = \"d\"
from_organisation = \"controller\"
to_organisation = \"nordlo\"
role = \"procesor\"
",
    )
    .expect_err("it has mistakes");
    insta::assert_snapshot!(mistakes.render(Style::Plain), @r#"
    error[unknown-key]: `edge` is not a key of an example
     --> example:2:3
      |
    2 | [[edge]]
      |   ^^^^ unknown key
      |
      = help: remove it, or use one of: declared, now, known, observed

    error[unknown-key]: `controler` is not a key of [service]
     --> example:5:1
      |
    5 | controler = "rk"
      | ^^^^^^^^^ did you mean `controller`?
      |
      = help: write `controller`

    error[dangling-id]: no edge is called `f`
     --> example:8:7
      |
    8 | via = "f"
      |       ^^^ did you mean `e`?
      |
      = help: write "e"; otherwise declare it in an `[[edge]]`

    error[dangling-id]: no document is called `d`
     --> example:9:13
      |
    9 | agreement = "d"
      |             ^^^ expected the id of a declared document
      |
      = help: declare it in a `[[document]]`, or say that it is unknown: `"unknown"`

    error[bad-value]: `procesor` is not a role
      --> example:12:8
       |
    12 | role = "procesor"
       |        ^^^^^^^^^^ expected one of: processor, sub-processor, joint-controller, controller, supplier
       |
       = help: write "processor"
    "#);
    assert!(read_example("declared = 1").is_err());
    assert!(read_example("[declared]\nservice = 1\norganisation = 2").is_err());
}
