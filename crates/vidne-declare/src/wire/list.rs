//! Lists of values, and places where one value or a list of them may stand.
//!
//! It never drops a list for one bad item: the others are read.

use toml::de::DeValue;

use super::{At, Log, Shape, Value, Wire};

impl<T: Wire> Wire for Vec<At<T>> {
    const EXPECTED: &'static str = "a list in square brackets";
    const EXAMPLE: &'static str = "[ … ]";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            log.wrong_type::<Self>(value);
            return None;
        };
        Some(items.iter().filter_map(|item| log.read(item)).collect())
    }

    fn shape() -> Shape {
        Shape::list_of(T::shape())
    }
}

/// One value, or a list of them.
#[derive(Debug)]
pub(crate) struct OneOrMany<T>(pub(crate) Vec<At<T>>);

impl<T: Wire> Wire for OneOrMany<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const EXAMPLE: &'static str = T::EXAMPLE;

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(items) => Some(Self(items.iter().filter_map(|item| log.read(item)).collect())),
            _ => log.read(value).map(|one| Self(vec![one])),
        }
    }

    fn shape() -> Shape {
        Shape::any_of([T::shape(), Vec::<At<T>>::shape()])
    }
}
