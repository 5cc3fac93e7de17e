//! One data file, read: TOML into rows, each with the line it begins on.
//!
//! It reads a text and nothing else: no path is opened here, and no row is judged against another file's rows
//! (see [`crate::Law::from_sheets`]). Any text is safe to give it: memory is bounded and it does not panic.

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use crate::{
    adequacy::Decision,
    instrument::Instrument,
    membership::Membership,
    mistake::{Mistake, Mistakes},
    provision::{ProvisionRow, Text},
};

mod check;
pub(crate) mod wire;

/// A file of legal facts, each row in its place. Every kind of row may stand in every file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub(crate) instruments: Vec<Row<Instrument>>,
    pub(crate) decisions: Vec<Row<Decision>>,
    pub(crate) memberships: Vec<Row<Membership>>,
    pub(crate) texts: Vec<Row<Text>>,
    pub(crate) provisions: Vec<Row<ProvisionRow>>,
}

/// A row and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Row<T> {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) value: T,
}

impl<T> Row<T> {
    pub(crate) fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake { file: self.file.clone(), line: self.line, message: message.into() }
    }
}

/// Reads one data file. `name` is only used in messages.
///
/// # Errors
/// Every mistake that can be seen in this file alone: TOML errors, unknown keys and values, dates out of order,
/// missing sources, and a text of more than one mebibyte.
pub fn parse(name: &str, text: &str) -> Result<Sheet, Mistakes> {
    if text.len() > LONGEST {
        let message = format!("the file is longer than {LONGEST} bytes");
        return Err(Mistakes::one(Mistake { file: name.to_owned(), line: 1, message }));
    }
    let ends = text.match_indices('\n').map(|(end, _)| end).collect();
    let mut reader = Reader { name, text, ends, found: Vec::new() };
    let sheet = reader.sheet();
    check::sheet(&sheet, &mut reader.found);
    match Mistakes::from_found(reader.found) {
        None => Ok(sheet),
        Some(mistakes) => Err(mistakes),
    }
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    /// Where each line ends: looking for a line must not read the text again.
    ends: Vec<usize>,
    found: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    fn sheet(&mut self) -> Sheet {
        let mut sheet = Sheet::default();
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.error(error, 0);
        }
        if !errors.is_empty() {
            return sheet;
        }
        for (key, value) in table.into_inner() {
            match key.get_ref().as_ref() {
                "instrument" => sheet.instruments = self.rows(value),
                "decision" => sheet.decisions = self.rows(value),
                "membership" => sheet.memberships = self.rows(value),
                "text" => sheet.texts = self.rows(value),
                "provision" => sheet.provisions = self.rows(value),
                other => self.mistake(key.span().start, format!("`{other}` is unknown; expected {TABLES}")),
            }
        }
        sheet
    }

    fn rows<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'a>>) -> Vec<Row<T>> {
        let start = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            self.mistake(start, "expected an array of tables, such as [[instrument]]");
            return Vec::new();
        };
        items.into_iter().filter_map(|item| self.row(item)).collect()
    }

    fn row<T: DeserializeOwned>(&mut self, item: Spanned<DeValue<'a>>) -> Option<Row<T>> {
        let start = item.span().start;
        match T::deserialize(ValueDeserializer::from(item)) {
            Ok(value) => Some(Row { file: self.name.to_owned(), line: self.line(start), value }),
            Err(error) => {
                self.error(&error, start);
                None
            }
        }
    }

    fn error(&mut self, error: &toml::de::Error, otherwise: usize) {
        let start = error.span().map_or(otherwise, |span| span.start);
        self.mistake(start, error.message());
    }

    fn mistake(&mut self, start: usize, message: impl Into<String>) {
        if self.found.len() < Mistakes::MOST {
            let line = self.line(start);
            self.found.push(Mistake { file: self.name.to_owned(), line, message: message.into() });
        }
    }

    /// The line that a byte stands on, counted from 1.
    fn line(&self, start: usize) -> usize {
        1 + self.ends.partition_point(|&end| end < start)
    }
}

const LONGEST: usize = 1 << 20;
const TABLES: &str = "instrument, decision, membership, text or provision";
