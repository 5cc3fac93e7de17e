//! One hop of one request, with everything that the log says about it.
//!
//! It never holds a fact of another hop: redirects share a request's id, not its headers.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp, Unit};
use vidne_model::{
    id::Host,
    observed::{Request, ResourceKind, TlsPeer},
};

use super::{event::Session, wire};
use crate::{address, cookie, field::Fields, header::Headers, initiator::Initiator, loose::Loose};

/// One hop of one request.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    pub(super) session: Session,
    pub(super) loader: String,
    pub(super) frame: String,
    pub(super) document: String,
    pub(super) url: String,
    pub(super) method: String,
    pub(super) headers: Headers,
    pub(super) fields: Vec<String>,
    pub(super) wall: Option<f64>,
    pub(super) initiator: Option<String>,
    /// Whether the browser itself, not a script or the page, started it.
    pub(super) from_browser: bool,
    pub(super) kind_asked: Option<String>,
    pub(super) kind_answered: Option<String>,
    pub(super) answer: Option<wire::Answer>,
    pub(super) has_extra: Option<bool>,
    pub(super) failure: Option<String>,
    pub(super) from_memory: bool,
    pub(super) sent: Option<wire::SentExtra>,
    pub(super) received: Option<wire::ReceivedExtra>,
    /// Cookies that its answer set and the browser did not keep, though it never said that it refused them: the lines that set them.
    pub(super) lost: Vec<String>,
    /// In which phase of the log it began.
    pub(super) phase: Option<usize>,
}

impl Exchange {
    /// From the event that announces it.
    pub(super) fn announced(event: wire::WillBeSent, session: Session) -> Self {
        let kind = event.initiator.as_ref().and_then(|initiator| initiator.kind.as_deref());
        Self {
            session,
            loader: event.loader_id.0.unwrap_or_default(),
            frame: event.frame_id.0.unwrap_or_default(),
            document: address::bare(event.document_url.text().unwrap_or_default()),
            fields: fields(&event.request),
            url: address::bare(&event.request.url),
            method: event.request.method.0.unwrap_or_else(|| "GET".to_owned()),
            headers: event.request.headers,
            wall: event.wall_time,
            from_browser: kind == Some("other"),
            initiator: event.initiator.as_ref().and_then(Initiator::text),
            kind_asked: event.kind.0,
            ..Self::default()
        }
    }

    /// From an answer whose request the log does not hold.
    pub(super) fn unannounced(event: wire::Received, session: Session) -> Self {
        Self {
            session,
            loader: event.loader_id.0.unwrap_or_default(),
            frame: event.frame_id.0.unwrap_or_default(),
            url: address::bare(event.response.url.text().unwrap_or_default()),
            method: "GET".to_owned(),
            kind_answered: event.kind.0,
            has_extra: event.has_extra_info,
            answer: Some(event.response),
            ..Self::default()
        }
    }

    /// A web socket.
    pub(super) fn socket(event: &wire::SocketCreated, session: Session) -> Self {
        Self {
            session,
            fields: Fields::of_url(&event.url).names(),
            url: address::bare(&event.url),
            method: "GET".to_owned(),
            initiator: event.initiator.as_ref().and_then(Initiator::text),
            kind_asked: Some("WebSocket".to_owned()),
            ..Self::default()
        }
    }

    /// What was loaded, in the protocol's word. Older browsers know it from the answer only.
    pub(super) fn kind(&self) -> &str {
        let asked = self.kind_asked.as_deref().filter(|kind| *kind != "Other");
        asked.or(self.kind_answered.as_deref()).unwrap_or("Other")
    }

    /// Whether it went over the network, so that what was really sent is told in events of its own.
    pub(super) fn expects_extra(&self) -> bool {
        let internal = self
            .answer
            .as_ref()
            .is_some_and(|answer| answer.headers.first("non-authoritative-reason").is_some());
        self.has_extra != Some(false)
            && !internal
            && !self.from_memory
            && address::leaves_the_browser(&self.url)
    }

    /// Whether it was answered over the network, and the browser says that it tells no more of it.
    pub(super) fn is_without_extra(&self) -> bool {
        let is_answered = self.answer.as_ref().is_some_and(|answer| answer.remote_address.text().is_some());
        self.has_extra == Some(false) && is_answered && !self.is_cached() && self.received.is_none()
    }

