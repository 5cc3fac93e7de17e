//! Headers as a log holds them: in its order, several values of one name apart.
//!
//! It never leaves one out: an export holds what was sent and received.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

/// Headers with their names as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Takes over one header. Browsers join the values of one name by line breaks.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        for line in value.split('\n') {
            self.0.push((name.trim().to_owned(), line.trim_end_matches('\r').to_owned()));
        }
    }

    /// The first value of that name, which is in lower case.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.each().find(|(each, _)| each.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Every value of that name, which is in lower case.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.each().filter(move |(each, _)| each.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ByName)
    }
}

struct ByName;

impl<'de> Visitor<'de> for ByName {
    type Value = Headers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("headers by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Headers, A::Error> {
        let mut headers = Headers::default();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            match value {
                Value::String(text) => headers.push(&name, &text),
                Value::Number(number) => headers.push(&name, &number.to_string()),
                Value::Bool(flag) => headers.push(&name, &flag.to_string()),
                Value::Null | Value::Array(_) | Value::Object(_) => {}
            }
        }
        Ok(headers)
    }
}
