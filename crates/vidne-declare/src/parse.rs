//! One text as TOML: the tree, and every mistake of syntax that the parser gets over.
//!
//! It never lets a mistake of syntax breed others: what the parser only guessed is held in [`Doubt`].

use std::{collections::BTreeSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    mistake::{Draft, MistakeKind, quoted},
    source::{Encoding, Mark, Source},
};

/// Which parts of a tree are guesses.
#[derive(Debug, Default)]
pub(crate) struct Doubt {
    /// Values with a mistake of syntax in them, in order.
    values: Vec<Range<usize>>,
    /// From here on keys and tables may have been lost or put elsewhere.
    pub(crate) lost_from: Option<usize>,
}

impl Doubt {
    /// Whether the value at these bytes is, or stands in, one that the parser had to guess.
    pub(crate) fn covers(&self, value: &Range<usize>) -> bool {
        let next = self.values.partition_point(|each| each.start <= value.start);
        next.checked_sub(1).is_some_and(|at| value.end <= self.values[at].end)
    }
}

/// Reads a text as TOML. The tree is as whole as the parser could make it.
pub(crate) fn parse(file: u32, source: &Source) -> (Spanned<DeTable<'_>>, Doubt, Vec<Draft>) {
    let (tree, errors) = DeTable::parse_recoverable(&source.text);
    if errors.is_empty() && source.encoding == Encoding::Utf8 {
        return (tree, Doubt::default(), Vec::new());
    }
    let mut values = Vec::new();
    collect(tree.get_ref(), &source.text, &mut values);
    values.sort_by_key(|span| span.start);
    let mut errors: Vec<_> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let (doubt, drafts) = judge(file, source, &values, &errors);
    (tree, doubt, drafts)
}

/// Of each line, and of each bracket that is not closed, only the first mistake is told: after it the parser guesses.
fn judge(file: u32, source: &Source, values: &[Range<usize>], errors: &[Error<'_>]) -> (Doubt, Vec<Draft>) {
    let open: BTreeSet<usize> = errors
        .iter()
        .filter(|(_, message)| message.starts_with("unclosed"))
        .filter_map(|(span, _)| touched(values, span).map(|value| value.start))
        .collect();
    let mut doubt = Doubt { values: replaced(source, values), lost_from: None };
    let mut drafts = Vec::new();
    let mut told = BTreeSet::new();
    for (span, message) in errors {
        let value = touched(values, span);
        let unclosed = value.filter(|value| open.contains(&value.start));
        if value.is_none() || unclosed.is_some() || message.starts_with("invalid multi-line") {
            let begin = value.map_or(span.start, |value| value.start);
            doubt.lost_from = Some(doubt.lost_from.map_or(begin, |earlier| earlier.min(begin)));
        }
        doubt.values.extend(value.cloned());
        let unit = unclosed.map_or_else(|| source.line_at(as_offset(span.start)).0, |value| value.start);
        if told.insert(unit) && drafts.len() < MOST_PER_FILE {
            drafts.push(match unclosed {
                Some(value) => not_closed(file, source, value),
                None => draft(file, &source.text, span, value, message),
            });
        }
    }
    doubt.values.sort_by_key(|value| (value.start, value.end));
    doubt.values.dedup();
    (doubt, drafts)
}

type Error<'e> = (Range<usize>, &'e str);

/// Values with characters in them that were not UTF-8 and have been replaced.
fn replaced(source: &Source, values: &[Range<usize>]) -> Vec<Range<usize>> {
    if source.encoding == Encoding::Utf8 {
        return Vec::new();
    }
    let has_replacement = |value: &&Range<usize>| {
        source.text.get(value.start..value.end).is_some_and(|text| text.contains('\u{fffd}'))
    };
    values.iter().filter(has_replacement).cloned().collect()
}

fn not_closed(file: u32, source: &Source, value: &Range<usize>) -> Draft {
    let mark = Mark { file, start: as_offset(value.start), end: as_offset(value.start + 1) };
    let (what, bracket) =
        if source.text[value.start..].starts_with('{') { ("table", '}') } else { ("list", ']') };
    Draft::new(MistakeKind::Syntax, mark, format!("this {what} is not closed"))
        .expected(format!("expected `{bracket}` after its last value"))
        .mend(format!("close it with `{bracket}`, and put a comma between its values"))
}

/// The outermost values that stand after a `=`: not the tables that headers and dotted keys make.
fn collect(table: &DeTable<'_>, text: &str, values: &mut Vec<Range<usize>>) {
    for (_, value) in table {
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(inner) if !text[span.start..].starts_with('{') => collect(inner, text, values),
            DeValue::Array(items)
                if items.iter().next().is_some_and(|item| item.span().start == span.start) =>
            {
                for item in items {
                    if let DeValue::Table(inner) = item.get_ref() {
                        collect(inner, text, values);
                    }
                }
            }
            _ => values.push(span),
        }
    }
}

fn touched<'v>(values: &'v [Range<usize>], error: &Range<usize>) -> Option<&'v Range<usize>> {
    let next = values.partition_point(|value| value.start <= error.start);
    next.checked_sub(1).map(|at| &values[at]).filter(|value| error.start <= value.end)
}

fn draft(file: u32, text: &str, error: &Range<usize>, value: Option<&Range<usize>>, message: &str) -> Draft {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let mark = Mark { file, start: as_offset(error.start), end: as_offset(error.end) };
    if message == "duplicate key" {
        let key = text.get(error.clone()).unwrap_or_default();
        return Draft::new(
            MistakeKind::DuplicateKey,
            mark,
            format!("{} stands twice in one table", quoted(key)),
        )
        .expected("it stands further up already")
        .mend("keep one of the two; a second thing of its kind begins with its own `[[…]]` line");
    }
    if message.contains("recursion") || message.contains("recurse") {
        return Draft::new(MistakeKind::Syntax, mark, "nested too deeply")
            .expected("a declaration is never more than six levels deep")
            .mend("look for brackets that are not closed");
    }
    let written = value.and_then(|value| text.get(value.clone())).unwrap_or_default();
    if what == "invalid date" && expected.contains("between") {
        return Draft::new(MistakeKind::ImpossibleDate, mark, format!("{} does not exist", quoted(written)))
            .expected(format!("expected a {expected}"))
            .mend("write a day of the calendar, year-month-day: `2022-09-22`");
    }
    if written.starts_with(|first: char| first.is_alphabetic()) {
        return Draft::new(MistakeKind::Syntax, mark, "a text stands in quotes")
            .expected("expected quotes")
            .mend(format!("write \"{}\"", quoted(written).trim_matches('`')));
    }
    let expected = if expected.is_empty() { String::new() } else { format!("expected {expected}") };
    Draft::new(MistakeKind::Syntax, mark, what).expected(expected).mend(mend_for(what))
}

fn mend_for(what: &str) -> &'static str {
    match what {
        _ if what.starts_with("invalid date") || what.starts_with("invalid time") => {
            "write a day as year-month-day, without quotes: `2022-09-22`"
        }
        _ if what.starts_with("unclosed") => "close every bracket that is opened",
        _ if what.contains("string") => "close the text with the same quotes that open it",
        _ if what.contains("comma") => "put a comma between two values of a list",
        _ if what.contains("key") => "a line is `key = value`, or a heading such as `[[edge]]`",
        _ if what.contains("escape") => "write `\\\\` for a backslash, or put the text in single quotes",
        _ => "compare the line with its neighbours: `key = value`, texts in quotes, days without",
    }
}

fn as_offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// Mistakes of syntax told for one file. A file with more of them is not TOML at all.
const MOST_PER_FILE: usize = 100;
