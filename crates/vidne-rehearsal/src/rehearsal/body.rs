//! Bodies: whole, never ending, or never coming.
//!
//! None of them holds more than one piece in memory, however long it goes on.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// The body of an answer: a beginning, and what comes then.
pub(super) struct Body {
    first: Option<Bytes>,
    then: Then,
}

enum Then {
    End,
    Nothing,
    Trickle(Bytes, Interval),
    Flood(Bytes),
}

impl Body {
    /// Ends after `content`.
    pub(super) fn whole(content: Bytes) -> Self {
        Self::of(content, Then::End)
    }

    /// Sends `content` and neither ends nor goes on.
    pub(super) fn hanging(content: Bytes) -> Self {
        Self::of(content, Then::Nothing)
    }

    /// Sends `content`, then `text` again and again, with a pause of `every`.
    pub(super) fn trickle(content: Bytes, text: Bytes, every: Duration) -> Self {
        let mut interval = interval(every);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self::of(content, Then::Trickle(text, interval))
    }

    /// Sends `content`, then `text` as fast as it is read.
    pub(super) fn flood(content: Bytes, text: Bytes) -> Self {
        Self::of(content, Then::Flood(text))
    }

    fn of(content: Bytes, then: Then) -> Self {
        Self { first: Some(content).filter(|content| !content.is_empty()), then }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match &mut self.then {
            Then::End => Poll::Ready(None),
            Then::Nothing => Poll::Pending,
            Then::Trickle(text, interval) => {
                interval.poll_tick(context).map(|_| Some(Ok(Frame::data(text.clone()))))
            }
            Then::Flood(text) => Poll::Ready(Some(Ok(Frame::data(text.clone())))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_none() && matches!(self.then, Then::End)
    }

    fn size_hint(&self) -> SizeHint {
        let first = self.first.as_ref().map_or(0, |first| first.len() as u64);
        match self.then {
            Then::End => SizeHint::with_exact(first),
            _ => SizeHint::default(),
        }
    }
}

/// Reads what the client sends along, up to a bound, and forgets it.
pub(super) async fn drain(body: Incoming) {
    const MOST: usize = 1 << 20;
    // More than that, or a client that leaves, makes no difference to the answer.
    let _ = Limited::new(body, MOST).collect().await;
}
