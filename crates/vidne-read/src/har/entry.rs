//! One entry of an archive: a request and its answer.
//!
//! It never takes the archive's word for what a header says otherwise.

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    id::Host,
    observed::{Cookie, Outcome, Request, ResourceKind, Setter, TlsPeer},
};

use super::wire;
use crate::{
    address::{self, Site},
    body,
    cookie::{self, Life},
    field::Fields,
    header::Headers,
    initiator::Initiator,
    instant::{self, Written},
    jar::{self, Jar, Response},
    loose::Loose,
    outcome,
};

/// One entry of an archive.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) wire: wire::Entry,
    pub(super) url: String,
    pub(super) asked: Headers,
    pub(super) answered: Headers,
    pub(super) began: Option<Written>,
}

impl Entry {
    pub(super) fn new(wire: wire::Entry) -> Self {
        Self {
            url: address::bare(&wire.request.url),
            asked: headers(&wire.request.headers),
            answered: headers(&wire.response.headers),
            began: wire.started_date_time.text().and_then(instant::parse),
            wire,
        }
    }

    /// The status, where an answer came.
    pub(super) fn status(&self) -> Option<u16> {
        self.wire.response.status.text()?.parse().ok().filter(|status| *status != 0)
    }

    /// Why there is no answer.
    pub(super) fn failure(&self) -> Option<&str> {
        self.wire.response.error.text()
    }

    /// Whether a browser says, or the answer looks as if, a document was asked for.
    pub(super) fn is_document(&self) -> bool {
        match (self.wire.resource_type.text(), self.asked.first("sec-fetch-dest")) {
            (Some(kind), _) => kind.eq_ignore_ascii_case("document"),
            (None, Some(goal)) => goal == "document" || goal == "iframe" || goal == "frame",
            (None, None) => self.content_type().starts_with("text/html"),
        }
    }

    /// Where the answer leads on to, if it does.
    pub(super) fn leads_to(&self) -> Option<String> {
        let status = self.status().filter(|status| (300..400).contains(status));
        let goal = self.wire.response.redirect.text().or_else(|| self.answered.first("location"));
        Some(address::join(&self.url, status.and(goal)?))
    }

    /// The content type of the answer.
    pub(super) fn content_type(&self) -> &str {
        let told = self.wire.response.content.mime_type.text();
        self.answered.first("content-type").or(told).unwrap_or_default()
    }

    /// How a look at this address ended.
    pub(super) fn outcome(&self) -> Outcome {
        match (self.status(), self.failure()) {
            (Some(_), _) if outcome::is_challenge(|name| self.answered.first(name)) => Outcome::Challenged,
            (Some(status), _) => outcome::of_status(status),
            (None, Some(reason)) if reason.contains("TIMED_OUT") => Outcome::TimedOut,
            (None, Some(reason)) => Outcome::Failed(reason.to_owned()),
            (None, None) => Outcome::Failed("the archive holds no answer for the page itself".to_owned()),
        }
    }

    /// Whether the entry shows any cookie.
    pub(super) fn shows_cookies(&self) -> bool {
        let named = !self.wire.request.cookies.is_empty() || !self.wire.response.cookies.is_empty();
        named || self.asked.first("cookie").is_some() || self.answered.first("set-cookie").is_some()
    }

    /// Puts what was set and sent into the jar; returns the names of what was sent.
    pub(super) fn cookies(&self, jar: &mut Jar, began: Timestamp) -> Vec<String> {
        let host = address::host(&self.url).unwrap_or_else(|| Host::new(""));
        let mut names: Vec<&str> = self.asked.cookie_names().collect();
        names.extend(self.wire.request.cookies.iter().filter_map(|cookie| cookie.name.text()));
        names.sort_unstable();
        names.dedup();
        for name in &names {
            jar.send(name, &host);
        }
        if self.wire.from_cache.text().is_none_or(|said| said == "false") {
            self.cookies_set(jar, &host, began);
        }
        names.into_iter().map(ToOwned::to_owned).collect()
    }

    fn cookies_set(&self, jar: &mut Jar, host: &Host, began: Timestamp) {
        let clock = self.answered.first("date").and_then(cookie::parse_date);
        let at = clock.or(self.began.map(|began| began.at)).unwrap_or(began);
        let by = Response { url: &self.url, at, partition: None };
        if self.answered.first("set-cookie").is_some() {
            return self.answered.all("set-cookie").take(MOST_LINES).for_each(|line| jar.set(line, by, &[]));
        }
        for cookie in self.wire.response.cookies.iter().take(MOST_LINES) {
            if let Some(cookie) = self.listed(cookie, jar.site(), host, at) {
                jar.keep(cookie);
            }
        }
    }

