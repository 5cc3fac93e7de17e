//! English words and phrases that rules put into their sentences, in other languages: what was seen, kinds of data, duties.
//!
//! It never translates a part of a word, or what it does not know as a whole: that stays as the rule has it.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use super::Text;
use crate::language::Language;

/// Arguments whose values are such words and phrases, or lists of them. All others are names, dates, numbers and codes.
pub(super) const ARGUMENTS: [&str; 14] = [
    "data", "lacking", "limits", "missing", "outcome", "phase", "purposes", "reason", "setter", "signs",
    "since", "start", "vantage", "why",
];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wordings {
    words: BTreeMap<String, Wording>,
    phrases: BTreeMap<String, Wording>,
    sentences: BTreeMap<String, Wording>,
}

/// One wording in the other languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    sv: String,
    da: String,
}

impl Wording {
    fn of(&self, language: Language) -> &str {
        if language == Language::Danish { &self.da } else { &self.sv }
    }
}

impl Text {
    /// A phrase, or a list of them, as far as they are known in this language.
    pub(crate) fn phrase(&self, english: &str) -> String {
        if self.language == Language::English {
            return english.to_owned();
        }
        let whole = self.word(english).or_else(|| self.filled(&phrases().sentences, english));
        whole.unwrap_or_else(|| {
            let known = |part| self.word(part).or_else(|| self.filled(&phrases().phrases, part));
            let parts = english.split(", ").map(|part| known(part).unwrap_or_else(|| part.to_owned()));
            parts.collect::<Vec<_>>().join(", ")
        })
    }

    fn word(&self, english: &str) -> Option<String> {
        phrases().words.get(english).map(|wording| wording.of(self.language).to_owned())
    }

    fn filled(&self, templates: &BTreeMap<String, Wording>, english: &str) -> Option<String> {
        templates.iter().find_map(|(template, wording)| {
            let values = holes(template, english)?;
            let value = |hole: &str| values.iter().find(|(name, _)| *name == hole).map(|(_, value)| *value);
            let mut text = String::new();
            for (index, part) in wording.of(self.language).split(['{', '}']).enumerate() {
                match part {
                    literal if index % 2 == 0 => text.push_str(literal),
                    "*" => text.push_str(&self.phrase(value("*")?)),
                    hole => text.push_str(value(hole)?),
                }
            }
            Some(text)
        })
    }
}

/// A phrase as the report says it in that language; nothing where it is not known.
pub fn wording(language: Language, english: &str) -> Option<String> {
    let told = Text::of(language).phrase(english);
    (language == Language::English || told != english).then_some(told)
}

/// What stands in the holes of a template, by their names, where the text has its shape.
fn holes<'t>(template: &'t str, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let mut values = Vec::new();
    let (before, mut left) = template.split_once('{')?;
    let mut rest = text.strip_prefix(before)?;
    loop {
        let (hole, after) = left.split_once('}')?;
        let (literal, next) =
            after.split_once('{').map_or((after, None), |(literal, next)| (literal, Some(next)));
        let value = match next {
            None => rest.strip_suffix(literal)?,
            Some(_) => &rest[..rest.find(literal)?],
        };
        if value.is_empty() || !is_balanced(value) {
            return None;
        }
        values.push((hole, value));
        let Some(next) = next else { return Some(values) };
        rest = &rest[value.len() + literal.len()..];
        left = next;
    }
}

/// Whether every bracket that closes was opened before.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    text.chars().all(|sign| match sign {
        '(' => {
            open += 1;
            true
        }
        ')' => open.checked_sub(1).map(|left| open = left).is_some(),
        _ => true,
    }) && open == 0
}

fn phrases() -> &'static Wordings {
    static PHRASES: OnceLock<Wordings> = OnceLock::new();
    // A test holds that the file can be read; English is better than nothing.
    PHRASES.get_or_init(|| toml::from_str(include_str!("../../text/phrases.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish(english: &str) -> String {
        Text::of(Language::Swedish).phrase(english)
    }

    #[test]
    fn the_file_can_be_read() {
        assert!(toml::from_str::<Wordings>(include_str!("../../text/phrases.toml")).is_ok());
    }

    #[test]
    fn what_is_known_as_a_whole_is_translated_and_nothing_else() {
        assert_eq!(
            swedish("email, form-content, customer-number"),
            "e-postadress, formulärinnehåll, customer-number"
        );
        assert_eq!(
            swedish("cookie name on example.se, header server: cdn on www.example.se"),
            "kakan name på example.se, huvudet server: cdn på www.example.se"
        );
        assert_eq!(swedish("Email AB"), "Email AB");
        assert_eq!(Text::of(Language::English).phrase("email"), "email");
    }

    #[test]
    fn phrases_may_hold_lists_of_phrases() {
        assert_eq!(
            swedish(", set by the script https://a.example/x.js, a script"),
            ", satt av skriptet https://a.example/x.js, ett skript"
        );
        assert_eq!(
            swedish("security (clause 6.1), object (clause 6.2)"),
            "säkerhet (punkt 6.1), rätt att invända (punkt 6.2)"
        );
        assert_eq!(
            Text::of(Language::Danish).phrase("annulled on 2020-07-16 (Schrems II, C-311/18)"),
            "erklæret ugyldigt 2020-07-16 (Schrems II, C-311/18)"
        );
    }

    #[test]
    fn braces_in_what_was_seen_are_no_holes() {
        assert_eq!(swedish("cookie {b} on {a}"), "kakan {b} på {a}");
    }
}
