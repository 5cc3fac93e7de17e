//! Our own rules and words, as they stand in `rules.toml` and `words.toml`.
//!
//! Nothing about a single site stands in them: only consent tools that many use, and words that all use.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};
use serde_json::json;

/// The expression that puts our own rules and words into a world.
pub(super) fn install() -> &'static str {
    static INSTALL: LazyLock<String> = LazyLock::new(|| {
        let data = json!({"rules": rules(), "words": words()});
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

/// The words of all languages together: a page mixes them.
#[derive(Debug, Default, Serialize)]
struct Words {
    topic: Vec<String>,
    name: Vec<String>,
    filler: Vec<String>,
    never: Vec<String>,
    #[serde(flatten)]
    said: Said,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Said {
    reject: Vec<String>,
    accept: Vec<String>,
    acknowledge: Vec<String>,
    settings: Vec<String>,
    save: Vec<String>,
    part: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    topic: Vec<String>,
    name: Vec<String>,
    filler: Vec<String>,
    never: Vec<String>,
    language: BTreeMap<String, Said>,
}

fn words() -> Words {
    let Lexicon { topic, name, filler, never, language } =
        toml::from_str(include_str!("words.toml")).expect("words.toml is tested");
    let mut said = Said::default();
    for mut each in language.into_values() {
        said.reject.append(&mut each.reject);
        said.accept.append(&mut each.accept);
        said.acknowledge.append(&mut each.acknowledge);
        said.settings.append(&mut each.settings);
        said.save.append(&mut each.save);
        said.part.append(&mut each.part);
    }
    Words { topic, name, filler, never, said }
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
