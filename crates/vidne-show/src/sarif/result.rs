//! Findings and open questions as results, exhibits as artifacts named by their hash.
//!
//! Locations point at declaration files; an exhibit is not a place to mend.

use std::{collections::BTreeSet, fmt::Write as _};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use vidne_model::{
    finding::{Accepted, Finding, OpenQuestion, Subject},
    id::ExhibitId,
    place::Place,
    time::Interval,
};

use super::{DECLARATION, kind_and_level, rule::Table};
use crate::{
    moment::{days, exact},
    report::{Entry, Report, State, fingerprint},
};

pub(super) fn finding(report: &Report<'_>, rules: &Table<'_>, entry: &Entry<'_>) -> Value {
    let finding = entry.finding;
    let (kind, level) = kind_and_level(entry.state, finding.severity);
    json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": rules.index(&finding.rule),
        "kind": kind,
        "level": level,
        "message": { "text": format!("{}: {}", finding.subject, report.message(finding).text) },
        "locations": locations(&finding.subject, &finding.places),
        "partialFingerprints": { "vidne/v1": fingerprint(report.assessment, &finding.rule, &finding.subject) },
        "suppressions": finding.accepted.iter().map(suppression).collect::<Vec<_>>(),
        "provenance": provenance(&finding.interval, report),
        "attachments": attachments(finding),
        "properties": properties(report, entry),
    })
}

pub(super) fn question(report: &Report<'_>, rules: &Table<'_>, question: &OpenQuestion) -> Value {
    let lacks = report.said(&question.rule, &question.lacks).text;
    json!({
        "ruleId": question.rule.as_str(),
        "ruleIndex": rules.index(&question.rule),
        "kind": "open",
        "level": "none",
        "message": { "text": format!("{}: {lacks}", question.subject) },
        "locations": locations(&question.subject, &[]),
        "partialFingerprints": { "vidne/v1": fingerprint(report.assessment, &question.rule, &question.subject) },
        // The specification wants suppressions on every result of a run or on none.
        "suppressions": [],
        "provenance": provenance(&question.interval, report),
        "properties": { "state": "open", "advice": report.said(&question.rule, &question.advice).text },
    })
}

/// Every exhibit that a told finding rests on.
pub(super) fn artifacts(report: &Report<'_>) -> Vec<Value> {
    let cited: BTreeSet<_> = report
        .entries
        .iter()
        .flat_map(|entry| &entry.finding.exhibits)
        .map(|citation| citation.exhibit)
        .collect();
    let artifact = |exhibit: ExhibitId| {
        json!({
            "location": { "uri": named(exhibit) },
            "roles": ["attachment"],
            "hashes": { "sha-256": exhibit.to_string() },
        })
    };
    cited.into_iter().map(artifact).collect()
}

pub(super) fn declared_at(place: &Place) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": relative(&place.file), "uriBaseId": DECLARATION },
        "region": { "startLine": place.line.max(1), "startColumn": place.column.max(1) },
    } })
}

/// The first location carries the subject's name; without a place the name is all there is.
fn locations(subject: &Subject, places: &[Place]) -> Vec<Value> {
    let named = json!([{ "name": subject.id, "fullyQualifiedName": subject.to_string(), "kind": subject.kind.as_str() }]);
    let mut locations: Vec<_> = places.iter().map(declared_at).collect();
    if locations.is_empty() {
        locations.push(json!({}));
    }
    locations[0]["logicalLocations"] = named;
    locations
}

fn suppression(accepted: &Accepted) -> Value {
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": accepted.reason,
        "location": declared_at(&accepted.place),
        "properties": { "until": accepted.until.map(|day| day.to_string()) },
    })
}

/// From when to when it was seen. What lies ahead was not seen yet.
fn provenance(interval: &Interval, report: &Report<'_>) -> Value {
    let now = report.options.now;
    if interval.opened.by > now {
        return json!({});
    }
    let last = interval.closed.map_or(now, |closed| closed.after.unwrap_or(closed.by).min(now));
    json!({
        "firstDetectionTimeUtc": exact(interval.opened.by),
        "lastDetectionTimeUtc": exact(last.max(interval.opened.by)),
    })
}

fn attachments(finding: &Finding) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    finding
        .exhibits
        .iter()
        .filter(|citation| seen.insert(*citation))
        .map(|citation| {
            let text = format!("{} {}", exact(citation.at), citation.what);
            json!({ "artifactLocation": { "uri": named(citation.exhibit) }, "description": { "text": text } })
        })
        .collect()
}

fn properties(report: &Report<'_>, entry: &Entry<'_>) -> Value {
    let finding = entry.finding;
    let state = match entry.state {
        State::Open => "open",
        State::Accepted => "accepted",
        State::Ahead => "ahead",
        State::Closed => "closed",
    };
    let bound =
        |bound: vidne_model::time::Bound| json!({ "after": bound.after.map(exact), "by": exact(bound.by) });
    json!({
        "state": state,
        "opened": bound(finding.interval.opened),
        "closed": finding.interval.closed.map(bound),
        "days": days(&finding.interval, report.options.now),
        "law": finding.law.iter().map(|provision| provision.short.as_str()).collect::<Vec<_>>(),
        "advice": report.said(&finding.rule, &finding.advice).text,
        "caveats": finding.caveats,
        "ruleHash": finding.rule_hash.to_string(),
    })
}

/// An exhibit's address by its hash (RFC 6920).
fn named(exhibit: ExhibitId) -> String {
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(exhibit.0))
}

/// A file's name as a relative address: what an address cannot hold is encoded (RFC 3986).
fn relative(file: &str) -> String {
    let mut address = String::with_capacity(file.len());
    for byte in file.trim_start_matches(['/', '\\']).bytes() {
        match byte {
            b'\\' => address.push('/'),
            _ if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) => address.push(char::from(byte)),
            _ => {
                // Writing into a String cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}
