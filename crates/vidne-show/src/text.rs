//! The report's own words, and rules' sentences, in the reader's language.
//!
//! English is the source: what has no translation is said in English and marked so. Placeholders are filled in as they are;
//! escaping is the business of whoever prints.

mod phrase;
mod provision;
mod rule;

use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

pub use phrase::wording;
pub use provision::provision_titles;
pub(crate) use rule::Said;
pub use rule::rule_keys;

use crate::language::Language;

/// The words of one language.
pub(crate) struct Text {
    pub(crate) language: Language,
    own: FluentBundle<FluentResource>,
    rules: FluentBundle<FluentResource>,
}

impl Text {
    /// The words of that language, read once.
    pub(crate) fn of(language: Language) -> &'static Self {
        static TEXTS: [OnceLock<Text>; 3] = [const { OnceLock::new() }; 3];
        TEXTS[language as usize].get_or_init(|| Self {
            language,
            own: bundle(language, own_source(language)),
            rules: bundle(language, rule::source(language)),
        })
    }

    /// A text without placeholders.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text that counts.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        self.with(key, &[("count", count.into())])
    }

    /// A text with placeholders.
    pub(crate) fn with(&self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        // A test holds that every key is there in every language; the key itself is better than nothing.
        fill(&self.own, key, values).unwrap_or_else(|| key.to_owned())
    }

    /// `one, two and three`.
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => {
                self.with("list-and", &[("before", before.join(", ").into()), ("last", last.as_str().into())])
            }
        }
    }
}

/// The file with the report's own words.
pub(crate) const fn own_source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../text/en.ftl"),
        Language::Swedish => include_str!("../text/sv.ftl"),
        Language::Danish => include_str!("../text/da.ftl"),
    }
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let locale = language.code().parse().expect("two letters are a language");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks that isolate directions would show up in terminals; pages isolate with elements.
    bundle.set_use_isolating(false);
    // What cannot be read is left out, and a test holds that nothing is.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The text under that key, or nothing where it is missing or lacks a value.
fn fill(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    values: &[(&'static str, FluentValue<'_>)],
) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    errors.is_empty().then_some(said)
}

#[cfg(test)]
mod tests;