    /// The status, where an answer came.
    pub(super) fn status(&self) -> Option<u16> {
        let answer = self.answer.as_ref().map(|answer| &answer.status);
        let received = self.received.as_ref().map(|extra| &extra.status_code);
        answer.or(received).and_then(|status| status.text()?.parse().ok()).filter(|status| *status != 0)
    }

    /// Headers of the answer, the complete ones where the log holds them.
    pub(super) fn answer_headers(&self) -> Option<&Headers> {
        let complete =
            self.received.as_ref().map(|extra| &extra.headers).filter(|headers| !headers.is_empty());
        complete.or_else(|| self.answer.as_ref().map(|answer| &answer.headers))
    }

    /// Headers that were sent, the complete ones where the log holds them.
    pub(super) fn sent_headers(&self) -> &Headers {
        let real = self.sent.as_ref().map(|extra| &extra.headers).filter(|headers| !headers.is_empty());
        let told = self.answer.as_ref().map(|answer| &answer.request_headers);
        real.or(told.filter(|headers| !headers.is_empty())).unwrap_or(&self.headers)
    }

    /// When it began.
    pub(super) fn began(&self) -> Option<Timestamp> {
        let since = SignedDuration::try_from_secs_f64(self.wall.filter(|wall| *wall > 0.0)?).ok()?;
        Timestamp::UNIX_EPOCH.checked_add(since).ok()?.round(Unit::Microsecond).ok()
    }

    /// The answer's own clock.
    pub(super) fn answered(&self) -> Option<Timestamp> {
        self.answer_headers()?.first("date").and_then(cookie::parse_date)
    }

    /// Whether the answer came from a cache: then its cookies were set another time.
    pub(super) fn is_cached(&self) -> bool {
        self.from_memory || self.answer.as_ref().is_some_and(|answer| answer.from_disk_cache == Some(true))
    }

    /// The fact.
    pub(super) fn into_request(
        mut self,
        kind: ResourceKind,
        frame: Option<String>,
        cookies: Vec<String>,
    ) -> Request {
        let status = self.status();
        let (sent, answered) = self.take_headers();
        let answer = self.answer.as_ref();
        let port = answer.and_then(|answer| answer.remote_port.text()?.parse().ok());
        Request {
            host: address::host(&self.url).unwrap_or_else(|| Host::new("")),
            kind,
            status,
            remote: answer.and_then(|answer| address::remote(answer.remote_address.text()?, port)),
            tls: answer.and_then(|answer| answer.security_details.as_ref()).map(peer),
            request_headers: sent.into_kept(),
            response_headers: answered.into_kept(),
            cookies_sent: cookies,
            frame,
            url: self.url,
            method: self.method,
            initiator: self.initiator,
            failure: self.failure,
            fields_sent: self.fields,
            location: None,
        }
    }

    /// The headers that `sent_headers` and `answer_headers` show.
    fn take_headers(&mut self) -> (Headers, Headers) {
        let real = self.sent.take().map(|extra| extra.headers);
        let complete = self.received.take().map(|extra| extra.headers);
        let plain = std::mem::take(&mut self.headers);
        let (told, short) = match &mut self.answer {
            Some(answer) => {
                (std::mem::take(&mut answer.request_headers), std::mem::take(&mut answer.headers))
            }
            None => (Headers::default(), Headers::default()),
        };
        let sent = [real.unwrap_or_default(), told].into_iter().find(|headers| !headers.is_empty());
        let answered = complete.filter(|headers| !headers.is_empty());
        (sent.unwrap_or(plain), answered.unwrap_or(short))
    }
}

fn peer(security: &wire::Security) -> TlsPeer {
    let text = |part: &Loose| part.text().map(ToOwned::to_owned);
    TlsPeer {
        protocol: text(&security.protocol),
        subject: text(&security.subject_name),
        issuer: text(&security.issuer),
    }
}

fn fields(request: &wire::Sent) -> Vec<String> {
    let mut fields = Fields::of_url(&request.url);
    let kind = request.headers.first("content-type").unwrap_or_default();
    if let Some(body) = request.post_data.text() {
        fields.add_body(body, kind);
    } else {
        let parts =
            request.post_data_entries.iter().filter_map(|entry| STANDARD.decode(entry.bytes.text()?).ok());
        fields.add_body(&String::from_utf8_lossy(&parts.flatten().collect::<Vec<u8>>()), kind);
    }
    fields.names()
}
