//! Text as a reader sees it: white space folded, marks that nobody sees removed, letters in one form (NFC).
//!
//! It never changes a letter, its case or its order.

use unicode_normalization::UnicodeNormalization;
use vidne_model::observed::Block;

/// The text in NFC, without soft hyphens, zero-width and direction marks; every kind of blank becomes one space, and a hyphen that
/// does not break becomes a hyphen.
pub(crate) fn fold(text: &str) -> String {
    let seen = text.chars().filter(|each| !is_unseen(*each)).map(plain);
    // Below the first combining mark every letter is in NFC already.
    if text.chars().all(|each| each < '\u{300}') {
        folded(seen, text.len())
    } else {
        folded(seen.nfc(), text.len())
    }
}

fn folded(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    let mut gap = false;
    for each in letters {
        if each == ' ' {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        folded.push(each);
    }
    folded
}

/// Blocks with their texts and headings folded; those without a text fall away.
pub(super) fn blocks(blocks: Vec<Block>) -> Vec<Block> {
    let folded = blocks.into_iter().map(|block| Block {
        text: fold(&block.text),
        headings: block.headings.iter().map(|heading| fold(heading)).collect(),
        ..block
    });
    folded.filter(|block| !block.text.is_empty()).collect()
}

fn plain(each: char) -> char {
    match each {
        '\u{2010}' | '\u{2011}' => '-',
        _ if each.is_whitespace() || is_blank(each) => ' ',
        _ => each,
    }
}

/// Blanks that Unicode does not count as white space, and control characters, which part words in browsers' copies.
fn is_blank(each: char) -> bool {
    each.is_control() || matches!(each, '\u{2800}' | '\u{3164}')
}

fn is_unseen(each: char) -> bool {
    matches!(
        each,
        '\0' | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_neither_soft_hyphens_nor_kinds_of_blanks() {
        assert_eq!(fold(" person\u{ad}uppgifts\u{ad}biträde\u{a0}\n\tAB "), "personuppgiftsbiträde AB");
        assert_eq!(fold("Google\u{200b}Analytics e\u{2011}tjänst"), "GoogleAnalytics e-tjänst");
        assert_eq!(fold("a\u{30a}r"), "år");
        assert_eq!(fold("\u{feff}\u{200d}"), "");
    }
}
