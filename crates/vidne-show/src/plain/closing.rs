//! The closing lines: how many of what, on how much evidence.
//!
//! It says that nothing was found only together with how many questions are open, and that nobody looked where nobody did.

use vidne_model::finding::Severity;

use crate::{
    moment,
    report::{Report, State},
    text::Text,
};

pub(super) fn lines(report: &Report<'_>) -> Vec<String> {
    let as_of = [("service", report.service().into()), ("now", moment::instant(report.options.now).into())];
    vec![report.text.with("closing-as-of", &as_of), verdict(report), evidence(report)]
}

/// What was found, in one sentence.
fn verdict(report: &Report<'_>) -> String {
    let (text, questions) = (report.text, report.questions.len());
    let mut parts = counts(report);
    let nothing = parts.is_empty();
    for (state, key) in [(State::Accepted, "accepted"), (State::Ahead, "ahead"), (State::Closed, "closed")] {
        parts.extend(some(text, key, report.count(state)));
    }
    match (nothing, questions) {
        (true, 0) if report.assessment.ended.is_some() => {
            parts.extend(report.ended());
            return parts.join("; ");
        }
        (true, 0) => parts.insert(0, text.say("nothing-found")),
        (true, open) => parts.insert(0, text.count("nothing-found-but", open)),
        (false, 0) => parts.push(text.say("no-questions")),
        (false, open) => parts.push(text.count("questions", open)),
    }
    format!("{}.", parts.join("; "))
}

/// The open findings by weight; none where there are none.
fn counts(report: &Report<'_>) -> Vec<String> {
    [(Severity::Violation, "violations"), (Severity::Warning, "warnings"), (Severity::Note, "notes")]
        .into_iter()
        .filter_map(|(severity, key)| some(report.text, key, report.weighing(severity)))
        .collect()
}

/// What it rests on.
fn evidence(report: &Report<'_>) -> String {
    let (text, assessment) = (report.text, report.assessment);
    let mut said = match assessment.newest {
        Some(newest) => text.with(
            "closing-evidence",
            &[("count", assessment.exhibits.into()), ("newest", moment::instant(newest).into())],
        ),
        None => text.say("closing-no-evidence"),
    };
    if !assessment.damages.is_empty() {
        said = format!("{said} {}", text.count("closing-damages", assessment.damages.len()));
    }
    said
}

fn some(text: &Text, key: &str, count: usize) -> Option<String> {
    (count > 0).then(|| text.count(key, count))
}
