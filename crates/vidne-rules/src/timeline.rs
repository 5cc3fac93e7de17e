//! Asks every rule at every instant at which an answer can change, and joins the answers into intervals.
//!
//! Nobody is asked again before something that was read can have changed: see [`docket`] and `view/time.rs`.
//!
//! One mechanism serves three: `--at` sets the last instant, `--timeline` shows closed intervals, too, and `forecast` goes
//! on past now with what is known now. It never asks a clock.

mod docket;
mod instants;
mod intervals;

use jiff::Timestamp;
use vidne_model::{
    finding::{Accepted, Assessment, Finding, OpenQuestion, Provision, Subject},
    id::RuleId,
    time::{Day, date_of, start_of},
};

use self::{
    docket::Docket,
    instants::Instants,
    intervals::{Said, Track},
};
use crate::{
    answer::{Answer, Found},
    case::Case,
    manual::{digests, provision},
    page_history::page_histories,
    rule::{Rule, rules},
    view::{Epoch, Epochs},
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
    told(case, now, walk.track)
}

/// The way from the first instant to the last.
struct Walk<'a> {
    case: &'a Case<'a>,
    end: Timestamp,
    epochs: Epochs<'a>,
    instants: Instants<'a>,
    /// What is to be asked, and of which epoch.
    docket: Option<(Epoch, Docket)>,
    track: Track,
    /// Filled and emptied again and again.
    answer: Answer,
}

impl<'a> Walk<'a> {
    fn new(case: &'a Case<'a>, now: Timestamp, end: Timestamp) -> Self {
        Self {
            case,
            end,
            epochs: Epochs::new(case, now, date_of(now)),
            instants: Instants::new(case, now, end),
            docket: None,
            track: Track::default(),
            answer: Answer::default(),
        }
    }

    /// Asks what is to be asked at the next instant. Whether there was one.
    fn step(&mut self) -> bool {
        let Some((at, cause)) = self.instants.next() else { return false };
        let epoch = self.epochs.at(at);
        let retired = self.case.declared.service.period.until.map(|day| start_of(day.date));
        let ends = self.epochs.end_of(epoch).min(retired.unwrap_or(Timestamp::MAX));
        let view = self.epochs.view(at);
        if self.docket.as_ref().is_none_or(|(held, _)| *held != epoch) {
            self.track.fall_silent();
            self.docket = Some((epoch, Docket::of(&view)));
        }
        // A service that is no longer in use breaks nothing.
        if retired.is_some_and(|retired| retired <= at) {
            self.track.fall_silent();
            self.docket = Some((epoch, Docket::default()));
        }
        let Some((_, docket)) = &mut self.docket else { unreachable!("it was filled just above") };
        for number in docket.take_due(at) {
            docket.ask(number, &view, &mut self.answer);
            let ahead = |again: &Timestamp| *again > at && *again <= self.end;
            self.instants.also(self.answer.take_rechecks().filter(ahead));
            self.track.take(number, docket.rule_of(number), &mut self.answer);
        }
        self.track.close_round(self.instants.bound(at, cause));
        let next = self.instants.peek().filter(|next| *next < ends);
        for number in docket.last_worded(next.unwrap_or(Timestamp::MAX)) {
            docket.put(number, &view, &mut self.answer);
            self.answer.take_rechecks();
            self.track.reword(number, docket.rule_of(number), &mut self.answer);
        }
        true
    }
}

fn told(case: &Case<'_>, now: Timestamp, track: Track) -> Assessment {
    let all: Vec<Cited<'_>> = rules().map(|rule| Cited::new(case, rule)).collect();
    let (found, unknown) = track.into_intervals();
    let mut findings: Vec<Finding> =
        found.into_iter().map(|said| finding(case, &all[said.rule], said, now)).collect();
    findings.sort_by(|one, other| order(one, now).cmp(&order(other, now)));
    let mut questions: Vec<OpenQuestion> = unknown
        .into_iter()
        .map(|said| OpenQuestion {
            rule: all[said.rule].id.clone(),
            subject: said.what.subject,
            lacks: said.what.lacks,
            advice: digests()[said.rule].0.borrowed(),
            interval: said.interval,
        })
        .collect();
    questions.sort_by(|one, other| {
        (&one.rule, &one.subject, one.interval).cmp(&(&other.rule, &other.subject, other.interval))
    });
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
fn order(finding: &Finding, now: Timestamp) -> impl Ord + '_ {
    let open = finding.interval.contains(now);
    (!open, std::cmp::Reverse(finding.severity), &finding.rule, &finding.subject, finding.interval)
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
}

fn cited<'a>(
    case: &Case<'a>,
    citation: vidne_law::Citation,
) -> (Provision, Option<&'a vidne_law::Provision>) {
    let law = case.sources.law;
    (provision(law, citation), law.provision(&citation.id()))
}

fn finding(case: &Case<'_>, by: &Cited<'_>, said: Said<Found>, now: Timestamp) -> Finding {
    let found = said.what;
    let (advice, rule_hash) = &digests()[said.rule];
    let further: Vec<_> = found.law.iter().map(|citation| cited(case, *citation)).collect();
    let law = || by.law.iter().chain(&further);
    let mut caveats = found.caveats;
    let last = date_of(said.interval.closed.map_or(now, |closed| closed.by.min(now)));
    let known = law().filter_map(|(_, known)| *known);
    caveats.extend(known.flat_map(|known| known.caveats(last)).map(|caveat| caveat.to_string()));
    caveats.sort();
    caveats.dedup();
    let accepted = accepted(case, by.rule, &found.subject, now);
    Finding {
        rule: by.id.clone(),
        severity: found.severity.unwrap_or(by.rule.severity),
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

fn accepted(case: &Case<'_>, rule: &Rule, subject: &Subject, now: Timestamp) -> Option<Accepted> {
    let stands = |until: Option<Day>| until.is_none_or(|day| date_of(now) < day.date);
    let exception = case.declared.exceptions.iter().find(|exception| {
        exception.rule.as_str() == rule.id
            && stands(exception.until)
            && exception.subject == subject.to_string()
    })?;
    Some(Accepted {
        reason: exception.reason.clone(),
        until: exception.until,
        place: exception.place.clone(),
    })
}
