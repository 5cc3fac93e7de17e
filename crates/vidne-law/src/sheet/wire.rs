//! How single values stand in the data files: dates as TOML dates, countries and ids as texts.
//!
//! It never accepts a time of day where a date is meant, and never an empty id.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error};
use toml::value::Datetime;
use vidne_model::id::{Country, InstrumentId};

pub(crate) fn date<'de, D: Deserializer<'de>>(reader: D) -> Result<Date, D::Error> {
    civil(Datetime::deserialize(reader)?)
}

pub(crate) fn some_date<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Date>, D::Error> {
    date(reader).map(Some)
}

pub(crate) fn country<'de, D: Deserializer<'de>>(reader: D) -> Result<Country, D::Error> {
    String::deserialize(reader)?.parse().map_err(D::Error::custom)
}

pub(crate) fn some_country<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Country>, D::Error> {
    country(reader).map(Some)
}

pub(crate) fn countries<'de, D: Deserializer<'de>>(reader: D) -> Result<Vec<Country>, D::Error> {
    let codes = Vec::<String>::deserialize(reader)?;
    codes.iter().map(|code| code.parse().map_err(D::Error::custom)).collect()
}

pub(crate) fn instrument<'de, D: Deserializer<'de>>(reader: D) -> Result<InstrumentId, D::Error> {
    let text = String::deserialize(reader)?;
    if text.is_empty() { Err(D::Error::custom("an id must not be empty")) } else { Ok(text.into()) }
}

pub(crate) fn some_instrument<'de, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<InstrumentId>, D::Error> {
    instrument(reader).map(Some)
}

fn civil<E: Error>(read: Datetime) -> Result<Date, E> {
    let (Some(date), None) = (read.date, read.time) else {
        return Err(E::custom("expected a date without a time, such as 2020-07-16"));
    };
    let [year, month, day] = [i32::from(date.year), i32::from(date.month), i32::from(date.day)];
    let narrow = |number: i32| i8::try_from(number).unwrap_or(0);
    let year = i16::try_from(year).unwrap_or(-1);
    Date::new(year, narrow(month), narrow(day)).map_err(|_| E::custom("there is no such day"))
}
