//! Durations, as ISO 8601 writes them.
//!
//! It never accepts a duration that is nothing or runs backwards.

use jiff::{SignedDuration, Span};
use serde_json::json;

use super::{Log, Shape, Value, Wire, name::text_of};
use crate::mistake::quoted;

/// How often something comes round, by the calendar.
#[derive(Debug)]
pub(crate) struct Recurring(pub(crate) Span);

impl Wire for Recurring {
    const EXPECTED: &'static str = "a duration such as P30D, P1M or PT4H (ISO 8601)";
    const EXAMPLE: &'static str = "\"P30D\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        match span_of(text) {
            Some(span) if span.is_positive() => Some(Self(span)),
            _ => {
                log.bad_value::<Self>(value, format!("{} is not a duration", quoted(text)), MEND);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": PATTERN }))
    }
}

/// How long something lasts. `"session"` ends with the browser's session and lasts for no time of its own.
#[derive(Debug)]
pub(crate) struct Lasting(pub(crate) SignedDuration);

impl Wire for Lasting {
    const EXPECTED: &'static str = "a duration such as PT30M, P1D or P13M (ISO 8601), or \"session\"";
    const EXAMPLE: &'static str = "\"PT30M\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if text == SESSION {
            return Some(Self(SignedDuration::ZERO));
        }
        let lasts = span_of(text).filter(|span| !span.is_negative()).and_then(longest);
        if lasts.is_none() {
            log.bad_value::<Self>(value, format!("{} is not a duration", quoted(text)), MEND);
        }
        lasts.map(Self)
    }

    fn shape() -> Shape {
        Shape::any_of([
            Shape::of(json!({ "type": "string", "pattern": PATTERN })),
            Shape::of(json!({ "const": SESSION })),
        ])
    }
}

/// The designators are asked for: the parser would also take durations in other forms.
fn span_of(text: &str) -> Option<Span> {
    if text.len() > 40 || !text.starts_with('P') { None } else { text.parse().ok() }
}

/// The longest time that a span of the calendar can mean: years of 366 days, months of 31.
fn longest(span: Span) -> Option<SignedDuration> {
    let months = i64::from(span.get_months());
    let days = (i64::from(span.get_years()) + months / 12) * 366
        + months % 12 * 31
        + i64::from(span.get_weeks()) * 7
        + i64::from(span.get_days());
    let clock = span.years(0).months(0).weeks(0).days(0);
    let clock = SignedDuration::try_from(clock).ok()?;
    SignedDuration::try_from_hours(days.checked_mul(24)?)?.checked_add(clock)
}

const SESSION: &str = "session";
const PATTERN: &str = "^P[0-9YMWDTHS.]+$";
const MEND: &str = "P stands first and T before hours: 30 days are P30D, 13 months P13M, half an hour PT30M";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_last_as_long_as_they_can() {
        let days = |text| span_of(text).and_then(longest).map(|lasts| lasts.as_hours() / 24);
        assert_eq!(days("P13M"), Some(366 + 31));
        assert_eq!(days("P2Y"), Some(732));
        assert_eq!(days("P1W"), Some(7));
        assert_eq!(days("PT48H"), Some(2));
        assert_eq!(days("30 days"), None);
        assert_eq!(days("P99999999999Y"), None);
    }
}
