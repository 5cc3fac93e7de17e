//! The JSON Schema of what is accepted, built beside the reader so that the two cannot differ.
//!
//! It never describes anything that the reader does not read.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Wire;

/// The JSON Schema of one value. What has a name stands once, among the definitions, however often it is used.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    schema: Value,
    definitions: BTreeMap<String, Value>,
}

impl Shape {
    /// A table, closed to unknown keys.
    pub(crate) fn table(about: &str) -> Self {
        Self::of(json!({
            "type": "object",
            "description": joined(about),
            "additionalProperties": false,
            "properties": {},
            "required": [],
        }))
    }

    /// Anything that this JSON Schema allows.
    pub(crate) fn of(schema: Value) -> Self {
        Self { schema, definitions: BTreeMap::new() }
    }

    /// One of several.
    pub(crate) fn any_of(shapes: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::of(Value::Null);
        let schemas: Vec<Value> = shapes.into_iter().map(|shape| all.take(shape)).collect();
        all.schema = json!({ "anyOf": schemas });
        all
    }

    /// A list.
    pub(crate) fn list_of(item: Self) -> Self {
        Self { schema: json!({ "type": "array", "items": item.schema }), definitions: item.definitions }
    }

    /// The same under a name.
    pub(crate) fn named(mut self, name: &str) -> Self {
        self.definitions.insert(name.to_owned(), self.schema);
        Self { schema: json!({ "$ref": format!("{DEFINITIONS}{name}") }), definitions: self.definitions }
    }

    /// The name that it has.
    pub(crate) fn name(&self) -> &str {
        self.schema["$ref"].as_str().and_then(|name| name.strip_prefix(DEFINITIONS)).unwrap_or_default()
    }

    pub(crate) fn required<T: Wire>(mut self, key: &str, about: &str) -> Self {
        if let Some(Value::Array(required)) = self.schema.get_mut("required") {
            required.push(key.into());
        }
        self.optional::<T>(key, about)
    }

    pub(crate) fn optional<T: Wire>(self, key: &str, about: &str) -> Self {
        self.property(key, T::shape(), about)
    }

    pub(crate) fn property(mut self, key: &str, shape: Self, about: &str) -> Self {
        let mut schema = self.take(shape);
        if let Value::Object(inner) = &mut schema {
            inner.insert("description".to_owned(), joined(about).into());
        }
        if let Some(Value::Object(properties)) = self.schema.get_mut("properties") {
            properties.insert(key.to_owned(), schema);
        }
        self
    }

    /// The schema with its keys in order of the alphabet, so that it prints the same everywhere.
    pub(crate) fn into_json(mut self) -> Value {
        if let Value::Object(root) = &mut self.schema {
            root.insert("$defs".to_owned(), self.definitions.into_iter().collect::<Map<_, _>>().into());
        }
        sorted(self.schema)
    }

    /// Takes over another's definitions.
    fn take(&mut self, other: Self) -> Value {
        self.definitions.extend(other.definitions);
        other.schema
    }
}

/// The lines of a doc comment as one text.
fn joined(about: &str) -> String {
    about.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let ordered: BTreeMap<String, Value> =
                map.into_iter().map(|(key, each)| (key, sorted(each))).collect();
            Value::Object(ordered.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

const DEFINITIONS: &str = "#/$defs/";
