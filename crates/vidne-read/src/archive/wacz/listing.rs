//! Lists of pages: one JSON object per line.
//!
//! It never takes a line without an instant for a visit.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Deserialize;

use crate::{address, guard, loose::Loose};

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A page that was visited.
    Page {
        url: String,
        at: Timestamp,
        /// Its text, as the browser rendered it.
        text: Option<String>,
    },
    /// A line that cannot be read.
    Broken { number: usize, reason: String },
}

#[derive(Debug, Deserialize)]
struct Wire {
    #[serde(default)]
    format: Loose,
    #[serde(default)]
    url: Loose,
    #[serde(default)]
    ts: Loose,
    #[serde(default)]
    text: Loose,
}

/// The lines of a list, its head left out.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = Line> {
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    lines
        .filter_map(|(at, line)| {
            read(line).map_err(|reason| Line::Broken { number: at + 1, reason }).transpose()
        })
        .map(|line| match line {
            Ok(line) | Err(line) => line,
        })
}

fn read(line: &[u8]) -> Result<Option<Line>, String> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let wire: Wire = serde_json::from_slice(line).map_err(|error| guard::reason(&error))?;
    let Some(url) = wire.url.text().filter(|url| address::leaves_the_browser(url)) else {
        let is_head = wire.format.text().is_some();
        return if is_head { Ok(None) } else { Err("it names no page".to_owned()) };
    };
    let told = wire.ts.text().ok_or_else(|| format!("it does not tell when {url} was visited"))?;
    let at = instant(told)
        .ok_or_else(|| format!("`{}` is no instant", told.chars().take(40).collect::<String>()))?;
    Ok(Some(Line::Page { url: url.to_owned(), at, text: wire.text.text().map(ToOwned::to_owned) }))
}

/// An instant; one without a zone is UTC.
fn instant(text: &str) -> Option<Timestamp> {
    let text: Cow<'_, str> = match text.parse::<Timestamp>() {
        Ok(at) => return Some(at),
        Err(_) => Cow::Owned(format!("{text}Z")),
    };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_and_broken_lines_told() {
        let text = b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n\
            {\"url\":\"https://a.se/\",\"ts\":\"2022-01-18T19:00:09.5Z\",\"text\":\"Hej\"}\n\n{\"url\":\n\
            {\"url\":\"https://a.se/b\",\"ts\":\"2022-01-18T19:00:09\"}\n{\"url\":\"https://a.se/c\"}\n";
        let lines: Vec<Line> = lines(text).collect();
        assert!(
            matches!(&lines[0], Line::Page { url, text: Some(text), .. } if url == "https://a.se/" && text == "Hej")
        );
        assert!(matches!(&lines[1], Line::Broken { number: 4, .. }));
        assert!(matches!(&lines[2], Line::Page { at, .. } if at.to_string() == "2022-01-18T19:00:09Z"));
        assert!(matches!(&lines[3], Line::Broken { number: 6, reason } if reason.contains("when")));
    }
}
