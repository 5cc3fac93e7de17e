//! The fields of a table whose shape has been checked.
//!
//! It never reports a missing key or a wrong kind of value a second time: those are simply absent here.

use std::fmt::Display;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::mistake::{Mistakes, quoted};

#[derive(Clone, Copy)]
pub(super) struct Fields<'d, 'i> {
    table: &'d DeTable<'i>,
    at: usize,
}

impl<'d, 'i> Fields<'d, 'i> {
    pub(super) fn of(table: &'d Spanned<DeTable<'i>>) -> Self {
        Self { table: table.get_ref(), at: table.span().start }
    }

    /// Where the table stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Where the value of a key stands.
    pub(super) fn place(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |value| value.span().start)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.value(key)?.as_str()
    }

    pub(super) fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(DeValue::as_bool).unwrap_or(false)
    }

    pub(super) fn date(&self, key: &str) -> Option<&'d toml::value::Datetime> {
        self.value(key)?.as_datetime()
    }

    pub(super) fn texts(&self, key: &str) -> impl Iterator<Item = &'d str> + use<'d, 'i> {
        let values = self.value(key).and_then(DeValue::as_array);
        values.into_iter().flat_map(|values| values.iter()).filter_map(|value| value.get_ref().as_str())
    }

    pub(super) fn table(&self, key: &str) -> Option<Self> {
        let value = self.table.get(key)?;
        Some(Self { table: value.get_ref().as_table()?, at: value.span().start })
    }

    pub(super) fn tables(&self, key: &str) -> impl Iterator<Item = Self> + use<'d, 'i> {
        let values = self.value(key).and_then(DeValue::as_array);
        values
            .into_iter()
            .flat_map(|values| values.iter())
            .filter_map(|value| Some(Self { table: value.get_ref().as_table()?, at: value.span().start }))
    }

    /// The text of a key, read by `read`; what goes wrong is reported at its place.
    pub(super) fn read<T, E: Display>(
        &self,
        key: &str,
        mend: &str,
        mistakes: &mut Mistakes<'_>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(key)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(error) => {
                mistakes.add(self.place(key), format!("`{key}` = {}: {error}", quoted(text)), mend);
                None
            }
        }
    }

    fn value(&self, key: &str) -> Option<&'d DeValue<'i>> {
        self.table.get(key).map(Spanned::get_ref)
    }
}
