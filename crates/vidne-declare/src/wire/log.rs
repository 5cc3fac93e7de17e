//! Notes what goes wrong, and which ids are mentioned, while values are read.
//!
//! It never grows without bound: past [`MOST`] mistakes it only counts.

use std::ops::Range;

use toml::de::DeValue;

use super::{At, Kind, Mention, Value, Wire};
use crate::{
    mistake::{Draft, MistakeKind, quoted},
    near::nearest,
    parse::Doubt,
    remark::Note,
    source::Mark,
};

/// An id that somebody mentions.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) mark: Mark,
}

/// Everything noted so far.
#[derive(Debug, Default)]
pub(crate) struct Log {
    file: u32,
    doubt: Doubt,
    /// Whether any file so far lost keys or tables, so that what is missing may only be unread.
    pub(crate) lost: bool,
    pub(crate) references: Vec<Reference>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) notes: Vec<Note>,
    drafts: Vec<Draft>,
    left_out: usize,
}

impl Log {
    /// Turns to the next file.
    pub(crate) fn turn_to(&mut self, file: u32, doubt: Doubt) {
        self.lost |= doubt.lost_from.is_some();
        self.file = file;
        self.doubt = doubt;
    }

    pub(crate) fn mark(&self, span: Range<usize>) -> Mark {
        let offset = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        Mark { file: self.file, start: offset(span.start), end: offset(span.end) }
    }

    /// Notes a mistake.
    pub(crate) fn add(&mut self, draft: Draft) {
        if self.is_full() {
            self.left_out += 1;
        } else {
            self.drafts.push(draft);
        }
    }

    pub(crate) fn add_all(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            self.add(draft);
        }
    }

    /// Whether further mistakes are only counted, so that suggestions for them need not be looked for.
    pub(crate) fn is_full(&self) -> bool {
        self.drafts.len() >= MOST
    }

    pub(crate) fn has_mistakes(&self) -> bool {
        !self.drafts.is_empty()
    }

    pub(crate) fn into_drafts(self) -> (Vec<Draft>, usize) {
        (self.drafts, self.left_out)
    }

    pub(crate) fn remark(&mut self, mark: Mark, message: impl Into<String>) {
        if self.notes.len() < MOST {
            self.notes.push(Note { mark, message: message.into() });
        }
    }

    /// Notes a value of the wrong type.
    pub(crate) fn wrong_type<T: Wire>(&mut self, value: &Value<'_>) {
        let message = format!("expected {}, found {}", T::EXPECTED, in_words(value.get_ref()));
        self.add(
            Draft::new(MistakeKind::WrongType, self.mark(value.span()), message)
                .expected(format!("expected {}", T::EXPECTED))
                .mend(format!("write for example `{}`", T::EXAMPLE)),
        );
    }

    /// Notes a value of the right type that cannot be.
    pub(crate) fn bad_value<T: Wire>(&mut self, value: &Value<'_>, message: String, mend: impl Into<String>) {
        self.add(
            Draft::new(MistakeKind::BadValue, self.mark(value.span()), message)
                .expected(format!("expected {}", T::EXPECTED))
                .mend(mend),
        );
    }

    /// Reads a value. One that the parser only guessed is taken as it is, without a word.
    pub(crate) fn read<T: Wire>(&mut self, value: &Value<'_>) -> Option<At<T>> {
        let before = (self.drafts.len(), self.left_out, self.references.len(), self.mentions.len());
        let read = T::read(value, self);
        if self.doubt.covers(&value.span()) {
            self.drafts.truncate(before.0);
            self.left_out = before.1;
            self.references.truncate(before.2);
            self.mentions.truncate(before.3);
        }
        Some(At { value: read?, mark: self.mark(value.span()) })
    }

    /// Notes a key that nothing reads, and tells which of the known ones was probably meant.
    pub(crate) fn stray<'k>(
        &mut self,
        name: &str,
        span: Range<usize>,
        what: &str,
        known: &[&'k str],
    ) -> Option<&'k str> {
        if self.doubt.lost_from.is_some_and(|lost| lost <= span.start) {
            // A mistake of syntax before it may have put it here.
            return None;
        }
        let meant = if self.is_full() { None } else { nearest(name, known.iter().copied()) };
        let message = format!("{} is not a key of {what}", quoted(name));
        let draft = Draft::new(MistakeKind::UnknownKey, self.mark(span), message);
        self.add(match meant {
            Some(meant) => {
                draft.expected(format!("did you mean `{meant}`?")).mend(format!("write `{meant}`"))
            }
            None => {
                draft.expected("unknown key").mend(format!("remove it, or use one of: {}", known.join(", ")))
            }
        });
        meant
    }

    /// Whether keys of this file may have been lost.
    pub(crate) fn may_have_lost_keys(&self) -> bool {
        self.doubt.lost_from.is_some()
    }
}

fn in_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text in quotes",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(datetime) if datetime.time.is_none() => "a day",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Mistakes that are kept. More would not help anybody.
const MOST: usize = 250;
