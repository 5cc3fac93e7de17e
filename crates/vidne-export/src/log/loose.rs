//! A value where a log promises one of its kind, whatever stands there.
//!
//! It never lets one key of another kind spoil a whole event.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// The value, where it is of the wanted kind; otherwise nothing.
pub(super) fn maybe<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

/// The value, where it is of the wanted kind; otherwise the usual one.
pub(super) fn or_default<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: DeserializeOwned + Default,
    D: Deserializer<'de>,
{
    Ok(maybe(from)?.unwrap_or_default())
}

/// The things of a list that are of the wanted kind.
pub(super) fn list<'de, T, D>(from: D) -> Result<Vec<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let Value::Array(items) = Value::deserialize(from)? else { return Ok(Vec::new()) };
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}
