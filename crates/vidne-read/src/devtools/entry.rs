//! One entry of a log before it is understood: its method, and the rest as it stands.
//!
//! It never fails on what an entry holds, only on what is no JSON: a log is read past entries that mean nothing here.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::loose::Loose;

/// One entry of a log. Of a key that stands twice the last counts, as everywhere with this protocol.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    pub(super) method: Option<String>,
    pub(super) params: Option<&'a RawValue>,
    pub(super) session: Option<String>,
    pub(super) message: Option<&'a RawValue>,
}

impl<'a> Entry<'a> {
    /// What the entry says, as it stands in the log.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.params.or(self.message).map(RawValue::get)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Entry<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Entry<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry<'de>, A::Error> {
        let mut entry = Entry::default();
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Method => entry.method = map.next_value::<Loose>()?.0,
                Key::Params => entry.params = map.next_value()?,
                Key::SessionId => entry.session = map.next_value::<Loose>()?.0,
                Key::Message => entry.message = map.next_value()?,
                Key::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(entry)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Entry<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Entry::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }

    fn visit_unit<E>(self) -> Result<Entry<'de>, E> {
        Ok(Entry::default())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Key {
    Method,
    Params,
    SessionId,
    Message,
    #[serde(other)]
    Other,
}
