//! Every sentence that a rule can say stands in Swedish and Danish, too.

use std::collections::BTreeSet;

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
