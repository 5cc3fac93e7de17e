//! Rules' sentences in other languages: `<rule-id>--title`, `<rule-id>--remedy`, `<rule-id>--<message id>`.
//!
//! A sentence that has no translation, or one that asks for something its rule does not give, is said in English.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentValue;
use vidne_model::{finding::Message, id::RuleId};

use super::{Text, fill, phrase::ARGUMENTS};
use crate::language::Language;

/// What was said, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) language: Language,
}

impl Text {
    /// A rule's sentence, translated where there is a translation.
    pub(crate) fn rule(&self, rule: &RuleId, message: &Message) -> Said {
        let values: Vec<_> =
            message.arguments.iter().map(|(name, value)| (*name, self.argument(name, value))).collect();
        self.translated(rule, message.id, &values)
            .unwrap_or_else(|| Said { text: message.to_string(), language: Language::English })
    }

    /// A part of a rule's page, such as its `title`; the English text where it is not translated.
    pub(crate) fn rule_part(&self, rule: &RuleId, part: &str, english: &str) -> Said {
        self.translated(rule, part, &[])
            .unwrap_or_else(|| Said { text: english.to_owned(), language: Language::English })
    }

    /// What a rule puts into a sentence: a number, a phrase in the reader's language, or a name as it is.
    fn argument<'v>(&self, name: &str, value: &'v str) -> FluentValue<'v> {
        match number_or_text(value) {
            FluentValue::String(_) if ARGUMENTS.contains(&name) => self.phrase(value).into(),
            as_it_is => as_it_is,
        }
    }

    fn translated(
        &self,
        rule: &RuleId,
        part: &str,
        values: &[(&'static str, FluentValue<'_>)],
    ) -> Option<Said> {
        let text = fill(&self.rules, &format!("{rule}--{part}"), values)?;
        Some(Said { text, language: self.language })
    }
}

/// Every key that rules' texts have in that language, with the names of the arguments that its text uses.
///
/// For English it is empty: the rules themselves hold the English text.
pub fn rule_keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    keys(source(language))
}

/// The file with the rules' sentences; for English there is none.
pub(super) const fn source(language: Language) -> &'static str {
    match language {
        Language::English => "",
        Language::Swedish => include_str!("../../text/rules.sv.ftl"),
        Language::Danish => include_str!("../../text/rules.da.ftl"),
    }
}

/// The keys of a file, with the placeholders of each.
pub(super) fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            current = line.split_once('=').map(|(key, _)| key.trim().to_owned());
        }
        if let Some(key) = &current {
            keys.entry(key.clone()).or_default().extend(placeholders(line));
        }
    }
    keys
}

fn placeholders(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect()
    })
}

/// Plural rules need numbers; anything that would not read back the same stays text.
fn number_or_text(value: &str) -> FluentValue<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => number.into(),
        _ => value.into(),
    }
}
