//! From a request to its answer.
//!
//! Everything comes from memory: a path is only ever compared, never opened.

use hyper::body::{Body as _, Bytes};
use hyper::header::{
    CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION, SERVER, SET_COOKIE,
};
use hyper::http::request::Parts;
use hyper::http::uri::PathAndQuery;
use hyper::{Method, Response, StatusCode};

use super::body::Body;
use super::record::{Scheme, cookie_names};
use crate::Site;
use crate::site::{Behaviour, File, Host, PlainHttp, Reply};

/// Answers one request to `host`. It may never return: see [`Behaviour::HangBeforeHeaders`].
pub(super) async fn answer(site: &Site, head: &Parts, host: &str, scheme: Scheme) -> Response<Body> {
    let Some(known) = site.hosts.get(host) else {
        return told(StatusCode::MISDIRECTED_REQUEST, "This host is not part of the rehearsal.\n");
    };
    let mut response = if scheme == Scheme::Http && site.plain_http == PlainHttp::Redirect {
        redirect(StatusCode::MOVED_PERMANENTLY, &format!("https://{host}{}", path_and_query(head)))
    } else {
        content(known, head).await
    };
    add_host_headers(known, head, response.headers_mut());
    if head.method == Method::HEAD { without_body(response) } else { response }
}

/// The answer to HEAD: the same headers, its length among them, and nothing after them (RFC 9110 section 9.3.2).
fn without_body(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(CONTENT_LENGTH, length.into());
    }
    Response::from_parts(parts, Body::whole(Bytes::new()))
}

async fn content(host: &Host, head: &Parts) -> Response<Body> {
    let path = head.uri.path();
    if let Some(route) = host.routes.iter().find(|route| route.fits(&head.method, path)) {
        return reply(&route.reply, head).await;
    }
    if head.method != Method::GET && head.method != Method::HEAD {
        return told(StatusCode::METHOD_NOT_ALLOWED, "Nothing can be sent to this address.\n");
    }
    match host.files.get(path) {
        Some(File::Content(kind, bytes)) => typed(StatusCode::OK, kind, bytes.clone()),
        Some(File::Slash) => redirect(StatusCode::MOVED_PERMANENTLY, &format!("{path}/")),
        None => told(StatusCode::NOT_FOUND, "There is nothing at this address.\n"),
    }
}

async fn reply(reply: &Reply, head: &Parts) -> Response<Body> {
    let content = reply.body.clone();
    let body = match &reply.behaviour {
        Behaviour::None => Body::whole(content),
        Behaviour::HangBeforeHeaders => std::future::pending().await,
        Behaviour::HangAfterHeaders => Body::hanging(content),
        Behaviour::Trickle { text, every } => Body::trickle(content, text.clone(), *every),
        Behaviour::Flood { text } => Body::flood(content, text.clone()),
        Behaviour::EndlessRedirect => {
            let mut response = redirect(reply.status, &next_round(head));
            add_route_headers(reply, response.headers_mut());
            return response;
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = reply.status;
    add_route_headers(reply, response.headers_mut());
    response
}

fn add_route_headers(reply: &Reply, headers: &mut HeaderMap) {
    for (name, value) in &reply.headers {
        headers.append(name, value.clone());
    }
}

/// The same path, with the number in the query one higher.
fn next_round(head: &Parts) -> String {
    let round: u64 = head.uri.query().and_then(|query| query.parse().ok()).unwrap_or(0);
    format!("{}?{}", head.uri.path(), round.saturating_add(1))
}

/// A header that the route set stays; cookies are added, unless the browser has them already.
fn add_host_headers(host: &Host, head: &Parts, headers: &mut HeaderMap) {
    headers.entry(SERVER).or_insert_with(|| host.server.clone());
    let own: Vec<HeaderName> = headers.keys().cloned().collect();
    for (name, value) in host.headers.iter().filter(|(name, _)| !own.contains(name)) {
        headers.append(name, value.clone());
    }
    let sent = cookie_names(head);
    for (_, cookie) in host.cookies.iter().filter(|(name, _)| !sent.contains(name)) {
        headers.append(SET_COOKIE, cookie.clone());
    }
}

fn redirect(status: StatusCode, location: &str) -> Response<Body> {
    let Ok(location) = HeaderValue::from_str(location) else {
        return told(StatusCode::BAD_REQUEST, "This address cannot be sent on.\n");
    };
    let mut response = Response::new(Body::whole(Bytes::new()));
    *response.status_mut() = status;
    response.headers_mut().insert(LOCATION, location);
    response
}

fn told(status: StatusCode, text: &'static str) -> Response<Body> {
    typed(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn typed(status: StatusCode, kind: &'static str, content: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::whole(content));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn path_and_query(head: &Parts) -> &str {
    head.uri.path_and_query().map_or("/", PathAndQuery::as_str)
}
