//! The JSON, and the schema that is published with it.

use serde_json::Value;
use vidne_model::finding::Assessment;
use vidne_show::{Language, Listing, Options, json, json_schema};

use crate::case;

fn written(assessment: &Assessment, options: &Options) -> Value {
    serde_json::from_str(&json(assessment, options)).expect("what is written is JSON")
}

fn whole() -> Options {
    let listed = Listing::List;
    Options { timeline: listed, forecast: listed, exit_code: 13, ..Options::new(case::at(case::NOW)) }
}

#[test]
fn every_report_is_valid_by_the_published_schema() {
    let schema = jsonschema::validator_for(&json_schema()).expect("the schema is one");
    for assessment in [case::full(), case::silent(), case::unknown()] {
        for options in [whole(), Options::new(case::at(case::NOW))] {
            let document = written(&assessment, &options);
            let errors: Vec<_> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
}

#[test]
fn the_schema_describes_every_key_and_requires_it() {
    let schema = json_schema();
    let finding = &schema["$defs"]["Finding"];
    let required = finding["required"].as_array().expect("keys are required");
    let keys = finding["properties"].as_object().expect("keys are described");
    assert_eq!(required.len(), keys.len());
    let document = written(&case::full(), &whole());
    for key in document["findings"][0].as_object().expect("a finding is an object").keys() {
        assert!(keys.contains_key(key), "{key}");
    }
}

#[test]
fn states_and_ends_are_told() {
    let document = written(&case::full(), &whole());
    let findings = document["findings"].as_array().expect("findings are a list");
    let states: Vec<_> =
        findings.iter().map(|finding| finding["state"].as_str().unwrap_or_default()).collect();
    assert_eq!(states, ["open", "open", "open", "accepted", "ahead", "closed"]);
    let closed = &findings[5];
    assert_eq!(closed["opened"]["after"], "2022-09-15T08:00:00Z");
    assert_eq!(closed["closed"]["by"], "2022-11-09T08:00:00Z");
    assert_eq!(closed["days"], 48);
    assert_eq!(findings[0]["closed"], Value::Null);
    assert_eq!(findings[3]["accepted"]["until"], "2023-01-01");
    assert_eq!(document["summary"]["heaviest"], "violation");
    assert_eq!(document["summary"]["violations"], 2);
    assert_eq!(document["summary"]["exit_code"], 13);
    assert_eq!(document["questions"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_was_not_asked_for_is_left_out() {
    let document = written(&case::full(), &Options::new(case::at(case::NOW)));
    assert_eq!(document["findings"].as_array().map(Vec::len), Some(4));
    assert_eq!(document["questions"].as_array().map(Vec::len), Some(1));
}

#[test]
fn keys_come_in_the_same_order_every_time() {
    let text = json(&case::full(), &whole());
    let order = ["schema", "tool", "service", "now", "language", "summary", "findings", "questions", "pages"];
    let order = order.map(|key| format!("\n  \"{key}\": "));
    let places: Vec<_> = order.iter().map(|key| text.find(key.as_str())).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    assert_eq!(text, json(&case::full(), &whole()));
}

#[test]
fn parts_stay_english_while_messages_follow_the_language() {
    let document = written(&case::full(), &Options { language: Language::Danish, ..whole() });
    let findings = document["findings"].as_array().expect("findings are a list");
    let recipient =
        findings.iter().find(|finding| finding["rule"] == "undeclared-recipient").expect("it is there");
    assert!(recipient["message"].as_str().is_some_and(|said| !said.contains("stands")));
    assert_eq!(recipient["message_parts"]["arguments"]["who"], "Cloudflare");
    assert!(
        recipient["message_parts"]["template"].as_str().is_some_and(|said| said.starts_with("{who} stands"))
    );
}

#[test]
fn a_fingerprint_does_not_change_with_time_and_language() {
    let fingerprints = |options: &Options| -> Vec<Value> {
        let document = written(&case::full(), options);
        document["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|finding| finding["fingerprint"].clone())
            .collect()
    };
    let later = Options { now: case::at("2022-11-22T12:00:00Z"), language: Language::Swedish, ..whole() };
    assert_eq!(fingerprints(&whole()), fingerprints(&later));
}
