//! One spelling for one word: NFC, invisible characters dropped, white space folded, every hyphen a hyphen.
//!
//! It never loses where a character came from: every match can be quoted from the page's own text.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// A text in one spelling, in two readings of the same length.
#[derive(Debug)]
pub(crate) struct Folded<'t> {
    /// Case and hyphens kept.
    pub(crate) kept: Cow<'t, str>,
    /// In lower case, a space for every hyphen: `IP-adress` and `ip adress` are one.
    pub(crate) low: String,
    origins: Option<Vec<(usize, usize)>>,
}

impl<'t> Folded<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let (kept, origins) = if is_plain(text) { (Cow::Borrowed(text), None) } else { rewrite(text) };
        let low = lowered(&kept);
        Self { kept, low, origins }
    }

    /// Where a stretch of the folded text stands in the text that was given.
    pub(crate) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let Some(origins) = &self.origins else { return range.clone() };
        let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else {
            let at = origins.get(range.start).map_or(0, |origin| origin.0);
            return at..at;
        };
        origins[range.start].0..origins[last].1
    }
}

/// A text in lower case, with a space for every hyphen. No character changes its length in bytes.
fn lowered(text: &str) -> String {
    let mut low = text.to_ascii_lowercase();
    if low.contains('-') {
        low = low.replace('-', " ");
    }
    // Most letters beyond ASCII are small already, and looking costs less than writing anew.
    if low.bytes().any(|byte| !byte.is_ascii())
        && low.chars().any(|sign| !sign.is_ascii() && lower(sign) != sign)
    {
        low = low.chars().map(lower).collect();
    }
    low
}

/// The same character in lower case, where that takes as many bytes.
fn lower(sign: char) -> char {
    match sign {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(sign) + 0x20).unwrap_or(sign),
        '\0'..='\u{ff}' => sign,
        _ => {
            let mut lower = sign.to_lowercase();
            let one = lower.next().filter(|one| one.len_utf8() == sign.len_utf8());
            one.filter(|_| lower.next().is_none()).unwrap_or(sign)
        }
    }
}

/// Whether a text is spelled as we spell already, so that nothing has to be moved.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let mut easy = true;
    for byte in text.bytes() {
        if byte.is_ascii_control() || (byte == b' ' && before == b' ') {
            return false;
        }
        // Behind this byte stand the letters from `À` to `ÿ`, all of them as we spell them.
        easy &= byte.is_ascii() || byte == LATIN || before == LATIN;
        before = byte;
    }
    easy || is_spelled(text)
}

fn is_spelled(text: &str) -> bool {
    let mut composed = true;
    for sign in text.chars().filter(|sign| !sign.is_ascii()) {
        // Letters below the combining marks are composed already.
        composed &= sign < '\u{300}';
        if is_invisible(sign) || spelled(sign) != sign {
            return false;
        }
    }
    composed || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

fn rewrite(text: &str) -> (Cow<'_, str>, Option<Vec<(usize, usize)>>) {
    let mut kept = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    let mut signs = text.char_indices().filter(|(_, sign)| !is_invisible(*sign)).peekable();
    while let Some((start, sign)) = signs.next() {
        let mut end = start + sign.len_utf8();
        let mut cluster = String::from(sign);
        while let Some((at, mark)) = signs.next_if(|(_, next)| canonical_combining_class(*next) != 0) {
            end = at + mark.len_utf8();
            cluster.push(mark);
        }
        for sign in cluster.nfc().map(spelled) {
            if sign == ' ' && (kept.is_empty() || kept.ends_with(' ')) {
                continue;
            }
            kept.push(sign);
            origins.resize(kept.len(), (start, end));
        }
    }
    (Cow::Owned(kept), Some(origins))
}

fn spelled(sign: char) -> char {
    match sign {
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{ff0d}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{00b4}' => '\'',
        _ if sign.is_whitespace() || sign.is_control() => ' ',
        _ => sign,
    }
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The first byte of the letters from `À` to `ÿ`.
const LATIN: u8 = 0xc3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_hyphen_does_not_part_a_word_and_the_quote_keeps_it() {
        let text = "Ett personuppgifts\u{ad}biträde";
        let folded = Folded::new(text);
        let at = folded.low.find("personuppgiftsbiträde").unwrap();
        let range = folded.origin(&(at..at + "personuppgiftsbiträde".len()));
        assert_eq!(&text[range], "personuppgifts\u{ad}biträde");
    }

    #[test]
    fn letters_in_two_parts_are_one_letter() {
        let text = "fo\u{308}r  IP\u{2011}adress\u{a0}x";
        let folded = Folded::new(text);
        assert_eq!(folded.kept, "för IP-adress x");
        assert_eq!(folded.low, "för ip adress x");
        assert_eq!(&text[folded.origin(&(0..4))], "fo\u{308}r");
    }

    #[test]
    fn a_text_in_order_is_not_copied() {
        assert!(matches!(Folded::new("Överföring utanför EU/EES – nej").kept, Cow::Borrowed(_)));
    }
}
