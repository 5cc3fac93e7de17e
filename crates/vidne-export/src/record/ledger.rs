//! Every event about a request in its place: hops in order of their announcement, the rest by request.
//!
//! It never joins what is told twice in different words; that is done once, when all is there (`join`). A request is known by its
//! id alone: its events come in the session of the page, of a frame or of a worker.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    hop::{Body, Hop},
    page::Pages,
};
use crate::{
    digest,
    log::{line::Line, wire},
    text,
};

/// What a log told about requests.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Hops, in order of their announcement.
    pub(super) hops: Vec<Hop>,
    /// The hops of each request.
    pub(super) of: BTreeMap<String, Vec<usize>>,
    /// What was really sent, by request, in order.
    pub(super) sent: BTreeMap<String, Vec<wire::SentExtra>>,
    /// What was really received, by request, in order.
    pub(super) received: BTreeMap<String, Vec<wire::ReceivedExtra>>,
    /// Events that were left out, because there are too many.
    pub(super) left_out: usize,
    /// Bodies that are not what their digest says.
    pub(super) spoilt: usize,
    extras: usize,
}

impl Ledger {
    /// Takes over one event; one that tells nothing of a request is passed over.
    pub(super) fn take(
        &mut self,
        method: &str,
        line: &Line<'_>,
        pages: &mut Pages,
    ) -> Result<(), serde_json::Error> {
        match method {
            "Network.requestWillBeSent" => self.announce(line.parameters()?, line.session(), pages),
            "Network.responseReceived" => self.answer(line.parameters()?, line.session(), pages),
            "Network.requestWillBeSentExtraInfo" => {
                let event: wire::SentExtra = line.parameters()?;
                if self.has_room_for_extra() {
                    self.sent.entry(event.request_id.clone()).or_default().push(event);
                }
            }
            "Network.responseReceivedExtraInfo" => {
                let event: wire::ReceivedExtra = line.parameters()?;
                if self.has_room_for_extra() {
                    self.received.entry(event.request_id.clone()).or_default().push(event);
                }
            }
            "Network.requestServedFromCache" => {
                let id = line.parameters::<wire::OfRequest>()?.request_id;
                self.change(&id, |hop| hop.from_memory = true);
            }
            "Network.dataReceived" => {
                let event: wire::Data = line.parameters()?;
                self.change(&event.request_id, |hop| hop.told = hop.told.saturating_add(event.data_length));
            }
            "Network.loadingFinished" => self.end(&line.parameters()?),
            "Network.loadingFailed" => self.fail(&line.parameters()?),
            _ => self.socket(method, line, pages)?,
        }
        Ok(())
    }

