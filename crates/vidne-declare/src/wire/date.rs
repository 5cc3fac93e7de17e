//! Days, and how exactly they are known.
//!
//! It never asks what day it is.

use jiff::civil::Date;
use serde_json::json;
use toml::{de::DeValue, value::Datetime};
use vidne_model::time::{Day, Period, Precision};

use super::{At, Fields, Log, Part, Shape, Value, Wire, choice};
use crate::mistake::{Draft, MistakeKind, quoted};

impl Wire for Date {
    const EXPECTED: &'static str = "a day without quotes";
    const EXAMPLE: &'static str = "2022-09-22";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let day = match value.get_ref() {
            DeValue::Datetime(datetime) => from_toml(datetime, value, log),
            DeValue::String(text) => from_text(text, value, log),
            _ => {
                log.wrong_type::<Self>(value);
                None
            }
        }?;
        if day.year() < EARLIEST {
            log.add(
                Draft::new(
                    MistakeKind::ImpossibleDate,
                    log.mark(value.span()),
                    format!("{day} is too long ago"),
                )
                .expected(format!("expected a year from {EARLIEST} on"))
                .mend("write the year with four digits"),
            );
        }
        Some(day)
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "format": "date" }))
    }
}

choice! {
    Precision, "a precision", "month" {
        "day" => Day: "The day itself.",
        "month" => Month: "Some day of that month.",
        "year" => Year: "Some day of that year.",
    }
}

/// How exactly the dates of a table are known.
pub(crate) type Precise = Option<At<Precision>>;

/// When a fact holds.
#[derive(Debug)]
pub(crate) struct Lifetime {
    pub(crate) from: Option<At<Date>>,
    pub(crate) until: Option<At<Date>>,
    precision: Precision,
}

impl Lifetime {
    pub(crate) fn period(&self) -> Period {
        Period { from: self.day(self.from.as_ref()), until: self.day(self.until.as_ref()) }
    }

    /// A day of the same table, as exactly as its other days are known.
    pub(crate) fn day(&self, date: Option<&At<Date>>) -> Option<Day> {
        date.map(|date| Day { date: date.value, precision: self.precision })
    }

    fn check(&self, log: &mut Log) {
        let (Some(from), Some(until)) = (&self.from, &self.until) else { return };
        // Within one month or year that is all that is known, the two may be the same.
        let empty = from.value == until.value && self.precision == Precision::Day;
        if until.value < from.value || empty {
            log.add(
                Draft::new(MistakeKind::ImpossibleDate, until.mark, "this ends before it begins")
                    .expected(format!("expected a day after {}", from.value))
                    .related(from.mark, "it begins here")
                    .mend("`until` is the first day on which it no longer holds; leave it out while it does"),
            );
        }
    }
}

impl Part for Lifetime {
    fn take(fields: &mut Fields<'_, '_>) -> Self {
        let from = fields.optional("from");
        let until = fields.optional("until");
        let precision: Precise = fields.optional("precision");
        let this = Self { from, until, precision: precision.map(|each| each.value).unwrap_or_default() };
        this.check(fields.log);
        this
    }

    fn describe(shape: Shape) -> Shape {
        shape
            .optional::<Date>("from", "The first day on which it holds. Absent: always.")
            .optional::<Date>("until", "The first day on which it no longer holds. Absent: still.")
            .optional::<Precision>("precision", "How exactly the days of this table are known.")
    }
}

fn from_toml(datetime: &Datetime, value: &Value<'_>, log: &mut Log) -> Option<Date> {
    let Some(date) = datetime.date else {
        log.wrong_type::<Date>(value);
        return None;
    };
    if datetime.time.is_some() {
        log.bad_value::<Date>(
            value,
            "a time stands where a day is expected".to_owned(),
            format!("write the day alone: `{date}`"),
        );
    }
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// A day in quotes is read as the day that it says, so that the one mistake is all that is told.
fn from_text(text: &str, value: &Value<'_>, log: &mut Log) -> Option<Date> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    let month = format!("{text}-01").parse::<Date>().ok();
    let mend = match (day, month) {
        (Some(day), _) => format!("remove the quotes: `{day}`"),
        (None, Some(first)) => format!("write `{first}`, and `precision = \"month\"` beside it"),
        (None, None) => {
            "write year-month-day without quotes: `2022-09-22`; leave the key out where it is not known"
                .to_owned()
        }
    };
    log.bad_value::<Date>(value, format!("{} is a text and not a day", quoted(text)), mend);
    day.or(month)
}

/// Nothing that is declared began earlier: such years are slips of the pen.
const EARLIEST: i16 = 1900;
