//! One hop as an entry.
//!
//! It never leaves a hop out: one that failed is an entry with the status 0 and the reason.

use std::{borrow::Cow, net::IpAddr};

use base64::{Engine, engine::general_purpose::STANDARD};
use url::form_urlencoded;

use super::{
    cookie,
    form::{Cache, Content, Entry, Pair, PostData, Query, Request, Response},
    timing,
};
use crate::{
    instant::Written,
    log::{headers::Headers, wire::Answer},
    record::{Body, Hop},
};

/// The entry of a hop.
pub(super) fn entry(hop: &Hop, pageref: String) -> Entry<'_> {
    let (timings, time) = timing::timings(hop);
    let answer = hop.answer.as_ref();
    let remote = answer.map(|answer| answer.remote_address.trim_matches(['[', ']']));
    Entry {
        pageref,
        started_date_time: Written(hop.at),
        time,
        request: request(hop),
        response: response(hop),
        cache: Cache {},
        timings,
        server_address: remote
            .and_then(|text| text.parse::<IpAddr>().ok())
            .map(|address| address.to_string()),
        connection: answer.and_then(|answer| answer.connection_id.as_ref()).map(ToString::to_string),
        initiator: hop.initiator.as_deref(),
        priority: hop.asked.initial_priority.as_deref(),
        resource_type: hop.kind().to_ascii_lowercase(),
        document: Some(hop.document.as_str()).filter(|url| !url.is_empty()),
        port: answer.and_then(|answer| answer.remote_port),
        security: answer.and_then(|answer| answer.security_details.as_ref()),
        from_cache: hop.cache(),
        from_worker: hop.is_from_worker().then_some(true),
        is_complete: hop.sent.is_some() && (hop.received.is_some() || hop.answer.is_none()),
    }
}

fn request(hop: &Hop) -> Request<'_> {
    let sent = hop.posted();
    let size = sent.as_ref().map(|bytes| length(bytes.len()));
    Request {
        method: hop.method(),
        url: &hop.url,
        http_version: version(hop.answer.as_ref()),
        cookies: cookie::sent(hop),
        headers: pairs(hop.sent_headers()),
        query_string: query(&hop.url),
        post_data: post_data(hop, sent),
        headers_size: -1,
        body_size: size.unwrap_or(if hop.asked.has_post_data { -1 } else { 0 }),
        blocked: cookie::kept_back(hop),
    }
}

fn response(hop: &Hop) -> Response<'_> {
    let answer = hop.answer.as_ref();
    let head =
        hop.received.as_ref().and_then(|extra| extra.headers_text.as_ref()).map(|text| length(text.len()));
    let transferred = hop.transferred.filter(|size| (0.0..1e15).contains(size));
    #[expect(clippy::cast_possible_truncation, reason = "it was looked at right above")]
    let transferred = transferred.map(|size| size as i64);
    let is_redirect = hop.status().is_some_and(|status| (300..400).contains(&status));
    let goal = hop.header("location").filter(|_| is_redirect).unwrap_or_default();
    let body_size = match (hop.cache(), transferred, head) {
        (Some(_), _, _) => 0,
        (None, Some(all), Some(head)) => (all - head).max(0),
        _ => -1,
    };
    Response {
        status: hop.status().unwrap_or(0),
        status_text: answer.map(|answer| answer.status_text.clone()).unwrap_or_default(),
        http_version: version(answer),
        cookies: cookie::set(hop),
        headers: hop.answer_headers().map(pairs).unwrap_or_default(),
        content: content(hop),
        redirect: goal.to_owned(),
        headers_size: head.unwrap_or(-1),
        body_size,
        transferred,
        error: hop.failure.as_deref(),
        blocked: cookie::refused(hop),
    }
}

fn pairs(headers: &Headers) -> Vec<Pair<'_>> {
    headers.each().map(|(name, value)| Pair { name, value }).collect()
}

fn version(answer: Option<&Answer>) -> &'static str {
    match answer.map(|answer| answer.protocol.to_ascii_lowercase()).as_deref() {
        Some("http/1.1") => "HTTP/1.1",
        Some("http/1.0") => "HTTP/1.0",
        Some("h2" | "http/2" | "http/2.0" | "http/2+quic/43") => "HTTP/2",
        Some("h3" | "http/3" | "http/3.0") => "HTTP/3",
        _ => "unknown",
    }
}

fn query(url: &str) -> Vec<Query> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let owned = |text: Cow<'_, str>| text.into_owned();
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs.map(|(name, value)| Query { name: owned(name), value: owned(value) }).collect()
}

fn post_data(hop: &Hop, sent: Option<Vec<u8>>) -> Option<PostData> {
    let mime_type = hop.sent_headers().first("content-type").unwrap_or_default().to_owned();
    let (text, encoding) = match sent {
        Some(bytes) => readable(bytes),
        None if hop.asked.has_post_data => {
            let comment = Some("What was sent is not in the log.");
            return Some(PostData { mime_type, text: String::new(), comment, encoding: None });
        }
        None => return None,
    };
    Some(PostData { mime_type, text, comment: None, encoding })
}

fn content(hop: &Hop) -> Content {
    let told = hop.answer.as_ref().map(|answer| answer.mime_type.as_str()).unwrap_or_default();
    let mime_type = hop.header("content-type").unwrap_or(told).to_owned();
    match &hop.body {
        Body::Kept(bytes) => {
            let size = length(bytes.len());
            let (text, encoding) = readable(bytes.clone());
            Content { size, mime_type, text: Some(text), encoding, comment: None }
        }
        Body::NotKept => {
            let size = size(hop);
            let comment = (size != 0).then_some("The body is not in the log.");
            Content { size, mime_type, text: None, encoding: None, comment }
        }
    }
}

/// The bytes of a body that is not kept; -1 where nobody knows.
fn size(hop: &Hop) -> i64 {
    if hop.told > 0 {
        return i64::try_from(hop.told).unwrap_or(-1);
    }
    match hop.status() {
        None | Some(204 | 304) => 0,
        Some(_) if hop.method() == "HEAD" => 0,
        Some(_) if hop.header("content-encoding").is_some() => -1,
        Some(_) => hop
            .header("content-length")
            .and_then(|text| text.trim().parse::<u32>().ok())
            .map_or(-1, i64::from),
    }
}

/// Bytes as text, in base64 where they are none.
fn readable(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => (STANDARD.encode(error.as_bytes()), Some("base64")),
    }
}

fn length(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
