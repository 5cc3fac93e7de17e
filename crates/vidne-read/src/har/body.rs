//! Bodies in an archive: the text of wanted pages, and the forms of the page itself.
//!
//! It never reads the body of anything else.

use std::borrow::Cow;

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
    let bytes = match entry.outcome() {
        Outcome::Completed => bytes(entry),
        Outcome::Challenged => Err("a challenge came in place of the page".to_owned()),
        Outcome::Refused(status) => Err(format!("the server answered {status}")),
        Outcome::TimedOut | Outcome::Failed(_) => Err("no answer came".to_owned()),
    };
    let (kind, body);
    let body = match &bytes {
        Ok(found) => {
            body = found;
            kind = content_type(entry, body);
            PageBody::Bytes { bytes: body, content_type: Some(&kind) }
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
    let bytes = bytes(entry).ok()?;
    let html = text::decode(&bytes, Some(&content_type(entry, &bytes)));
    Some(text::look(&html, &entry.url).unwrap_or_default())
}

fn bytes(entry: &Entry) -> Result<Cow<'_, [u8]>, String> {
    let content = &entry.wire.response.content;
    let text = content.text.text().ok_or("the archive was saved without this body")?;
    if !content.encoding.text().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return Ok(Cow::Borrowed(text.as_bytes()));
    }
    let folded: String = text.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(folded).map_err(|_| "the body is not the base64 that it is said to be")?;
    Ok(Cow::Owned(bytes))
}

/// A body that stands in the archive as text is no longer in the character set that the server named.
fn content_type(entry: &Entry, body: &Cow<'_, [u8]>) -> String {
    match body {
        Cow::Borrowed(_) => format!("{}; charset=utf-8", body::kind(entry.content_type())),
        Cow::Owned(_) => entry.content_type().to_owned(),
    }
}
