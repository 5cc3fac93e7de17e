//! The way through time: from one instant at which an answer can change to the next.
//!
//! It never asks about what cannot have changed, and never skips an instant: a finding that closes there closes there.

use jiff::Timestamp;
use vidne_model::time::{date_of, start_of};

use super::{
    docket::Docket,
    instants::{Cause, Instants},
    intervals::Track,
};
use crate::{
    answer::Answer,
    case::Case,
    view::{Epoch, Epochs, View},
};

/// The way from the first instant to the last.
pub(super) struct Walk<'a> {
    epochs: Epochs<'a>,
    hearing: Hearing<'a>,
    /// When the service goes out of use: from then on it breaks nothing.
    retired: Option<Timestamp>,
}

/// What is asked and said on the way.
struct Hearing<'a> {
    instants: Instants<'a>,
    end: Timestamp,
    /// The epoch of the docket; absent where all is to be asked anew.
    epoch: Option<Epoch>,
    docket: Docket,
    track: Track,
    /// Filled and emptied again and again.
    answer: Answer,
}

impl<'a> Walk<'a> {
    /// A walk for someone who tells it as of `now`, and looks on to `end`.
    pub(super) fn new(case: &'a Case<'a>, now: Timestamp, end: Timestamp) -> Self {
        let hearing = Hearing {
            instants: Instants::new(case, now, end),
            end,
            epoch: None,
            docket: Docket::default(),
            track: Track::default(),
            answer: Answer::default(),
        };
        let until = case.declared.service.period.until;
        let retired = until.map(|day| start_of(day.date));
        Self { epochs: Epochs::new(case, now, date_of(now)), hearing, retired }
    }

    /// Asks what is to be asked at the next instant. Whether there was one.
    pub(super) fn step(&mut self) -> bool {
        let Some((at, cause)) = self.hearing.instants.next() else { return false };
        let epoch = self.epochs.at(at);
        let end = self.epochs.end_of(epoch).min(self.retired.unwrap_or(Timestamp::MAX));
        let view = self.epochs.view(at);
        if self.retired.is_none_or(|retired| at < retired) {
            self.hearing.open(epoch, &view);
        } else {
            self.hearing.close();
        }
        self.hearing.ask_due(at, cause, &view);
        self.hearing.reword(end, &view);
        true
    }

    /// Forgets every answer, so that all is asked anew.
    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        self.hearing.epoch = None;
    }

    /// Everything that was said.
    pub(super) fn into_track(self) -> Track {
        self.hearing.track
    }
}

impl Hearing<'_> {
    /// In another epoch, everything is asked anew.
    fn open(&mut self, epoch: Epoch, view: &View<'_>) {
        if self.epoch != Some(epoch) {
            self.track.fall_silent();
            self.docket = Docket::of(view);
            self.epoch = Some(epoch);
        }
    }

    fn close(&mut self) {
        self.track.fall_silent();
        self.docket = Docket::default();
        self.epoch = None;
    }

    fn ask_due(&mut self, at: Timestamp, cause: Cause, view: &View<'_>) {
        for number in self.docket.take_due(at) {
            self.docket.ask(number, view, &mut self.answer);
            let ahead = |again: &Timestamp| *again > at && *again <= self.end;
            self.instants.also(self.answer.take_rechecks().filter(ahead));
            self.track.take(number, self.docket.rule_of(number), &mut self.answer);
        }
        self.track.close_round(self.instants.bound(at, cause));
    }

    /// Puts today into the words of what will be asked anew at the next instant: what is said last is kept.
    fn reword(&mut self, end: Timestamp, view: &View<'_>) {
        let next = self.instants.peek().filter(|next| *next < end);
        for number in self.docket.last_worded(next.unwrap_or(Timestamp::MAX)) {
            self.docket.put(number, view, &mut self.answer);
            self.answer.take_rechecks();
            self.track.reword(number, self.docket.rule_of(number), &mut self.answer);
        }
    }
}
