//! The texts of a declaration, and places in them.
//!
//! It never interprets a text: it only counts lines and characters.

use std::sync::Arc;

use vidne_model::place::Place;

/// A stretch of one text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// The text's number in [`Sources`].
    pub(crate) file: u32,
    /// The first byte.
    pub(crate) start: u32,
    /// The byte after the last.
    pub(crate) end: u32,
}

/// All texts of a declaration, in order of their names.
#[derive(Debug)]
pub(crate) struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// There is always a text to point at, even where no file was given.
    pub(crate) fn new(mut files: Vec<Source>) -> Self {
        if files.is_empty() {
            files.push(Source::new("declaration", String::new()));
        }
        Self { files }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &Source)> {
        (0..).zip(&self.files)
    }

    /// The text in which a mark lies.
    pub(crate) fn of(&self, mark: Mark) -> &Source {
        &self.files[mark.file as usize]
    }

    /// Where a mark begins, for people.
    pub(crate) fn place(&self, mark: Mark) -> Place {
        let source = self.of(mark);
        let (line, column) = source.position(mark.start);
        Place { file: Arc::clone(&source.name), line, column }
    }
}

/// Whether a text could be taken as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Every byte is as it was read.
    Utf8,
    /// What was not UTF-8 has been replaced.
    Replaced,
}

/// One text with its lines counted.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    lines: Vec<u32>,
    /// Characters before every [`BLOCK`]th byte: a column is found without reading a long line from its beginning.
    blocks: Vec<u32>,
}

impl Source {
    pub(crate) fn new(name: &str, text: String) -> Self {
        let mut lines = vec![0];
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut characters = 0;
        for (at, byte) in (0u32..).zip(text.bytes()) {
            if (at as usize).is_multiple_of(BLOCK) {
                blocks.push(characters);
            }
            characters += u32::from(begins_character(byte));
            if byte == b'\n' {
                lines.push(at + 1);
            }
        }
        Self { name: name.into(), text, encoding: Encoding::Utf8, lines, blocks }
    }

    /// Reads bytes as text; what is not UTF-8 is replaced.
    pub(crate) fn from_bytes(name: &str, bytes: &[u8]) -> Self {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Self::new(name, text.to_owned());
        }
        let text = String::from_utf8_lossy(bytes).into_owned();
        Self { encoding: Encoding::Replaced, ..Self::new(name, text) }
    }

    /// Line and column, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let column = self.characters_before(offset) - self.characters_before(self.lines[line - 1]);
        (u32::try_from(line).unwrap_or(u32::MAX), column + 1)
    }

    /// The line in which a byte lies, without its end, and where the line begins.
    pub(crate) fn line_at(&self, offset: u32) -> (usize, &str) {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines[line - 1] as usize;
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        (start, rest[..end].trim_end_matches('\r'))
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        let Some(&before) = self.blocks.get(block) else {
            return self
                .blocks
                .last()
                .map_or(0, |&before| before + self.count((self.blocks.len() - 1) * BLOCK, offset));
        };
        before + self.count(block * BLOCK, offset)
    }

    fn count(&self, from: usize, to: usize) -> u32 {
        self.text.as_bytes()[from..to].iter().map(|&byte| u32::from(begins_character(byte))).sum()
    }
}

fn begins_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

const BLOCK: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let source = Source::new("a.toml", "å = 1\nnämn = \"ö\"".to_owned());
        assert_eq!(source.position(3), (1, 3));
        assert_eq!(source.position(7), (2, 1));
        assert_eq!(source.position(15), (2, 8));
    }

    #[test]
    fn a_long_line_and_the_end_of_the_text_have_places() {
        let text = format!("x\n{}", "ä".repeat(1_000));
        let end = u32::try_from(text.len()).expect("short");
        let source = Source::new("a.toml", text);
        assert_eq!(source.position(end), (2, 1_001));
        assert_eq!(source.position(2 + 2 * 600), (2, 601));
        assert_eq!(Source::new("", String::new()).position(0), (1, 1));
        let whole = Source::new("", "a".repeat(512));
        assert_eq!(whole.position(512), (1, 513));
    }
}
