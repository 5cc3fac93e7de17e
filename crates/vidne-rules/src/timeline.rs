//! Asks every rule at every instant at which an answer can change, and joins the answers into intervals.
//!
//! One mechanism serves three: `--at` sets the last instant, `--timeline` shows closed intervals, too, and `forecast` goes
//! on past now with what is known now. It never asks a clock.

mod instants;
mod intervals;

use jiff::Timestamp;
use vidne_model::{
    finding::{Accepted, Assessment, Finding, OpenQuestion},
    id::RuleId,
    time::date_of,
};

use self::{
    instants::Instants,
    intervals::{Said, Track},
};
use crate::{
    answer::Answer,
    case::Case,
    manual::{digests, provision},
    page_history::page_histories,
    rule::{Rule, rules},
    view::Epochs,
};

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// Up to now.
    Now,
    /// Past now, with what is known now.
    Until(Timestamp),
}

/// Assesses one service as of `now`: every finding and open question with its interval, closed ones included.
pub fn assess(case: &Case<'_>, now: Timestamp, horizon: Horizon) -> Assessment {
    let end = match horizon {
        Horizon::Now => now,
        Horizon::Until(end) => end.max(now),
    };
    let mut epochs = Epochs::new(case, now, date_of(now));
    let mut instants = Instants::new(case, now, end);
    let mut track = Track::default();
    while let Some((at, cause)) = instants.next() {
        let view = epochs.view(at);
        // A service that is no longer in use breaks nothing.
        let in_use = !case.declared.service.period.ended(date_of(at));
        for (index, rule) in rules().enumerate().filter(|_| in_use) {
            let mut answer = Answer::default();
            (rule.assess)(&view, &mut answer);
            let (found, unknown, recheck) = answer.into_parts();
            instants.also(recheck.into_iter().filter(|again| *again > at && *again <= end));
            track.take(index, found, unknown);
        }
        track.close_round(at, |at| instants.bound(at, cause));
    }
    told(case, now, track)
}

fn told(case: &Case<'_>, now: Timestamp, track: Track) -> Assessment {
    let all: Vec<&Rule> = rules().collect();
    let (found, unknown) = track.into_intervals();
    let mut findings: Vec<Finding> =
        found.into_iter().map(|said| finding(case, all[said.rule], said, now)).collect();
    findings.sort_by_key(|each| order(each, now));
    let mut questions: Vec<OpenQuestion> = unknown
        .into_iter()
        .map(|said| OpenQuestion {
            rule: RuleId::from(all[said.rule].id),
            subject: said.what.subject,
            lacks: said.what.lacks,
            advice: digests()[said.rule].0.clone(),
            interval: said.interval,
        })
        .collect();
    questions.sort_by_key(|each| (each.rule.clone(), each.subject.clone(), each.interval));
    let unused = case.declared.exceptions.iter().filter(|exception| {
        !findings
            .iter()
            .any(|found| found.accepted.as_ref().is_some_and(|accepted| accepted.place == exception.place))
    });
    let seen = || case.observed.visits.iter().map(|visit| (visit.at, visit.exhibit));
    let looks = seen()
        .chain(case.observed.pages.iter().map(|page| (page.at, page.exhibit)))
        .filter(|(at, _)| *at <= now);
    Assessment {
        service: case.declared.service.id.clone(),
        now,
        unused_exceptions: unused.cloned().collect(),
        findings,
        questions,
        pages: page_histories(case, now),
        damages: case.observed.damages.clone(),
        exhibits: looks.clone().map(|(_, exhibit)| exhibit).collect::<std::collections::BTreeSet<_>>().len(),
        newest: looks.map(|(at, _)| at).max(),
    }
}

/// Open ones first, the heaviest first.
fn order(finding: &Finding, now: Timestamp) -> impl Ord + use<> {
    let open = finding.interval.contains(now);
    (
        !open,
        std::cmp::Reverse(finding.severity),
        finding.rule.clone(),
        finding.subject.clone(),
        finding.interval,
    )
}

fn finding(case: &Case<'_>, rule: &Rule, said: Said<crate::answer::Found>, now: Timestamp) -> Finding {
    let law = case.sources.law;
    let found = said.what;
    let (advice, rule_hash) = &digests()[said.rule];
    let cited = || rule.law.iter().chain(&found.law);
    let mut caveats = found.caveats;
    let last = said.interval.closed.map_or(now, |closed| closed.by.min(now));
    let provisions = cited().filter_map(|citation| law.provision(&citation.id()));
    caveats
        .extend(provisions.flat_map(|found| found.caveats(date_of(last))).map(|caveat| caveat.to_string()));
    caveats.sort();
    caveats.dedup();
    let accepted = accepted(case, rule, &found.subject, now);
    Finding {
        rule: RuleId::from(rule.id),
        severity: found.severity.unwrap_or(rule.severity),
        subject: found.subject,
        message: found.message,
        interval: said.interval,
        exhibits: found.exhibits,
        places: found.places,
        law: found.clauses.into_iter().chain(cited().map(|citation| provision(law, *citation))).collect(),
        advice: advice.clone(),
        caveats,
        rule_hash: *rule_hash,
        accepted,
    }
}

fn accepted(
    case: &Case<'_>,
    rule: &Rule,
    subject: &vidne_model::finding::Subject,
    now: Timestamp,
) -> Option<Accepted> {
    let subject = subject.to_string();
    let stands = |until: Option<vidne_model::time::Day>| until.is_none_or(|day| date_of(now) < day.date);
    let exception = case.declared.exceptions.iter().find(|exception| {
        exception.rule.as_str() == rule.id && exception.subject == subject && stands(exception.until)
    })?;
    Some(Accepted {
        reason: exception.reason.clone(),
        until: exception.until,
        place: exception.place.clone(),
    })
}
