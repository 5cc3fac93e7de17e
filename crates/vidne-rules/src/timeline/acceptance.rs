//! Findings that somebody accepts for a while, and the day on which each counts again.
//!
//! It never hides a finding: an accepted one is told as accepted, and its return is told ahead.

use jiff::{Timestamp, civil::Date};
use vidne_model::{
    declared::Exception,
    finding::{Accepted, Finding, Subject},
    id::RuleId,
    time::{Bound, Interval, start_of},
};

use crate::case::Case;

/// Who accepts the finding on that day, and why.
pub(super) fn accepted(case: &Case<'_>, rule: &RuleId, subject: &Subject, on: Date) -> Option<Accepted> {
    let subject = subject.to_string();
    let stands = |exception: &&Exception| exception.until.is_none_or(|until| on < until.date);
    let mut meant =
        case.declared.exceptions.iter().filter(|each| each.rule == *rule && each.subject == subject);
    let exception = meant.find(stands)?;
    Some(Accepted {
        reason: exception.reason.clone(),
        until: exception.until,
        place: exception.place.clone(),
    })
}

/// The same finding as it stands from the day on which nobody accepts it any more, where that comes by `end` and finds it open.
pub(super) fn returning(case: &Case<'_>, finding: &Finding, end: Timestamp) -> Option<Finding> {
    let mut until = finding.accepted.as_ref()?.until?.date;
    // One exception may follow on another.
    while let Some(next) = accepted(case, &finding.rule, &finding.subject, until) {
        until = next.until?.date;
    }
    let back = start_of(until);
    let opened = Bound { after: None, by: back };
    (back <= end && finding.interval.contains(back)).then(|| Finding {
        interval: Interval { opened, ..finding.interval },
        accepted: None,
        ..finding.clone()
    })
}
