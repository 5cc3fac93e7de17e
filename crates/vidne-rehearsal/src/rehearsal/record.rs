//! The server's own record of what it was asked, for comparison with what an observer saw.
//!
//! Bounded: a flood is recorded by its beginning.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use hyper::header::{COOKIE, HOST};
use hyper::http::request::Parts;

/// How a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Without TLS.
    Http,
    /// Over TLS.
    Https,
}

/// One request that reached the server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Served {
    /// How it came.
    pub scheme: Scheme,
    /// The host that was asked, in small letters, without a port.
    pub host: String,
    /// The method, such as `GET`.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The names of the cookies that were sent along.
    pub cookies: BTreeSet<String>,
}

impl Served {
    /// The whole address.
    pub fn url(&self) -> String {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        format!("{scheme}://{}{}", self.host, self.path)
    }
}

#[derive(Debug, Default)]
pub(super) struct Record(Mutex<Vec<Served>>);

impl Record {
    pub(super) fn add(&self, served: Served) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if list.len() < MOST {
            list.push(served);
        }
    }

    pub(super) fn served(&self) -> Vec<Served> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The host that a request is for; empty where it names none.
pub(super) fn host(head: &Parts) -> String {
    let named = head.uri.host().or_else(|| {
        let value = head.headers.get(HOST)?.to_str().ok()?;
        value.split(':').next()
    });
    named.unwrap_or_default().to_ascii_lowercase()
}

pub(super) fn served(head: &Parts, host: &str, scheme: Scheme) -> Served {
    Served {
        scheme,
        host: host.to_owned(),
        method: head.method.to_string(),
        path: head.uri.path_and_query().map_or_else(|| head.uri.path().to_owned(), ToString::to_string),
        cookies: cookie_names(head),
    }
}

/// HTTP/2 may send each cookie as a header of its own.
pub(super) fn cookie_names(head: &Parts) -> BTreeSet<String> {
    let values = head.headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';'));
    pairs
        .map(|pair| pair.split('=').next().unwrap_or_default().trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

const MOST: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_a_flood_is_bounded() {
        let record = Record::default();
        let (head, ()) =
            hyper::Request::get("https://a.example/x?y=1").body(()).expect("a request").into_parts();
        for _ in 0..=MOST {
            record.add(served(&head, &host(&head), Scheme::Https));
        }
        assert_eq!(record.served().len(), MOST);
        assert_eq!(record.served()[0].url(), "https://a.example/x?y=1");
    }

    #[test]
    fn names_of_cookies_are_read_from_one_header_and_from_many() {
        let request = hyper::Request::get("/").header(COOKIE, "a=1; b=2=3").header(COOKIE, "c=; ;");
        let (head, ()) = request.body(()).expect("a request").into_parts();
        assert_eq!(cookie_names(&head).into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
