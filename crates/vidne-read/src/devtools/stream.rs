//! The shapes in which logs come: an array of events, one event per line, or texts one after the other.
//!
//! It never reads ahead of a mistake: what stood before it is handed over.

use std::fmt;

use serde::{
    Deserializer,
    de::{SeqAccess, Visitor},
};

use super::entry::Entry;
use crate::guard;

/// Where and why reading had to stop.
pub(super) type Stop = (u64, String);

/// Takes over one entry, or a mistake, with its offset.
pub(super) type Take<'t, 'a> = &'t mut dyn FnMut(Result<Entry<'a>, String>, u64);

/// Hands over each entry. Returns where and why it had to stop, where it did.
pub(super) fn each<'a>(text: &'a str, take: Take<'_, 'a>) -> Option<Stop> {
    if text.trim_start().starts_with('[') { array(text, take) } else { lines(text, take) }
}

fn array<'a>(text: &'a str, take: Take<'_, 'a>) -> Option<Stop> {
    let mut from = serde_json::Deserializer::from_str(text);
    let whole = from.deserialize_seq(Items { text, take }).and_then(|()| from.end());
    whole.err().map(|error| stop(text, &error))
}

/// A broken line does not end the log. Where the first line is no whole value, the values are taken to be spread over lines.
fn lines<'a>(text: &'a str, take: Take<'_, 'a>) -> Option<Stop> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let is_whole = lines.peek().is_some_and(|first| serde_json::from_str::<Entry<'_>>(first).is_ok());
    if !is_whole && text.trim_end().contains('\n') {
        return values(text, take);
    }
    for line in lines {
        let offset = guard::offset_in(text, line);
        match serde_json::from_str(line) {
            Ok(entry) => take(Ok(entry), offset),
            Err(error) => take(Err(guard::reason(&error)), offset + guard::offset_of(line, &error)),
        }
    }
    None
}

fn values<'a>(text: &'a str, take: Take<'_, 'a>) -> Option<Stop> {
    let mut from = serde_json::Deserializer::from_str(text).into_iter::<Entry<'a>>();
    loop {
        let offset = from.byte_offset() as u64;
        match from.next()? {
            Ok(entry) => take(Ok(entry), offset),
            Err(error) => return Some(stop(text, &error)),
        }
    }
}

fn stop(text: &str, error: &serde_json::Error) -> Stop {
    (guard::offset_of(text, error), guard::reason(error))
}

struct Items<'a, 't> {
    text: &'a str,
    take: Take<'t, 'a>,
}

impl<'a> Visitor<'a> for Items<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of events")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(entry) = seq.next_element::<Entry<'a>>()? {
            let offset = entry.text().map_or(0, |part| guard::offset_in(self.text, part));
            (self.take)(Ok(entry), offset);
        }
        Ok(())
    }
}
