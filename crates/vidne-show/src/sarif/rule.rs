//! The rules that results name, once each, with their pages as help.
//!
//! It never invents a page: a rule without one is named only.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use vidne_model::{
    finding::{RulePage, Severity},
    id::RuleId,
};

use crate::{markdown, report::Report, text::Text};

/// The rules of a run, in order of their ids.
pub(super) struct Table<'a> {
    rules: BTreeMap<&'a RuleId, Option<&'a RulePage>>,
}

impl<'a> Table<'a> {
    /// Every rule that has a page, and every rule that a result names.
    pub(super) fn new(report: &Report<'a>, pages: &'a [RulePage]) -> Self {
        let named: BTreeSet<&RuleId> = report
            .entries
            .iter()
            .map(|entry| &entry.finding.rule)
            .chain(report.questions.iter().map(|question| &question.rule))
            .collect();
        let mut rules: BTreeMap<_, _> = named.into_iter().map(|id| (id, None)).collect();
        rules.extend(pages.iter().map(|page| (&page.id, Some(page))));
        Self { rules }
    }

    /// Where in the list of descriptors a rule stands.
    pub(super) fn index(&self, rule: &RuleId) -> usize {
        self.rules.keys().position(|id| *id == rule).unwrap_or_default()
    }

    pub(super) fn descriptors(&self, text: &Text) -> Vec<Value> {
        self.rules
            .iter()
            .map(|(id, page)| {
                page.map_or_else(|| json!({ "id": id.as_str() }), |page| descriptor(text, page))
            })
            .collect()
    }
}

/// SARIF's word for a weight.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Violation => "error",
    }
}

fn descriptor(text: &Text, page: &RulePage) -> Value {
    let title = text.rule_part(&page.id, "title", &page.title).text;
    let remedy = text.rule_part(&page.id, "remedy", &page.remedy).text;
    let law: Vec<_> = page.law.iter().map(|provision| provision.short.as_str()).collect();
    let mut descriptor = json!({
        "id": page.id.as_str(),
        "name": name(page.id.as_str()),
        "shortDescription": { "text": filled(&title, page) },
        "fullDescription": { "text": filled(&page.why, page) },
        "help": { "text": filled(&markdown::unmarked(&remedy), page), "markdown": filled(&page.markdown, page) },
        "defaultConfiguration": { "level": level(page.severity) },
        "properties": { "law": law, "sha256": page.hash.to_string() },
    });
    if let Some(url) =
        page.law.iter().find_map(|provision| crate::html::web_address(provision.url.as_deref()?))
    {
        descriptor["helpUri"] = url.into();
    }
    descriptor
}

/// SARIF wants no empty texts.
fn filled<'a>(text: &'a str, page: &'a RulePage) -> &'a str {
    if text.trim().is_empty() { page.id.as_str() } else { text }
}

/// `undeclared-recipient` as `UndeclaredRecipient`: viewers show names in that form.
fn name(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect()
}
