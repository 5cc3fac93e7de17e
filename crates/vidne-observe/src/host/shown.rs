//! Names from a machine as text: a file may be called anything but `/` and zero.
//!
//! It never lets a control character through, nor one that turns the direction of writing. A name that is plain text stays as
//! it is, backslashes too, so that it compares equal with the same name told by others.

use std::fmt::Write;

/// A name as text: what is no text, and what steers a terminal, is written as `\x` and two digits, or `\u{...}`.
pub(super) fn shown(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        for letter in chunk.valid().chars() {
            push(&mut text, letter);
        }
        for byte in chunk.invalid() {
            write!(text, "\\x{byte:02x}").expect("a string takes every text");
        }
    }
    text
}

fn push(text: &mut String, letter: char) {
    let written = match letter {
        '\0'..='\x1f' | '\x7f' => write!(text, "\\x{:02x}", u32::from(letter)),
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            write!(text, "\\u{{{:x}}}", u32::from(letter))
        }
        _ => {
            text.push(letter);
            Ok(())
        }
    };
    written.expect("a string takes every text");
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_plain_name_stays_as_it_is() {
        assert_eq!(shown("/srv/nøgle\\x2d 1".as_bytes()), "/srv/nøgle\\x2d 1");
    }

    #[test]
    fn what_is_no_text_and_what_steers_a_terminal_is_written_out() {
        assert_eq!(shown(b"a\xffb\n\x1b[2J\x7f"), "a\\xffb\\x0a\\x1b[2J\\x7f");
        assert_eq!(shown("a\u{202e}b\u{9b}".as_bytes()), "a\\u{202e}b\\u{9b}");
    }
}
