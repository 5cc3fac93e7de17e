//! Every sentence that a rule can say stands in Swedish and Danish, too.

use std::{collections::BTreeSet, path::Path};

use vidne_show::Language;

/// The names of the sentences in a rule's own text: the first argument of each `message!`.
fn sentences(source: &str) -> BTreeSet<String> {
    let code = source.lines().filter(|line| !line.starts_with("//!")).collect::<Vec<_>>().join("\n");
    let calls = code.split("message!(").skip(1);
    calls.filter_map(|call| call.split('"').nth(1)).map(str::to_owned).collect()
}

#[test]
fn every_rule_speaks_swedish_and_danish() {
    for language in [Language::Swedish, Language::Danish] {
        let keys = vidne_show::rule_keys(language);
        let mut missing = Vec::new();
        for rule in vidne_rules::rules() {
            let own = sentences(rule.source).into_iter().chain(["title".to_owned(), "remedy".to_owned()]);
            missing
                .extend(own.map(|name| format!("{}--{name}", rule.id)).filter(|key| !keys.contains_key(key)));
        }
        assert_eq!(missing, Vec::<String>::new(), "{language:?}");
    }
}

#[test]
fn every_provision_is_told_in_swedish_and_danish() {
    let law = vidne_law::Law::embedded();
    let titles: BTreeSet<&str> = law.provisions().map(|provision| provision.title.as_str()).collect();
    let told: BTreeSet<&str> = vidne_show::provision_titles().collect();
    assert_eq!(titles.symmetric_difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_limit_of_an_adequacy_decision_is_told_in_swedish_and_danish() {
    let law = vidne_law::Law::embedded();
    let limits: BTreeSet<&str> = law.decisions().filter_map(|decision| decision.limits.as_deref()).collect();
    assert!(!limits.is_empty());
    assert_eq!(untold(limits.into_iter().map(str::to_owned)), Vec::<String>::new());
}

#[test]
fn every_damage_and_failure_is_told_in_swedish_and_danish() {
    let mut said = BTreeSet::new();
    reasons(&crate::folder::repository().join("crates/vidne-read/src"), &mut said);
    assert!(said.len() > 40, "{said:?}");
    assert_eq!(untold(said), Vec::<String>::new());
}

/// What somebody reads in English, in whichever language.
fn untold(said: impl IntoIterator<Item = String>) -> Vec<String> {
    let told = |english: &String| {
        [Language::Swedish, Language::Danish]
            .into_iter()
            .all(|language| vidne_show::wording(language, english).is_some())
    };
    said.into_iter().filter(|english| !told(english)).collect()
}

/// The sentences in which a reader of captures says what is broken, `7` in the place of what it puts in.
fn reasons(folder: &Path, said: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the crate has its sources") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            reasons(&path, said);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source is text");
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            said.extend(code.lines().filter_map(reason));
        }
    }
}

/// The sentence in a line that tells a damage or a failure.
fn reason(line: &str) -> Option<String> {
    let tells = ["flaw(", "damage(", "remark(", "fault(", "Outcome::Failed(", "let reason = "];
    let sentence = line.split_once('"').filter(|(call, _)| tells.iter().any(|each| call.contains(each)))?.1;
    let sentence = sentence.split('"').next()?;
    let counted = line.trim_start().starts_with("remark(ask, observed, ") && !line.contains("format!(");
    let mut told = if counted && !line.contains("to_owned") { "7 ".to_owned() } else { String::new() };
    for (index, part) in sentence.split(['{', '}']).enumerate() {
        told.push_str(if index % 2 == 0 { part } else { "7" });
    }
    // A file's name before what another library says is no sentence of ours.
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    (told.split_whitespace().any(is_word) && told.contains(' ')).then_some(told)
}

#[test]
fn the_swedish_report_says_its_sentences_in_swedish() {
    let arguments = ["assess", "examples/regeringen-se", "--at", "2022-11-07", "--language", "sv"];
    let output = crate::folder::vidne(&arguments, &crate::folder::repository()).output().expect("it starts");
    let said = crate::folder::text(&output.stdout);
    assert!(
        said.contains("Cloudflare") && said.contains("registerförteckning")
            || said.contains("integritetspolicyn"),
        "{said}"
    );
    assert!(!said.contains("the privacy notice does not mention"), "{said}");
    assert!(!said.contains("the notice states"), "{said}");
}
