//! Whose cookie is it?

use vidne_catalogue::{Catalogue, CookiePurpose, KeptIn};
use vidne_model::id::Host;

use crate::sample;

fn found(name: &str, kept: KeptIn<'_>) -> Vec<(String, String)> {
    let catalogue = sample::catalogue();
    let found = catalogue.by_cookie(name, kept).into_iter();
    found.map(|found| (found.recipient.id.to_string(), found.entry.name.to_string())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
}

#[test]
fn everyone_who_documents_a_name_is_named() {
    assert_eq!(found("_ct", KeptIn::Own), pairs(&[("counter", "_ct"), ("mirror", "_ct")]));
}

#[test]
fn the_most_specific_entry_comes_first() {
    let own = Host::new("ads.counter.example.com");
    assert_eq!(
        found("_ct_7_ads", KeptIn::Other(&own)),
        pairs(&[("counter", "_ct_*_ads"), ("counter", "_ct_*")])
    );
}

#[test]
fn a_cookie_of_third_parties_is_not_found_in_the_sites_own_domain() {
    assert_eq!(found("_ct_7_ads", KeptIn::Own), pairs(&[("counter", "_ct_*")]));
    assert_eq!(found("__nn_bm", KeptIn::Other(&Host::new("elsewhere.example"))), pairs(&[]));
    assert_eq!(found("__nn_bm", KeptIn::Untold), pairs(&[("northnet", "__nn_bm")]));
}

#[test]
fn a_cookie_of_third_parties_is_its_recipients_in_its_own_domains_alone() {
    let ads = |domain: &str| found("_ct_7_ads", KeptIn::Other(&Host::new(domain)));
    let both = pairs(&[("counter", "_ct_*_ads"), ("counter", "_ct_*")]);
    for own in ["counter.example.com", "eu.ads.counter.example.com", "example.com"] {
        assert_eq!(ads(own), both, "{own}");
    }
    for other in
        ["northnet-cdn.com", "counter.example.com.evil.example", "evil-counter.example.com.example", ""]
    {
        assert_eq!(ads(other), pairs(&[("counter", "_ct_*")]), "{other}");
    }
}

#[test]
fn short_names_that_half_of_the_web_uses_name_nobody_elsewhere() {
    let catalogue = Catalogue::embedded();
    let makers = |name: &str, domain: &str| {
        let found = catalogue.by_cookie(name, KeptIn::Other(&Host::new(domain)));
        found.into_iter().map(|found| found.recipient.id.as_str()).collect::<Vec<_>>()
    };
    for name in ["uid", "uuid", "C", "d", "i", "ID", "SID", "lang", "JSESSIONID", "td", "ts", "m"] {
        assert!(makers(name, "widgets.example").is_empty(), "{name}");
    }
    assert_eq!(makers("uid", "track.adform.net"), ["adform"]);
    assert_eq!(makers("IDE", "doubleclick.net"), ["google-ads"]);
    assert_eq!(makers("SID", "youtube.com"), ["google"], "of the same group");
    assert_eq!(makers("__cf_bm", "widgets.example"), ["cloudflare"], "set for whoever hires the network");
}

#[test]
fn names_keep_their_case_and_are_whole() {
    for name in ["_CT", "_c", "my_ct", "__nn_bm2", "", "*", "_ct*"] {
        assert_eq!(found(name, KeptIn::Own), pairs(&[]), "{name}");
    }
}

#[test]
fn storage_keys_and_cookies_are_apart() {
    let catalogue = sample::catalogue();
    assert!(catalogue.by_cookie("ct.queue.1", KeptIn::Own).is_empty());
    assert_eq!(catalogue.by_local_storage("ct.queue.1", KeptIn::Own).len(), 1);
    assert!(catalogue.by_local_storage("_ct", KeptIn::Own).is_empty());
}

#[test]
fn a_match_tells_purpose_age_and_service() {
    let catalogue = sample::catalogue();
    let found = catalogue.by_cookie("__nn_bm", KeptIn::Own);
    let [found] = found.as_slice() else { panic!("one recipient") };
    assert_eq!(found.service, "Northnet Bot Management");
    assert_eq!(found.entry.purpose, CookiePurpose::Security);
    assert_eq!(found.entry.max_age.unwrap().to_string(), "PT30M");
}
