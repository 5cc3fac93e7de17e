//! Bytes of a page to text: the byte-order mark, what the bytes are, the answer's header and the page's own word decide, in that order.
//!
//! It never fails: what fits no character becomes a replacement character, and the rest of the page still has its text.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::body;

/// The text of a body. Bytes that are UTF-8 throughout are read as such, whatever they are said to be: no other text looks like it by chance.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let told = content_type.and_then(body::charset).and_then(|name| Encoding::for_label(name.as_bytes()));
    let encoding = told.or_else(|| own_word(bytes)).unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0
}

/// The character set that a page names in a `<meta>` near its beginning. One that could not have been read this far is not believed.
fn own_word(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        if let Some(label) = label(&rest[..end]) {
            return Encoding::for_label(label).filter(|encoding| encoding.is_ascii_compatible());
        }
    }
    None
}

fn label(tag: &[u8]) -> Option<&[u8]> {
    let after = &tag[find(tag, b"charset")? + 7..];
    let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|byte| b"\"' ;/".contains(byte)).unwrap_or(after.len());
    Some(&after[..end])
}

fn find(whole: &[u8], part: &[u8]) -> Option<usize> {
    whole.windows(part.len()).position(|window| window == part)
}

const HEAD: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_header_and_page_name_the_character_set() {
        assert_eq!(decode(b"\xff\xfeh\0e\0j\0", None), "hej");
        assert_eq!(decode(b"sm\xf8rrebr\xf8d", Some("text/html; charset=iso-8859-1")), "smørrebrød");
        assert_eq!(
            decode(b"<META content='text/html;charset=koi8-r'>\xc1", None),
            "<META content='text/html;charset=koi8-r'>а"
        );
        assert_eq!(decode(b"<meta charset=\"utf-8\">\xe5", None), "<meta charset=\"utf-8\">\u{fffd}");
        assert_eq!(decode("å".as_bytes(), Some("text/html; charset=iso-8859-1")), "å");
        assert_eq!(decode(b"\x93citat\x94", None), "“citat”");
    }
}
