//! Bodies of responses as text.
//!
//! It never fails: bytes that fit no character set become replacement characters, and the page still has a text.

use std::borrow::Cow;

/// A body as text: UTF-8 where it is, otherwise the character set that was named, and Windows-1252 (which holds Latin-1) where
/// none or an unknown one was.
pub(crate) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match (str::from_utf8(bytes), charset) {
        (Ok(text), _) => Cow::Borrowed(text),
        (Err(_), Some(name)) if name.eq_ignore_ascii_case("utf-8") => String::from_utf8_lossy(bytes),
        _ => Cow::Owned(bytes.iter().map(|byte| western(*byte)).collect()),
    }
}

/// The character set that a content type names: `text/html; charset=utf-8`.
pub(crate) fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })
}

/// Whether a content type says that the body is a page of text.
pub(crate) fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty() || kind == "text/html" || kind == "application/xhtml+xml" || kind == "text/plain"
}

/// One byte of Windows-1252. What is not assigned there is read as the control character that Latin-1 has.
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_pages_are_read_as_windows_1252() {
        assert_eq!(decode(b"r\xe4ksm\xf6rg\xe5s \x96", Some("iso-8859-1")), "räksmörgås –");
        assert_eq!(decode("å".as_bytes(), Some("iso-8859-1")), "å");
        assert_eq!(charset("text/html; Charset=\"UTF-8\""), Some("UTF-8"));
    }
}
