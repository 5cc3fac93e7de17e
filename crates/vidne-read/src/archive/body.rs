//! Bodies of pages: their forms, and the text of those that are wanted.
//!
//! It never reads the body of anything but a page, and never takes the page of an error for the page that was asked for.

use jiff::Timestamp;
use vidne_model::observed::{Page, Readability};

use super::{
    digest,
    exchange::{Exchange, Html, is_html},
    http::{self, Body, Message},
    record::{Extent, Record},
};
use crate::{
    Ask, address, body as kind,
    text::{self, PageBody, PageInput},
};

/// What was read of bodies.
pub(super) struct Bodies<'a> {
    ask: &'a Ask<'a>,
    pages: Vec<Page>,
    /// Bodies of wanted pages, for records that only refer to them.
    kept: Vec<Kept>,
    /// Records that refer to an earlier body.
    referring: Vec<Referring>,
    /// Texts that a recorder took from rendered pages.
    rendered: Vec<(String, Timestamp, String)>,
    /// Where a wanted address led: the address there, and the one that was wanted.
    led: Vec<(String, String)>,
    room: usize,
}

struct Kept {
    url: String,
    date: String,
    digest: Option<String>,
    bytes: Vec<u8>,
    content_type: Option<String>,
}

struct Referring {
    wanted: String,
    at: Timestamp,
    url: String,
    date: String,
    digest: Option<String>,
}

impl<'a> Bodies<'a> {
    /// Nothing yet.
    pub(super) fn new(ask: &'a Ask<'a>) -> Self {
        Self {
            ask,
            pages: Vec::new(),
            kept: Vec::new(),
            referring: Vec::new(),
            rendered: Vec::new(),
            led: Vec::new(),
            room: MOST_KEPT,
        }
    }

    /// Looks at the body of an answer. Returns what is wrong with it.
    pub(super) fn take(
        &mut self,
        record: &Record,
        message: &Message<'_>,
        exchange: &mut Exchange,
        room: &mut u64,
    ) -> Option<String> {
        let wanted = self.wanted(&exchange.url);
        let status = exchange.status();
        if let (Some(300..400), Some(to)) = (status, message.headers.first("location")) {
            self.lead(wanted, &address::bare(&super::resolve(&exchange.url, to)));
            return None;
        }
        let said = message.headers.first("content-type");
        let is_page = said.is_none_or(kind::is_page) || !wanted.is_empty();
        if !is_page || matches!(status, Some(100..200 | 204 | 304)) {
            return None;
        }
        if record.head.kind() == "revisit" && message.body.is_empty() {
            self.refer(record, exchange, wanted);
            return None;
        }
        let Unpacked { bytes, flaw, why_not } = unpack(record, message, room);
        if said.is_some_and(is_html) || !wanted.is_empty() {
            exchange.html = look(&bytes, said, &exchange.url);
        }
        for url in wanted {
            self.add(&url, exchange, &bytes, said, why_not.as_deref());
            self.keep(record, exchange, &bytes, said);
        }
        flaw
    }

    /// Wanted addresses lead elsewhere.
    fn lead(&mut self, wanted: Vec<String>, to: &str) {
        for from in wanted.into_iter().filter(|from| from != to) {
            let led = (to.to_owned(), from);
            if self.led.len() < MOST_LED && !self.led.contains(&led) {
                self.led.push(led);
            }
        }
    }

    /// A text that a recorder took from a rendered page.
    pub(super) fn take_text(&mut self, record: &Record, page: &str) {
        let text = String::from_utf8_lossy(&record.block);
        if let Some(at) = record.head.at().filter(|_| record.extent == Extent::Whole) {
            self.add_text(page, at, &text);
        }
    }

    /// The same from elsewhere in a collection.
    pub(super) fn add_text(&mut self, page: &str, at: Timestamp, text: &str) {
        if self.ask.wants(page)
            && text.len() <= self.room
            && self.rendered.len() < MOST_PAGES
            && !text.trim().is_empty()
        {
            self.room -= text.len();
            self.rendered.push((address::bare(page), at, text.to_owned()));
        }
    }

    /// The pages, in the order in which they came.
    pub(super) fn finish(mut self) -> Vec<Page> {
        for referring in std::mem::take(&mut self.referring) {
            let page = self.referred(&referring);
            self.pages.push(page);
        }
        for (url, at, text) in std::mem::take(&mut self.rendered) {
            let is_read = |page: &Page| {
                address::same_page(&page.url, &url) && page.readability == Readability::Readable
            };
            if !self.pages.iter().any(is_read) {
                let input = PageInput {
                    exhibit: self.ask.exhibit,
                    at,
                    url: &url,
                    language: None,
                    body: PageBody::Plain(&text),
                };
                self.pages.push(text::page(input));
            }
        }
        self.pages
    }

    /// The wanted addresses that this one is, or to which it was led.
    fn wanted(&self, url: &str) -> Vec<String> {
        let own = self.ask.wants(url).then(|| url.to_owned());
        let led = self.led.iter().filter(|(to, _)| address::same_page(to, url)).map(|(_, from)| from.clone());
        let mut wanted: Vec<String> = own.into_iter().chain(led).collect();
        wanted.dedup();
        wanted
    }

