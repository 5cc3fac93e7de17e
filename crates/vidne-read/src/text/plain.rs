//! A page that came as plain text: blank lines part its paragraphs, and lines that are built alike are a table.
//!
//! It never reads other marks into it: a line that begins with `#` is a line.

use vidne_model::observed::{Block, BlockKind, Visibility};

use super::normal;

/// Its paragraphs and cells, and where it was cut, if it was.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Option<String>) {
    let mut page = Plain::default();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            page.close();
        } else {
            page.lines.push(line);
        }
        if page.blocks.len() >= MOST {
            let cut = format!("it has more than {MOST} paragraphs and cells; the others were not read");
            return (page.blocks, Some(cut));
        }
    }
    (page.blocks, None)
}

#[derive(Default)]
struct Plain<'t> {
    blocks: Vec<Block>,
    /// The lines of the paragraph that is read.
    lines: Vec<&'t str>,
    rows: u32,
}

impl<'t> Plain<'t> {
    /// Ends a paragraph: what stands before, between and behind its tables is text.
    fn close(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let rows: Vec<Option<Vec<&str>>> = lines.iter().map(|line| cells(line)).collect();
        let mut text = String::new();
        let mut at = 0;
        while at < lines.len() && self.blocks.len() < MOST {
            let table = table(&lines[at..], &rows[at..]);
            if table == 0 {
                text.push_str(lines[at]);
                text.push('\n');
                at += 1;
                continue;
            }
            self.push(BlockKind::Text, &std::mem::take(&mut text), None);
            for row in rows[at..at + table].iter().flatten() {
                self.row(row);
            }
            at += table;
        }
        self.push(BlockKind::Text, &text, None);
    }

    fn row(&mut self, cells: &[&'t str]) {
        for cell in cells {
            self.push(BlockKind::Cell, cell, Some(self.rows));
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn push(&mut self, kind: BlockKind, text: &str, row: Option<u32>) {
        let text = normal::fold(text);
        if !text.is_empty() {
            self.blocks.push(Block { text, kind, visibility: Visibility::Shown, headings: Vec::new(), row });
        }
    }
}

/// How many lines from here on are rows of one table: two or more with as many cells each. A rule below its head
/// belongs to it.
fn table(lines: &[&str], rows: &[Option<Vec<&str>>]) -> usize {
    let Some(columns) = rows.first().and_then(Option::as_ref).map(Vec::len) else { return 0 };
    let is_row = |row: &Option<Vec<&str>>| row.as_ref().is_some_and(|cells| cells.len() == columns);
    let long = lines.iter().zip(rows).take_while(|(line, row)| is_rule(line) || is_row(row)).count();
    let full = rows[..long].iter().flatten().count();
    if full > 1 { long } else { 0 }
}

/// The cells of a line, if it has several. Tabs and bars part them, and so do gaps where there are three or more.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim_matches([' ', '\r']);
    if is_rule(line) {
        return None;
    }
    let framed = line.strip_prefix('|').unwrap_or(line);
    let framed = framed.strip_suffix('|').unwrap_or(framed);
    let cells: Vec<&str> = match () {
        () if line.contains('\t') => line.split('\t').take(MOST_COLUMNS + 1).collect(),
        () if framed.contains('|') => framed.split('|').take(MOST_COLUMNS + 1).collect(),
        () => gaps(line),
    };
    let cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
    (cells.len() > 1 && cells.len() <= MOST_COLUMNS).then_some(cells)
}

/// What gaps of two blanks or more part; two columns alone may be text that was set in full lines.
fn gaps(line: &str) -> Vec<&str> {
    let cells = line.split("  ").filter(|cell| !cell.trim().is_empty());
    let cells: Vec<&str> = cells.take(MOST_COLUMNS + 1).collect();
    if cells.len() > 2 { cells } else { Vec::new() }
}

/// `---|---|---`
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|sign| matches!(sign, '-' | '|' | ':' | '=' | '+' | ' ' | '\t'))
}

const MOST: usize = 100_000;

/// How many columns a table may have.
const MOST_COLUMNS: usize = 32;
