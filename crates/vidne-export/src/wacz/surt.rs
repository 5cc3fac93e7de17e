//! Keys by which an index is sorted: addresses with their host turned around, so that what belongs to one site stands together.
//!
//! It never fails on an address: one that cannot be taken apart is its own key.

use std::net::IpAddr;

use base64::{Engine, engine::general_purpose::STANDARD};
use url::{Url, form_urlencoded};

use crate::{log::headers::Headers, text};

/// The key of an address, such as `se,example)/path?a=1` for `https://www.example.se/path/?a=1`.
pub(super) fn key(url: &str) -> String {
    let parsed = Url::parse(url).ok().filter(|parsed| ["http", "https"].contains(&parsed.scheme()));
    let Some((parsed, host)) = parsed.as_ref().and_then(|parsed| Some((parsed, parsed.host_str()?))) else {
        return text::address(url);
    };
    let mut key = turned(host);
    if let Some(port) = parsed.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push(')');
    let path = parsed.path().to_ascii_lowercase();
    let path = path.strip_suffix('/').filter(|rest| !rest.is_empty()).unwrap_or(&path);
    key.push_str(path);
    if let Some(query) = parsed.query().filter(|query| !query.is_empty()) {
        let query = query.to_ascii_lowercase();
        let mut parts: Vec<&str> = query.split('&').collect();
        parts.sort_unstable();
        key.push('?');
        key.push_str(&parts.join("&"));
    }
    text::address(&key)
}

/// What stands in the address's query for a request that is no `GET`.
pub(super) struct Sent {
    pub(super) query: String,
    /// The part of it that stands for what was sent along.
    pub(super) body: String,
}

/// The convention of archives for such requests: the method, then the fields of a form, or all that was sent in base64.
pub(super) fn asked(method: &str, headers: &Headers, sent: Option<Vec<u8>>) -> Sent {
    let kind = headers.first("content-type").unwrap_or_default().to_ascii_lowercase();
    let sent = sent.unwrap_or_default();
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    let mut body = match sent.as_slice() {
        [] => String::new(),
        form if is_form => fields(form),
        other => format!("__wb_post_data={}", STANDARD.encode(other)),
    };
    let mut end = body.len().min(LONGEST);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    body.truncate(end);
    let joint = if body.is_empty() { "" } else { "&" };
    Sent { query: format!("__wb_method={method}{joint}{body}"), body }
}

/// The fields of a form, their escapes undone.
fn fields(form: &[u8]) -> String {
    let fields = form_urlencoded::parse(form).map(|(name, value)| format!("{name}={value}"));
    text::line(&fields.collect::<Vec<_>>().join("&"))
}

fn turned(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    if host.starts_with('[') || host.parse::<IpAddr>().is_ok() {
        return host;
    }
    let bare =
        host.strip_prefix("www").map(|rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let host = bare.and_then(|rest| rest.strip_prefix('.')).filter(|rest| !rest.is_empty()).unwrap_or(&host);
    host.trim_end_matches('.').rsplit('.').collect::<Vec<_>>().join(",")
}

/// Bytes of what was sent along that stand in a key.
const LONGEST: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_site_stands_together() {
        for (url, wanted) in [
            ("https://www.example.se/", "se,example)/"),
            ("http://www2.Example.se:80/A/b/?z=1&A=2", "se,example)/a/b?a=2&z=1"),
            ("http://127.0.0.1:8098/x.json", "127.0.0.1:8098)/x.json"),
            ("https://a.b.example/?", "example,b,a)/"),
            ("urn:vidne:visit-log", "urn:vidne:visit-log"),
            ("https://", "https://"),
            ("https://www.se/", "se)/"),
        ] {
            assert_eq!(key(url), wanted, "{url}");
        }
    }

    #[test]
    fn what_was_sent_along_is_a_part_of_the_key() {
        let mut form = Headers::default();
        form.push("Content-Type", "application/x-www-form-urlencoded");
        assert_eq!(asked("POST", &form, Some(b"a=%31&b=2+3".to_vec())).query, "__wb_method=POST&a=1&b=2 3");
        let other = Headers::default();
        assert_eq!(asked("PUT", &other, Some(vec![0xff])).query, "__wb_method=PUT&__wb_post_data=/w==");
        assert_eq!(asked("OPTIONS", &other, None).query, "__wb_method=OPTIONS");
        assert_eq!(asked("POST", &other, Some(vec![0; 10_000])).body.len(), LONGEST);
    }
}
