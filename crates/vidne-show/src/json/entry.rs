//! From the model's words to the JSON's.
//!
//! It never decides what is told: the caller did.

use vidne_model::{declared, finding, observed, place, time};

use super::shape;
use crate::{
    moment::{days, exact},
    report::{Entry, Report, State, fingerprint},
};

pub(super) fn finding<'a>(report: &Report<'a>, entry: &Entry<'a>) -> shape::Finding<'a> {
    let finding = entry.finding;
    shape::Finding {
        rule: finding.rule.as_str(),
        severity: finding.severity.into(),
        state: entry.state.into(),
        subject: subject(&finding.subject),
        message: report.message(finding).text,
        message_parts: parts(&finding.message),
        opened: bound(finding.interval.opened),
        closed: finding.interval.closed.map(bound),
        days: days(&finding.interval, report.options.now),
        exhibits: finding.exhibits.iter().map(citation).collect(),
        places: finding.places.iter().map(place).collect(),
        law: finding.law.iter().map(provision).collect(),
        advice: report.said(&finding.rule, &finding.advice).text,
        caveats: &finding.caveats,
        rule_hash: finding.rule_hash.to_string(),
        fingerprint: fingerprint(report.assessment, &finding.rule, &finding.subject),
        accepted: finding.accepted.as_ref().map(accepted),
    }
}

pub(super) fn question<'a>(
    report: &Report<'a>,
    state: State,
    question: &'a finding::OpenQuestion,
) -> shape::Question<'a> {
    shape::Question {
        rule: question.rule.as_str(),
        state: state.into(),
        subject: subject(&question.subject),
        message: report.said(&question.rule, &question.lacks).text,
        message_parts: parts(&question.lacks),
        opened: bound(question.interval.opened),
        closed: question.interval.closed.map(bound),
        days: days(&question.interval, report.options.now),
        advice: report.said(&question.rule, &question.advice).text,
        fingerprint: fingerprint(report.assessment, &question.rule, &question.subject),
    }
}

pub(super) fn page(history: &finding::PageHistory) -> shape::Page<'_> {
    let versions = history.versions.iter().map(|change| shape::Version {
        hash: change.hash.to_string(),
        first: exact(change.first),
        last: exact(change.last),
        exhibit: change.exhibit.to_string(),
        gained: &change.gained,
        lost: &change.lost,
    });
    shape::Page { role: history.role.as_str(), url: &history.url, versions: versions.collect() }
}

pub(super) fn exception(exception: &declared::Exception) -> shape::Exception<'_> {
    shape::Exception {
        rule: exception.rule.as_str(),
        subject: &exception.subject,
        reason: &exception.reason,
        until: exception.until.map(|day| day.to_string()),
        place: place(&exception.place),
    }
}

pub(super) fn damage(damage: &observed::Damage) -> shape::Damage<'_> {
    shape::Damage { exhibit: damage.exhibit.to_string(), offset: damage.offset, reason: &damage.reason }
}

fn subject(subject: &finding::Subject) -> shape::Subject<'_> {
    shape::Subject { kind: subject.kind.as_str(), id: &subject.id }
}

pub(super) fn parts(message: &finding::Message) -> shape::Parts<'_> {
    shape::Parts {
        id: message.id,
        template: &message.template,
        arguments: message.arguments.iter().map(|(name, value)| (*name, value.as_str())).collect(),
    }
}

fn bound(bound: time::Bound) -> shape::Bound {
    shape::Bound { after: bound.after.map(exact), by: exact(bound.by) }
}

pub(super) fn citation(citation: &finding::Citation) -> shape::Citation<'_> {
    shape::Citation { exhibit: citation.exhibit.to_string(), at: exact(citation.at), what: &citation.what }
}

fn provision(provision: &finding::Provision) -> shape::Provision<'_> {
    shape::Provision {
        key: &provision.key,
        short: &provision.short,
        title: &provision.title,
        url: provision.url.as_deref(),
    }
}

fn accepted(accepted: &finding::Accepted) -> shape::Accepted<'_> {
    shape::Accepted {
        reason: &accepted.reason,
        until: accepted.until.map(|day| day.to_string()),
        place: place(&accepted.place),
    }
}

pub(super) fn place(place: &place::Place) -> shape::Place<'_> {
    shape::Place { file: &place.file, line: place.line, column: place.column }
}
