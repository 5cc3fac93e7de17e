//! What an answer says of its body.
//!
//! It never looks at the body itself.

/// The character set that a content type names: `text/html; charset=utf-8`.
pub(crate) fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })
}

/// The kind that a content type names, in lower case: `text/html`.
pub(crate) fn kind(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a content type says that the body is a page of text.
pub(crate) fn is_page(content_type: &str) -> bool {
    ["", "text/html", "application/xhtml+xml", "text/plain"].contains(&kind(content_type).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_names_a_kind_and_a_character_set() {
        let text = " Text/HTML ; Charset=\"UTF-8\"";
        assert_eq!((kind(text).as_str(), charset(text)), ("text/html", Some("UTF-8")));
        assert_eq!(charset("text/html"), None);
    }
}
