//! A page that came as plain text: blank lines part its paragraphs.
//!
//! It never reads marks into it: a line that begins with `#` is a line.

use vidne_model::observed::{Block, BlockKind, Visibility};

use super::normal;

/// Its paragraphs, and where it was cut, if it was.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Option<String>) {
    let (mut blocks, mut paragraph) = (Vec::new(), String::new());
    for line in text.lines() {
        if line.trim().is_empty() {
            close(&mut paragraph, &mut blocks);
        } else {
            paragraph.push_str(line);
            paragraph.push('\n');
        }
        if blocks.len() >= MOST {
            return (blocks, Some(format!("it has more than {MOST} paragraphs; the others were not read")));
        }
    }
    close(&mut paragraph, &mut blocks);
    (blocks, None)
}

fn close(paragraph: &mut String, blocks: &mut Vec<Block>) {
    let text = normal::fold(paragraph);
    paragraph.clear();
    if !text.is_empty() {
        let (kind, visibility) = (BlockKind::Text, Visibility::Shown);
        blocks.push(Block { text, kind, visibility, headings: Vec::new(), row: None });
    }
}

const MOST: usize = 100_000;
