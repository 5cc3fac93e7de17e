//! Asks every rule at every instant at which an answer can change, and joins the answers into intervals.
//!
//! Nobody is asked again before something that was read can have changed: see [`docket`] and `view/time.rs`.
//!
//! One mechanism serves three: `--at` sets the last instant, `--timeline` shows closed intervals, too, and `forecast` goes
//! on past now with what is known now. It never asks a clock.

mod acceptance;
mod docket;
mod instants;
mod intervals;
#[cfg(test)]
mod tests;
mod walk;

use jiff::Timestamp;
use vidne_model::{
    finding::{Assessment, Finding, OpenQuestion, Provision, Severity},
    id::RuleId,
    time::{date_of, start_of},
};

use self::{
    intervals::{Said, Track},
    walk::Walk,
};
use crate::{
    answer::{Found, Unknown},
    case::Case,
    manual::{digests, provision},
    page_history::page_histories,
    rule::{Rule, rules},
    standing::standings,
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
    let mut walk = Walk::new(case, now, end);
    while walk.step() {}
    told(case, now, end, walk.into_track())
}

fn told(case: &Case<'_>, now: Timestamp, end: Timestamp, track: Track) -> Assessment {
    let all: Vec<Cited<'_>> = rules().map(|rule| Cited::new(case, rule)).collect();
    let (mut found, mut unknown) = track.into_intervals();
    found.sort_by(|one, other| order(one, &all, now).cmp(&order(other, &all, now)));
    unknown.sort_by(|one, other| question_order(one, &all).cmp(&question_order(other, &all)));
    let mut findings: Vec<Finding> =
        found.into_iter().map(|said| finding(case, &all[said.rule], said, now)).collect();
    let returning: Vec<Finding> =
        findings.iter().filter_map(|finding| acceptance::returning(case, finding, end)).collect();
    findings.extend(returning);
    let questions = unknown.into_iter().map(|said| OpenQuestion {
        rule: all[said.rule].id.clone(),
        subject: said.what.subject,
        lacks: said.what.lacks,
        advice: digests()[said.rule].0.borrowed(),
        interval: said.interval,
    });
    let unused = case.declared.exceptions.iter().filter(|exception| {
        // One that has run out accepts nothing any more, but it is not one that nobody needs.
        !findings
            .iter()
            .any(|found| found.rule == exception.rule && found.subject.to_string() == exception.subject)
    });
    let seen = || case.observed.visits.iter().map(|visit| (visit.at, visit.exhibit));
    let looks = seen()
        .chain(case.observed.pages.iter().map(|page| (page.at, page.exhibit)))
        .chain(case.observed.backups.iter().map(|look| (look.at, look.exhibit)))
        .chain(case.observed.hosts.iter().map(|look| (look.at, look.exhibit)))
        .filter(|(at, _)| *at <= now);
    let until = case.declared.service.period.until.map(|until| until.date);
    let ended = until.filter(|day| start_of(*day) <= now);
    Assessment {
        service: case.declared.service.id.clone(),
        now,
        ended,
        unused_exceptions: unused.cloned().collect(),
        findings,
        questions: questions.collect(),
        pages: page_histories(case, now),
        // Of what is no more nobody asks how it stands.
        standings: if ended.is_some() { Vec::new() } else { standings(case, now) },
        damages: case.observed.damages.clone(),
        exhibits: looks.clone().map(|(_, exhibit)| exhibit).collect::<std::collections::BTreeSet<_>>().len(),
        newest: looks.map(|(at, _)| at).max(),
    }
}

/// Open ones first, the heaviest first.
fn order<'s>(said: &'s Said<Box<Found>>, all: &[Cited<'_>], now: Timestamp) -> impl Ord + use<'s> {
    let by = &all[said.rule];
    let (open, severity) = (said.interval.contains(now), by.weight(&said.what));
    (!open, std::cmp::Reverse(severity), by.rule.id, &said.what.subject, said.interval)
}

fn question_order<'s>(said: &'s Said<Unknown>, all: &[Cited<'_>]) -> impl Ord + use<'s> {
    (all[said.rule].rule.id, &said.what.subject, said.interval)
}

/// A rule with what it is measured against, looked up once.
struct Cited<'a> {
    rule: &'static Rule,
    id: RuleId,
    law: Vec<(Provision, Option<&'a vidne_law::Provision>)>,
}

impl<'a> Cited<'a> {
    fn new(case: &Case<'a>, rule: &'static Rule) -> Self {
        let law = rule.law.iter().map(|citation| cited(case, *citation)).collect();
        Self { rule, id: RuleId::from(rule.id), law }
    }

    fn weight(&self, found: &Found) -> Severity {
        found.severity.unwrap_or(self.rule.severity)
    }
}

fn cited<'a>(
    case: &Case<'a>,
    citation: vidne_law::Citation,
) -> (Provision, Option<&'a vidne_law::Provision>) {
    let law = case.sources.law;
    (provision(law, citation), law.provision(&citation.id()))
}

fn finding(case: &Case<'_>, by: &Cited<'_>, said: Said<Box<Found>>, now: Timestamp) -> Finding {
    let found = *said.what;
    let (advice, rule_hash) = &digests()[said.rule];
    let further: Vec<_> = found.law.iter().map(|citation| cited(case, *citation)).collect();
    let last = date_of(said.interval.closed.map_or(now, |closed| closed.by.min(now)));
    // What came later is no measure for what had ended before.
    let is_out = |known: Option<&vidne_law::Provision>| known.is_none_or(|known| known.valid_from <= last);
    let law = || by.law.iter().chain(&further).filter(|(_, known)| is_out(*known));
    let severity = by.weight(&found);
    let mut caveats = found.caveats;
    let known = law().filter_map(|(_, known)| *known);
    caveats.extend(known.flat_map(|known| known.caveats(last)).map(|caveat| caveat.to_string()));
    caveats.sort();
    caveats.dedup();
    // What is yet to open is accepted where the exception still stands then.
    let on = date_of(now.max(said.interval.opened.by));
    let accepted = acceptance::accepted(case, &by.id, &found.subject, on);
    Finding {
        rule: by.id.clone(),
        severity,
        subject: found.subject,
        message: found.message,
        interval: said.interval,
        exhibits: found.exhibits,
        places: found.places,
        law: found.clauses.into_iter().chain(law().map(|(provision, _)| provision.clone())).collect(),
        advice: advice.borrowed(),
        caveats,
        rule_hash: *rule_hash,
        accepted,
    }
}
