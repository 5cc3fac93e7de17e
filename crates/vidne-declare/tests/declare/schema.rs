//! The schema says what the reader does.

use serde_json::Value;
use vidne_declare::{STARTER, schema};

use crate::read_one;

/// TOML as JSON, days as texts: what an editor's checker sees.
fn as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, convert(value))).collect())
            }
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
        }
    }
    convert(toml::Value::Table(text.parse().expect("it is TOML")))
}

#[test]
fn the_schema_is_a_schema_and_describes_every_key() {
    assert!(jsonschema::meta::is_valid(&schema()));
    let text = schema().to_string();
    assert_eq!(text, schema().to_string());
    let properties = schema()["$defs"]["Edge"]["properties"].clone();
    let properties = properties.as_object().expect("edges have keys");
    assert!(
        properties.values().all(|each| each["description"].as_str().is_some_and(|text| !text.is_empty()))
    );
    assert_eq!(
        schema()["$defs"]["Transfer"]["properties"]["module"]["enum"],
        serde_json::json!([1, 2, 3, 4])
    );
}

#[test]
fn what_the_reader_accepts_the_schema_accepts() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    assert!(read_one(STARTER).is_ok());
    let start = as_json(STARTER);
    let refused: Vec<String> = validator.iter_errors(&start).map(|error| error.to_string()).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    for (right, wrong) in [
        ("criticality =", "criticallity ="),
        ("\"normal\"", "\"abnormal\""),
        ("\"SE\"", "\"Sweden\""),
        ("[\"visitor\"]", "\"visitor\""),
        ("controller = \"us\"", ""),
        ("\"us\"", "\"u s\""),
        ("https://", "ftp://"),
    ] {
        let text = STARTER.replacen(right, wrong, 1);
        assert_ne!(text, STARTER, "{right}");
        assert!(read_one(&text).is_err(), "{wrong}");
        assert!(!validator.is_valid(&as_json(&text)), "{wrong}");
    }
}
