//! One hop of one request, with everything that the log says about it.
//!
//! It never holds a fact of another hop: redirects share a request's id, not its headers.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::{
    instant,
    log::{
        headers::Headers,
        wire::{self, Answer, Asked, ReceivedExtra, SentExtra},
    },
    text,
};

/// One hop of one request.
#[derive(Debug, Default)]
pub(crate) struct Hop {
    pub(crate) session: String,
    pub(crate) loader: String,
    pub(crate) frame: String,
    pub(crate) document: String,
    pub(crate) url: String,
    pub(crate) asked: Asked,
    pub(crate) initiator: Option<Box<RawValue>>,
    pub(crate) kind_asked: String,
    pub(crate) kind_answered: String,
    /// When it was announced: seconds since 1970.
    pub(crate) wall: Option<f64>,
    /// The same by the browser's own clock, in seconds.
    pub(crate) issued: Option<f64>,
    /// When its head came, by that clock.
    pub(crate) answered: Option<f64>,
    /// When it ended, by that clock.
    pub(crate) ended: Option<f64>,
    /// Bytes that came over the network, heads included.
    pub(crate) transferred: Option<f64>,
    /// Bytes of the unpacked body that the browser told of while they came.
    pub(crate) told: u64,
    pub(crate) answer: Option<Answer>,
    pub(crate) has_extra: Option<bool>,
    pub(crate) failure: Option<String>,
    pub(crate) from_memory: bool,
    pub(crate) sent: Option<SentExtra>,
    pub(crate) received: Option<ReceivedExtra>,
    pub(crate) body: Body,
    /// The page to which it belongs, as a place.
    pub(crate) page: usize,
    /// When it began; set once all is there ([`date`]).
    pub(crate) at: Timestamp,
}

/// The body of a response.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) enum Body {
    /// The log does not hold it.
    #[default]
    NotKept,
    /// The log holds it, unpacked.
    Kept(Vec<u8>),
}

impl Hop {
    /// From the event that announces it.
    pub(super) fn announced(event: wire::WillBeSent, session: &str) -> Self {
        Self {
            session: session.to_owned(),
            loader: event.loader_id,
            frame: event.frame_id,
            document: text::address(&event.document_url),
            url: text::address(&event.request.url),
            asked: event.request,
            initiator: event.initiator.filter(|raw| text::is_plain_json(raw.get())),
            kind_asked: event.kind,
            wall: event.wall_time,
            issued: event.timestamp,
            ..Self::default()
        }
    }

    /// From an answer whose request the log does not hold.
    pub(super) fn unannounced(event: wire::Received, session: &str) -> Self {
        Self {
            session: session.to_owned(),
            loader: event.loader_id,
            frame: event.frame_id,
            url: text::address(&event.response.url),
            kind_answered: event.kind,
            answered: event.timestamp,
            has_extra: event.has_extra_info,
            answer: Some(event.response),
            ..Self::default()
        }
    }

    /// A web socket.
    pub(super) fn socket(event: wire::SocketCreated, session: &str) -> Self {
        Self {
            session: session.to_owned(),
            url: text::address(&event.url),
            initiator: event.initiator.filter(|raw| text::is_plain_json(raw.get())),
            kind_asked: "WebSocket".to_owned(),
            ..Self::default()
        }
    }

    /// What was loaded, in the protocol's word. Older browsers know it from the answer only.
    pub(crate) fn kind(&self) -> &str {
        let known = |kind: &&str| !kind.is_empty() && *kind != "Other";
        let kinds = [self.kind_asked.as_str(), self.kind_answered.as_str()];
        kinds.into_iter().find(known).unwrap_or("Other")
    }

    /// The method.
    pub(crate) fn method(&self) -> &str {
        if text::is_token(&self.asked.method) { &self.asked.method } else { "GET" }
    }

    /// Whether it went over the network, so that what was really sent is told in events of its own.
    pub(super) fn expects_extra(&self) -> bool {
        self.has_extra != Some(false)
            && !self.is_internal()
            && !self.from_memory
            && text::leaves_the_browser(&self.url)
    }

    /// Whether the log shows that it reached the network: something was sent, or a server answered.
    pub(crate) fn reached_network(&self) -> bool {
        let is_known = self.sent.is_some() || self.received.is_some() || self.answer.is_some();
        is_known && self.cache().is_none() && !self.is_from_worker() && !self.is_internal()
    }

    /// Whether the browser answered itself, such as from its list of hosts that want TLS.
    fn is_internal(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.headers.first("non-authoritative-reason").is_some())
    }

    /// The status, where an answer came.
    pub(crate) fn status(&self) -> Option<u16> {
        let answer = self.answer.as_ref().map(|answer| answer.status);
        answer.or(self.received.as_ref().and_then(|extra| extra.status_code)).filter(|status| *status != 0)
    }

    /// Headers of the answer, the complete ones where the log holds them.
    pub(crate) fn answer_headers(&self) -> Option<&Headers> {
        let complete =
            self.received.as_ref().map(|extra| &extra.headers).filter(|headers| !headers.is_empty());
        complete.or_else(|| self.answer.as_ref().map(|answer| &answer.headers))
    }

    /// Headers that were sent, the complete ones where the log holds them.
    pub(crate) fn sent_headers(&self) -> &Headers {
        let real = self.sent.as_ref().map(|extra| &extra.headers).filter(|headers| !headers.is_empty());
        let told = self.answer.as_ref().map(|answer| &answer.request_headers);
        real.or(told.filter(|headers| !headers.is_empty())).unwrap_or(&self.asked.headers)
    }

    /// The first value of a header of the answer, its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.answer_headers()?.first(name)
    }

    /// What was sent along.
    pub(crate) fn posted(&self) -> Option<Vec<u8>> {
        if let Some(text) = &self.asked.post_data {
            return Some(text.clone().into_bytes());
        }
        let mut bytes = Vec::new();
        for part in &self.asked.post_data_entries {
            bytes.extend(STANDARD.decode(&part.bytes).ok()?);
        }
        (!bytes.is_empty()).then_some(bytes)
    }

    /// Which cache the answer came from, if any: then nothing went over the network.
    pub(crate) fn cache(&self) -> Option<&'static str> {
        let answer = self.answer.as_ref();
        let is = |which: fn(&Answer) -> bool| answer.is_some_and(which);
        if self.from_memory {
            Some("memory")
        } else if is(|answer| answer.from_disk_cache) {
            Some("disk")
        } else if is(|answer| answer.from_prefetch_cache) {
            Some("prefetch")
        } else {
            None
        }
    }

    /// Whether a worker of the page answered instead of a server.
    pub(crate) fn is_from_worker(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.from_service_worker)
    }
}

/// Gives each hop its instant: its own, otherwise that of the one before, otherwise that of the log.
pub(super) fn date(hops: &mut [Hop], start: Timestamp) {
    let mut last = start;
    for hop in hops {
        last = hop.wall.and_then(instant::of_wall).unwrap_or(last);
        hop.at = last;
    }
}
