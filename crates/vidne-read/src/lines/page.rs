//! A page's text as an observation line: as HTML, as plain text with marks, or unreadable with a reason.
//!
//! It never drops text: what has no mark is a paragraph that is shown.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vidne_model::{
    id::ExhibitId,
    observed::{Block, BlockKind, Page, Visibility},
};

use super::{
    word::{PageKind, Schema},
    written,
};
use crate::{
    address,
    text::{self, PageBody, PageInput},
};

/// The text of one page at one instant. One of `html`, `text` and `unreadable` tells what was seen.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["schema", "kind", "at", "url"]))]
pub struct PageLine {
    /// 1.
    #[serde(default)]
    pub schema: Schema,
    /// `web.page`.
    #[serde(default)]
    pub kind: PageKind,
    /// In rule examples only: the exhibit's name. In a file of lines the file itself is the exhibit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<String>,
    /// When it was seen, as an RFC 3339 instant.
    #[serde(with = "written")]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub at: Timestamp,
    /// Its address.
    pub url: String,
    /// The rendered page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// Plain text. A blank line parts blocks; `# `, `- ` and `| a | b |` mark headings, items and rows; a block that
    /// begins with `[hidden] `, `[margin] ` or `[banner] ` has that visibility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why there is no text to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
    /// The language, where the writer knows it better than a guess over the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl PageLine {
    /// The page, as read from that exhibit.
    pub fn into_page(self, exhibit: ExhibitId) -> Page {
        let body = match (&self.unreadable, &self.html, &self.text) {
            (Some(reason), _, _) => PageBody::Unreadable(reason),
            (None, Some(html), _) => PageBody::Html(html),
            (None, None, Some(text)) => PageBody::Blocks(blocks(text)),
            (None, None, None) => PageBody::Unreadable("the line holds neither html nor text"),
        };
        let url = address::bare(&self.url);
        text::page(PageInput { exhibit, at: self.at, url: &url, language: self.language.as_deref(), body })
    }
}

/// The blocks of a plain text.
fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Blocks::default();
    for line in text.lines() {
        reader.line(line.trim());
    }
    reader.close();
    reader.found
}

#[derive(Default)]
struct Blocks {
    found: Vec<Block>,
    headings: Vec<(usize, String)>,
    paragraph: String,
    group: Option<Visibility>,
    rows: u32,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            return self.close();
        }
        let (mark, rest) = visibility(line);
        if mark.is_some() {
            self.flush();
            self.group = mark;
        }
        if let Some((level, heading)) = heading(rest) {
            self.heading(level, heading);
        } else if let Some(item) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")) {
            self.flush();
            self.push(BlockKind::Item, item, None);
        } else if let Some(row) = rest.strip_prefix('|') {
            self.row(row);
        } else {
            self.paragraph.push_str(if self.paragraph.is_empty() { "" } else { " " });
            self.paragraph.push_str(rest);
        }
    }

    /// A blank line: what was open ends, and so does its visibility.
    fn close(&mut self) {
        self.flush();
        self.group = None;
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if !text.is_empty() {
            self.push(BlockKind::Text, &text, None);
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.flush();
        self.headings.retain(|(above, _)| *above < level);
        self.push(BlockKind::Heading, text, None);
        self.headings.push((level, text.trim().to_owned()));
    }

    /// A row of a table; a row of dashes only parts its head from its body.
    fn row(&mut self, row: &str) {
        self.flush();
        let row = row.strip_suffix('|').unwrap_or(row);
        if row.chars().all(|each| "-:| ".contains(each)) {
            return;
        }
        let number = self.rows;
        self.rows = self.rows.saturating_add(1);
        for cell in row.split('|') {
            self.push(BlockKind::Cell, cell, Some(number));
        }
    }

    fn push(&mut self, kind: BlockKind, text: &str, row: Option<u32>) {
        self.found.push(Block {
            text: text.trim().to_owned(),
            kind,
            visibility: self.group.unwrap_or(Visibility::Shown),
            headings: self.headings.iter().map(|(_, heading)| heading.clone()).collect(),
            row,
        });
    }
}

fn visibility(line: &str) -> (Option<Visibility>, &str) {
    const MARKS: [(&str, Visibility); 3] = [
        ("[hidden] ", Visibility::Hidden),
        ("[margin] ", Visibility::Margin),
        ("[banner] ", Visibility::Banner),
    ];
    MARKS
        .into_iter()
        .find_map(|(mark, visibility)| Some((Some(visibility), line.strip_prefix(mark)?.trim_start())))
        .unwrap_or((None, line))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (1..=6).contains(&level).then(|| text.strip_prefix(' '))?.map(|text| (level, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_kinds_rows_and_visibility() {
        use BlockKind::{Cell, Heading, Item, Text};
        use Visibility::{Hidden, Shown};

        let found = blocks(
            "# Kakor\n\nVi använder\nkakor.\n\n[hidden] | Namn | Vem |\n|---|---|\n| a | b |\n\n- ett\n## Mer\nslut",
        );
        let seen: Vec<_> = found.iter().map(|b| (b.text.as_str(), b.kind, b.visibility, b.row)).collect();
        assert_eq!(
            seen,
            [
                ("Kakor", Heading, Shown, None),
                ("Vi använder kakor.", Text, Shown, None),
                ("Namn", Cell, Hidden, Some(0)),
                ("Vem", Cell, Hidden, Some(0)),
                ("a", Cell, Hidden, Some(1)),
                ("b", Cell, Hidden, Some(1)),
                ("ett", Item, Shown, None),
                ("Mer", Heading, Shown, None),
                ("slut", Text, Shown, None),
            ]
        );
        assert_eq!(found[8].headings, ["Kakor", "Mer"]);
    }
}