    /// A cookie of the archive's own list, where the header itself was left out.
    fn listed(&self, listed: &wire::Cookie, site: &Site, host: &Host, at: Timestamp) -> Option<Cookie> {
        let expires = listed.expires.text();
        let expires = expires
            .and_then(|text| instant::parse(text).map(|it| it.at).or_else(|| cookie::parse_date(text)));
        let max_age = expires.map(|then| jar::lifetime(Life::Expires(then), at));
        if max_age.is_some_and(|age| age <= SignedDuration::ZERO) {
            return None;
        }
        let domain = listed.domain.text().map(|domain| Host::new(domain.trim_start_matches('.')));
        let domain = domain.unwrap_or_else(|| host.clone());
        Some(Cookie {
            path: listed.path.text().map(ToOwned::to_owned),
            setter: Setter::Response { url: self.url.clone() },
            max_age,
            http_only: listed.http_only.flag(),
            secure: listed.secure.flag(),
            same_site: listed.same_site.text().map(ToOwned::to_owned),
            ..jar::unattributed(listed.name.text()?.to_owned(), site.party(&domain), domain)
        })
    }

    /// The fact. `own` says whether it is the page's own document.
    pub(super) fn into_request(self, own: bool, cookies: Vec<String>) -> Request {
        Request {
            host: address::host(&self.url).unwrap_or_else(|| Host::new("")),
            method: self.wire.request.method.text().unwrap_or("GET").to_owned(),
            kind: self.kind(own),
            initiator: self.wire.initiator.as_deref().and_then(|raw| initiator(raw.get())),
            frame: None,
            status: self.status(),
            failure: self.failure().map(ToOwned::to_owned),
            remote: self.wire.server_address.text().and_then(|text| address::remote(text, None)),
            tls: self.wire.security.as_ref().map(peer),
            request_headers: self.asked.kept(),
            response_headers: self.answered.kept(),
            cookies_sent: cookies,
            fields_sent: self.fields(),
            location: None,
            url: self.url,
        }
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = Fields::of_url(&self.wire.request.url);
        if let Some(sent) = &self.wire.request.post_data {
            let kind = sent.mime_type.text().or_else(|| self.asked.first("content-type"));
            fields.add_body(sent.text.text().unwrap_or_default(), kind.unwrap_or_default());
            sent.params.iter().filter_map(|each| each.name.text()).for_each(|name| fields.add(name));
        }
        fields.names()
    }

    fn kind(&self, own: bool) -> ResourceKind {
        let told = self.wire.resource_type.text().map(str::to_ascii_lowercase);
        let goal = self.asked.first("sec-fetch-dest").filter(|goal| *goal != "empty");
        let seen = told.as_deref().or(goal).unwrap_or_else(|| self.guessed());
        match seen {
            _ if own => ResourceKind::Document,
            "document" | "iframe" | "frame" => ResourceKind::Frame,
            "script" | "worker" | "sharedworker" | "serviceworker" => ResourceKind::Script,
            "stylesheet" | "style" => ResourceKind::Style,
            "image" => ResourceKind::Image,
            "font" => ResourceKind::Font,
            "media" | "audio" | "video" | "track" | "texttrack" => ResourceKind::Media,
            "xhr" | "fetch" | "eventsource" => ResourceKind::Fetch,
            "ping" | "beacon" | "csp-violation-report" | "cspviolationreport" => ResourceKind::Beacon,
            "websocket" => ResourceKind::WebSocket,
            _ => ResourceKind::Other,
        }
    }

    /// What it was by its address and the type of its answer, where the recorder did not say.
    fn guessed(&self) -> &'static str {
        let kind = body::kind(self.content_type());
        match kind.as_str() {
            _ if self.url.starts_with("ws") => "websocket",
            "text/html" | "application/xhtml+xml" => "document",
            "text/css" => "style",
            kind if kind.ends_with("javascript") || kind.ends_with("ecmascript") => "script",
            kind if kind.starts_with("image/") => "image",
            kind if kind.starts_with("font/") || kind.contains("font") => "font",
            kind if kind.starts_with("audio/") || kind.starts_with("video/") => "media",
            kind if kind.ends_with("json") && self.asked.first("sec-fetch-dest") == Some("empty") => "fetch",
            _ => "other",
        }
    }
}

fn headers(pairs: &[wire::Pair]) -> Headers {
    let mut headers = Headers::default();
    for pair in pairs {
        if let (Some(name), Some(value)) = (pair.name.text(), &pair.value.0) {
            headers.push(name, value);
        }
    }
    headers
}

fn initiator(raw: &str) -> Option<String> {
    if raw.starts_with('"') {
        return serde_json::from_str::<Loose>(raw).ok()?.text().map(address::bare);
    }
    serde_json::from_str::<Initiator>(raw).ok()?.text()
}

fn peer(security: &wire::Security) -> TlsPeer {
    let text = |part: &Loose| part.text().map(ToOwned::to_owned);
    TlsPeer {
        protocol: text(&security.protocol),
        subject: text(&security.subject_name),
        issuer: text(&security.issuer),
    }
}

/// Browsers take fewer: more cookies in one answer tell nothing new.
const MOST_LINES: usize = 1_000;
