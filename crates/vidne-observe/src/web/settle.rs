//! When a page has come to rest.
//!
//! Answers count, bodies do not: a page that never reads a body would never be done. A page that said that it will soon lead elsewhere is not at rest.
//! Nor is one that was quiet only because the machine had no time for it: it must answer before it is believed.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{page::Page, watch::Over};

/// Why waiting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Settled {
    /// Loaded, everything answered, nothing new for a while.
    Quiet,
    /// The time was up.
    Deadline,
    /// Nothing more will come.
    Over(Over),
}

/// Whether the page's load event is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// It is.
    Awaited,
    /// The page is there already.
    Done,
}

/// Waits until a page has come to rest, no longer than until `deadline`.
pub(super) async fn settle(page: &Page, load: Load, quiet: Duration, deadline: Instant) -> Settled {
    let watch = &page.watch;
    let begun = Instant::now();
    let mut held_up = HeldUp::default();
    let how = loop {
        let standing = watch.standing();
        if let Some(over) = standing.over {
            break Settled::Over(over);
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break Settled::Deadline;
        }
        let is_loaded = standing.is_loaded || load == Load::Done;
        if is_loaded && standing.unanswered == 0 && !standing.leads_on {
            let rest = (quiet + held_up.of(standing.requests)).saturating_sub(standing.since);
            if rest.is_zero() {
                // What began while it was asked is waited for, too.
                let is_free = held_up.is_not(page, standing.requests, left).await;
                if is_free && watch.standing().requests == standing.requests {
                    break Settled::Quiet;
                }
                continue;
            }
            watch.wait(rest.min(left)).await;
        } else {
            watch.wait(left.min(Duration::from_millis(250))).await;
        }
    };
    let standing = watch.standing();
    let word = match &how {
        Settled::Quiet => "quiet",
        Settled::Deadline => "deadline",
        Settled::Over(Over::Flood(_)) => "flood",
        Settled::Over(_) => "over",
    };
    let waited = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    watch.own(
        "settled",
        &json!({"how": word, "waited": waited, "unanswered": standing.unanswered, "requests": standing.requests, "loaded": standing.is_loaded, "held_up": u64::try_from(held_up.all.as_millis()).unwrap_or(u64::MAX)}),
    );
    how
}

/// Time in which the page could not have done anything, since the machine had none for it.
#[derive(Default)]
struct HeldUp {
    /// Since the newest request, and which one that was.
    now: Duration,
    requests: usize,
    /// In all.
    all: Duration,
}

impl HeldUp {
    /// What does not count as quiet of the time since the newest request.
    fn of(&self, requests: usize) -> Duration {
        if self.requests == requests { self.now } else { Duration::ZERO }
    }

    /// Whether the page answers at once. If not, as much time as it took has yet to pass in quiet.
    async fn is_not(&mut self, page: &Page, requests: usize, left: Duration) -> bool {
        if self.all >= MOST {
            return true;
        }
        let asked = Instant::now();
        let is_answered = page.is_awake(MOST.min(left)).await;
        let took = asked.elapsed();
        if is_answered && took < AT_ONCE {
            return true;
        }
        if is_answered {
            // Neither the time that it took counts, nor, since nobody knows when it began, as much of the time before.
            (self.now, self.requests) = (self.of(requests) + took * 2, requests);
            self.all += took;
        } else {
            // It died, or computes without end: there is no use in asking again.
            self.all += MOST;
        }
        false
    }
}

/// A page that has nothing to do answers within this, on a machine that has time for it.
const AT_ONCE: Duration = Duration::from_millis(50);

/// A page that keeps itself busy for so long is asked no further.
const MOST: Duration = Duration::from_secs(2);
