//! Bodies in an archive: the text of wanted pages, and the forms of the page itself.
//!
//! It never reads the body of anything else.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use vidne_model::observed::{Form, Outcome, Page};

use super::entry::Entry;
use crate::{
    Ask, body,
    text::{self, PageBody, PageInput},
};

/// The text of a wanted page. A redirect has none; a refusal or a missing body is told.
pub(super) fn page(entry: &Entry, ask: &Ask<'_>, began: Timestamp) -> Option<Page> {
    if !ask.wants(&entry.url) || entry.leads_to().is_some() {
        return None;
    }
    let found = match entry.outcome() {
        Outcome::Completed => of(entry),
        Outcome::Challenged => Err("a challenge came in place of the page".to_owned()),
        Outcome::Refused(status) => Err(format!("the server answered {status}")),
        Outcome::TimedOut | Outcome::Failed(_) => Err("no answer came".to_owned()),
    };
    let kind;
    let body = match &found {
        Ok(body) => {
            kind = content_type(entry, body);
            PageBody::Bytes { bytes: body.bytes(), content_type: Some(&kind) }
        }
        Err(reason) => PageBody::Unreadable(reason),
    };
    let at = entry.began.map_or(began, |written| written.at);
    Some(text::page(PageInput { exhibit: ask.exhibit, at, url: &entry.url, language: None, body }))
}

/// The forms of the page itself, and whether it keeps robots out; nothing where the archive holds no such body.
pub(super) fn look(entry: &Entry) -> Option<(Vec<Form>, bool)> {
    if body::kind(entry.content_type()) != "text/html" {
        return None;
    }
    let body = of(entry).ok()?;
    let kind = content_type(entry, &body);
    let html = text::decode(body.bytes(), Some(&kind));
    Some(text::look(&html, &entry.url).unwrap_or_default())
}

/// A body as it stands in the archive.
enum Body<'a> {
    Text(&'a str),
    Bytes(Vec<u8>),
}

impl Body<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

fn of(entry: &Entry) -> Result<Body<'_>, String> {
    let content = &entry.wire.response.content;
    let text = content.text.text().ok_or("the archive was saved without this body")?;
    if !content.encoding.text().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return Ok(Body::Text(text));
    }
    let folded: String = text.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(folded).map_err(|_| "the body is not the base64 that it is said to be")?;
    Ok(Body::Bytes(bytes))
}

/// A body that stands in the archive as text is no longer in the character set that the server named.
fn content_type(entry: &Entry, body: &Body<'_>) -> String {
    match body {
        Body::Text(_) => format!("{}; charset=utf-8", body::kind(entry.content_type())),
        Body::Bytes(_) => entry.content_type().to_owned(),
    }
}
