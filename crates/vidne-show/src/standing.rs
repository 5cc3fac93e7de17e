//! How copies of backups stand, in the reader's words: four questions, each with its own answer.
//!
//! It never sums answers up: no answer stands for another.

use vidne_model::{
    finding::{Assessment, Message, Question, Reply, Standing, Verdict},
    id::{BackupId, RuleId},
};

use crate::{
    moment,
    report::Report,
    text::{Said, Text},
};

/// The name under which translations keep sentences that no finding and no open question says.
const OWN: &str = "standing";

/// The copies of one backup.
pub(crate) struct Group<'a> {
    pub(crate) backup: &'a BackupId,
    pub(crate) copies: Vec<&'a Standing>,
}

/// The copies by backup, both in the order in which they were told.
pub(crate) fn groups(assessment: &Assessment) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for standing in &assessment.standings {
        match groups.iter_mut().find(|group| *group.backup == standing.backup) {
            Some(group) => group.copies.push(standing),
            None => groups.push(Group { backup: &standing.backup, copies: vec![standing] }),
        }
    }
    groups
}

/// The answer to that question, where there is one.
pub(crate) fn verdict(standing: &Standing, question: Question) -> Option<&Verdict> {
    standing.verdicts.iter().find(|verdict| verdict.question == question)
}

/// The answer to that question. What nobody answered is not known.
pub(crate) fn reply(standing: &Standing, question: Question) -> Reply {
    verdict(standing, question).map_or(Reply::NotKnown, |verdict| verdict.answer)
}

/// A question in one word.
pub(crate) fn question(text: &Text, question: Question) -> String {
    match question {
        Question::Recent => text.say("question-recent"),
        Question::Reachable => text.say("question-reachable"),
        Question::Complete => text.say("question-complete"),
        Question::Intact => text.say("question-intact"),
    }
}

/// A question in full.
pub(crate) fn asks(text: &Text, question: Question) -> String {
    match question {
        Question::Recent => text.say("asks-recent"),
        Question::Reachable => text.say("asks-reachable"),
        Question::Complete => text.say("asks-complete"),
        Question::Intact => text.say("asks-intact"),
    }
}

/// An answer in words.
pub(crate) fn answer(text: &Text, answer: Reply) -> String {
    match answer {
        Reply::Yes => text.say("answer-yes"),
        Reply::InPart => text.say("answer-in-part"),
        Reply::No => text.say("answer-no"),
        Reply::CouldNotComplete => text.say("answer-could-not-complete"),
        Reply::NotKnown => text.say("answer-not-known"),
    }
}

/// Why the answer is what it is.
///
/// Where a finding or an open question says the same sentence, its rule's translation is used; what only standings say is
/// translated under `standing--<message id>`.
pub(crate) fn why(report: &Report<'_>, verdict: &Verdict) -> Said {
    let why = &verdict.why;
    let same = |message: &Message| message.id == why.id && message.template == why.template;
    let findings = report.assessment.findings.iter().map(|finding| (&finding.rule, &finding.message));
    let questions = report.assessment.questions.iter().map(|question| (&question.rule, &question.lacks));
    let mut said = findings.chain(questions).filter(|(_, message)| same(message));
    match said.next() {
        Some((rule, _)) => report.said(rule, why),
        None => report.said(&RuleId::from(OWN), why),
    }
}

/// When it turns bad, where that is known.
pub(crate) fn until(text: &Text, verdict: &Verdict) -> Option<String> {
    verdict.until.map(|at| text.with("turns-bad", &[("day", moment::day(at).into())]))
}
