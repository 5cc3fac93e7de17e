//! Which network answered?

use std::net::IpAddr;

use vidne_catalogue::{ResponseSigns, Weight};
use vidne_model::id::Host;

use crate::sample;

struct Seen<'s> {
    host: &'s str,
    path: &'s str,
    headers: &'s [(&'s str, &'s str)],
    address: Option<&'s str>,
    cnames: &'s [&'s str],
    tls_issuer: Option<&'s str>,
}

const NOTHING: Seen<'_> = Seen {
    host: "www.agency.example",
    path: "/",
    headers: &[],
    address: None,
    cnames: &[],
    tls_issuer: None,
};

fn signs(seen: &Seen<'_>) -> Vec<(String, String, Weight)> {
    let host = Host::new(seen.host);
    let cnames: Vec<Host> = seen.cnames.iter().map(|name| Host::new(name)).collect();
    let address: Option<IpAddr> = seen.address.map(|address| address.parse().unwrap());
    let catalogue = sample::catalogue();
    let (path, headers, tls_issuer) = (seen.path, seen.headers, seen.tls_issuer);
    let found = catalogue.by_response(&ResponseSigns {
        host: &host,
        path,
        headers,
        address,
        cnames: &cnames,
        tls_issuer,
    });
    found.into_iter().map(|found| (found.recipient.id.to_string(), found.text, found.weight)).collect()
}

fn texts(seen: &Seen<'_>) -> Vec<String> {
    signs(seen).into_iter().map(|(_, text, _)| text).collect()
}

#[test]
fn a_response_without_signs_names_nobody() {
    assert_eq!(texts(&NOTHING), Vec::<String>::new());
}

#[test]
fn every_kind_of_sign_is_seen() {
    let headers = [("NN-Ray", "76a-ARN"), ("Server", " NorthNet-Edge/2 "), ("X-NN-Cache", "HIT")];
    let seen = Seen {
        path: "/nn-cgi/challenge?next=/x",
        headers: &headers,
        address: Some("198.32.7.7"),
        cnames: &["www.agency.example.edge.northnet-cdn.net", "apex.northnet-dns.com."],
        tls_issuer: Some("CN=Edge CA, o=northnet, inc., C=US"),
        ..NOTHING
    };
    assert_eq!(
        texts(&seen),
        [
            "header nn-ray",
            "address 198.32.7.7 in 198.32.0.0/16",
            "CNAME *.edge.northnet-cdn.net",
            "path /nn-cgi/*",
            "header server: northnet*",
            "header server: northnet*",
            "header x-nn-*",
            "CNAME apex.northnet-dns.com",
            "TLS issuer *O=Northnet, Inc.*",
        ]
    );
}

#[test]
fn a_shared_hint_names_every_network_that_it_fits() {
    let seen = Seen { headers: &[("server", "northnet")], ..NOTHING };
    let named: Vec<(String, Weight)> = signs(&seen).into_iter().map(|(id, _, weight)| (id, weight)).collect();
    assert_eq!(named, [("mirror".to_owned(), Weight::Hints), ("northnet".to_owned(), Weight::Hints)]);
}

#[test]
fn proof_comes_before_hints() {
    let seen = Seen { headers: &[("server", "northnet"), ("nn-ray", "1")], ..NOTHING };
    let weights: Vec<Weight> = signs(&seen).into_iter().map(|(_, _, weight)| weight).collect();
    assert_eq!(weights, [Weight::Proves, Weight::Hints, Weight::Hints]);
}

#[test]
fn a_sign_that_is_seen_twice_is_told_once() {
    let seen = Seen { headers: &[("nn-ray", "1"), ("Nn-Ray", "2")], ..NOTHING };
    assert_eq!(texts(&seen), ["header nn-ray"]);
}

#[test]
fn a_value_among_others_in_a_list_is_seen() {
    for value in ["1.1 cache, northnet/2", "northnet, other", "a\nNorthnet\nb"] {
        let seen = Seen { headers: &[("server", value)], ..NOTHING };
        assert_eq!(texts(&seen).len(), 2, "{value}");
    }
}

#[test]
fn look_alikes_of_signs_say_nothing() {
    let seen = Seen {
        host: "edge.northnet-cdn.net.evil.example",
        path: "/x/nn-cgi/a",
        headers: &[("xnn-ray", "1"), ("nn-ray2", "1"), ("server", "not northnet"), ("", "")],
        address: Some("198.33.0.0"),
        cnames: &["eviledge.northnet-cdn.net", "edge.northnet-cdn.net", "x.apex.northnet-dns.com"],
        tls_issuer: Some("CN=Somebody"),
    };
    assert_eq!(texts(&seen), Vec::<String>::new());
}

#[test]
fn the_asked_host_counts_as_the_first_name_of_the_chain() {
    let seen = Seen { host: "tenant.edge.northnet-cdn.net", ..NOTHING };
    assert_eq!(texts(&seen), ["CNAME *.edge.northnet-cdn.net"]);
}

#[test]
fn addresses_are_looked_up_in_both_families_and_mapped() {
    let catalogue = sample::catalogue();
    let operator = |address: &str| {
        catalogue
            .operator_of(address.parse().unwrap())
            .map(|claim| (claim.recipient.id.to_string(), claim.range.to_string()))
    };
    let v4 = Some(("northnet".to_owned(), "198.32.0.0/16".to_owned()));
    assert_eq!(operator("198.32.0.0"), v4);
    assert_eq!(operator("198.32.255.255"), v4);
    assert_eq!(operator("::ffff:198.32.1.1"), v4);
    assert_eq!(operator("198.31.255.255"), None);
    assert_eq!(operator("2606:4700:ffff::"), Some(("northnet".to_owned(), "2606:4700::/32".to_owned())));
    assert_eq!(operator("2606:4701::"), None);
    assert_eq!(operator("::1"), None);
}
