//! The keys of one table: taken one by one; what is left over is unknown.
//!
//! It never says twice that something is wrong: a key whose value is bad is not missing as well.

use toml::de::{DeTable, DeValue};

use super::{At, Log, Shape, Value, Wire};
use crate::{
    mistake::{Draft, MistakeKind},
    source::Mark,
};

/// Keys that several tables share.
pub(crate) trait Part: Sized {
    /// Takes them out of a table.
    fn take(fields: &mut Fields<'_, '_>) -> Self;

    /// Adds them to the schema of a table.
    fn describe(shape: Shape) -> Shape;
}

/// A table being read.
pub(crate) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    mark: Mark,
    what: &'static str,
    asked: Vec<&'static str>,
    missing: Vec<(&'static str, Draft)>,
    pub(crate) log: &'t mut Log,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// Opens a value as a table.
    pub(crate) fn open<T: Wire>(value: &'t Value<'i>, what: &'static str, log: &'t mut Log) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            log.wrong_type::<T>(value);
            return None;
        };
        Some(Self { table, mark: log.mark(value.span()), what, asked: Vec::new(), missing: Vec::new(), log })
    }

    /// Takes a key that must be there.
    pub(crate) fn required<T: Wire>(&mut self, key: &'static str) -> Option<At<T>> {
        if !self.table.contains_key(key) && !self.log.may_have_lost_keys() {
            let draft =
                Draft::new(MistakeKind::Missing, self.mark, format!("`{key}` is missing in {}", self.what))
                    .expected(format!("expected `{key}`, {}", T::EXPECTED))
                    .mend(format!("add for example `{key} = {}`", T::EXAMPLE));
            self.missing.push((key, draft));
        }
        self.optional(key)
    }

    /// Takes a key that may be there.
    pub(crate) fn optional<T: Wire>(&mut self, key: &'static str) -> Option<At<T>> {
        self.asked.push(key);
        self.log.read(self.table.get(key)?)
    }

    /// Notes the keys that nobody took, and those that are missing. A misspelt key is not missing as well.
    pub(crate) fn close(mut self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(&name) {
                let meant = self.log.stray(name, key.span(), self.what, &self.asked);
                self.missing.retain(|(key, _)| Some(*key) != meant);
            }
        }
        for (_, draft) in self.missing {
            self.log.add(draft);
        }
    }
}
