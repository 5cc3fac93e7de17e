//! The outer form of an archive, taken apart without reading its entries.
//!
//! It never waits for the end: what was read before a mistake is there.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{guard, loose::Loose};

/// The parts of an archive, as they stand in its text.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) creator: Option<Program>,
    pub(super) browser: Option<Program>,
    pub(super) pages: Vec<&'a RawValue>,
    pub(super) entries: Vec<&'a RawValue>,
    seen: Vec<String>,
}

/// What wrote an archive.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Program {
    #[serde(default)]
    pub(super) name: Loose,
    #[serde(default)]
    pub(super) version: Loose,
}

impl<'a> Parts<'a> {
    /// Fills in what the text holds. Returns where and why it had to stop, where it did.
    pub(super) fn fill(&mut self, text: &'a str) -> Option<(u64, String)> {
        let mut from = serde_json::Deserializer::from_str(text);
        let root = Table { parts: self, level: Level::Root };
        let whole = root.deserialize(&mut from).and_then(|()| from.end());
        whole.err().map(|error| (guard::offset_of(text, &error), guard::reason(&error)))
    }

    /// A key that stands twice would let one text be read in two ways.
    fn once<E: Error>(&mut self, key: &str) -> Result<(), E> {
        if self.seen.iter().any(|each| each == key) {
            return Err(E::custom(format!("the key `{key}` stands twice")));
        }
        self.seen.push(key.to_owned());
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
enum Level {
    Root,
    Log,
}

struct Table<'p, 'a> {
    parts: &'p mut Parts<'a>,
    level: Level,
}

impl<'a> DeserializeSeed<'a> for Table<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Table<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an archive: an object with `log`")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match (self.level, key.as_str()) {
                (Level::Root, "log") => {
                    self.parts.once(&key)?;
                    map.next_value_seed(Table { parts: self.parts, level: Level::Log })?;
                }
                (Level::Log, "pages") => {
                    self.parts.once(&key)?;
                    map.next_value_seed(List(&mut self.parts.pages))?;
                }
                (Level::Log, "entries") => {
                    self.parts.once(&key)?;
                    map.next_value_seed(List(&mut self.parts.entries))?;
                }
                (Level::Log, "creator") => self.parts.creator = map.next_value()?,
                (Level::Log, "browser") => self.parts.browser = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

struct List<'p, 'a>(&'p mut Vec<&'a RawValue>);

impl<'a> DeserializeSeed<'a> for List<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for List<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(raw) = seq.next_element()? {
            self.0.push(raw);
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
