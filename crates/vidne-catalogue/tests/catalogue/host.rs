//! Whose host is it?

use proptest::prelude::*;
use vidne_catalogue::{Catalogue, Verified};
use vidne_model::id::Host;

use crate::sample;

fn service(name: &str) -> Option<String> {
    sample::catalogue().by_host(&Host::new(name)).map(|found| found.service.to_owned())
}

#[test]
fn a_host_and_everything_below_it_is_recognised() {
    assert_eq!(service("northnet-cdn.com").as_deref(), Some("Northnet Delivery"));
    assert_eq!(service("a.b.northnet-cdn.com").as_deref(), Some("Northnet Delivery"));
}

#[test]
fn the_longest_entry_wins() {
    assert_eq!(service("x.ads.counter.example.com").as_deref(), Some("Counter Ads"));
    assert_eq!(
        service("x.counter.example.com").as_deref(),
        Some("Räknaren"),
        "no service: the recipient's own name"
    );
}

#[test]
fn upper_case_and_a_trailing_dot_make_no_difference() {
    assert_eq!(service("WWW.Northnet-CDN.com.").as_deref(), Some("Northnet Delivery"));
}

#[test]
fn look_alikes_are_nobodys() {
    for name in [
        "evilnorthnet-cdn.com",
        "northnet-cdn.com.evil.example",
        "northnet-cdn.community",
        "com",
        "",
        ".",
        "..northnet-cdn..com",
        "example.com",
        "nоrthnet-cdn.com", // a Cyrillic o
        "xn--nrthnet-cdn-2mk.com",
        "198.32.0.1",
        "[2606:4700::1]",
    ] {
        assert_eq!(service(name), None, "{name}");
    }
}

#[test]
fn a_match_tells_its_data_and_when_it_was_looked_up() {
    let catalogue = sample::catalogue();
    let found = catalogue.by_host(&Host::new("counter.example.com")).unwrap();
    assert_eq!(found.data().collect::<Vec<_>>(), ["ip-address", "user-agent", "url", "screen-size"]);
    assert_eq!(found.verified, Verified::Never);
    let found = catalogue.by_host(&Host::new("northnet-cdn.com")).unwrap();
    assert_eq!(found.verified, Verified::On("2026-03-01".parse().unwrap()));
}

#[test]
fn a_name_of_a_million_labels_is_answered() {
    let name = format!("{}northnet-cdn.com", "a.".repeat(1_000_000));
    assert_eq!(service(&name).as_deref(), Some("Northnet Delivery"));
}

proptest! {
    #[test]
    fn any_text_is_answered_and_only_by_what_it_ends_in(name in "\\PC{0,40}", tail in "(|\\.northnet-cdn\\.com)") {
        let catalogue: Catalogue = sample::catalogue();
        let host = Host::new(&format!("{name}{tail}"));
        let found = catalogue.by_host(&host).map(|found| found.entry.name.clone());
        let expected = catalogue.recipients().iter().flat_map(|recipient| &recipient.hosts)
            .filter(|entry| host.is_within(entry.name.as_str()))
            .max_by_key(|entry| entry.name.as_str().len());
        prop_assert_eq!(found, expected.map(|entry| entry.name.clone()));
    }
}
