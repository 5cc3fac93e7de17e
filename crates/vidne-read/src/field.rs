//! Names of the fields that a request sends, in its query and in its body.
//!
//! It never keeps a value.

use std::{collections::BTreeSet, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};

use crate::{address, body};

/// Names of fields, sorted, each once.
#[derive(Debug, Default)]
pub(crate) struct Fields(BTreeSet<String>);

impl Fields {
    /// Those of an address's query.
    pub(crate) fn of_url(url: &str) -> Self {
        let mut fields = Self::default();
        fields.add_pairs(address::query(url).unwrap_or_default());
        fields
    }

    /// One by its name.
    pub(crate) fn add(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && name.len() <= LONGEST && self.0.len() < MOST {
            self.0.insert(name.to_owned());
        }
    }

    /// Those of a body: JSON (also several texts, one per line), a form, or parts. Names inside of others are joined with a dot.
    pub(crate) fn add_body(&mut self, body: &str, content_type: &str) {
        let kind = body::kind(content_type);
        if kind == "multipart/form-data" || body.starts_with("--") {
            return self.add_parts(body);
        }
        let start = body.trim_start();
        if kind.ends_with("json") || start.starts_with(['{', '[']) {
            return self.add_json(start);
        }
        if kind == "application/x-www-form-urlencoded" || is_form(start) {
            self.add_pairs(start);
        }
    }

    /// The names.
    pub(crate) fn names(self) -> Vec<String> {
        self.0.into_iter().collect()
    }

    fn add_pairs(&mut self, text: &str) {
        for pair in text.split('&') {
            let name = pair.split_once('=').map_or(pair, |(name, _)| name);
            self.add(&decoded(name));
        }
    }

    fn add_parts(&mut self, body: &str) {
        for line in body.lines() {
            let is_head =
                line.get(..20).is_some_and(|head| head.eq_ignore_ascii_case("content-disposition:"));
            if let Some((_, rest)) = line.split_once(" name=\"").filter(|_| is_head) {
                self.add(rest.split('"').next().unwrap_or_default());
            }
        }
    }

    /// One text after the other; what stands before a mistake is taken all the same.
    fn add_json(&mut self, text: &str) {
        let mut from = serde_json::Deserializer::from_str(text);
        while (Names { fields: self, path: "" }).deserialize(&mut from).is_ok() {}
    }
}

fn is_form(text: &str) -> bool {
    let name = text.split('&').next().and_then(|pair| pair.split_once('='));
    name.is_some_and(|(name, _)| {
        !name.is_empty()
            && name.len() < 64
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-%[]".contains(&b))
    })
}

/// A name with `%xx` and `+` undone; where that gives no text, as it stands.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|two| str::from_utf8(two).ok());
        let byte = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

/// Walks a JSON text and takes the names of its keys.
struct Names<'f, 'p> {
    fields: &'f mut Fields,
    path: &'p str,
}

impl<'de> DeserializeSeed<'de> for Names<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Names<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{key}", self.path);
            if path.len() > LONGEST || self.fields.0.len() >= MOST {
                return Err(A::Error::custom("too many names"));
            }
            self.fields.add(&path);
            map.next_value_seed(Names { fields: self.fields, path: &path })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Names { fields: self.fields, path: self.path })?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

const MOST: usize = 500;
const LONGEST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str, kind: &str) -> Vec<String> {
        let mut fields = Fields::default();
        fields.add_body(text, kind);
        fields.names()
    }

    #[test]
    fn names_are_taken_and_values_left() {
        assert_eq!(
            Fields::of_url("https://a.se/?uid=7&e%2Dmail=x&flag#f?z=1").names(),
            ["e-mail", "flag", "uid"]
        );
        assert_eq!(body("a=1&b%5B%5D=2", "application/x-www-form-urlencoded"), ["a", "b[]"]);
        assert_eq!(
            body("{\"a\":{\"b\":[{\"c\":\"secret\"}]}}\n{\"d\":1}", "application/x-json-stream"),
            ["a", "a.b", "a.b.c", "d"]
        );
        assert_eq!(body("{\n\"a\":\n1}", "text/plain;charset=UTF-8"), ["a"]);
        assert_eq!(
            body(
                "--x\r\nContent-Disposition: form-data; name=\"mail\"\r\n\r\nme\r\n--x--",
                "multipart/form-data"
            ),
            ["mail"]
        );
        assert!(body("just some text", "text/plain").is_empty());
    }
}
