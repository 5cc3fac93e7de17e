//! Strangers write names, quotes and addresses. Whatever they write stays text.

use proptest::prelude::*;
use scraper::{Html, Selector};
use vidne_model::{
    finding::{Accepted, Assessment, Message, RulePage},
    id::{RuleId, ServiceId},
    message,
    observed::Phase,
    place::Place,
    time::Day,
};
use vidne_show::{Colour, Language, Options, Screenshot, explain, html, json, plain, sarif};

use crate::{backups::backups, case, html::dangers};

/// What attackers write, between anything at all.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</style><script>x</script>",
        "\"><img src=https://evil.example/x onerror=alert(1)>",
        "' onmouseover='x",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://",
        "data:text/html,<script>x</script>",
        "https://a.example/\" onclick=\"x",
        "</title></head><body onload=x>",
        "-->]]></svg><iframe src=//evil.example>",
        "{ $who } {who} { -term }",
        "\u{1b}[2J\u{1b}]0;x\u{7}",
        "\u{202e}txt.exe\u{2066}",
        "\u{0}\u{85}\u{9b}31m",
        "../../etc/passwd",
        "//evil.example/x",
        "%00%0a",
    ]);
    prop_oneof![known.prop_map(str::to_owned), any::<String>()]
}

/// The full case with a stranger's text in every field that can hold one.
fn written_by(stranger: &str) -> (Assessment, Vec<RulePage>) {
    let mut assessment = Assessment { standings: backups().standings, ..case::full() };
    let own = || stranger.to_owned();
    let place = Place { file: stranger.into(), line: 0, column: u32::MAX };
    assessment.service = ServiceId::from(stranger);
    for finding in &mut assessment.findings {
        finding.rule = RuleId::from(stranger);
        finding.subject.id = own();
        finding.message = message!("x", "{who} and {what}", who = stranger, what = stranger);
        finding.advice = Message { id: "remedy", template: own().into(), arguments: vec![("who", own())] };
        finding.exhibits.iter_mut().for_each(|citation| citation.what = own());
        finding.places = vec![place.clone()];
        finding.caveats = vec![own()];
        finding.accepted = finding.accepted.as_ref().map(|_| Accepted {
            reason: own(),
            until: Some(Day::exact(jiff::civil::Date::MAX)),
            place: place.clone(),
        });
        for provision in &mut finding.law {
            (provision.key, provision.short, provision.title, provision.url) =
                (own(), own(), own(), Some(own()));
        }
    }
    for question in &mut assessment.questions {
        question.rule = RuleId::from(stranger);
        question.subject.id = own();
        question.lacks = Message { id: "x", template: own().into(), arguments: Vec::new() };
        question.advice = question.lacks.clone();
    }
    for page in &mut assessment.pages {
        page.url = own();
        page.versions
            .iter_mut()
            .for_each(|version| (version.gained, version.lost) = (vec![own()], vec![own()]));
    }
    for standing in &mut assessment.standings {
        standing.backup = stranger.into();
        standing.copy = stranger.into();
        standing.location = Some(own());
        standing.place = place.clone();
        for verdict in &mut standing.verdicts {
            verdict.why = Message { id: "x", template: own().into(), arguments: Vec::new() };
            verdict.exhibits.iter_mut().for_each(|citation| citation.what = own());
        }
    }
    for exception in &mut assessment.unused_exceptions {
        (exception.rule, exception.subject, exception.reason) = (RuleId::from(stranger), own(), own());
        exception.place = place.clone();
    }
    assessment.damages.iter_mut().for_each(|damage| damage.reason = own());
    let mut rules = case::rules();
    for rule in &mut rules {
        rule.id = RuleId::from(stranger);
        (rule.title, rule.why, rule.remedy, rule.markdown) = (own(), own(), own(), own());
        rule.law[0].url = Some(own());
    }
    (assessment, rules)
}

fn options(stranger: &str, language: Language) -> Options {
    Options {
        language,
        colour: Colour::Never,
        service: Some(stranger.to_owned()),
        evidence: Some(stranger.to_owned()),
        version: stranger.to_owned(),
        colophon: vec![(stranger.to_owned(), stranger.to_owned())],
        ..crate::html::options()
    }
}

fn is_plain(c: char) -> bool {
    c == '\n' || !c.is_control() && c != '\u{202e}'
}

fn shape(page: &str) -> Vec<String> {
    let document = Html::parse_document(page);
    // Links come and go with what is a plain address, marks of language with what is translated.
    let shape = Selector::parse("body *:not(a):not(bdi):not(span)").expect("the test writes selectors");
    document.select(&shape).map(|element| element.value().name().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_page_holds_no_markup_and_no_link_of_a_stranger(stranger in text(), language in 0_usize..3) {
        let (assessment, rules) = written_by(&stranger);
        let screenshot = Screenshot {
            exhibit: case::exhibit(3),
            mime: &stranger,
            bytes: stranger.as_bytes(),
            at: assessment.now,
            what: &stranger,
            phase: Phase::AfterReject,
        };
        let options = options(&stranger, Language::ALL[language]);
        let page = html(&assessment, &rules, &options, &[screenshot]);
        prop_assert_eq!(dangers(&page), Vec::<String>::new());
        prop_assert!(page.chars().all(is_plain));
    }

    #[test]
    fn a_terminal_gets_no_control_character_of_a_stranger(stranger in text(), width in 0_usize..200) {
        let (assessment, rules) = written_by(&stranger);
        let options = Options { width, ..options(&stranger, Language::English) };
        for said in [plain(&assessment, &options), explain(&rules[0], &options)] {
            prop_assert!(said.chars().all(is_plain), "{said:?}");
        }
    }

    #[test]
    fn programs_read_back_what_the_stranger_wrote(stranger in text()) {
        let (assessment, rules) = written_by(&stranger);
        let options = options(&stranger, Language::Swedish);
        let document: serde_json::Value = serde_json::from_str(&json(&assessment, &options)).expect("it is JSON");
        prop_assert_eq!(document["findings"][0]["subject"]["id"].as_str(), Some(stranger.as_str()));
        let log: serde_json::Value = serde_json::from_str(&sarif(&assessment, &rules, &options)).expect("it is JSON");
        let uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
        prop_assert!(uri.is_some_and(|uri| uri.is_ascii() && !uri.starts_with('/') && !uri.contains(':')), "{uri:?}");
    }
}

#[test]
fn a_script_in_every_field_changes_nothing_about_the_page() {
    let page = |stranger: &str| {
        let (assessment, rules) = written_by(stranger);
        html(&assessment, &rules, &options(stranger, Language::English), &[])
    };
    let hostile = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>";
    assert_eq!(shape(&page("harmless")), shape(&page(hostile)));
}
