//! Cookies of requests and responses, as an archive lists them.
//!
//! It never repairs a cookie: a line without a sign of equality is a value without a name, as browsers take it.

use jiff::Timestamp;

use super::form::Cookie;
use crate::{
    instant::{self, Written},
    log::wire::{Associated, HeldCookie, Refused},
    record::Hop,
};

/// Cookies that were sent: those of the header, with what the browser knows of them, then what only the browser tells of.
pub(super) fn sent(hop: &Hop) -> Vec<Cookie> {
    let mut held: Vec<&Associated> = hop.sent.iter().flat_map(|extra| &extra.associated_cookies).collect();
    held.retain(|each| each.blocked_reasons.is_empty());
    let lines = hop.sent_headers().all("cookie");
    let pairs = lines.flat_map(|line| line.split(';')).map(str::trim).filter(|pair| !pair.is_empty());
    let mut cookies: Vec<Cookie> = pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            let is = |each: &&Associated| each.cookie.name == name && each.cookie.value == value;
            match held.iter().position(is) {
                Some(at) => as_held(&held.remove(at).cookie),
                None => Cookie { name: name.to_owned(), value: value.to_owned(), ..Cookie::default() },
            }
        })
        .collect();
    cookies.extend(held.into_iter().map(|each| as_held(&each.cookie)));
    cookies
}

/// Cookies that the browser held for a request and kept back.
pub(super) fn kept_back(hop: &Hop) -> Vec<Cookie> {
    let held = hop.sent.iter().flat_map(|extra| &extra.associated_cookies);
    let blocked = held.filter(|each| !each.blocked_reasons.is_empty());
    blocked.map(|each| Cookie { reasons: each.blocked_reasons.clone(), ..as_held(&each.cookie) }).collect()
}

/// Cookies that a response set, refused ones among them: it sent them all.
pub(super) fn set(hop: &Hop) -> Vec<Cookie> {
    let lines = hop.answer_headers().into_iter().flat_map(|headers| headers.all("set-cookie"));
    lines.map(|line| of_line(line, answered(hop))).collect()
}

/// Cookies of a response that the browser refused.
pub(super) fn refused(hop: &Hop) -> Vec<Cookie> {
    let told = |each: &Refused| Cookie {
        reasons: each.blocked_reasons.clone(),
        ..of_line(&each.cookie_line, answered(hop))
    };
    hop.received.iter().flat_map(|extra| &extra.blocked_cookies).map(told).collect()
}

/// By the answer's own clock, which its cookies go by.
fn answered(hop: &Hop) -> Timestamp {
    hop.header("date").and_then(instant::of_http).unwrap_or(hop.at)
}

fn as_held(held: &HeldCookie) -> Cookie {
    Cookie {
        name: held.name.clone(),
        value: held.value.clone(),
        path: held.path.clone(),
        domain: held.domain.clone(),
        expires: held.expires.and_then(instant::of_wall).map(Written),
        http_only: held.http_only,
        secure: held.secure,
        same_site: held.same_site.clone(),
        reasons: Vec::new(),
    }
}

/// The cookie of a `Set-Cookie` line (RFC 6265, 5.2). Of `Max-Age` and `Expires`, the first counts.
fn of_line(line: &str, at: Timestamp) -> Cookie {
    let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=').unwrap_or(("", pair));
    let mut cookie = Cookie {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        http_only: Some(false),
        secure: Some(false),
        ..Cookie::default()
    };
    let mut max_age = None;
    for attribute in attributes.split(';') {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        match name.as_str() {
            "path" if value.starts_with('/') => cookie.path = Some(value.to_owned()),
            "domain" if !value.is_empty() => cookie.domain = Some(value.to_owned()),
            "expires" => cookie.expires = instant::of_http(value).map(Written).or(cookie.expires),
            "max-age" => max_age = value.parse::<f64>().ok().or(max_age),
            "httponly" => cookie.http_only = Some(true),
            "secure" => cookie.secure = Some(true),
            "samesite" if !value.is_empty() => cookie.same_site = Some(value.to_owned()),
            _ => {}
        }
    }
    let until = max_age.and_then(|seconds| instant::later(at, seconds.max(0.0) * 1000.0));
    cookie.expires = until.map(Written).or(cookie.expires);
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_browsers_do() {
        let line = "a=b=c; Domain=.x.se; path=/; EXPIRES=Sat, 21 Nov 2026 23:04:44 GMT; Max-Age=60; HttpOnly; SameSite=Lax";
        let cookie = of_line(line, Timestamp::UNIX_EPOCH);
        assert_eq!((cookie.name.as_str(), cookie.value.as_str()), ("a", "b=c"));
        assert_eq!((cookie.domain.as_deref(), cookie.path.as_deref()), (Some(".x.se"), Some("/")));
        assert_eq!(cookie.expires.map(|at| at.0.to_string()), Some("1970-01-01T00:01:00Z".to_owned()));
        assert_eq!((cookie.http_only, cookie.secure), (Some(true), Some(false)));
        assert_eq!(cookie.same_site.as_deref(), Some("Lax"));
        let bare = of_line("just a value; expires=soon; max-age=x", Timestamp::UNIX_EPOCH);
        assert_eq!((bare.name.as_str(), bare.value.as_str(), bare.expires), ("", "just a value", None));
    }
}
