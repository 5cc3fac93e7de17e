//! The parts of an archive's pages and entries that are used, as they stand on the wire.
//!
//! It never insists on what recorders leave out: null stands for nothing, and one thing for a list of one.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::value::RawValue;

use crate::loose::Loose;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    #[serde(default)]
    pub(super) id: Loose,
    #[serde(default)]
    pub(super) started_date_time: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    #[serde(default)]
    pub(super) pageref: Loose,
    #[serde(default)]
    pub(super) started_date_time: Loose,
    pub(super) request: Asked,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) response: Answer,
    #[serde(default, rename = "serverIPAddress")]
    pub(super) server_address: Loose,
    /// Chrome's own: a table; other writers put an address here.
    #[serde(default, rename = "_initiator")]
    pub(super) initiator: Option<Box<RawValue>>,
    #[serde(default, rename = "_resourceType")]
    pub(super) resource_type: Loose,
    #[serde(default, rename = "_fromCache")]
    pub(super) from_cache: Loose,
    #[serde(default, rename = "_securityDetails", deserialize_with = "or_default")]
    pub(super) security: Option<Security>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    pub(super) url: String,
    #[serde(default)]
    pub(super) method: Loose,
    #[serde(default, deserialize_with = "several")]
    pub(super) headers: Vec<Pair>,
    #[serde(default, deserialize_with = "several")]
    pub(super) cookies: Vec<Cookie>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) post_data: Option<Body>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    #[serde(default)]
    pub(super) status: Loose,
    #[serde(default, deserialize_with = "several")]
    pub(super) headers: Vec<Pair>,
    #[serde(default, deserialize_with = "several")]
    pub(super) cookies: Vec<Cookie>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) content: Content,
    #[serde(default, rename = "redirectURL")]
    pub(super) redirect: Loose,
    #[serde(default, rename = "_error")]
    pub(super) error: Loose,
}

#[derive(Debug, Deserialize)]
pub(super) struct Pair {
    #[serde(default)]
    pub(super) name: Loose,
    #[serde(default)]
    pub(super) value: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cookie {
    #[serde(default)]
    pub(super) name: Loose,
    #[serde(default)]
    pub(super) path: Loose,
    #[serde(default)]
    pub(super) domain: Loose,
    #[serde(default)]
    pub(super) expires: Loose,
    #[serde(default)]
    pub(super) http_only: Loose,
    #[serde(default)]
    pub(super) secure: Loose,
    #[serde(default)]
    pub(super) same_site: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    #[serde(default)]
    pub(super) mime_type: Loose,
    #[serde(default)]
    pub(super) text: Loose,
    #[serde(default, deserialize_with = "several")]
    pub(super) params: Vec<Pair>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    #[serde(default)]
    pub(super) mime_type: Loose,
    #[serde(default)]
    pub(super) text: Loose,
    #[serde(default)]
    pub(super) encoding: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Security {
    #[serde(default)]
    pub(super) protocol: Loose,
    #[serde(default)]
    pub(super) subject_name: Loose,
    #[serde(default)]
    pub(super) issuer: Loose,
}

fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

/// A list; some recorders leave its brackets out around one thing, and write anything for none.
fn several<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    from.deserialize_any(Several(PhantomData))
}

struct Several<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Several<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E>(self, _: &str) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }
}
