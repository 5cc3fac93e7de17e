//! Text of a log on its way into a format with rules of its own.
//!
//! It never lets a line break or a control character through where a format gives them a meaning.

use std::fmt::Write;

use serde_json::Value;

/// An address that may stand in a line of its own: without its fragment, white space and control characters escaped.
pub(crate) fn address(url: &str) -> String {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    let mut address = String::with_capacity(url.len());
    for letter in url.chars() {
        if letter.is_whitespace() || letter.is_control() {
            let mut buffer = [0; 4];
            for byte in letter.encode_utf8(&mut buffer).bytes() {
                let _ = write!(address, "%{byte:02X}");
            }
        } else {
            address.push(letter);
        }
    }
    address
}

/// A text in one line, without control characters.
pub(crate) fn line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether a text may be the name of a header or a method (RFC 9110, 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether a request to this address leaves the browser; `data:`, `blob:` and the like do not.
pub(crate) fn leaves_the_browser(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| {
        ["http", "https", "ws", "wss", "ftp"].iter().any(|each| scheme.eq_ignore_ascii_case(each))
    })
}

/// Whether any reader can take in a JSON text: its numbers are such, and it does not nest deeper than readers follow.
pub(crate) fn is_plain_json(text: &str) -> bool {
    fn depth(value: &Value) -> usize {
        match value {
            Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
            Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
            _ => 0,
        }
    }
    serde_json::from_str(text).is_ok_and(|value| depth(&value) <= DEEPEST)
}

/// Readers follow at least 128 levels, and what stands around takes some of them.
const DEEPEST: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_break_out_of_a_line() {
        assert_eq!(address("https://a.se/ä b\r\nX: y?q=|#top"), "https://a.se/ä%20b%0D%0AX:%20y?q=|");
        assert_eq!(line(" a\r\nb\0 "), "a  b");
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(is_plain_json(&nested(100)) && !is_plain_json(&nested(101)) && !is_plain_json(&nested(9999)));
        assert!(!is_plain_json("1e999"));
        assert!(is_token("X-Y") && !is_token("X Y") && !is_token(":path") && !is_token(""));
        assert!(leaves_the_browser("HTTPS://a") && !leaves_the_browser("data:text/plain,http://a"));
    }
}
