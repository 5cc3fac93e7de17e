//! One record of a database, in the shapes that are in use.
//!
//! Country databases write `country.iso_code` (`MaxMind`, DB-IP), `country_code` (ip-location-db) or a plain
//! `country` (`IPinfo`); network databases write `autonomous_system_*`, or `asn` and `as_name`. A field of another kind
//! is ignored, never an error: databases hold much that is not asked for.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use vidne_model::id::Country;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    country: Field,
    country_code: Field,
    autonomous_system_number: Field,
    autonomous_system_organization: Field,
    asn: Field,
    as_name: Field,
}

impl Record {
    pub(super) fn country(&self) -> Option<Country> {
        let code = match &self.country {
            Field::Map(fields) => fields.get("iso_code").map(String::as_str),
            field => field.text(),
        };
        [code, self.country_code.text()].into_iter().flatten().find_map(|code| code.parse().ok())
    }

    pub(super) fn operator(&self) -> Option<String> {
        let name = self.autonomous_system_organization.text().or_else(|| self.as_name.text())?;
        Some(name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect())
    }

    pub(super) fn network(&self) -> Option<u32> {
        self.autonomous_system_number.number().or_else(|| self.asn.number())
    }
}

/// A text, a number, a map's texts, or something else.
#[derive(Debug, Default)]
enum Field {
    #[default]
    Other,
    Text(String),
    Number(u32),
    Map(BTreeMap<String, String>),
}

impl Field {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A number, also when it is written `AS13335`.
    fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.strip_prefix("AS").unwrap_or(text).parse().ok(),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Field, E> {
        Ok(Field::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Field, E> {
        Ok(u32::try_from(number).map_or(Field::Other, Field::Number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Field, E> {
        Ok(u32::try_from(number).map_or(Field::Other, Field::Number))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Field, E> {
        Ok(Field::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Field, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    /// Only the country's code is of use; the names in many languages are passed over.
    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Field, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(key) = values.next_key::<String>()? {
            if key == "iso_code" {
                if let Field::Text(text) = values.next_value()? {
                    fields.insert(key, text);
                }
            } else {
                values.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Field::Map(fields))
    }
}

/// In characters.
const LONGEST_NAME: usize = 200;
