//! How a look tells how far it is, and how it is told to stop.
//!
//! It never decides anything: a look is the same whether somebody watches it or not.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// Is told how far a look is. It is called on the thread that looks.
pub trait Progress {
    /// A new part of the look begins, in a few words.
    fn stage(&self, _what: &str) {}

    /// So many bytes of so many are read.
    fn read(&self, _done: u64, _of: u64) {}

    /// Something is broken: which file, if it is one, and how, in words.
    fn fault(&self, _file: Option<&str>, _detail: &str) {}

    /// A file was read to its end. It is called before the ledger learns of it.
    fn file(&self, _name: &str) {}
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {}

/// A request to stop. What was read until then stays in the ledger.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// Asks the look to stop at the next opportunity.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why a look ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cut {
    /// Somebody asked for it.
    #[error("it was interrupted")]
    Stopped,
    /// Its time was up.
    #[error("its time of {} s was up", .0.as_secs_f32())]
    Deadline(Duration),
    /// The store did not go on.
    #[error("{0}")]
    Store(String),
}

/// Keeps an eye on the stop and on the time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watch<'a> {
    stop: &'a Stop,
    began: Instant,
    allowed: Duration,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(stop: &'a Stop, allowed: Duration) -> Self {
        Self { stop, began: Instant::now(), allowed }
    }

    /// Why to end now, if so.
    pub(crate) fn cut(&self) -> Option<Cut> {
        if self.stop.is_asked() {
            return Some(Cut::Stopped);
        }
        (self.began.elapsed() >= self.allowed).then_some(Cut::Deadline(self.allowed))
    }

    /// How much time is left.
    pub(crate) fn left(&self) -> Duration {
        self.allowed.saturating_sub(self.began.elapsed())
    }
}
