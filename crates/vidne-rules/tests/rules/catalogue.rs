//! One test for all rules at once: each *Fires*, *Stays silent* and *Cannot tell* is put to its rule.

use jiff::{Timestamp, civil::Date};
use vidne_catalogue::Catalogue;
use vidne_disclosure::Lexicon;
use vidne_law::Law;
use vidne_model::{declared::Declared, observed::Observed, time::date_of};
use vidne_rules::{
    Case, Rule, Sources,
    answer::Answer,
    manual::{Example, Promise},
    rules,
};

#[test]
fn every_rule_does_what_its_text_says() {
    let mut broken = Vec::new();
    for rule in rules() {
        for promise in [Promise::Fires, Promise::StaysSilent, Promise::CannotTell] {
            for example in rule.examples(promise) {
                if let Err(why) = keeps(rule, promise, &example) {
                    broken.push(format!("{}, {promise:?}: {why}\n{}", rule.id, example.view));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} examples fail\n\n{}", broken.len(), broken.join("\n\n"));
}

#[test]
fn every_rule_explains_itself() {
    for rule in rules() {
        assert!(rule.title().ends_with('.'), "{}: the title is one sentence", rule.id);
        for heading in ["Why it matters", "Put it right", "Fires", "Stays silent", "Cannot tell"] {
            assert!(
                rule.section(heading).is_some_and(|text| !text.is_empty()),
                "{} lacks `## {heading}`",
                rule.id
            );
        }
        assert!(!rule.examples(Promise::Fires).is_empty(), "{} shows nothing that fires", rule.id);
        assert!(
            rule.examples(Promise::Fires).iter().all(|example| !example.says.is_empty()),
            "{}: what it says is missing",
            rule.id
        );
        assert!(
            !rule.examples(Promise::StaysSilent).is_empty(),
            "{} shows nothing that stays silent",
            rule.id
        );
        let unsure = rule.section("Cannot tell").unwrap_or_default();
        assert!(
            !rule.examples(Promise::CannotTell).is_empty() || unsure.starts_with("Never: "),
            "{}: when can it not tell?",
            rule.id
        );
    }
}

#[test]
fn every_rule_cites_law_that_is_on_file() {
    for rule in rules() {
        assert!(!rule.law.is_empty(), "{} cites nothing", rule.id);
        for citation in rule.law {
            assert!(
                citation.provision().is_some(),
                "{} cites {}, which is not on file",
                rule.id,
                citation.id()
            );
        }
    }
}

#[test]
fn no_two_rules_share_a_name() {
    let mut ids: Vec<_> = rules().map(|rule| rule.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

fn keeps(rule: &Rule, promise: Promise, example: &Example) -> Result<(), String> {
    let answer = ask(rule, &example.view)?;
    let mut said: Vec<String> =
        answer.findings().iter().map(|found| format!("{}: {}", found.subject(), found.message())).collect();
    said.sort();
    let mut promised = example.says.clone();
    promised.sort();
    let kept = match promise {
        Promise::Fires => said == promised,
        Promise::StaysSilent => said.is_empty() && answer.questions().is_empty(),
        Promise::CannotTell => said.is_empty() && !answer.questions().is_empty(),
    };
    let asked = answer.questions().iter().map(|each| format!("{each:?}")).collect::<Vec<_>>();
    if kept {
        Ok(())
    } else {
        Err(format!("it says\n  {}\nand asks\n  {}", said.join("\n  "), asked.join("\n  ")))
    }
}

fn ask(rule: &Rule, view: &str) -> Result<Answer, String> {
    let (now, known) = instants(view)?;
    let declared = vidne_declare::read_example(view).map_err(|mistakes| mistakes.to_string())?;
    let observed = vidne_read::read_example(view).map_err(|error| error.to_string())?;
    Ok(answer(rule, &declared, &observed, now, known))
}

fn answer(rule: &Rule, declared: &Declared, observed: &Observed, now: Timestamp, known: Date) -> Answer {
    let sources = Sources {
        law: Law::embedded(),
        catalogue: Catalogue::embedded(),
        lexicon: Lexicon::built_in(),
        addresses: None,
    };
    let case = Case::new(declared, observed, sources);
    let mut answer = Answer::default();
    case.ask(rule, now, known, &mut answer);
    answer
}

/// `now`, and `known`, the day of knowledge: that of `now` where the example gives none.
fn instants(view: &str) -> Result<(Timestamp, Date), String> {
    let table: toml::Table = view.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
    let now: Timestamp =
        text("now").ok_or("`now` is missing")?.parse().map_err(|error: jiff::Error| error.to_string())?;
    let known = text("known").map(str::parse).transpose().map_err(|error: jiff::Error| error.to_string())?;
    Ok((now, known.unwrap_or_else(|| date_of(now))))
}
