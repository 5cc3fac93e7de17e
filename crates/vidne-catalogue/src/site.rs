//! Where one party ends and the next begins, by the Public Suffix List that is compiled in.
//!
//! Two borders, for two questions:
//! - [`registrable_domain`] follows the ICANN section: which name did someone register? Use it to show people whose
//!   domain a host is in, and to look up who owns it.
//! - [`site_full`] follows the private section as well: `a.azurewebsites.net` and `b.azurewebsites.net` belong to two
//!   tenants. Use it to decide whether a request or a cookie is first or third party, as browsers do.
//!
//! Neither says who owns a name: that is the catalogue's part.

use std::net::IpAddr;

use psl::{List, Psl, Type};
use vidne_model::id::Host;

/// The registered domain that a host is in, by the ICANN section: `example.co.uk` of `www.example.co.uk`, and
/// `azurewebsites.net` of `foo.azurewebsites.net`.
///
/// `None` for an address, for a name of one label, for a public suffix itself, and for a malformed name. A name
/// under a top level that the list does not know (`server.internal`) counts as one label below that top level.
pub fn registrable_domain(host: &Host) -> Option<&str> {
    let name = usable(host)?;
    let suffix = icann_suffix(name)?;
    one_label_more(name, suffix)
}

/// The site that a host belongs to, with tenants of shared hosting as sites of their own: `foo.azurewebsites.net`
/// of `api.foo.azurewebsites.net`.
///
/// Addresses, names of one label, public suffixes and malformed names are sites of their own.
pub fn site_full(host: &Host) -> &str {
    usable(host)
        .and_then(|name| {
            let suffix = List.suffix(name.as_bytes())?;
            one_label_more(name, suffix.as_bytes().len())
        })
        .unwrap_or(host.as_str())
}

/// The name, where it can have a suffix at all.
fn usable(host: &Host) -> Option<&str> {
    let name = host.as_str();
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let well_formed = name.contains('.') && name.split('.').all(|label| !label.is_empty());
    (well_formed && bare.parse::<IpAddr>().is_err()).then_some(name)
}

/// The length of the longest suffix in the ICANN section: labels are taken off a private suffix until what is left
/// is not in the private section.
fn icann_suffix(name: &str) -> Option<usize> {
    let mut rest = name;
    loop {
        let suffix = List.suffix(rest.as_bytes())?;
        let length = suffix.as_bytes().len();
        if suffix.typ() != Some(Type::Private) {
            return Some(length);
        }
        let private = &rest[rest.len() - length..];
        rest = private.split_once('.')?.1;
    }
}

fn one_label_more(name: &str, suffix: usize) -> Option<&str> {
    let above = name.len().checked_sub(suffix)?.checked_sub(1)?;
    let start = name.get(..above)?.rfind('.').map_or(0, |dot| dot + 1);
    name.get(start..)
}
