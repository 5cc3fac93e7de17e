//! Whether a document has the keys and kinds of values that the format knows.
//!
//! It never looks into a text: what a text must say is for `decode` to check.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    format::{Form, Key, Needed, Shape},
    mistake::{Mistakes, quoted},
};

/// Checks a table that starts at a byte offset. The path is what people call the table; empty for the whole file.
pub(super) fn check(table: &DeTable<'_>, at: usize, shape: &Shape, path: &str, mistakes: &mut Mistakes<'_>) {
    for (name, value) in table {
        match shape.key(name.get_ref()) {
            Some(key) => value_fits(value, key, path, mistakes),
            None => mistakes.add(
                name.span().start,
                format!("unknown key {}", quoted(name.get_ref())),
                mend_unknown(name.get_ref(), shape, path),
            ),
        }
    }
    for key in shape.keys.iter().filter(|key| key.needed == Needed::Always) {
        if !table.contains_key(key.name) {
            let place = if path.is_empty() { "the file".to_owned() } else { format!("this [{path}]") };
            mistakes.add(at, format!("{place} has no `{}`", key.name), format!("add it: {}", key.about));
        }
    }
}

fn value_fits(value: &Spanned<DeValue<'_>>, key: &Key, path: &str, mistakes: &mut Mistakes<'_>) {
    let at = value.span().start;
    let mut wrong = |expected: &str| {
        let what = format!("`{}` must be {expected}, not {}", key.name, value.get_ref().type_str());
        mistakes.add(at, what, format!("it says {}", key.about));
    };
    match (key.value, value.get_ref()) {
        (Form::Flag, DeValue::Boolean(_)) | (Form::Day, DeValue::Datetime(_)) => {}
        (Form::Text | Form::Formed(_), DeValue::String(text)) => not_empty(text, at, key, mistakes),
        (Form::Word(words), DeValue::String(text)) => known(text, words, at, key, mistakes),
        (Form::Words(_) | Form::Texts, DeValue::Array(values)) => texts_fit(values, at, key, mistakes),
        (Form::One(shape), DeValue::Table(_)) => {
            inner_table(value, shape, &below(path, key.name), mistakes);
        }
        (Form::Many(shape), DeValue::Array(values)) => {
            if values.is_empty() {
                mistakes.add(at, format!("`{}` is empty", key.name), "leave the key out");
            }
            for value in values {
                inner_table(value, shape, &format!("[{}]", below(path, key.name)), mistakes);
            }
        }
        (Form::Flag, _) => wrong("true or false"),
        (Form::Day, _) => wrong("a day such as 2026-11-21, without quotes"),
        (Form::Text | Form::Formed(_) | Form::Word(_), _) => wrong("a text"),
        (Form::Words(_) | Form::Texts, _) => wrong("a list of texts"),
        (Form::One(_), _) => wrong("a table"),
        (Form::Many(_), _) => wrong("a list of tables ([[…]])"),
    }
}

fn inner_table(value: &Spanned<DeValue<'_>>, shape: &Shape, path: &str, mistakes: &mut Mistakes<'_>) {
    match value.get_ref() {
        DeValue::Table(table) => check(table, value.span().start, shape, path, mistakes),
        other => mistakes.add(
            value.span().start,
            format!("[{path}] must be a table, not {}", other.type_str()),
            format!("write it as [{path}] with its keys below"),
        ),
    }
}

fn texts_fit(values: &[Spanned<DeValue<'_>>], at: usize, key: &Key, mistakes: &mut Mistakes<'_>) {
    if values.is_empty() && matches!(key.value, Form::Words(_)) {
        mistakes.add(at, format!("`{}` is empty", key.name), format!("it says {}", key.about));
    }
    for value in values {
        let at = value.span().start;
        match (value.get_ref(), key.value) {
            (DeValue::String(text), Form::Words(words)) => known(text, words, at, key, mistakes),
            (DeValue::String(text), _) => not_empty(text, at, key, mistakes),
            (other, _) => {
                let what = format!("`{}` must hold texts, not {}", key.name, other.type_str());
                mistakes.add(at, what, "write texts in quotes");
            }
        }
    }
}

fn not_empty(text: &str, at: usize, key: &Key, mistakes: &mut Mistakes<'_>) {
    if text.trim().is_empty() {
        mistakes.add(at, format!("`{}` is empty", key.name), format!("it says {}", key.about));
    } else if text.trim() != text || text.contains(char::is_control) {
        let what = format!("`{}` has spaces at its ends or control characters", key.name);
        mistakes.add(at, what, "take them out");
    }
}

fn known(text: &str, words: &[&str], at: usize, key: &Key, mistakes: &mut Mistakes<'_>) {
    if !words.contains(&text) {
        let what = format!("`{}` has no word {}", key.name, quoted(text));
        mistakes.add(at, what, format!("write one of {}", words.join(", ")));
    }
}

fn mend_unknown(name: &str, shape: &Shape, path: &str) -> String {
    let known: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
    let nearest = known.iter().map(|key| (distance(name, key), key)).min();
    match nearest {
        Some((apart, key)) if apart <= 2 => format!("did you mean `{key}`?"),
        _ if path.is_empty() => format!("the file knows {}", known.join(", ")),
        _ => format!("[{path}] knows {}", known.join(", ")),
    }
}

/// How many characters to put in, take out or change. Keys longer than any of ours are not compared.
fn distance(a: &str, b: &str) -> usize {
    if a.len() > 20 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
