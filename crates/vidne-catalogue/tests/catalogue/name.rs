//! Who goes by that name?

use vidne_catalogue::NamedAs;

use crate::sample;

fn named(name: &str) -> Vec<(String, NamedAs)> {
    let catalogue = sample::catalogue();
    catalogue
        .by_name(name)
        .into_iter()
        .map(|found| (found.recipient.id.to_string(), found.named_as))
        .collect()
}

#[test]
fn company_forms_case_and_punctuation_make_no_difference() {
    for name in [
        "Northnet",
        "NORTHNET, INC.",
        "northnet inc",
        "Northnet B.V.",
        "Northnet GmbH & Co. KG",
        "Northnet A/S",
    ] {
        assert_eq!(named(name), [("northnet".to_owned(), NamedAs::Name)], "{name}");
    }
    for name in ["Räknaren Sverige", "RÄKNAREN SVERIGE AB", "Ra\u{308}knaren\u{a0}Sverige  AB"] {
        assert_eq!(named(name), [("counter".to_owned(), NamedAs::Entity)], "{name}");
    }
}

#[test]
fn an_owner_of_several_recipients_names_them_all_and_says_how() {
    assert_eq!(
        named("Big Holdings, Inc."),
        [("mirror".to_owned(), NamedAs::Entity), ("counter".to_owned(), NamedAs::Parent)]
    );
}

#[test]
fn a_part_of_a_name_names_nobody() {
    for name in ["Northnet Delivery Services", "Big", "Holdings", "Inc.", "AB", "", " ", "Oy Ab", "räknare"]
    {
        assert_eq!(named(name), [], "{name}");
    }
    assert_eq!(named("north"), [("northnet".to_owned(), NamedAs::Alias)], "a common word is still a name");
}
