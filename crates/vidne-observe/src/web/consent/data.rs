//! Our own rules and words, as they stand in `rules.toml` and `words.toml`.
//!
//! Nothing about a single site stands in them: only consent tools that many use, and words that all use.

use std::{collections::BTreeMap, mem, sync::LazyLock};

use serde::{Deserialize, Serialize};
use serde_json::json;

/// The expression that puts our own rules and words into a world.
pub(super) fn install() -> &'static str {
    static INSTALL: LazyLock<String> = LazyLock::new(|| {
        let Words { topic, consent, other, name, .. } = words();
        let words = json!({"topic": topic, "consent": consent, "other": other, "name": name});
        let data = json!({"rules": rules(), "words": words});
        format!("({})({data})", include_str!("act.js").trim())
    });
    &INSTALL
}

/// How one consent tool is known and worked.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    banner: Vec<String>,
    reject: Option<Vec<Vec<String>>>,
    accept: Option<Vec<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
}

fn rules() -> Vec<Rule> {
    toml::from_str::<Rules>(include_str!("rules.toml")).expect("rules.toml is tested").rule
}

/// What consent layers and their buttons say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    topic: Vec<String>,
    consent: Vec<String>,
    other: Vec<String>,
    name: Vec<String>,
    pub(super) filler: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) yes: Vec<String>,
    pub(super) all: Vec<String>,
    pub(super) recommended: Vec<String>,
    pub(super) not: Vec<String>,
    pub(super) except: Vec<String>,
    pub(super) which: Vec<String>,
    pub(super) choose: Vec<String>,
    pub(super) needed: Vec<String>,
    pub(super) optional: Vec<String>,
    pub(super) further: Vec<String>,
    pub(super) off: Vec<String>,
    language: BTreeMap<String, Said>,
    /// The phrases of all languages together: a page mixes them.
    #[serde(skip)]
    pub(super) said: Said,
}

/// What buttons say, by what they do.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub(super) reject: Vec<String>,
    pub(super) accept: Vec<String>,
    pub(super) acknowledge: Vec<String>,
    pub(super) settings: Vec<String>,
    pub(super) save: Vec<String>,
    pub(super) part: Vec<String>,
}

/// The words of `words.toml`.
pub(super) fn words() -> Words {
    let mut words: Words = toml::from_str(include_str!("words.toml")).expect("words.toml is tested");
    for mut each in mem::take(&mut words.language).into_values() {
        words.said.reject.append(&mut each.reject);
        words.said.accept.append(&mut each.accept);
        words.said.acknowledge.append(&mut each.acknowledge);
        words.said.settings.append(&mut each.settings);
        words.said.save.append(&mut each.save);
        words.said.part.append(&mut each.part);
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{rules, words};

    #[test]
    fn every_rule_has_a_name_of_its_own_and_something_to_know_its_tool_by() {
        let rules = rules();
        let names: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(names.len(), rules.len());
        assert!(rules.iter().all(|rule| !rule.banner.is_empty()));
        assert!(rules.iter().all(|rule| rule.reject.is_some() == rule.accept.is_some()));
    }

    #[test]
    fn every_selector_is_one_that_a_browser_understands() {
        for rule in rules() {
            let ways = [rule.reject, rule.accept].into_iter().flatten().flatten().flatten();
            for selector in rule.banner.into_iter().chain(ways) {
                let parts = selector.split(">>>").map(scraper::Selector::parse);
                assert!(parts.into_iter().all(|part| part.is_ok()), "{}: {selector}", rule.id);
            }
        }
    }

    #[test]
    fn no_phrase_both_refuses_and_accepts() {
        let words = words();
        let refused: BTreeSet<&String> = words.said.reject.iter().collect();
        let both: Vec<_> = words
            .said
            .accept
            .iter()
            .chain(&words.said.acknowledge)
            .filter(|each| refused.contains(each))
            .collect();
        assert!(both.is_empty(), "{both:?}");
    }

    #[test]
    fn phrases_are_in_the_small_letters_they_are_compared_in() {
        let words = words();
        let all = [
            &words.said.reject,
            &words.said.accept,
            &words.said.acknowledge,
            &words.said.settings,
            &words.said.save,
        ];
        let odd: Vec<_> = all
            .into_iter()
            .flatten()
            .filter(|each| each.to_lowercase() != **each || each.contains("  "))
            .collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}
