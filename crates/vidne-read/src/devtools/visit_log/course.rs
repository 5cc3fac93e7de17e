//! How a look went: when it ended, how, and what is to be told beside the facts.
//!
//! It never calls a look completed that ended before its end.

use vidne_model::{
    finding::counted,
    observed::{Outcome, Settled},
};

use super::{
    known::{End, Start},
    part::Part,
};

/// How a look went, as the observer tells.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// How it ended.
    pub(super) end: Option<End>,
    /// Whether the log has its last line.
    pub(super) is_closed: bool,
    /// Milliseconds from the first line to the last one that tells its time.
    pub(super) lasted: f64,
}

impl Course {
    /// How the last phase ended. `by_answer` is what the answer to the page itself tells: where the site refused, that is the
    /// outcome, whatever became of the look.
    pub(super) fn outcome(&self, by_answer: Outcome) -> Outcome {
        if matches!(by_answer, Outcome::Challenged | Outcome::Refused(_)) {
            return by_answer;
        }
        let Some(end) = &self.end else {
            const EARLY: &str = "the log ends early, and nobody knows what is missing";
            return if self.is_closed { by_answer } else { Outcome::Failed(EARLY.to_owned()) };
        };
        let failed = |what: &str| {
            Outcome::Failed(match end.detail.text() {
                Some(detail) => format!("{what}: {detail}"),
                None => what.to_owned(),
            })
        };
        match end.outcome.as_str() {
            "completed" => by_answer,
            "timed-out" => Outcome::TimedOut,
            "crashed" => failed("the page crashed"),
            "browser-gone" => failed("the browser was gone"),
            "refused" => failed("the observer did not let the browser ask for the address"),
            "interrupted" => failed("the look was interrupted"),
            "failed" => match by_answer {
                Outcome::Failed(reason) if end.detail.text().is_none() => Outcome::Failed(reason),
                _ => failed("the look failed"),
            },
            other => failed(&format!("the look ended in a way that is not understood ({other})")),
        }
    }
}

/// What is to be told beside the facts of a phase.
pub(super) fn note(start: Option<&Start>, part: &Part) -> Option<String> {
    let mut remarks = Vec::new();
    if let Some(sandbox) = start.and_then(|start| start.sandbox.text()).filter(|told| *told != "on") {
        let why = sandbox.strip_prefix("off").unwrap_or(sandbox).trim_start_matches([':', ' ']);
        remarks.push(format!("The browser ran without its sandbox: {why}."));
    }
    if let Some(remark) = &part.remark {
        remarks.push(format!("On its work at the consent banner: {remark}."));
    }
    let still = part.unanswered.unwrap_or(0);
    match part.settled {
        Some(Settled::Deadline) => {
            let requests = counted(still, "request", "requests");
            remarks.push(format!("The time to wait was over while {requests} had no answer."));
        }
        Some(Settled::Flood) => {
            remarks.push("So many requests came that the observer stopped waiting.".to_owned());
        }
        Some(Settled::Quiet) | None => {}
    }
    let truncated = part.looked.as_ref().map_or(0, |looked| looked.truncated);
    if truncated > 0 {
        let frames = counted(truncated, "frame", "frames");
        remarks.push(format!("In {frames} the collector left out a part of what it found."));
    }
    if part.unread > 0 {
        let frames = counted(part.unread, "frame", "frames");
        remarks.push(format!("{frames} could not be asked for what is there."));
    }
    if part.untold > 0 {
        let answers = counted(part.untold, "answer", "answers");
        remarks.push(format!("Of {answers} to a worker that pages share, the browser does not tell what cookies were sent, set or refused."));
    }
    (!remarks.is_empty()).then(|| remarks.join(" "))
}

/// What looked: the observer, and the browser that it drove.
pub(super) fn tool(start: &Start) -> Option<String> {
    let browser = start.browser.as_ref().and_then(|browser| browser.product.text());
    match (start.tool.text(), browser) {
        (Some(tool), Some(browser)) => Some(format!("{tool} with {browser}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}
