//! Lays out lines in a terminal's width: labels in a column, long text wrapped beside them, colour where it is wanted.
//!
//! Nothing gets onto the page uncleaned: every text passes `clean::line` here.

use unicode_width::UnicodeWidthStr;

use crate::{clean, option::Colour};

/// What a text is coloured as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Strong,
    Faint,
    Red,
    Yellow,
    Blue,
    Magenta,
    Green,
}

/// A text in a column of its own.
pub(crate) struct Cell {
    pub(crate) ink: Ink,
    pub(crate) text: String,
    /// What stands behind the text without its colour, such as a day.
    pub(crate) after: String,
    /// How wide the column is. What is wider stays whole.
    pub(crate) width: usize,
}

/// How many columns of a terminal a text takes, once it is cleaned.
pub(crate) fn columns_of(text: &str) -> usize {
    clean::line(text).width()
}

/// A page of text that grows downwards.
pub(crate) struct Page {
    colour: Colour,
    width: usize,
    label_width: usize,
    text: String,
}

impl Page {
    pub(crate) fn new(colour: Colour, width: usize, label_width: usize) -> Self {
        Self { colour, width: width.max(40), label_width, text: String::new() }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// A finding's first line: a coloured tag, then what it says.
    pub(crate) fn headline(&mut self, ink: Ink, tag: &str, says: &str) {
        let tag = clean::line(tag).into_owned();
        let whole = format!("{tag}: {}", clean::line(says));
        for (index, line) in wrap(&whole, self.width, 2).into_iter().enumerate() {
            let rest = line.strip_prefix(tag.as_str()).filter(|_| index == 0);
            let start = if rest.is_some() { self.paint(ink, &tag) } else { String::new() };
            let rest = self.paint(Ink::Strong, rest.unwrap_or(&line));
            self.push(&format!("{start}{rest}"));
        }
    }

    /// A labelled line below it. With an empty label it continues the row above.
    pub(crate) fn row(&mut self, label: &str, text: &str) {
        let indent = self.label_width + 4;
        let pad = self.label_width.saturating_sub(label.width());
        let label = format!("  {label}{:pad$}  ", "");
        let wrapped = wrap(&clean::line(text), self.width.saturating_sub(indent).max(20), 0);
        for (index, line) in wrapped.iter().enumerate() {
            let margin = if index == 0 { self.paint(Ink::Faint, &label) } else { " ".repeat(indent) };
            self.push(&format!("{margin}{line}"));
        }
    }

    /// A heading over what follows.
    pub(crate) fn heading(&mut self, text: &str) {
        let painted = self.paint(Ink::Strong, &clean::line(text));
        self.push(&painted);
        self.blank();
    }

    /// Lines of plain text, wrapped.
    pub(crate) fn lines(&mut self, ink: Ink, lines: &[String]) {
        let width = self.width;
        for line in lines.iter().flat_map(|line| wrap(&clean::line(line), width, 0)) {
            let painted = self.paint(ink, &line);
            self.push(&painted);
        }
    }

    /// Texts in columns with that gap between them.
    pub(crate) fn cells(&mut self, gap: usize, cells: &[Cell]) {
        let mut line = String::new();
        let mut owed = 0;
        for (index, cell) in cells.iter().enumerate() {
            let (text, after) = (clean::line(&cell.text), clean::line(&cell.after));
            let between = if after.is_empty() { "" } else { " " };
            let taken = text.width() + between.len() + after.width();
            line.push_str(&" ".repeat(if index == 0 { 0 } else { owed + gap }));
            line.push_str(&self.paint(cell.ink, &text));
            line.push_str(between);
            line.push_str(&self.paint(Ink::Faint, &after));
            owed = cell.width.saturating_sub(taken);
        }
        self.push(&line);
    }

    /// A line that is kept as it stands, such as code.
    pub(crate) fn verbatim(&mut self, ink: Ink, line: &str) {
        let painted = self.paint(ink, &clean::line(line));
        self.push(&painted);
    }

    /// An empty line, unless there is one already.
    pub(crate) fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, ink: Ink, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let code = match (self.colour, ink) {
            (Colour::Never, _) | (_, Ink::Plain) => return text.to_owned(),
            (Colour::Always, Ink::Strong) => "1",
            (Colour::Always, Ink::Faint) => "2",
            (Colour::Always, Ink::Red) => "1;31",
            (Colour::Always, Ink::Yellow) => "1;33",
            (Colour::Always, Ink::Blue) => "1;34",
            (Colour::Always, Ink::Magenta) => "1;35",
            (Colour::Always, Ink::Green) => "32",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Breaks a text at spaces; what is longer than a line stays whole, so that it can be copied.
fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.width();
        if length > indent && length + 1 + size > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            length = indent;
        } else if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += size;
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_broken_at_spaces_and_a_long_word_stays_whole() {
        assert_eq!(wrap("one two three", 8, 2), ["one two", "  three"]);
        assert_eq!(wrap("https://a.example/long/address", 8, 2), ["https://a.example/long/address"]);
        assert_eq!(wrap("  ", 8, 2), Vec::<String>::new());
    }

    #[test]
    fn without_colour_there_is_no_escape_sequence() {
        let mut page = Page::new(Colour::Never, 40, 4);
        page.headline(Ink::Red, "violation[x]", "a\u{1b}[31mb");
        page.row("who", "\u{9b}c");
        assert!(!page.into_text().contains(|c: char| c.is_control() && c != '\n'));
    }
}