    fn socket(&mut self, method: &str, line: &Line<'_>, pages: &mut Pages) -> Result<(), serde_json::Error> {
        match method {
            "Network.webSocketCreated" => {
                let event: wire::SocketCreated = line.parameters()?;
                self.add(event.request_id.clone(), Hop::socket(event, line.session()), pages);
            }
            "Network.webSocketWillSendHandshakeRequest" => {
                let event: wire::SocketAsks = line.parameters()?;
                self.change(&event.request_id, |hop| {
                    hop.wall = event.wall_time;
                    hop.issued = event.timestamp;
                    hop.asked.headers = event.request.headers;
                });
            }
            "Network.webSocketHandshakeResponseReceived" => {
                let event: wire::Received = line.parameters()?;
                self.change(&event.request_id, |hop| {
                    hop.answered = event.timestamp;
                    hop.answer = Some(event.response);
                });
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes over a body, unless it is not what its digest says.
    pub(super) fn keep(&mut self, line: wire::Body) {
        let bytes = STANDARD.decode(line.base64).ok();
        let fits = |bytes: &Vec<u8>| {
            line.sha256.as_ref().is_none_or(|told| told.eq_ignore_ascii_case(&digest::hex(bytes)))
        };
        match bytes.filter(fits) {
            Some(bytes) => self.change(&line.request_id, |hop| hop.body = Body::Kept(bytes)),
            None => self.spoilt += 1,
        }
    }

    /// Each hop has two of them, and early hints one more each; a log that tells of far more is made up.
    fn has_room_for_extra(&mut self) -> bool {
        self.extras += 1;
        let has_room = self.extras <= MOST_HOPS * 4;
        self.left_out += usize::from(!has_room);
        has_room
    }

    /// A new request, or the next hop of a redirect: the answer to the hop before comes with it.
    fn announce(&mut self, mut event: wire::WillBeSent, session: &str, pages: &mut Pages) {
        let id = event.request_id.clone();
        let before = self.last(&id);
        let is_same = |hop: &Hop| hop.session != session && hop.url == text::address(&event.request.url);
        if before.is_some_and(is_same) {
            // The same request, told in the session of the page and in that of the frame.
            return;
        }
        let (has_extra, now) = (event.redirect_has_extra_info, event.timestamp);
        if let Some(answer) = event.redirect_response.take() {
            if before.is_none_or(|hop| hop.answer.is_some()) {
                self.add(id.clone(), first_hop(&answer, &event, session), pages);
            }
            self.change(&id, |hop| {
                hop.answer = Some(answer);
                hop.has_extra = has_extra;
                hop.answered = now;
            });
        }
        self.add(id, Hop::announced(event, session), pages);
    }

    fn answer(&mut self, event: wire::Received, session: &str, pages: &mut Pages) {
        if self.last(&event.request_id).is_none() {
            let id = event.request_id.clone();
            return self.add(id, Hop::unannounced(event, session), pages);
        }
        let wire::Received { request_id, response, has_extra_info, kind, timestamp, .. } = event;
        self.change(&request_id, |hop| {
            hop.answer = Some(response);
            hop.has_extra = has_extra_info;
            hop.kind_answered = kind;
            hop.answered = timestamp;
        });
    }

    fn end(&mut self, event: &wire::Finished) {
        self.change(&event.request_id, |hop| {
            hop.ended = event.timestamp;
            hop.transferred = event.encoded_data_length;
        });
    }

    fn fail(&mut self, event: &wire::Failed) {
        let blocked = Some(&event.blocked_reason).filter(|reason| !reason.is_empty());
        let error = Some(&event.error_text).filter(|text| !text.is_empty());
        let failure = match (blocked, error) {
            (Some(reason), _) => format!("blocked: {reason}"),
            (None, Some(error)) => error.clone(),
            (None, None) => if event.canceled { "canceled" } else { "failed" }.to_owned(),
        };
        self.change(&event.request_id, |hop| {
            hop.failure = Some(failure);
            hop.ended = event.timestamp;
        });
    }

    fn last(&self, id: &str) -> Option<&Hop> {
        self.of.get(id)?.last().map(|at| &self.hops[*at])
    }

    fn change(&mut self, id: &str, how: impl FnOnce(&mut Hop)) {
        if let Some(at) = self.of.get(id).and_then(|hops| hops.last()) {
            how(&mut self.hops[*at]);
        }
    }

    /// One more hop of that request.
    fn add(&mut self, id: String, mut hop: Hop, pages: &mut Pages) {
        if !text::leaves_the_browser(&hop.url) {
            return;
        }
        if self.hops.len() >= MOST_HOPS {
            self.left_out += 1;
            return;
        }
        hop.page = pages.place(&hop, self.hops.len());
        self.of.entry(id).or_default().push(self.hops.len());
        self.hops.push(hop);
    }

    /// A hop that only the events about what was really sent tell of.
    pub(super) fn adopt(&mut self, hop: Hop) {
        if self.hops.len() < MOST_HOPS {
            self.hops.push(hop);
        }
    }
}

/// A hop of which the log holds only that it led on.
fn first_hop(answer: &wire::Answer, next: &wire::WillBeSent, session: &str) -> Hop {
    Hop {
        session: session.to_owned(),
        loader: next.loader_id.clone(),
        frame: next.frame_id.clone(),
        url: text::address(&answer.url),
        kind_asked: next.kind.clone(),
        wall: next.wall_time,
        issued: next.timestamp,
        ..Hop::default()
    }
}

/// Requests of one log, each hop counted.
const MOST_HOPS: usize = 200_000;
