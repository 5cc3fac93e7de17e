//! Markdown as rules' pages use it, in blocks: headings, paragraphs, lists, code.
//!
//! It never renders; and what it does not know is a paragraph.

/// A block of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading, with its depth from 1.
    Heading(usize, String),
    /// A paragraph on one line.
    Paragraph(String),
    /// An item of a list, with its mark.
    Item(String, String),
    /// Lines of code.
    Code(Vec<String>),
}

/// Takes a text apart.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    // Whether the line above may be continued: after an empty line it may not.
    let mut open = false;
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            let code = lines.by_ref().take_while(|line| line.trim() != "```").map(str::to_owned);
            blocks.push(Block::Code(code.collect()));
            open = false;
        } else if trimmed.is_empty() {
            open = false;
        } else if let Some(start) = start(trimmed) {
            open = !matches!(start, Block::Heading(..));
            blocks.push(start);
        } else {
            open = continued(&mut blocks, open, trimmed);
        }
    }
    blocks
}

/// The text without its marks of emphasis, and links as `text (address)`.
pub(crate) fn unmarked(text: &str) -> String {
    let text = text.replace("**", "");
    let mut said = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, label, url, after)) = link(rest) {
        said.push_str(before);
        said.extend(if label == url { vec![url] } else { vec![label, " (", url, ")"] });
        rest = after;
    }
    said + rest
}

/// The first `[label](url)`: what stands before it, its parts, what follows.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let (url, after) = text[middle + 2..].split_once(')')?;
    Some((&text[..open], &text[open + 1..middle], url, after))
}

/// A line that begins a block of its own kind.
fn start(line: &str) -> Option<Block> {
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    if let Some(heading) = line[depth..].strip_prefix(' ').filter(|_| (1..=6).contains(&depth)) {
        return Some(Block::Heading(depth, heading.trim().to_owned()));
    }
    let (mark, item) = line.split_once(' ')?;
    let digits = mark.strip_suffix('.').unwrap_or_default();
    let numbered = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (numbered || matches!(mark, "-" | "*")).then(|| Block::Item(mark.to_owned(), item.trim().to_owned()))
}

/// Adds a line to the block above, or begins a paragraph.
fn continued(blocks: &mut Vec<Block>, open: bool, line: &str) -> bool {
    match blocks.last_mut() {
        Some(Block::Paragraph(text) | Block::Item(_, text)) if open => {
            text.push(' ');
            text.push_str(line);
        }
        _ => blocks.push(Block::Paragraph(line.to_owned())),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart() {
        let page = "One\nline.\n\n## Fires\nText.\n- a\n  b\n```toml\nx = 1\n\ny = 2\n```\nEnd.";
        let expected = [
            Block::Paragraph("One line.".into()),
            Block::Heading(2, "Fires".into()),
            Block::Paragraph("Text.".into()),
            Block::Item("-".into(), "a b".into()),
            Block::Code(vec!["x = 1".into(), String::new(), "y = 2".into()]),
            Block::Paragraph("End.".into()),
        ];
        assert_eq!(blocks(page), expected);
    }

    #[test]
    fn links_and_emphasis_are_put_in_words() {
        assert_eq!(
            unmarked("**See** [the text](https://a.example/) now"),
            "See the text (https://a.example/) now"
        );
        assert_eq!(unmarked("a](b and [c"), "a](b and [c");
    }

    #[test]
    fn a_block_of_code_that_never_ends_is_kept() {
        assert_eq!(blocks("```\nx"), [Block::Code(vec!["x".into()])]);
    }
}