    fn add(
        &mut self,
        url: &str,
        exchange: &Exchange,
        bytes: &[u8],
        said: Option<&str>,
        why_not: Option<&str>,
    ) {
        let refused = exchange.status().filter(|status| *status >= 400);
        let refused = refused.map(|status| format!("the server answered with status {status}"));
        let body = match (&refused, why_not) {
            (Some(reason), _) => PageBody::Unreadable(reason),
            (None, Some(reason)) if bytes.is_empty() => PageBody::Unreadable(reason),
            _ => PageBody::Bytes { bytes, content_type: said },
        };
        let input = PageInput { exhibit: self.ask.exhibit, at: exchange.at, url, language: None, body };
        let mut page = text::page(input);
        if let (Readability::Readable, Some(reason)) = (&page.readability, why_not) {
            page.readability = Readability::Unreadable(reason.to_owned());
        }
        self.pages.push(page);
    }

    fn keep(&mut self, record: &Record, exchange: &Exchange, bytes: &[u8], said: Option<&str>) {
        if bytes.len() > self.room || self.kept.len() >= MOST_PAGES {
            return;
        }
        self.room -= bytes.len();
        self.kept.push(Kept {
            url: exchange.url.clone(),
            date: record.head.first("warc-date").unwrap_or_default().to_owned(),
            digest: record.head.first("warc-payload-digest").map(digest::plain),
            bytes: bytes.to_vec(),
            content_type: said.map(ToOwned::to_owned),
        });
    }

    fn refer(&mut self, record: &Record, exchange: &Exchange, wanted: Vec<String>) {
        let first = |name| record.head.first(name).unwrap_or_default().to_owned();
        for wanted in wanted.into_iter().take(MOST_PAGES.saturating_sub(self.referring.len())) {
            self.referring.push(Referring {
                wanted,
                at: exchange.at,
                url: first("warc-refers-to-target-uri"),
                date: first("warc-refers-to-date"),
                digest: record.head.first("warc-payload-digest").map(digest::plain),
            });
        }
    }

    /// The page of a record that says: the same as then.
    fn referred(&self, referring: &Referring) -> Page {
        let by_digest =
            self.kept.iter().find(|kept| referring.digest.is_some() && kept.digest == referring.digest);
        let by_date = || {
            self.kept
                .iter()
                .find(|kept| kept.date == referring.date && address::same_page(&kept.url, &referring.url))
        };
        let body = match by_digest.or_else(by_date) {
            Some(kept) => PageBody::Bytes { bytes: &kept.bytes, content_type: kept.content_type.as_deref() },
            None => PageBody::Unreadable(
                "the archive only refers to an earlier capture of it, which it does not hold",
            ),
        };
        let (exhibit, at) = (self.ask.exhibit, referring.at);
        text::page(PageInput { exhibit, at, url: &referring.wanted, language: None, body })
    }
}

/// A body with its packing undone.
struct Unpacked {
    bytes: Vec<u8>,
    /// What is wrong with it.
    flaw: Option<String>,
    /// Why it cannot be taken for the page, even if it is there in part.
    why_not: Option<String>,
}

fn unpack(record: &Record, message: &Message<'_>, room: &mut u64) -> Unpacked {
    let cut =
        (record.extent != Extent::Whole).then(|| "the archive holds only the beginning of it".to_owned());
    let truncated = record
        .head
        .first("warc-truncated")
        .map(|why| format!("its recorder cut it off ({})", why.chars().take(40).collect::<String>()));
    match http::body(message, (*room).min(MOST_BODY)) {
        Ok(Body { bytes, flaw, is_whole }) => {
            *room =
                room.saturating_sub(if bytes.len() > message.body.len() { bytes.len() as u64 } else { 0 });
            let why_not = cut.or(truncated).or_else(|| flaw.clone().filter(|_| !is_whole));
            // What a cut record lacks was told already.
            let flaw = flaw.filter(|_| record.extent == Extent::Whole);
            Unpacked { bytes: bytes.into_owned(), flaw, why_not }
        }
        Err(reason) => Unpacked { bytes: Vec::new(), flaw: None, why_not: Some(reason) },
    }
}

/// The forms of a page, and whether it is one that keeps robots out. Most pages have neither, which costs little to see.
fn look(bytes: &[u8], said: Option<&str>, url: &str) -> Option<Html> {
    if bytes.is_empty() {
        return None;
    }
    let html = text::decode(bytes, said);
    Some(
        text::look(&html, url)
            .map_or_else(Html::default, |(forms, is_challenge)| Html { forms, is_challenge }),
    )
}

/// Bytes of one page.
const MOST_BODY: u64 = 64 << 20;

/// Bytes of bodies that are kept until the end.
const MOST_KEPT: usize = 128 << 20;

/// Pages of each kind that are kept until the end.
const MOST_PAGES: usize = 1_000;

const MOST_LED: usize = 200;
