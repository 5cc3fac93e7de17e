//! Whose cookie is it?

use vidne_catalogue::{CookiePurpose, Party};

use crate::sample;

fn found(name: &str, party: Party) -> Vec<(String, String)> {
    let catalogue = sample::catalogue();
    let found = catalogue.by_cookie(name, party).into_iter();
    found.map(|found| (found.recipient.id.to_string(), found.entry.name.to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
}

#[test]
fn everyone_who_documents_a_name_is_named() {
    assert_eq!(found("_ct", Party::First), pairs(&[("counter", "_ct"), ("mirror", "_ct")]));
}

#[test]
fn the_most_specific_entry_comes_first() {
    assert_eq!(found("_ct_7_ads", Party::Third), pairs(&[("counter", "_ct_*_ads"), ("counter", "_ct_*")]));
}

#[test]
fn a_cookie_of_third_parties_is_not_found_in_the_sites_own_domain() {
    assert_eq!(found("_ct_7_ads", Party::First), pairs(&[("counter", "_ct_*")]));
    assert_eq!(found("__nn_bm", Party::Third), pairs(&[]));
    assert_eq!(found("__nn_bm", Party::Either), pairs(&[("northnet", "__nn_bm")]));
}

#[test]
fn names_keep_their_case_and_are_whole() {
    for name in ["_CT", "_c", "my_ct", "__nn_bm2", "", "*", "_ct*"] {
        assert_eq!(found(name, Party::First), pairs(&[]), "{name}");
    }
}

#[test]
fn storage_keys_and_cookies_are_apart() {
    let catalogue = sample::catalogue();
    assert!(catalogue.by_cookie("ct.queue.1", Party::First).is_empty());
    assert_eq!(catalogue.by_local_storage("ct.queue.1", Party::First).len(), 1);
    assert!(catalogue.by_local_storage("_ct", Party::First).is_empty());
}

#[test]
fn a_match_tells_purpose_age_and_service() {
    let catalogue = sample::catalogue();
    let found = catalogue.by_cookie("__nn_bm", Party::First);
    let [found] = found.as_slice() else { panic!("one recipient") };
    assert_eq!(found.service, "Northnet Bot Management");
    assert_eq!(found.entry.purpose, CookiePurpose::Security);
    assert_eq!(found.entry.max_age.unwrap().to_string(), "PT30M");
}
