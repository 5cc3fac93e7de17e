//! The walk that waits says the same as one that asks everything at every instant.

use jiff::Timestamp;
use vidne_model::{declared::Declared, finding::Assessment, observed::Observed};

use super::{Horizon, assess, told, walk::Walk};
use crate::{
    Case, Sources,
    manual::Promise,
    rule::{Rule, rules},
};

#[test]
fn nobody_is_asked_too_late() {
    let mut late = Vec::new();
    for rule in rules() {
        for (declared, observed) in examples(rule) {
            let case = Case::new(&declared, &observed, sources());
            for now in ["2022-11-07T12:00:00Z", "2023-03-27T12:00:00Z"].map(instant) {
                let end = instant("2027-01-01T00:00:00Z");
                let (waits, asks) = (assess(&case, now, Horizon::Until(end)), asking_always(&case, now, end));
                if (&waits.findings, &waits.questions) != (&asks.findings, &asks.questions) {
                    late.push(format!("{} at {now}", rule.id));
                }
            }
        }
    }
    assert!(
        late.is_empty(),
        "a rule reads something of which its view does not note when it changes: {late:#?}"
    );
}

#[test]
fn an_accepted_finding_is_told_to_return_when_its_exception_runs_out() {
    let returns = |exceptions: &[(&str, &str)], end: &str| {
        let exceptions = exceptions.iter().map(|(reason, until)| {
            format!(
                "[[declared.exception]]\nrule = \"edge-without-agreement\"\nsubject = \"edge:e\"\nreason = \"{reason}\"\n{until}\n"
            )
        });
        let edge = "[[declared.edge]]\nid = \"e\"\nfrom_organisation = \"controller\"\nto_organisation = \"host\"\n\
                    role = \"processor\"\nfrom = 2022-01-01\nuntil = 2023-06-01\n";
        let view = format!("{edge}{}", exceptions.collect::<String>());
        let declared = vidne_declare::read_example(&view).expect("a declaration");
        let observed = Observed::default();
        let case = Case::new(&declared, &observed, sources());
        let told = assess(&case, instant("2022-11-07T12:00:00Z"), Horizon::Until(instant(end)));
        let of_edge =
            told.findings.into_iter().filter(|found| found.rule.as_str() == "edge-without-agreement");
        of_edge
            .map(|found| (found.interval.opened.by.to_string(), found.accepted.is_some()))
            .collect::<Vec<_>>()
    };
    let begins = ("2022-01-01T00:00:00Z".to_owned(), true);
    let back = |day: &str| vec![begins.clone(), (format!("{day}T00:00:00Z"), false)];
    let first = ("negotiating", "until = 2023-01-01");
    assert_eq!(returns(&[first], "2023-12-31T00:00:00Z"), back("2023-01-01"));
    assert_eq!(returns(&[first], "2022-12-31T00:00:00Z"), std::slice::from_ref(&begins));
    let second = ("still negotiating", "until = 2023-03-01");
    assert_eq!(returns(&[first, second], "2023-12-31T00:00:00Z"), back("2023-03-01"));
    assert_eq!(returns(&[first, ("for good", "")], "2023-12-31T00:00:00Z"), std::slice::from_ref(&begins));
    // It is over before the exception is.
    assert_eq!(
        returns(&[("waiting", "until = 2023-07-01")], "2023-12-31T00:00:00Z"),
        std::slice::from_ref(&begins)
    );
}

/// The same walk, but nothing that was answered is remembered from one instant to the next.
fn asking_always(case: &Case<'_>, now: Timestamp, end: Timestamp) -> Assessment {
    let mut walk = Walk::new(case, now, end);
    while walk.step() {
        walk.forget();
    }
    told(case, now, end, walk.into_track())
}

fn examples(rule: &Rule) -> Vec<(Declared, Observed)> {
    let promises = [Promise::Fires, Promise::StaysSilent, Promise::CannotTell];
    let examples = promises.into_iter().flat_map(|promise| rule.examples(promise));
    let read = examples.map(|example| {
        let declared = vidne_declare::read_example(&example.view);
        let observed = vidne_read::read_example(&example.view);
        (declared.expect("the example declares something"), observed.expect("the example shows something"))
    });
    read.collect()
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn sources() -> Sources<'static> {
    Sources {
        law: vidne_law::Law::embedded(),
        catalogue: vidne_catalogue::Catalogue::embedded(),
        lexicon: vidne_disclosure::Lexicon::built_in(),
        addresses: None,
    }
}
