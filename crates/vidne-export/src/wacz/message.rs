//! The messages of a hop, rebuilt from what the browser told of them.
//!
//! Whatever protocol was spoken, they are written as HTTP/1.1, since that is what archives hold; bodies are unpacked. Headers that
//! speak of the packing on the wire, and would be false of these bytes, are kept under `x-orig-…`. It never lets a header break out of its line.

use crate::{
    log::headers::Headers,
    record::{Body, Hop},
    text,
};

/// A message.
pub(super) struct Message {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
    /// Whether the body is that of the message, as far as anybody can tell.
    pub(super) extent: Extent,
}

/// How much of a body is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    Missing,
}

impl Message {
    /// The block of a record.
    pub(super) fn block(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }
}

/// What was asked.
pub(super) fn request(hop: &Hop) -> Message {
    let (host, target) = split(&hop.url);
    let mut head = format!("{} {target} HTTP/1.1\r\n", hop.method());
    let headers = hop.sent_headers();
    if headers.first("host").is_none() {
        add(&mut head, "Host", headers.first(":authority").unwrap_or(host));
    }
    let sent = hop.posted();
    let is_whole = sent.is_some() || !hop.asked.has_post_data;
    let body = sent.unwrap_or_default();
    for (name, value) in headers.each() {
        let is_length = name.eq_ignore_ascii_case("content-length");
        let is_false = is_length && value.trim() != body.len().to_string() || is_coding(name);
        add(&mut head, &renamed(name, is_false), value);
    }
    if !body.is_empty()
        && headers.first("content-length").is_none_or(|told| told.trim() != body.len().to_string())
    {
        add(&mut head, "Content-Length", &body.len().to_string());
    }
    head.push_str("\r\n");
    Message { head, body, extent: if is_whole { Extent::Whole } else { Extent::Missing } }
}

/// What was answered; nothing where no answer came.
pub(super) fn response(hop: &Hop) -> Option<Message> {
    let status = hop.status().filter(|status| (100..1000).contains(status))?;
    let reason = hop.answer.as_ref().map(|answer| text::line(&answer.status_text)).unwrap_or_default();
    let mut head = format!("HTTP/1.1 {status} {reason}\r\n");
    let (body, extent) = match &hop.body {
        Body::Kept(bytes) => (bytes.clone(), Extent::Whole),
        Body::NotKept if has_no_body(hop, status) => (Vec::new(), Extent::Whole),
        Body::NotKept => (Vec::new(), Extent::Missing),
    };
    let length = body.len().to_string();
    let is_kept = matches!(hop.body, Body::Kept(_));
    for (name, value) in hop.answer_headers().into_iter().flat_map(Headers::each) {
        let is_length = name.eq_ignore_ascii_case("content-length");
        let is_false = if is_kept {
            is_length && value.trim() != length
        } else {
            is_length && extent == Extent::Missing
        };
        add(&mut head, &renamed(name, is_false || is_coding(name)), value);
    }
    let told = hop.header("content-length").is_some_and(|told| told.trim() == length);
    if is_kept && !told {
        add(&mut head, "Content-Length", &length);
    }
    head.push_str("\r\n");
    Some(Message { head, body, extent })
}

/// Host and request target of an address.
pub(super) fn split(url: &str) -> (&str, String) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    (host, if path.starts_with('/') { path.to_owned() } else { format!("/{path}") })
}

/// Whether an answer has no body by its own account (RFC 9112, 6.3).
fn has_no_body(hop: &Hop, status: u16) -> bool {
    let is_empty = hop.header("content-length").is_some_and(|length| length.trim() == "0");
    is_empty || status < 200 || [204, 304].contains(&status) || hop.method() == "HEAD"
}

/// Whether a header tells how a body was packed on the wire, which is undone here.
fn is_coding(name: &str) -> bool {
    ["content-encoding", "transfer-encoding"].iter().any(|each| name.eq_ignore_ascii_case(each))
}

fn renamed(name: &str, is_false: bool) -> String {
    if is_false { format!("x-orig-{name}") } else { name.to_owned() }
}

/// Adds a header; those of HTTP/2 that stand for the first line are left out.
fn add(head: &mut String, name: &str, value: &str) {
    if text::is_token(name) {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(&text::line(value));
        head.push_str("\r\n");
    }
}
