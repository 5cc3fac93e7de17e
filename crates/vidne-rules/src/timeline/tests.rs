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

/// The same walk, but nothing that was answered is remembered from one instant to the next.
fn asking_always(case: &Case<'_>, now: Timestamp, end: Timestamp) -> Assessment {
    let mut walk = Walk::new(case, now, end);
    while walk.step() {
        walk.forget();
    }
    told(case, now, walk.into_track())
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
