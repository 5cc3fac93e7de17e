//! Addresses: their host, query and registrable domain, taken apart as they stand.
//!
//! It never resolves or repairs an address: a malformed one that was seen is a fact.

use std::net::IpAddr;

use vidne_model::{
    id::Host,
    observed::{Party, Remote},
};

/// The address without its fragment, cut where it is longer than any server would take.
pub(crate) fn bare(url: &str) -> String {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    cut(url).to_owned()
}

/// The text up to [`LONGEST`] bytes.
pub(crate) fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a request to this address leaves the browser; `data:`, `blob:` and the like do not.
pub(crate) fn leaves_the_browser(url: &str) -> bool {
    scheme(url).is_some_and(|(scheme, _)| {
        ["http", "https", "ws", "wss", "ftp"].iter().any(|each| scheme.eq_ignore_ascii_case(each))
    })
}

/// The host of an address that has one.
pub(crate) fn host(url: &str) -> Option<Host> {
    let after = scheme(url).map_or_else(|| url.strip_prefix("//"), |(_, rest)| Some(rest))?;
    let authority = after.split(['/', '?', '#', '\\']).next()?;
    let name = authority.rsplit_once('@').map_or(authority, |(_, name)| name);
    let name = match name.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => name.split_once(':').map_or(name, |(before, _)| before),
    };
    (!name.is_empty()).then(|| Host::new(name))
}

/// What stands between `?` and `#`.
pub(crate) fn query(url: &str) -> Option<&str> {
    let before = url.split_once('#').map_or(url, |(before, _)| before);
    before.split_once('?').map(|(_, query)| query)
}

/// The folder of an address's path: what a cookie without a path is bound to (RFC 6265, 5.1.4).
pub(crate) fn folder(url: &str) -> &str {
    let after = scheme(url).map_or(url, |(_, rest)| rest);
    let end = after.find(['?', '#']).unwrap_or(after.len());
    let path = after[..end].find('/').map_or("", |at| &after[at..end]);
    match path.rfind('/') {
        Some(at) if at > 0 => &path[..at],
        _ => "/",
    }
}

/// The address that `goal` means when it stands on the page at `base`.
pub(crate) fn join(base: &str, goal: &str) -> String {
    let Some((scheme, rest)) = scheme(base) else { return goal.to_owned() };
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    if self::scheme(goal).is_some() {
        goal.to_owned()
    } else if goal.starts_with("//") {
        format!("{scheme}:{goal}")
    } else if goal.starts_with('/') {
        format!("{scheme}://{host}{goal}")
    } else {
        format!("{scheme}://{host}{}/{goal}", folder(base).trim_end_matches('/'))
    }
}

/// Whether two addresses name one page: scheme, fragment and a closing slash do not count, nor does an empty query.
pub(crate) fn same_page(one: &str, other: &str) -> bool {
    fn plain(url: &str) -> (Option<Host>, &str) {
        let url = url.split_once('#').map_or(url, |(before, _)| before);
        let rest = scheme(url).map_or(url, |(_, rest)| rest);
        let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
        (host(url), path.trim_end_matches(['?', '/']))
    }
    plain(one) == plain(other)
}

/// The registrable domain of a host, by the ICANN section of the public suffix list: tenants of one cloud host are one site
/// here, who owns it is for others to say. An address or a name without a public suffix stands for itself.
pub(crate) fn registrable(host: &str) -> &str {
    if host.parse::<IpAddr>().is_ok() {
        return host;
    }
    let suffix = icann_suffix(host);
    let Some(before) = host.len().checked_sub(suffix.len() + 1) else { return host };
    let label = host[..before].rfind('.').map_or(0, |dot| dot + 1);
    &host[label..]
}

fn icann_suffix(host: &str) -> &str {
    let mut rest = host;
    while let Some(suffix) = psl::suffix(rest.as_bytes()) {
        let end = rest.len() - suffix.as_bytes().len();
        let text = &rest[end..];
        match (suffix.typ(), text.split_once('.')) {
            (Some(psl::Type::Private), Some((_, parent))) => rest = parent,
            _ => return text,
        }
    }
    rest
}

/// The site of a visited address: its registrable domain.
#[derive(Debug, Clone)]
pub(crate) struct Site(Option<String>);

impl Site {
    /// The site of that address.
    pub(crate) fn of(url: &str) -> Self {
        let site = host(url).map(|host| registrable(host.as_str()).to_owned());
        Self(site.filter(|site| !site.is_empty()))
    }

    /// Whether a host belongs to it.
    pub(crate) fn party(&self, host: &Host) -> Party {
        let same = match self.0.as_deref() {
            Some(site) => host.is_within(site) && registrable(host.as_str()) == site,
            // A page opened from a file has no host, nor have its own cookies.
            None => host.as_str().is_empty(),
        };
        if same { Party::First } else { Party::Third }
    }
}

/// Whether a cookie of `domain` would be sent to `host`.
pub(crate) fn covers(domain: &Host, host: &Host) -> bool {
    host.is_within(domain.as_str())
}

/// A server's address as browsers write it: IPv6 with or without brackets.
pub(crate) fn remote(address: &str, port: Option<u16>) -> Option<Remote> {
    let plain = address.trim().trim_start_matches('[').trim_end_matches(']');
    Some(Remote { address: plain.parse().ok()?, port: port.filter(|port| *port != 0) })
}

fn scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let sound = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    sound(scheme).then_some((scheme, rest))
}

/// No server takes an address as long as this; longer ones are cut, so that repeating them stays cheap.
const LONGEST: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_behind_user_port_and_brackets() {
        let of = |url| host(url).map(|host| host.as_str().to_owned());
        assert_eq!(of("https://user:word@WWW.Example.se:8443/a?b@c").as_deref(), Some("www.example.se"));
        assert_eq!(of("http://[2001:db8::1]:80/").as_deref(), Some("2001:db8::1"));
        assert_eq!(of("//cdn.example").as_deref(), Some("cdn.example"));
        assert_eq!(of("about:blank"), None);
        assert_eq!(of("https://"), None);
    }

    #[test]
    fn tenants_of_a_cloud_are_one_site_by_the_icann_section() {
        assert_eq!(registrable("a.b.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("fonts.googleapis.com"), "googleapis.com");
        assert_eq!(registrable("shop.blogspot.co.uk"), "blogspot.co.uk");
        assert_eq!(registrable("localhost"), "localhost");
        assert_eq!(registrable("127.0.0.1"), "127.0.0.1");
        assert_eq!(registrable("se"), "se");
        assert_eq!(registrable(""), "");
    }

    #[test]
    fn the_folder_ends_before_the_last_slash() {
        assert_eq!(folder("https://a.example/b/c?d=/e"), "/b");
        assert_eq!(folder("https://a.example/b"), "/");
        assert_eq!(folder("https://a.example"), "/");
    }

    #[test]
    fn one_page_has_many_spellings() {
        assert!(same_page("https://a.example/kakor/", "http://A.example/kakor#top"));
        assert!(!same_page("https://a.example/kakor", "https://a.example/kakor?lang=en"));
    }
}
