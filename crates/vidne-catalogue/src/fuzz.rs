//! Entry points for fuzzing: any bytes, no panic.
//!
//! They are no interface, and nothing but fuzz targets and tests ever calls them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vidne_model::id::Host;

use crate::{AddressBook, Catalogue, KeptIn, ResponseSigns};

/// Reads the bytes as a recipient's file; where it is one, asks for what it claims.
pub fn catalogue(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(catalogue) = Catalogue::from_files([("fuzz.toml", text)]) else { return };
    for recipient in catalogue.recipients() {
        for host in &recipient.hosts {
            assert!(catalogue.by_host(&host.name).is_some(), "a host that was read is found");
        }
        for cookie in &recipient.cookies {
            catalogue.by_cookie(cookie.name.as_str(), KeptIn::Untold);
        }
        assert!(!catalogue.by_name(&recipient.name).is_empty() || recipient.name.chars().count() > 300);
    }
}

/// Asks the compiled-in catalogue about what may have been observed, split at line ends.
pub fn recognise(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let host = Host::new(next());
    let (path, name, value, issuer) = (next(), next(), next(), next());
    let catalogue = Catalogue::embedded();
    catalogue.by_host(&host);
    for kept in [KeptIn::Own, KeptIn::Other(&host), KeptIn::Untold] {
        catalogue.by_cookie(name, kept);
    }
    catalogue.by_name(name);
    let (headers, cnames) = ([(name, value)], [Host::new(value)]);
    let seen = ResponseSigns {
        host: &host,
        path,
        headers: &headers,
        address: value.parse().ok(),
        cnames: &cnames,
        tls_issuer: Some(issuer),
    };
    catalogue.by_response(&seen);
    crate::registrable_domain(&host);
    crate::site_full(&host);
}

/// Reads the bytes as an address database and looks up addresses all over it.
pub fn addresses(bytes: &[u8]) {
    let mut book = AddressBook::new();
    if book.add("fuzz.mmdb", bytes.to_vec()).is_err() {
        return;
    }
    for bits in [0, 1, 0x0101_0101, 0x6810_0001, 0x8000_0000, u32::MAX] {
        book.locate(IpAddr::V4(Ipv4Addr::from_bits(bits)));
    }
    for bits in [0, 1, 0x2606_4700 << 96, 1 << 127, u128::MAX] {
        book.locate(IpAddr::V6(Ipv6Addr::from_bits(bits)));
    }
}
