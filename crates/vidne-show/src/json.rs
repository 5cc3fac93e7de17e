//! An assessment for programs, with a published schema.
//!
//! Its shape is an interface: keys are added, never renamed or removed without a new number in `schema`. The model's types are
//! never serialised.

mod backup;
mod entry;
mod shape;

use schemars::generate::SchemaSettings;
use vidne_model::finding::{Assessment, Severity};

use self::shape::Document;
use crate::{
    moment::{exact, state_of},
    option::{Listing, Options},
    report::{Report, State},
};

/// The number of this shape.
const SCHEMA: u32 = 1;

/// An assessment for programs: one JSON document, indented, its keys always in the same order, with a line end.
pub fn json(assessment: &Assessment, options: &Options) -> String {
    written(&document(&Report::new(assessment, options)))
}

/// The JSON Schema (2020-12) of what [`json`] writes.
pub fn json_schema() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Document>();
    schema.insert("title".to_owned(), "vidne assessment".into());
    schema.to_value()
}

/// As text, indented, with a line end.
pub(crate) fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("texts, numbers, lists and maps by text are always written")
        + "\n"
}

fn document<'a>(report: &Report<'a>) -> Document<'a> {
    let (assessment, options) = (report.assessment, report.options);
    Document {
        schema: SCHEMA,
        tool: shape::Tool { name: "vidne", version: options.version.clone() },
        service: assessment.service.as_str(),
        now: exact(options.now),
        ended: assessment.ended.map(|day| day.to_string()),
        language: options.language.code(),
        summary: summary(report),
        findings: report.entries.iter().map(|each| entry::finding(report, each)).collect(),
        questions: questions(report),
        backups: backup::copies(report),
        pages: assessment.pages.iter().map(entry::page).collect(),
        unused_exceptions: assessment.unused_exceptions.iter().map(entry::exception).collect(),
        damages: assessment.damages.iter().map(entry::damage).collect(),
    }
}

fn summary(report: &Report<'_>) -> shape::Summary {
    let heaviest = report.standing(State::Open).map(|entry| entry.finding.severity).max();
    shape::Summary {
        violations: report.weighing(Severity::Violation),
        warnings: report.weighing(Severity::Warning),
        notes: report.weighing(Severity::Note),
        accepted: report.count(State::Accepted),
        ahead: report.count(State::Ahead),
        closed: report.count(State::Closed),
        questions: report.questions.len(),
        heaviest: heaviest.map(shape::Weight::from),
        exhibits: report.assessment.exhibits,
        newest: report.assessment.newest.map(exact),
        exit_code: report.options.exit_code,
    }
}

/// Questions that are open, and the others where their kind is asked for.
fn questions<'a>(report: &Report<'a>) -> Vec<shape::Question<'a>> {
    let options = report.options;
    let mut told: Vec<_> = report
        .assessment
        .questions
        .iter()
        .map(|question| (state_of(&question.interval, options.now), question))
        .filter(|(state, _)| match state {
            State::Open | State::Accepted => true,
            State::Ahead => options.forecast == Listing::List,
            State::Closed => options.timeline == Listing::List,
        })
        .collect();
    told.sort_by_key(|(state, question)| {
        (*state, question.interval, question.rule.clone(), question.subject.clone())
    });
    told.into_iter().map(|(state, question)| entry::question(report, state, question)).collect()
}
