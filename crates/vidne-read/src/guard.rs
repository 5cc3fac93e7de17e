//! The door: size, text and depth are checked before anything is parsed, and a parser's complaint is given its place.
//!
//! It never mends: what is not UTF-8 is cut off, and the cut is told.

use vidne_model::{id::ExhibitId, observed::Damage};

use crate::{Ask, ReadError, Spot};

/// The sound beginning of a text, and where and why it ends early.
#[derive(Debug, Clone)]
pub(crate) struct Checked<'a> {
    /// The text, without a byte-order mark.
    pub(crate) text: &'a str,
    /// Bytes before the text.
    pub(crate) start: u64,
    /// Where it was cut off, and why.
    pub(crate) cut: Option<(u64, String)>,
}

/// Refuses an exhibit that is larger than allowed.
pub(crate) fn size(bytes: &[u8], ask: &Ask<'_>) -> Result<(), ReadError> {
    let (is, most) = (bytes.len() as u64, ask.limits.bytes);
    if is > most {
        let reason = format!("it has {is} bytes, and at most {most} are read");
        return Err(ReadError::new(ask, Spot::Whole, reason, "Split the recording, or raise the limit."));
    }
    Ok(())
}

/// The exhibit as a text. Bytes that are not UTF-8 end it, as does nesting beyond the limit.
pub(crate) fn text<'a>(bytes: &'a [u8], ask: &Ask<'_>) -> Result<Checked<'a>, ReadError> {
    let checked = utf8(bytes, ask)?;
    Ok(match too_deep(checked.text, ask.limits.depth) {
        Some(at) => {
            let reason = format!("brackets are nested deeper than {}", ask.limits.depth);
            let cut = Some((checked.start + at as u64, reason));
            Checked { text: &checked.text[..at], cut, ..checked }
        }
        None => checked,
    })
}

/// The exhibit as a text. Bytes that are not UTF-8 end it.
pub(crate) fn utf8<'a>(bytes: &'a [u8], ask: &Ask<'_>) -> Result<Checked<'a>, ReadError> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ReadError::new(ask, Spot::Offset(0), "it is written in UTF-16", "Save it as UTF-8."));
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let bytes = &bytes[start..];
    let (text, cut) = match str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.valid_up_to();
            let valid = str::from_utf8(&bytes[..at]).unwrap_or_default();
            (valid, Some(((start + at) as u64, "the bytes are not UTF-8".to_owned())))
        }
    };
    if text.trim().is_empty() {
        return Err(ReadError::new(ask, Spot::Offset(0), "it holds no text", "Export the recording anew."));
    }
    Ok(Checked { text, start: start as u64, cut })
}

/// Where brackets outside of strings are nested deeper than `most`. Counts back to nothing at the end of each value.
fn too_deep(text: &str, most: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the string that began before `at` ends.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(skip) =
        bytes[at.min(bytes.len())..].iter().position(|byte| *byte == b'"' || *byte == b'\\')
    {
        at += skip;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

/// Bytes from the beginning of `whole` to the beginning of `part`, which was borrowed from it.
pub(crate) fn offset_in(whole: &str, part: &str) -> u64 {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize) as u64
}

/// Where in `text` a JSON parser stopped, in bytes.
pub(crate) fn offset_of(text: &str, error: &serde_json::Error) -> u64 {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len()) as u64
}

/// What a JSON parser says, without the line that it counts within a part of the text.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(before, _)| before.to_owned())
}

/// The beginning of a JSON text, up to the last value that is whole before byte `end`, with its brackets closed; nothing where
/// no bracket was opened. Of a list only whole items are kept: half of one would tell less than it says.
pub(crate) fn closed(text: &str, end: usize) -> Option<String> {
    let bytes = &text.as_bytes()[..end.min(text.len())];
    let (mut open, mut items, mut whole, mut at) = (Vec::new(), 0_usize, 0, 0);
    while at < bytes.len() {
        let mut rests = false;
        match bytes[at] {
            b'"' => at = end_of_string(bytes, at + 1),
            bracket @ (b'{' | b'[') => {
                let is_item = items > 0 || open.last() == Some(&']');
                items += usize::from(is_item);
                open.push(if bracket == b'{' { '}' } else { ']' });
                rests = true;
            }
            b'}' | b']' => {
                open.pop();
                items = items.saturating_sub(1);
                rests = true;
            }
            b',' if items == 0 => whole = at,
            _ => {}
        }
        at += 1;
        if rests && items == 0 {
            whole = at;
            if open.is_empty() {
                break;
            }
        }
    }
    let kept = text[..whole].chars();
    (whole > 0).then(|| kept.chain(open.iter().rev().skip(items).copied()).collect())
}

/// A part of the exhibit that could not be read.
pub(crate) fn damage(exhibit: ExhibitId, offset: u64, reason: impl Into<String>) -> Damage {
    Damage { exhibit, offset: Some(offset), reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_strings_only() {
        assert_eq!(too_deep(r#"{"a":"[[[[\"[[["}"#, 1), None);
        assert_eq!(too_deep("[[[]]]", 2), Some(2));
        assert_eq!(too_deep("[[]]\n[[]]", 2), None);
    }

    #[test]
    fn a_text_that_breaks_off_is_closed_behind_its_last_whole_value() {
        let of = |text: &str| closed(text, text.len());
        assert_eq!(of(r#"{"a":1,"b":["x]",{"c":"""#).as_deref(), Some(r#"{"a":1,"b":["x]"]}"#));
        assert_eq!(of(r#"{"a":{"b":[{"c":[1,2]},{"c":[1"#).as_deref(), Some(r#"{"a":{"b":[{"c":[1,2]}]}}"#));
        assert_eq!(of(r#"{"a":1,"b":"no"#).as_deref(), Some(r#"{"a":1}"#));
        assert_eq!(of("[1,2]").as_deref(), Some("[1,2]"));
        assert_eq!(of(r#""a"#), None);
        assert_eq!(closed(r#"{"a":1,"é":x}"#, 12).as_deref(), Some(r#"{"a":1}"#));
    }

    #[test]
    fn an_error_is_placed_by_byte() {
        let text = "{\n \"a\": x}";
        let error = serde_json::from_str::<serde_json::Value>(text).expect_err("broken");
        assert_eq!(offset_of(text, &error), 8);
        assert_eq!(reason(&error), "expected value");
    }
}
