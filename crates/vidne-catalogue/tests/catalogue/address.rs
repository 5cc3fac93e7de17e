//! Address databases: real ones, broken ones, hostile ones.

use std::net::IpAddr;

use proptest::prelude::*;
use vidne_catalogue::{AddressBook, AddressFailure, LocationClaim, fuzz};

use crate::mmdb::{Mmdb, Value};

fn countries() -> Vec<u8> {
    let iso = |code| Value::Map(vec![("geoname_id", Value::Number(1)), ("iso_code", Value::Text(code))]);
    Mmdb::new(6)
        .add(
            0x6810_0000,
            109,
            Value::Map(vec![("country", iso("US")), ("names", Value::List(vec![Value::Text("x")]))]),
        )
        .add(0xc100_0000, 104, Value::Map(vec![("country_code", Value::Text("SE"))]))
        .add(0x2606_4700 << 96, 32, Value::Map(vec![("country", Value::Text("DK"))]))
        .add(
            0x2001_0000 << 96,
            16,
            Value::Map(vec![("country", Value::Text("sweden")), ("asn", Value::List(vec![]))]),
        )
        .bytes()
}

fn networks() -> Vec<u8> {
    let network = |number, name| {
        let number = ("autonomous_system_number", Value::Number(number));
        Value::Map(vec![number, ("autonomous_system_organization", Value::Text(name))])
    };
    Mmdb::new(4)
        .add(0x6810_0000, 13, network(13335, "CLOUDFLARENET"))
        .add(
            0xc100_0000,
            8,
            Value::Map(vec![("asn", Value::Text("AS1257")), ("as_name", Value::Text("Tele2"))]),
        )
        .bytes()
}

fn book() -> AddressBook {
    let mut book = AddressBook::new();
    book.add("country.mmdb", countries()).unwrap();
    book.add("asn.mmdb", networks()).unwrap();
    book
}

fn claims(address: &str) -> Vec<LocationClaim> {
    book().locate(address.parse().unwrap()).into_iter().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_database_says_its_part_with_its_name_and_day() {
    let told: Vec<String> = ["104.17.1.1", "::ffff:193.10.0.1", "2606:4700::1"]
        .iter()
        .flat_map(|address| claims(address))
        .map(|claim| {
            let country = claim.country.map_or("-".to_owned(), |country| country.to_string());
            format!(
                "{country} {} {:?} {}",
                claim.operator.unwrap_or("-".to_owned()),
                claim.network,
                claim.source
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "US - None country.mmdb, built 2026-06-01",
            "- CLOUDFLARENET Some(13335) asn.mmdb, built 2026-06-01",
            "SE - None country.mmdb, built 2026-06-01",
            "- Tele2 Some(1257) asn.mmdb, built 2026-06-01",
            "DK - None country.mmdb, built 2026-06-01",
            "- - None asn.mmdb, built 2026-06-01",
        ]
    );
}

#[test]
fn an_address_that_is_not_held_has_no_country() {
    assert!(claims("9.9.9.9").iter().all(|claim| claim.country.is_none() && claim.operator.is_none()));
    assert!(claims("2001::1").iter().all(|claim| claim.country.is_none()), "a name is no country code");
}

#[test]
fn without_a_database_nothing_is_known() {
    assert!(AddressBook::new().locate("104.17.1.1".parse().unwrap()).is_empty());
    assert!(AddressBook::new().is_empty());
}

#[test]
fn a_file_that_is_no_database_is_refused_by_name() {
    for bytes in [Vec::new(), b"country,DK".to_vec(), vec![0; 4096], b"\xab\xcd\xefMaxMind.com".to_vec()] {
        let error = AddressBook::new().add("broken.mmdb", bytes).unwrap_err();
        assert_eq!(error.failed, AddressFailure::Unreadable);
        assert_eq!(
            error.to_string(),
            "the address database broken.mmdb is not a whole MMDB file; download it again"
        );
    }
}

#[test]
fn a_build_day_beyond_the_calendar_is_refused() {
    let mut file = Mmdb::new(4);
    file.build_epoch = 1 << 62;
    let error = AddressBook::new().add("far.mmdb", file.bytes()).unwrap_err();
    assert_eq!(error.failed, AddressFailure::BuildDay);
}

#[test]
fn a_record_outside_the_file_is_an_error_that_names_the_address() {
    let mut bytes = Mmdb::new(4).add(0x6810_0000, 1, Value::Number(1)).bytes();
    bytes[..4].copy_from_slice(&0x00ff_ffff_u32.to_be_bytes());
    let mut book = AddressBook::new();
    book.add("bad.mmdb", bytes).unwrap();
    let address: IpAddr = "104.17.1.1".parse().unwrap();
    let answers = book.locate(address);
    let [Err(error)] = answers.as_slice() else { panic!("one error, not {answers:?}") };
    assert_eq!(error.failed, AddressFailure::Record(address));
}

#[test]
fn every_truncation_gives_an_error_or_an_answer() {
    for whole in [countries(), networks()] {
        for length in 0..whole.len() {
            fuzz::addresses(&whole[..length]);
            fuzz::addresses(&whole[length..]);
        }
    }
}

proptest! {
    #[test]
    fn changed_bytes_give_an_error_or_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = countries();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        fuzz::addresses(&bytes);
    }

    #[test]
    fn random_bytes_before_a_marker_give_an_error_or_an_answer(before in prop::collection::vec(any::<u8>(), 0..300), after in prop::collection::vec(any::<u8>(), 0..300)) {
        fuzz::addresses(&[before, b"\xab\xcd\xefMaxMind.com".to_vec(), after].concat());
    }
}
