//! A `Set-Cookie` line, taken apart as browsers do (RFC 6265, section 5.2).
//!
//! It never keeps the value.

mod date;

use jiff::{SignedDuration, Timestamp};
use vidne_model::id::Host;

use crate::address;
pub(crate) use date::parse as parse_date;

/// What a `Set-Cookie` line asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetCookie {
    /// The cookie's name; empty where the line has none.
    pub(crate) name: String,
    /// The `Domain` attribute, without a leading dot.
    pub(crate) domain: Option<String>,
    /// The `Path` attribute, where it begins with a slash.
    pub(crate) path: Option<String>,
    /// How long it may live, where it says so.
    pub(crate) life: Option<Life>,
    /// `HttpOnly`.
    pub(crate) http_only: bool,
    /// `Secure`.
    pub(crate) secure: bool,
    /// `Partitioned`.
    pub(crate) partitioned: bool,
    /// `SameSite`, as it is written.
    pub(crate) same_site: Option<String>,
}

/// How long a cookie may live.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Life {
    /// So many seconds from now.
    MaxAge(i64),
    /// Until then.
    Expires(Timestamp),
}

impl Life {
    /// From `at` on; zero or less deletes the cookie.
    pub(crate) fn from(self, at: Timestamp) -> SignedDuration {
        match self {
            Self::MaxAge(seconds) => SignedDuration::from_secs(seconds),
            Self::Expires(then) => then.duration_since(at),
        }
    }
}

impl SetCookie {
    /// Takes a line apart; `None` where a browser would ignore it.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(';');
        let pair = parts.next()?;
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() && value.is_empty() {
            return None;
        }
        let mut cookie = Self::named(name);
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            cookie.attribute(&key.trim().to_ascii_lowercase(), value.trim());
        }
        Some(cookie)
    }

    fn named(name: &str) -> Self {
        Self {
            name: address::cut(name).to_owned(),
            domain: None,
            path: None,
            life: None,
            http_only: false,
            secure: false,
            partitioned: false,
            same_site: None,
        }
    }

    fn attribute(&mut self, key: &str, value: &str) {
        match key {
            "domain" => {
                let domain = value.strip_prefix('.').unwrap_or(value);
                self.domain = (!domain.is_empty()).then(|| domain.to_owned());
            }
            "path" => self.path = value.starts_with('/').then(|| address::cut(value).to_owned()),
            "max-age" => {
                if let Some(seconds) = seconds(value) {
                    self.life = Some(Life::MaxAge(seconds));
                }
            }
            "expires" if !matches!(self.life, Some(Life::MaxAge(_))) => {
                self.life = date::parse(value).map(Life::Expires).or(self.life);
            }
            "httponly" => self.http_only = true,
            "secure" => self.secure = true,
            "partitioned" => self.partitioned = true,
            "samesite" if !value.is_empty() => self.same_site = Some(same_site(value)),
            _ => {}
        }
    }

    /// The domain that the cookie would belong to when `host` sets it.
    pub(crate) fn belongs_to(&self, host: &Host) -> Host {
        self.domain.as_deref().map_or_else(|| host.clone(), Host::new)
    }

    /// The path that the cookie would have when the answer or document at `url` sets it. One that names a domain and no path is not
    /// told apart by its path.
    pub(crate) fn path_at(&self, url: &str) -> Option<String> {
        let default = || self.domain.is_none().then(|| address::folder(url).to_owned());
        self.path.clone().or_else(default)
    }
}

/// The seconds of a `Max-Age`; more than fits counts as for ever.
fn seconds(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let most = if text.starts_with('-') { 0 } else { i64::MAX / 2 };
    Some(text.parse().unwrap_or(most).min(i64::MAX / 2))
}

fn same_site(value: &str) -> String {
    ["Strict", "Lax", "None"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(value))
        .unwrap_or(address::cut(value))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_whatever_their_case_and_order() {
        let line = "AWSELB=x=y;PATH=/;MAX-AGE=3600; expires=Mon, 31-Dec-2038 23:59:59 GMT;domain=.A.se;samesite=lax;Secure";
        let cookie = SetCookie::parse(line).expect("a cookie");
        assert_eq!((cookie.name.as_str(), cookie.path.as_deref()), ("AWSELB", Some("/")));
        assert_eq!((cookie.life, cookie.secure), (Some(Life::MaxAge(3600)), true));
        assert_eq!(cookie.same_site.as_deref(), Some("Lax"));
        assert_eq!(cookie.belongs_to(&Host::new("www.a.se")), Host::new("a.se"));
    }

    #[test]
    fn a_line_without_name_and_value_is_ignored() {
        assert_eq!(SetCookie::parse("; Path=/"), None);
        assert_eq!(SetCookie::parse("alone").map(|cookie| cookie.name), Some(String::new()));
    }
}
