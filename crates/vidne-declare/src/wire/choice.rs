//! Words of a closed set.
//!
//! It never accepts a word in another spelling: it says which one was probably meant.

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use super::{Log, Shape, Value, Wire};
use crate::{
    mistake::{Draft, MistakeKind, quoted},
    near::nearest,
};

/// Words and what they stand for, with their descriptions.
macro_rules! choice {
    ($type:ty, $expected:literal, $example:literal { $( $word:literal => $value:ident: $about:literal, )+ }) => {
        impl $crate::wire::Wire for $type {
            const EXPECTED: &'static str = $expected;
            const EXAMPLE: &'static str = concat!("\"", $example, "\"");

            fn read(value: &$crate::wire::Value<'_>, log: &mut $crate::wire::Log) -> Option<Self> {
                $crate::wire::choose(&[$( ($word, Self::$value), )+], value, log)
            }

            fn shape() -> $crate::wire::Shape {
                $crate::wire::one_of(&[$( ($word, $about), )+]).named(stringify!($type))
            }
        }
    };
}

pub(crate) use choice;

/// The value that a word stands for.
pub(crate) fn choose<T: Wire + Copy>(words: &[(&str, T)], value: &Value<'_>, log: &mut Log) -> Option<T> {
    let DeValue::String(word) = value.get_ref() else {
        log.wrong_type::<T>(value);
        return None;
    };
    if let Some((_, found)) = words.iter().find(|(each, _)| each == word) {
        return Some(*found);
    }
    let known = || words.iter().map(|(each, _)| *each);
    let all = known().collect::<Vec<_>>().join(", ");
    let meant = nearest(word, known());
    let draft = Draft::new(
        MistakeKind::BadValue,
        log.mark(value.span()),
        format!("{} is not {}", quoted(word), T::EXPECTED),
    )
    .expected(format!("expected one of: {all}"));
    log.add(match meant {
        Some(meant) => draft.mend(format!("write \"{meant}\"")),
        None => draft.mend("choose one of them; leave the key out where nothing is declared"),
    });
    None
}

/// The schema of a closed set of words.
pub(crate) fn one_of(words: &[(&str, &str)]) -> Shape {
    let words: Vec<Json> =
        words.iter().map(|(word, about)| json!({ "const": word, "description": about })).collect();
    Shape::of(json!({ "oneOf": words }))
}
