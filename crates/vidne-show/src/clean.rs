//! Takes from strangers' text what would act on a terminal or on the direction of writing.
//!
//! It never drops anything silently: what is taken out stands there by its number.

use std::{borrow::Cow, fmt::Write as _};

/// The text on one line: white space folded, control characters and marks of direction shown by their number.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| is_unsafe(c) || c.is_whitespace() && c != ' ') {
        return Cow::Borrowed(text);
    }
    let folded: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    Cow::Owned(visible(&folded).into_owned())
}

/// The text with control characters (other than line ends) and marks of direction shown by their number.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c != '\n' && is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c == '\n' || !is_unsafe(c) {
            clean.push(c);
        } else {
            // Writing into a String cannot fail.
            let _ = write!(clean, "\\u{{{:x}}}", u32::from(c));
        }
    }
    Cow::Owned(clean)
}

/// Control characters, and the marks that change the direction of the text around them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_does_nothing() {
        assert_eq!(line("a\u{1b}[2Jb\r\nc"), "a\\u{1b}[2Jb  c");
    }

    #[test]
    fn a_mark_of_direction_is_shown() {
        assert_eq!(visible("a\u{202e}b\nc"), "a\\u{202e}b\nc");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(line("Åsa på Öland: 日本"), Cow::Borrowed(_)));
    }
}
