//! The labelled sentences: what a careful reader says, the reader says.

use std::collections::BTreeMap;

use vidne_disclosure::{Alias, Fact};

use crate::page::{ask, named, near, page, recipient, text};

#[derive(serde::Deserialize)]
struct Labelled {
    fact: String,
    verdict: String,
    text: String,
}

fn verdict(language: &str, sentence: &Labelled) -> String {
    let (what, rest) = sentence.fact.split_once(' ').unwrap_or((&sentence.fact, ""));
    let names = [Alias { text: rest.to_owned(), common_word: what == "word" }];
    if what == "used-for" {
        let (purpose, name) = rest.split_once(' ').expect("a purpose and a name");
        let page = page(language, vec![text(&sentence.text)]);
        return near(&page, &Fact::Purpose(purpose), &recipient(&named(name))).to_string();
    }
    let (what, kind) = what.split_once(':').map_or((what, None), |(what, kind)| (what, Some(kind)));
    let fact = match what {
        "recipient" | "word" => Fact::Recipient { names: &names, kind },
        "cookie" => Fact::Cookie { name: rest },
        "data" => Fact::Data(rest),
        "purpose" => Fact::Purpose(rest),
        "subjects" => Fact::Subjects(rest),
        "basis" => Fact::Basis(rest),
        "transfer" => Fact::Transfer { country: Some(rest).filter(|code| !code.is_empty()) },
        "safeguard" => Fact::Safeguard,
        "copy" => Fact::CopyOfSafeguard,
        other => panic!("`{other}` is no fact"),
    };
    ask(&page(language, vec![text(&sentence.text)]), &fact).verdict.to_string()
}

#[test]
fn every_labelled_sentence_is_read_as_a_careful_reader_reads_it() {
    let all: BTreeMap<String, Vec<Labelled>> = toml::from_str(include_str!("../sentences.toml")).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (language, sentences) in &all {
        for sentence in sentences {
            let got = verdict(language, sentence);
            count += 1;
            if got != sentence.verdict {
                let Labelled { fact, verdict, text } = sentence;
                wrong.push(format!("{language} {fact}: {verdict} expected, {got} given: {text}"));
            }
        }
    }
    assert!(count >= 120, "only {count} sentences");
    assert!(wrong.is_empty(), "{} of {count} are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}
