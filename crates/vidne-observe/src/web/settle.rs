//! When a page has come to rest.
//!
//! Answers count, bodies do not: a page that never reads a body would never be done. A page that said that it will soon lead elsewhere is not at rest.

use std::time::{Duration, Instant};

use serde_json::json;

use super::watch::{Over, Watch};

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
pub(super) async fn settle(watch: &Watch, load: Load, quiet: Duration, deadline: Instant) -> Settled {
    let begun = Instant::now();
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
            let rest = quiet.saturating_sub(standing.since);
            if rest.is_zero() {
                break Settled::Quiet;
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
        &json!({"how": word, "waited": waited, "unanswered": standing.unanswered, "requests": standing.requests, "loaded": standing.is_loaded}),
    );
    how
}
