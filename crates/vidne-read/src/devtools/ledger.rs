//! Every event of a log in its place: hops in order of their announcement, the rest by request.
//!
//! It never joins what is told twice in different words; that is done once, when all is there (`extra`).

use std::collections::BTreeMap;

use vidne_model::observed::StoredItem;

use super::{
    event::{Event, Session},
    exchange::Exchange,
    frame::Frames,
    wire,
};
use crate::{Limits, address};

/// What a log told, in order.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Hops, in order of their announcement.
    pub(super) exchanges: Vec<Exchange>,
    /// The hops of each request.
    pub(super) hops: BTreeMap<String, Vec<usize>>,
    /// What was really sent, by request, in order.
    pub(super) sent: BTreeMap<String, Vec<wire::SentExtra>>,
    /// What was really received, by request, in order.
    pub(super) received: BTreeMap<String, Vec<wire::ReceivedExtra>>,
    /// The frames.
    pub(super) frames: Frames,
    /// Sessions whose page had finished loading, and how many hops had been announced by then.
    pub(super) loaded: Vec<(Session, usize)>,
    /// What was stored, and how many hops had been announced by then.
    pub(super) stored: Vec<(StoredItem, usize)>,
    /// Whether more than the page's own session was recorded.
    pub(super) saw_sessions: bool,
    /// Whether the log tells what was really sent and received.
    pub(super) saw_extra: bool,
    /// The phase of the log that is being read; a plain log has only one.
    pub(super) phase: usize,
    /// The line of the log that is read, where lines are counted.
    pub(super) line: usize,
    /// Hops that were left out, because there are too many.
    pub(super) left_out: usize,
    /// How many events told what was really sent or received.
    extras: usize,
    limits: Limits,
}

impl Ledger {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            exchanges: Vec::new(),
            hops: BTreeMap::new(),
            sent: BTreeMap::new(),
            received: BTreeMap::new(),
            frames: Frames::default(),
            loaded: Vec::new(),
            stored: Vec::new(),
            saw_sessions: false,
            saw_extra: false,
            phase: 0,
            left_out: 0,
            line: 0,
            extras: 0,
            limits,
        }
    }

    /// Takes over one event.
    pub(super) fn take(&mut self, event: Event) {
        match event {
            Event::WillBeSent(event, session) => self.announce(*event, session),
            Event::Received(event, session) => self.answer(*event, session),
            Event::SentExtra(mut event) => {
                event.phase = self.phase;
                if self.has_room_for_extra() {
                    self.sent.entry(event.request_id.clone()).or_default().push(event);
                }
            }
            Event::ReceivedExtra(mut event) => {
                event.line = self.line;
                if self.has_room_for_extra() {
                    self.received.entry(event.request_id.clone()).or_default().push(event);
                }
            }
            Event::Failed(event) => self.fail(&event),
            Event::FromMemory(id) => self.change(&id, |hop| hop.from_memory = true),
            Event::SocketCreated(event, session) => {
                let id = event.request_id.clone();
                self.add(id, Exchange::socket(&event, session));
            }
            Event::SocketAsks(event) => self.change(&event.request_id, |hop| {
                hop.wall = event.wall_time;
                hop.headers = event.request.headers;
            }),
            Event::SocketAnswered(event) => {
                let event = *event;
                self.change(&event.request_id, |hop| hop.answer = Some(event.response));
            }
            Event::FrameAttached(event) => self.frames.attach(event),
            Event::FrameNavigated(event) => self.frames.navigate(event),
            Event::Loaded(session) => self.loaded.push((session, self.exchanges.len())),
            Event::TargetAttached(event) => {
                self.saw_sessions = true;
                self.frames.watch(event);
            }
            Event::Stored(item) => {
                if self.stored.len() < self.limits.requests {
                    self.stored.push((item, self.exchanges.len()));
                }
            }
            Event::Unused(session) => self.saw_sessions |= !session.is_empty(),
            Event::Nothing => {}
        }
    }

    /// Each hop has two of them, and early hints one more each; a log that tells of far more of them than of hops is made up.
    fn has_room_for_extra(&mut self) -> bool {
        self.saw_extra = true;
        self.extras += 1;
        self.extras <= self.limits.requests.saturating_mul(4)
    }

    /// A new request, or the next hop of a redirect: the answer to the hop before comes with it.
    fn announce(&mut self, mut event: wire::WillBeSent, session: Session) {
        let id = event.request_id.clone();
        let before = self.last(&id);
        if before.is_some_and(|hop| hop.session != session && hop.url == address::bare(&event.request.url)) {
            // The same request, told in the session of the page and in that of the frame.
            return;
        }
        let has_extra = event.redirect_has_extra_info;
        if let Some(answer) = event.redirect_response.take() {
            if before.is_none_or(|hop| hop.answer.is_some()) {
                self.add(id.clone(), first_hop(&answer, &event, session.clone()));
            }
            self.change(&id, |hop| {
                hop.answer = Some(answer);
                hop.has_extra = has_extra;
            });
        }
        self.add(id, Exchange::announced(event, session));
    }

    fn answer(&mut self, event: wire::Received, session: Session) {
        if self.last(&event.request_id).is_none() {
            let id = event.request_id.clone();
            return self.add(id, Exchange::unannounced(event, session));
        }
        let wire::Received { request_id, response, has_extra_info, kind, .. } = event;
        self.change(&request_id, |hop| {
            hop.answer = Some(response);
            hop.has_extra = has_extra_info;
            hop.kind_answered = kind.0;
        });
    }

    fn fail(&mut self, event: &wire::Failed) {
        let blocked = event.blocked_reason.text().map(|reason| format!("blocked: {reason}"));
        let error = event.error_text.text().map(ToOwned::to_owned);
        let other = if event.canceled == Some(true) { "canceled" } else { "failed" };
        let failure = blocked.or(error).unwrap_or_else(|| other.to_owned());
        self.change(&event.request_id, |hop| hop.failure = Some(failure));
    }

    fn last(&self, id: &str) -> Option<&Exchange> {
        self.hops.get(id)?.last().map(|at| &self.exchanges[*at])
    }

    fn change(&mut self, id: &str, how: impl FnOnce(&mut Exchange)) {
        if let Some(at) = self.hops.get(id).and_then(|hops| hops.last()) {
            how(&mut self.exchanges[*at]);
        }
    }

    /// One more hop of that request.
    pub(super) fn add(&mut self, id: String, mut exchange: Exchange) {
        if self.exchanges.len() >= self.limits.requests {
            self.left_out += 1;
            return;
        }
        exchange.phase.get_or_insert(self.phase);
        self.hops.entry(id).or_default().push(self.exchanges.len());
        self.exchanges.push(exchange);
    }
}

/// A hop of which the log holds only that it led on.
fn first_hop(answer: &wire::Answer, next: &wire::WillBeSent, session: Session) -> Exchange {
    Exchange {
        session,
        loader: next.loader_id.0.clone().unwrap_or_default(),
        frame: next.frame_id.0.clone().unwrap_or_default(),
        url: address::bare(answer.url.text().unwrap_or_default()),
        method: "GET".to_owned(),
        kind_asked: next.kind.0.clone(),
        wall: next.wall_time,
        ..Exchange::default()
    }
}
