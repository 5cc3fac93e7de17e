//! Where one party ends and the next begins.

use proptest::prelude::*;
use vidne_catalogue::{registrable_domain, site_full};
use vidne_model::id::Host;

#[test]
fn tenants_of_a_cloud_share_a_registered_domain_but_not_a_site() {
    for (host, registered, site) in [
        ("www.regeringen.se", "regeringen.se", "regeringen.se"),
        ("WWW.Example.CO.UK.", "example.co.uk", "example.co.uk"),
        ("api.foo.azurewebsites.net", "azurewebsites.net", "foo.azurewebsites.net"),
        ("fonts.googleapis.com", "googleapis.com", "fonts.googleapis.com"),
        ("foo.github.io", "github.io", "foo.github.io"),
        ("github.io", "github.io", "github.io"),
        ("d111.cloudfront.net", "cloudfront.net", "d111.cloudfront.net"),
        ("b.s3.eu-north-1.amazonaws.com", "amazonaws.com", "b.s3.eu-north-1.amazonaws.com"),
        ("www.xn--rksmrgs-5wao1o.se", "xn--rksmrgs-5wao1o.se", "xn--rksmrgs-5wao1o.se"),
        ("a.server.internal", "server.internal", "server.internal"),
    ] {
        let host = Host::new(host);
        assert_eq!(registrable_domain(&host), Some(registered), "{host}");
        assert_eq!(site_full(&host), site, "{host}");
    }
}

#[test]
fn addresses_single_labels_and_suffixes_are_sites_of_their_own() {
    for host in [
        "192.0.2.7",
        "[2001:db8::1]",
        "2001:db8::1",
        "::ffff:192.0.2.7",
        "localhost",
        "co.uk",
        "se",
        "",
        "a..se",
        ".se",
    ] {
        let host = Host::new(host);
        assert_eq!(registrable_domain(&host), None, "{host}");
        assert_eq!(site_full(&host), host.as_str(), "{host}");
    }
}

proptest! {
    #[test]
    fn a_site_lies_within_its_registered_domain(name in "([a-z0-9-]{1,8}\\.){0,5}(se|co\\.uk|azurewebsites\\.net|s3\\.dualstack\\.eu-west-1\\.amazonaws\\.com|zz)") {
        let host = Host::new(&name);
        prop_assert!(host.is_within(site_full(&host)));
        if let Some(registered) = registrable_domain(&host) {
            prop_assert!(Host::new(site_full(&host)).is_within(registered));
        }
    }

    #[test]
    fn any_text_is_answered(name in "\\PC{0,60}") {
        let host = Host::new(&name);
        prop_assert!(host.as_str().ends_with(site_full(&host)));
        if let Some(registered) = registrable_domain(&host) {
            prop_assert!(host.as_str().ends_with(registered));
        }
    }
}
