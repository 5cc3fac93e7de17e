//! One request with its answer, put together from the records that hold its halves.
//!
//! It never joins two halves of different addresses.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use vidne_model::observed::{Form, Remote, TlsPeer};

use super::record::Head;
use crate::header::Headers;

/// One request with its answer.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    pub(super) url: String,
    pub(super) at: Timestamp,
    /// The page that the recorder filed it under.
    pub(super) page: Option<String>,
    pub(super) asked: Option<Asked>,
    pub(super) answered: Option<Answered>,
    pub(super) remote: Option<Remote>,
    pub(super) tls: Option<TlsPeer>,
    /// What the recorder or the browser says was loaded, in lower case.
    pub(super) resource: Option<String>,
    /// What its HTML holds, where that was read.
    pub(super) html: Option<Html>,
}

/// The request.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) method: Option<String>,
    pub(super) headers: Headers,
    pub(super) fields: Vec<String>,
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Answered {
    pub(super) status: Option<u16>,
    pub(super) headers: Headers,
}

/// What a page holds beside its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Html {
    pub(super) forms: Vec<Form>,
    /// It is a page that keeps robots out.
    pub(super) is_challenge: bool,
}

impl Exchange {
    /// The first value of a header of the request.
    pub(super) fn asked_header(&self, name: &str) -> Option<&str> {
        self.asked.as_ref()?.headers.first(name)
    }

    /// The first value of a header of the answer.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.answered.as_ref()?.headers.first(name)
    }

    /// The status of the answer.
    pub(super) fn status(&self) -> Option<u16> {
        self.answered.as_ref()?.status
    }

    /// Whether the answer is said to be HTML.
    pub(super) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(is_html)
    }
}

/// Whether a content type is one of HTML.
pub(super) fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// A half of an exchange.
#[derive(Debug)]
pub(super) enum Half {
    Asked(Asked),
    Answered(Answered),
}

/// The exchanges of an archive, in the order in which their first halves came.
#[derive(Debug, Default)]
pub(super) struct Exchanges {
    pub(super) all: Vec<Exchange>,
    by_id: HashMap<String, usize>,
    /// Those that lack a half, by address.
    open: HashMap<String, Vec<usize>>,
}

impl Exchanges {
    /// Takes in a half, and returns the place of its exchange.
    pub(super) fn add(&mut self, head: &Head, url: String, at: Timestamp, half: Half) -> usize {
        let place = match self.partner(head, &url, at, &half) {
            Some(place) => place,
            None => self.open(url, at),
        };
        if let Some(id) = head.first("warc-record-id") {
            self.by_id.insert(id.to_owned(), place);
        }
        let exchange = &mut self.all[place];
        match half {
            Half::Asked(asked) => exchange.asked = Some(asked),
            Half::Answered(answered) => exchange.answered = Some(answered),
        }
        if exchange.asked.is_some() && exchange.answered.is_some() {
            self.settle(place);
        }
        place
    }

    /// A new exchange, of which nothing but address and instant is known.
    fn open(&mut self, url: String, at: Timestamp) -> usize {
        let place = self.all.len();
        self.open.entry(url.clone()).or_default().push(place);
        let (page, asked, answered, remote, tls, resource, html) = Default::default();
        self.all.push(Exchange { url, at, page, asked, answered, remote, tls, resource, html });
        place
    }

    /// The exchange that lacks this half: the one that the record names, otherwise one of the same address and second.
    fn partner(&self, head: &Head, url: &str, at: Timestamp, half: &Half) -> Option<usize> {
        let lacks = |place: &usize| match half {
            Half::Asked(_) => self.all[*place].asked.is_none(),
            Half::Answered(_) => self.all[*place].answered.is_none(),
        };
        let named = head.all("warc-concurrent-to").filter_map(|id| self.by_id.get(id).copied());
        let named = named.into_iter().find(|place| lacks(place) && self.all[*place].url == url);
        let near =
            |place: &usize| self.all[*place].at.duration_since(at).abs() <= SignedDuration::from_secs(2);
        named.or_else(|| {
            let open = self.open.get(url)?.iter().rev().take(MOST_OPEN);
            open.copied().find(|place| lacks(place) && near(place))
        })
    }

    fn settle(&mut self, place: usize) {
        let url = &self.all[place].url;
        if let Some(open) = self.open.get_mut(url) {
            open.retain(|each| *each != place);
        }
    }
}

/// Halves of one address that may wait for their others.
const MOST_OPEN: usize = 100;
