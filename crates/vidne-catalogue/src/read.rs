//! From the text of files to recipients: every mistake in every file, or all recipients.
//!
//! It never accepts a part of a catalogue: one mistake anywhere and nothing is returned.

use self::fields::Fields;
use crate::{
    mistake::{CatalogueError, Mistake, Mistakes},
    recipient::Recipient,
};

mod check;
mod decode;
mod fields;
mod shape;

/// A recipient's file is at most this long, in bytes.
pub(crate) const LONGEST_FILE: usize = 128 * 1024;

/// Reads all files of a catalogue, given as name and text.
pub(crate) fn recipients<'t>(
    files: impl IntoIterator<Item = (&'t str, &'t str)>,
) -> Result<Vec<Recipient>, CatalogueError> {
    let mut mistakes = Vec::new();
    let mut read: Vec<ReadFile<'t>> = Vec::new();
    for (name, text) in files {
        match file(name, text) {
            Ok(recipient) => read.push(recipient),
            Err(found) => mistakes.extend(found),
        }
    }
    read.sort_by(|a, b| a.recipient.id.cmp(&b.recipient.id).then_with(|| a.name.cmp(b.name)));
    mistakes.extend(check::across(&read));
    if mistakes.is_empty() {
        return Ok(read.into_iter().map(|file| file.recipient).collect());
    }
    mistakes.sort();
    mistakes.dedup();
    Err(CatalogueError { mistakes })
}

/// A file that is right by itself, and where in it the facts stand that others might claim, too.
struct ReadFile<'t> {
    name: &'t str,
    text: &'t str,
    recipient: Recipient,
    places: Places,
}

/// Byte offsets, in the order of the recipient's own lists.
#[derive(Default)]
struct Places {
    hosts: Vec<usize>,
    signs: Vec<usize>,
    cookies: Vec<usize>,
}

fn file<'t>(name: &'t str, text: &'t str) -> Result<ReadFile<'t>, Vec<Mistake>> {
    let mut mistakes = Mistakes::new(name, text);
    if text.len() > LONGEST_FILE {
        let what = format!("the file has {} bytes", text.len());
        mistakes.add(
            0,
            what,
            format!("a recipient's file has at most {LONGEST_FILE}: is it the right file?"),
        );
        return Err(mistakes.into_found());
    }
    let (document, errors) = toml::de::DeTable::parse_recoverable(text);
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        mistakes.add(
            offset,
            format!("not TOML: {}", error.message().trim()),
            "see https://toml.io for the form",
        );
    }
    if !errors.is_empty() {
        return Err(mistakes.into_found());
    }
    shape::check(document.get_ref(), 0, &crate::format::RECIPIENT, "", &mut mistakes);
    let decoded = decode::recipient(name, Fields::of(&document), &mut mistakes);
    match decoded {
        Some((recipient, places)) if mistakes.is_empty() => Ok(ReadFile { name, text, recipient, places }),
        _ => Err(mistakes.into_found()),
    }
}
