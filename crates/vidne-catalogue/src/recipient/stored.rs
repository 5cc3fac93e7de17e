//! How the model's ids are kept in the compiled-in catalogue: as plain text.
//!
//! It never checks more than the types themselves do: what is stored was checked when it was built.

pub(super) mod id {
    use serde::{Deserialize, Deserializer, Serializer};
    use vidne_model::id::RecipientId;

    pub(in super::super) fn serialize<S: Serializer>(id: &RecipientId, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(id.as_str())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<RecipientId, D::Error> {
        String::deserialize(from).map(RecipientId::from)
    }
}

pub(super) mod host {
    use serde::{Deserialize, Deserializer, Serializer};
    use vidne_model::id::Host;

    pub(in super::super) fn serialize<S: Serializer>(host: &Host, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(host.as_str())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Host, D::Error> {
        String::deserialize(from).map(|text| Host::new(&text))
    }
}

pub(super) mod country {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use vidne_model::id::Country;

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(in super::super) fn serialize<S: Serializer>(country: &Country, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(country.as_str())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Country, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

pub(super) mod data {
    use serde::{Deserialize, Deserializer, Serializer};
    use vidne_model::id::DataCategory;

    pub(in super::super) fn serialize<S: Serializer>(
        data: &[DataCategory],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(data.iter().map(DataCategory::as_str))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<DataCategory>, D::Error> {
        Ok(Vec::<String>::deserialize(from)?.into_iter().map(DataCategory::from).collect())
    }
}
